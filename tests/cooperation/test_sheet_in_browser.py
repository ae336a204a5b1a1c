"""The common sheet in Chromium: a coach and a guest in turn, without barriers at both widths."""

import datetime as dt

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from rundblick.cooperation.codes import Doer, Kind, Standing
from rundblick.web.clock import today
from tests.browser import Visitor, flaws
from tests.cases.families import Family, haddad
from tests.cooperation.sheets import DAY, let_in, put, released, shut, url

pytestmark = pytest.mark.browser


def full(visitor: Visitor) -> Family:
    """Amira's sheet with the Brücke: both wrote, something is open, something is new for each."""
    family = haddad(visitor.house)
    topics = ("master", "cooperation", "goals", "tasks", "appointments")
    let_in(family, visitor.house.partner, topics=topics)
    released(visitor.house, family)
    family.goal(family.amira)
    family.appointment(family.amira)
    put(family, text="Guten Tag, schön, dass wir uns hier abstimmen.")
    put(family, kind=Kind.REQUEST, text="Ab wann wäre ein zweiter Termin möglich?", on=today() - DAY)
    put(family, "ivo", "", kind=Kind.STANDING, standing=Standing.RUNNING)
    put(family, "ivo", "Dienstags um zehn ist frei.", kind=Kind.DATE, on=today() + 4 * DAY, at=dt.time(10))
    put(family, kind=Kind.AGREEMENT, text="Bescheid kopieren", doer=Doer.AGENCY, on=today() + DAY, for_person=True)
    return family


def test_no_page_has_a_barrier_or_is_cut_off(visitor: Visitor) -> None:
    family = full(visitor)
    pages = {
        "sheet": url("sheet", family),
        "list": reverse("cooperation:mine"),
        "case": reverse("cooperation:case", args=[family.pk]),
        "agreement": f"{url('write', family)}?art=agreement",
        "standing": f"{url('write', family)}?art=standing",
        "start": "/",
        "casepage": f"/faelle/{family.pk}/",
    }
    found = []
    for who in ("alma", "ivo"):
        with visitor.as_person(who, bypass_csp=True) as page:
            for name, where in pages.items():
                page.goto(where)
                found += flaws(page, f"{name}-{who}")
    assert found == []


def test_a_question_and_its_answer(visitor: Visitor) -> None:
    family = haddad(visitor.house)
    let_in(family, visitor.house.partner)
    released(visitor.house, family)
    with visitor.as_person("alma") as page:
        page.goto(url("sheet", family))
        page.get_by_role("link", name="Bitte oder Frage").click()
        page.get_by_label("Worum bitten Sie").fill("Wann kann es losgehen? 🙂")
        page.get_by_role("button", name="Auf das Blatt schreiben").click()
        expect(page.get_by_text("Steht auf dem gemeinsamen Blatt.")).to_be_visible()
    with visitor.as_person("ivo") as page:
        page.goto("/")
        page.get_by_role("link", name="Eine Bitte oder Frage beantworten").click()
        expect(page.get_by_text("Wann kann es losgehen? 🙂")).to_be_visible()
        page.get_by_role("button", name="Gelesen").click()
        page.get_by_role("link", name="Antworten").click()
        page.get_by_label("Nachricht").fill("Nächste Woche Montag")
        page.get_by_role("button", name="Auf das Blatt schreiben").click()
        expect(page.get_by_text("erledigt am")).to_be_visible()
    with visitor.as_person("alma") as page:
        page.goto("/")
        page.get_by_role("link", name="Neues auf einem gemeinsamen Blatt lesen").click()
        expect(page.get_by_text("Nächste Woche Montag")).to_be_visible()


def test_what_was_promised_stands_in_the_case_until_it_is_done(visitor: Visitor) -> None:
    family = haddad(visitor.house)
    let_in(family, visitor.house.partner)
    put(family, kind=Kind.AGREEMENT, text="Bescheid kopieren", doer=Doer.HOUSE, on=today() + DAY)
    said = "Absprache mit einer anderen Stelle einlösen"
    with visitor.as_person("alma", bypass_csp=True) as page:
        page.goto(f"/faelle/{family.pk}/")
        expect(page.get_by_text(said).first).to_be_visible()
        assert flaws(page, "case-with-promise") == []
        page.goto(url("sheet", family))
        page.get_by_role("button", name="Erledigt").click()
        expect(page.get_by_text("erledigt am")).to_be_visible()
        page.goto(f"/faelle/{family.pk}/")
        expect(page.get_by_text(said)).to_have_count(0)


def test_an_agency_proposes_a_conference_and_the_coach_plans_it(visitor: Visitor) -> None:
    family = haddad(visitor.house)
    let_in(family, visitor.house.partner)
    with visitor.as_person("ivo", bypass_csp=True) as page:
        page.goto(url("sheet", family))
        page.get_by_role("button", name="Besprechung vorschlagen").click()
        expect(page.get_by_text("schlägt eine Besprechung vor").first).to_be_visible()
        assert flaws(page, "proposed") == []
    with visitor.as_person("alma", bypass_csp=True) as page:
        page.goto("/")
        page.get_by_role("link", name="Über den Vorschlag einer Besprechung entscheiden").click()
        assert flaws(page, "proposal") == []
        page.get_by_role("link", name="Besprechung planen").click()
        expect(page.get_by_text("Mit am Tisch sitzt dann auch")).to_be_visible()
        assert flaws(page, "planning-proposal") == []


def test_a_door_closed_meanwhile_shows_a_page_without_names(visitor: Visitor) -> None:
    family = haddad(visitor.house)
    grant = let_in(family, visitor.house.partner)
    with visitor.as_person("ivo") as page:
        page.goto(f"{url('write', family)}?art=standing")
        page.get_by_label("läuft").check()
        shut(family, grant)
        page.get_by_role("button", name="Auf das Blatt schreiben").click()
        expect(page.get_by_role("heading", level=1)).to_be_visible()
        expect(page.get_by_text("Haddad")).to_have_count(0)

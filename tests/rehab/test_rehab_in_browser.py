"""Reha und Teilhabe in the browser: no barrier, nothing cut off, and the flow of two houses."""

import pytest
from playwright.sync_api import expect

from rundblick.access.models.dossiers import Basis
from rundblick.rehab.codes import Format, Kind, Milestone, Present, Question
from rundblick.web.clock import today
from tests.browser import Visitor, flaws
from tests.cases.families import Family, haddad
from tests.rehab.desks import DAY, ago, applied, desk, diverged, let_in, reached, released, said, shared, talk, url
from tests.rehab.test_replace_the_agency import replace

pytestmark = pytest.mark.browser


def full(visitor: Visitor) -> Family:
    """An LTA on its way, a refused medical rehabilitation, talks, and words of both houses."""
    family = haddad(visitor.house, opened_on=ago(400))
    shared(visitor.house, family)
    talk(family, format_=Format.CASE, on=ago(70), present=(Present.AGENCY, Present.COACH))
    talk(family, format_=Format.INFO, on=ago(50))
    old = applied(family, days=300, kind=Kind.MEDICAL, old_case=True)
    reached(family, old, Milestone.SUBMITTED, 290)
    reached(family, old, Milestone.REFUSED, 7, look_on=today() + 8 * DAY)
    row = applied(family, days=50, ready=("form", "doctor"), look_on=today() + 12 * DAY)
    reached(family, row, Milestone.REPORTS, 40)
    said(family, "alma", "Im Gutachten steht: leichte Arbeit, drei bis sechs Stunden.")
    said(family, "ivo", "Ein neuer Antrag ist möglich.", question=Question.HELP, release=released(family))
    diverged(family, "Wir sehen einen Bedarf, die Ablehnung sieht ihn nicht.")
    return family


def test_no_page_has_a_barrier_or_is_cut_off(visitor: Visitor) -> None:
    family = full(visitor)
    pages = {
        "page": url("page", family),
        "desk": url("desk", family),
        "talk": url("talk", family) + "?art=info",
        "assessments": url("assessments", family),
        "answer": url("answer", family, "found"),
        "plan": url("plan", family),
        "mine": "/faelle/reha/",
        "figures": "/faelle/reha/zahlen/",
    }
    found = []
    with visitor.as_person("alma") as page:
        for name, address in pages.items():
            page.goto(address)
            found += flaws(page, f"rehab-{name}")
    assert found == []


def test_a_running_rehabilitation_looks_ahead(visitor: Visitor) -> None:
    family = haddad(visitor.house, opened_on=ago(400))
    desk(family, agency=False, contact="expert", contact_name="Ruth Wieland", contact_number="0251 238 0")
    row = applied(family, days=60, kind=Kind.MEDICAL, agency=False)
    reached(family, row, Milestone.SUBMITTED, 50)
    reached(family, row, Milestone.STARTED, 6)
    family.let_in(visitor.house.cem, None, basis=Basis.ASSIGNMENT, topics=("master", "cooperation"), writes=True)
    found = []
    for who in ("alma", "cem"):
        with visitor.as_person(who) as page:
            for name, address in (("page", ""), ("desk", "versicherung/"), ("clinic", "gespraech/?art=clinic")):
                page.goto(url("page", family) + address)
                found += flaws(page, f"rehab-beside-{who}-{name}")
    assert found == []


def test_two_houses_bring_an_application_on_its_way(visitor: Visitor) -> None:
    family = haddad(visitor.house)
    let_in(family)
    with visitor.as_person("alma") as page:
        page.goto(url("page", family))
        page.get_by_role("link", name="Versicherung, Ansprechperson und Teilhabeberatung ändern").click()
        page.get_by_label("DRV Westfalen").check()
        page.get_by_role("button", name="Speichern").click()
        expect(page.get_by_text("Beratungsstelle Brücke liest und schreibt")).to_be_visible()
        page.get_by_role("link", name="Neuer Antrag").first.click()
        page.get_by_label("Leistung zur Teilhabe am Arbeitsleben (LTA)").check()
        page.get_by_role("button", name="Speichern").click()
        expect(page.get_by_role("img", name="Stationen")).to_be_visible()
    with visitor.as_person("ivo") as page:
        page.goto(url("page", family))
        page.get_by_role("link", name="Nächster Schritt").click()
        page.get_by_label("eingereicht").check()
        page.get_by_role("button", name="Speichern").click()
        expect(page.get_by_text("heute eingereicht")).to_be_visible()
        expect(page.get_by_text("ausdrückliche Einwilligung")).to_be_visible()


def test_the_page_of_a_former_agency_has_no_barrier(visitor: Visitor) -> None:
    family = full(visitor)
    let_in(family, visitor.house.provider)
    replace(visitor.house, family)
    with visitor.as_person("ivo") as page:
        page.goto(url("page", family))
        expect(page.get_by_text("Ihre Stelle ist hier nicht mehr genannt")).to_be_visible()
        assert flaws(page, "rehab-former") == []

"""Groups in Chromium: the list with one tap per person, by keyboard, twice, without scripts; no barrier anywhere."""

import re

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from rundblick.programmes.models import Cohort, CohortMember, Session
from rundblick.programmes.services.roll import Mark
from rundblick.web.clock import today
from tests.browser import Visitor, flaws
from tests.programmes.gathering import fresh_group, joined, kept, met, opened, states
from tests.programmes.homes import published, run_of
from tests.programmes.living import DAY, workshop

pytestmark = pytest.mark.browser


def gathered(visitor: Visitor, *names: str) -> tuple[Cohort, Session, list[CohortMember]]:
    """A group that has met three times and meets today."""
    house = visitor.house
    programme = published(workshop())
    group = opened(house, programme)
    members = joined(house, group, programme, *(names or ("Adler", "Berg", "Celik", "Dörflinger-Überwasser")))
    for number, topic in enumerate(("Ankommen", "Werkzeug", "Holz und Leim")):
        past = met(house, group, today() - (21 - 7 * number) * DAY, topic)
        kept(house, past, {members[0].pk: Mark("present")}, all_present=number != 1)
    session = met(house, group, topic="Eine eigene Kiste bauen")
    met(house, group, today() + 7 * DAY, "Besuch in einem Betrieb")
    return fresh_group(house, group), session, members


def addresses(group: Cohort, session: Session, members: list[CohortMember]) -> dict[str, str]:
    """Every page of a group."""
    made = {
        "list": ("groups", None),
        "choose": ("group_choose", None),
        "open": ("group_open", group.run_id),
        "group": ("group", group.pk),
        "change": ("group_change", group.pk),
        "plan": ("group_plan", group.pk),
        "join": ("group_join", group.pk),
        "certificates": ("group_certificates", group.pk),
        "add": ("session_add", group.pk),
        "series": ("session_series", group.pk),
        "roll": ("session", session.pk),
        "sheet": ("session_list", session.pk),
        "move": ("session_change", session.pk),
        "member": ("group_member", members[0].pk),
        "certificate": ("certificate", members[0].participation_id),
    }
    return {key: reverse(f"programmes:{name}", args=[arg] if arg else []) for key, (name, arg) in made.items()}


def test_no_page_has_a_barrier_or_is_cut_off(visitor: Visitor) -> None:
    pages = addresses(*gathered(visitor))
    found = []
    with visitor.as_person("alma", bypass_csp=True) as page:
        for key, address in pages.items():
            page.goto(address)
            found += flaws(page, key)
    assert found == []


@pytest.mark.parametrize("scripts", [True, False])
def test_a_group_is_kept_with_one_tap_per_person(visitor: Visitor, scripts: bool) -> None:
    _, session, _ = gathered(visitor, "Adler", "Berg", "Celik")
    with visitor.as_person("alma", narrow=True, java_script_enabled=scripts, has_touch=True) as page:
        page.goto(reverse("programmes:session", args=[session.pk]))
        page.get_by_role("button", name="Alle offenen: da").tap()
        expect(page.get_by_text("Die Anwesenheit ist gespeichert.")).to_be_visible()
        page.get_by_role("group", name=re.compile("Berg")).get_by_label("krank").tap()
        page.get_by_role("button", name="Speichern").first.tap()
        expect(page.get_by_role("group", name=re.compile("Berg")).get_by_label("krank")).to_be_checked()
    assert states(visitor.house, session) == ["present", "sick", "present"]


def test_two_clicks_save_once(visitor: Visitor) -> None:
    _, session, _ = gathered(visitor, "Adler", "Berg")
    with visitor.as_person("alma") as page:
        page.goto(reverse("programmes:session", args=[session.pk]))
        page.get_by_role("button", name="Alle offenen: da").dblclick()
        page.wait_for_load_state("networkidle")
        expect(page.get_by_text("Jemand war schneller")).to_have_count(0)
    assert states(visitor.house, session) == ["present", "present"]


def test_the_list_needs_no_mouse(visitor: Visitor) -> None:
    _, session, _ = gathered(visitor, "Adler", "Berg")
    with visitor.as_person("alma") as page:
        page.goto(reverse("programmes:session", args=[session.pk]))
        first = page.get_by_role("group", name=re.compile("Adler")).get_by_label("offen")
        for _ in range(60):
            page.keyboard.press("Tab")
            if first.evaluate("one => one === document.activeElement"):
                break
        expect(first).to_be_focused()
        page.keyboard.press("ArrowLeft")
        page.keyboard.press("ArrowLeft")
        expect(page.get_by_role("group", name=re.compile("Adler")).get_by_label("krank")).to_be_checked()
        page.get_by_label("Thema").focus()
        # Enter saves what was chosen; it never marks everybody.
        page.keyboard.press("Enter")
        expect(page.get_by_text("Die Anwesenheit ist gespeichert.")).to_be_visible()
    assert states(visitor.house, session) == ["sick"]


def test_a_group_is_opened_and_somebody_joins(visitor: Visitor) -> None:
    programme = published(workshop())
    joined(visitor.house, opened(visitor.house, programme, label="Andere"), programme, "Adler")
    with visitor.as_person("alma") as page:
        page.goto(reverse("programmes:group_open", args=[run_of(programme).pk]))
        page.get_by_label("Name der Gruppe").fill("Gruppe am Mittwoch")
        page.get_by_label("Uhrzeit").fill("9")
        page.get_by_role("button", name="Gruppe anlegen").click()
        expect(page.get_by_text("Die Gruppe ist angelegt.")).to_be_visible()
        page.get_by_role("link", name="Jemanden aufnehmen").click()
        page.get_by_label("Gülşen Adler").check()
        page.get_by_role("button", name="Aufnehmen").click()
        expect(page.get_by_role("link", name="Gülşen Adler", exact=True)).to_be_visible()

"""Living a programme in Chromium: nomination, attendance, participation; no barrier, by keyboard, with two clicks."""

import re

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from rundblick.access.context import acting_as
from rundblick.people.models import Household
from rundblick.programmes import services
from rundblick.programmes.models import Participation, Presence
from rundblick.web.clock import today
from tests.browser import Visitor, flaws
from tests.programmes.build import example
from tests.programmes.homes import START, begun, family, persons, published, refreshed, run_of
from tests.programmes.living import DAY, event, latest_monday, living, presence, workshop

pytestmark = pytest.mark.browser


def lived(visitor: Visitor) -> tuple[Household, Participation]:
    """A participation with something of everything."""
    house = visitor.house
    home = family(house)
    row = living(
        house,
        home,
        programme=published(workshop()),
        site="nord",
        answers={"tempo": True, "vertrag": False},
        weighed={"gruppe": True},
    )
    states = ("present", "present", "sick", "unexcused", "present", "excused", "present")
    for number, state in enumerate(states):
        presence(house, row, latest_monday() - 7 * DAY + (number % 4 + 7 * (number // 4)) * DAY, state)
    event(house, row, "module.completed", today() - 20 * DAY, value="grund")
    event(house, row, "module.started", today() - 10 * DAY, value="holz")
    event(house, row, "consent.given", today() - 9 * DAY, value="home_visit")
    event(house, row, "contact.lost", today() - 4 * DAY)
    event(house, row, "attempt.letter", today() - 2 * DAY)
    refreshed(home)
    return home, row


def addresses(visitor: Visitor) -> list[str]:
    """Every page of a programme as it is lived."""
    house = visitor.house
    home, row = lived(visitor)
    line = presence(house, row, today() - 30 * DAY)
    full = published(workshop(id="voll", places=1))
    living(house, family(house, "Erste"), programme=full)
    known, run = persons(home, house.alma), run_of(full)
    with acting_as(house.alma, "test"):
        (waiting,) = services.begin(dossier_id=home.dossier_id, run=run, persons=[known["Ali"]], started_on=None)
    (old,) = begun(house, home, "Gülşen", programme=published(example(id="fassung")), on=START)
    deadline = example().model_dump(mode="json")["time"]
    deadline["deadlines"][0]["by"] = {"months": 5}
    published(example(id="fassung", time=deadline))
    record = reverse("programmes:record", args=[row.pk])
    return [
        reverse("programmes:participation", args=[row.pk]),
        reverse("programmes:participation", args=[waiting.pk]),
        reverse("programmes:attendance", args=[row.pk]),
        f"{reverse('programmes:attendance', args=[row.pk])}?woche={latest_monday().isoformat()}",
        reverse("programmes:presence", args=[line.pk]),
        reverse("programmes:begin", args=[home.dossier_id, "werkstatt"]),
        reverse("programmes:end", args=[row.pk]),
        reverse("programmes:move", args=[old.pk]),
        record,
        f"{record}?was=consent.given&wert=home_visit",
        f"{record}?was=participation.extended",
    ]


def test_no_page_has_a_barrier_or_is_cut_off(visitor: Visitor) -> None:
    found = []
    with visitor.as_person("alma", bypass_csp=True) as page:
        for address in addresses(visitor):
            page.goto(address)
            found += flaws(page)
    assert found == []


@pytest.mark.parametrize("scripts", [True, False])
def test_a_week_is_written_down_in_taps(visitor: Visitor, scripts: bool) -> None:
    row = living(visitor.house, family(visitor.house), programme=published(workshop()))
    with visitor.as_person("alma", java_script_enabled=scripts) as page:
        page.goto(f"{reverse('programmes:attendance', args=[row.pk])}?woche={latest_monday().isoformat()}")
        monday = page.locator(f"#tag-{latest_monday().isoformat()}")
        monday.get_by_role("button", name="krank").click()
        expect(monday.get_by_role("button", name="krank")).to_have_attribute("aria-pressed", "true")
        page.get_by_role("button", name=re.compile("An allen 3 offenen Tagen")).click()
        expect(page.get_by_text("3 Tage als anwesend eingetragen.")).to_be_visible()
        expect(page.get_by_role("button", name=re.compile("An allen"))).to_have_count(0)
    with acting_as(visitor.house.alma, "test", read_only=True):
        found = list(Presence.objects.order_by("on").values_list("state", flat=True))
    assert found == ["sick", "present", "present", "present"]


def test_two_clicks_are_one_tap(visitor: Visitor) -> None:
    row = living(visitor.house, family(visitor.house), programme=published(workshop()))
    with visitor.as_person("alma") as page:
        page.goto(f"{reverse('programmes:attendance', args=[row.pk])}?woche={latest_monday().isoformat()}")
        page.locator(f"#tag-{latest_monday().isoformat()}").get_by_role("button", name="anwesend").dblclick()
        page.wait_for_load_state("networkidle")
        expect(page.locator(".rb-message--warning")).to_have_count(0)
    with acting_as(visitor.house.alma, "test", read_only=True):
        assert Presence.objects.get().version == 1


def test_attendance_needs_no_mouse(visitor: Visitor) -> None:
    row = living(visitor.house, family(visitor.house), programme=published(workshop()))
    with visitor.as_person("alma") as page:
        page.goto(f"{reverse('programmes:attendance', args=[row.pk])}?woche={latest_monday().isoformat()}")
        first = page.locator(f"#tag-{latest_monday().isoformat()}").get_by_role("button", name="anwesend")
        for _ in range(60):
            page.keyboard.press("Tab")
            if first.evaluate("one => one === document.activeElement"):
                break
        expect(first).to_be_focused()
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        page.wait_for_load_state("networkidle")
        tapped = page.locator(f"#tag-{latest_monday().isoformat()}").get_by_role(
            "button", name="entschuldigt", exact=True
        )
        expect(tapped).to_have_attribute("aria-pressed", "true")


def test_somebody_is_nominated_with_a_look_at_the_answers(visitor: Visitor) -> None:
    house = visitor.house
    home = family(house)
    published(workshop())
    with visitor.as_person("alma") as page:
        page.goto(reverse("programmes:begin", args=[home.dossier_id, "werkstatt"]))
        page.get_by_label(re.compile("^Gülşen")).check()
        page.get_by_label("Standort").select_option("nord")
        page.get_by_role("group", name=re.compile("langsam beginnen")).get_by_label("Ja").check()
        page.get_by_role("group", name=re.compile("Tut eine Gruppe gut")).get_by_label("Ja").check()
        page.get_by_role("button", name="Antworten ansehen, noch nichts eintragen").click()
        expect(page.get_by_text("spricht am meisten dafür")).to_be_visible()
        expect(page.get_by_label(re.compile("^Gülşen"))).to_be_checked()
        page.get_by_role("button", name="Eintragen", exact=True).click()
        expect(page.get_by_text("Der Vorschlag ist eingetragen.")).to_be_visible()

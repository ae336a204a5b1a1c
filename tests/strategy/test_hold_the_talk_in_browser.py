"""The strategy talk in Chromium: by mouse and by keyboard, wide and narrow, checked with axe."""

import re
from decimal import Decimal
from typing import Any

import pytest
from playwright.sync_api import expect

from rundblick.access.context import acting_as
from rundblick.strategy.models import Meeting, Part
from rundblick.strategy.services import Found
from rundblick.web.clock import today
from tests.browser import Visitor, flaws
from tests.cases.families import Family, haddad
from tests.strategy.talks import DAY, address, complete, fill, part_of, review, talk, way, whole

pytestmark = pytest.mark.browser


def full(visitor: Visitor) -> tuple[Family, Meeting]:
    """A completed talk with ways, contacts and a review; one part is shared."""
    family = haddad(visitor.house, opened_on=today() - 400 * DAY)
    whole(family, days_ago=390, entitlement=Decimal(310))
    meeting = talk(
        family,
        days_ago=215,
        colleagues=["over25", "employers"],
        entitlement=Decimal(280),
        note="Alle wollen, dass es ohne Jobcenter geht.",
        preparation_minutes=40,
        talk_minutes=95,
    )
    amira: dict[str, Any] = {
        "hours_now": Decimal("19.5"),
        "earnings": Decimal(1100),
        "hours_possible": Decimal(30),
        "possible_reason": "Die Kita schließt um 14 Uhr.",
        "possible_help": "childcare",
        "hours_bearable": Decimal(25),
        "bearable_reason": "Mehr Schichten sind mir zu viel.",
        "bearable_help": "steps",
        "shared": True,
    }
    part = fill(family, meeting, family.amira, **amira, levers=["hours", "wage"])
    way(family, part, "stay", words="Das Arbeitgeberteam fragt nach 30 Stunden.")
    way(family, part, "change", words="Erst wenn es hier nicht weitergeht.")
    fill(family, meeting, family.karim, no_action=True, no_action_reason="Mehr ist zurzeit nicht zu erreichen.")
    complete(family, meeting)
    for days in (200, 170, 120, 60, 20):
        family.note(family.amira, happened_on=today() - days * DAY)
    review(
        family, meeting, entitlement=Decimal(120), found={family.amira: Found(Decimal(28), Decimal(1580), "Es läuft.")}
    )
    return family, meeting


def test_no_page_has_a_barrier_or_is_cut_off(visitor: Visitor) -> None:
    family, meeting = full(visitor)
    with acting_as(visitor.house.alma, "test"):
        row = Part.objects.get(meeting=meeting, person_id=family.amira).ways.earliest("written_at")
    addresses = {
        "page": address("page", family.pk),
        "all": address("page", family.pk, gemeinsam="1"),
        "two": address("page", family.pk, gemeinsam="1", mitglied=str(family.amira)),
        "talk": address("change", family.pk, meeting.pk),
        "part": address("part", family.pk, meeting.pk, family.amira),
        "way": address("way", family.pk, row.pk),
        "hand_on": address("hand_on", family.pk, row.pk),
        "review": address("review", family.pk, meeting.pk, "action"),
    }
    found = []
    with visitor.as_person("alma", bypass_csp=True) as page:
        for name, where in addresses.items():
            page.goto(where)
            found += flaws(page, name)
    assert found == []


def test_a_talk_from_the_first_click_to_the_end_with_the_mouse(visitor: Visitor) -> None:
    family = haddad(visitor.house)
    with visitor.as_person("alma") as page:
        page.goto(address("page", family.pk))
        page.get_by_role("link", name="Gespräch festhalten").click()
        page.get_by_role("group", name="Karim Haddad").get_by_text("betrifft es nicht").click()
        page.get_by_label("Arbeitgeberteam").check()
        page.get_by_label("Anspruch des Haushalts im Monat").fill("280")
        page.get_by_role("button", name="Speichern").click()
        page.get_by_role("link", name="Teil ausfüllen").click()
        page.get_by_label("Stunden in der Woche heute").fill("19,5")
        page.get_by_label("Mehr Stunden").check()
        page.get_by_role("button", name="Speichern").click()
        page.get_by_role("link", name="Weg notieren").click()
        page.get_by_label("Beim jetzigen Betrieb bleiben").check()
        page.get_by_role("button", name="Weg speichern").click()
        page.get_by_role("button", name="Gespräch abschließen").click()
        expect(page.get_by_role("img", name="Die Zeit nach dem Gespräch")).to_be_visible()
        page.get_by_role("link", name="Zum Ziel oder zur Aufgabe machen").click()
        page.get_by_role("button", name="Speichern").click()
        expect(page.get_by_text("Daraus wurde eine Aufgabe.")).to_be_visible()
        page.get_by_role("link", name="Mit allen ansehen").click()
        expect(page.get_by_text("Haddad")).to_have_count(0)
        expect(page.get_by_text("Noch teilt niemand")).to_be_visible()


def test_two_people_fill_in_a_part_with_the_keyboard_only(visitor: Visitor) -> None:
    family = haddad(visitor.house)
    meeting = talk(family)
    with visitor.as_person("alma") as page:
        page.goto(address("page", family.pk))
        page.get_by_role("link", name=re.compile("Zu zweit ansehen.*Amira")).press("Enter")
        expect(page.get_by_text("Karim")).to_have_count(0)
        page.get_by_role("link", name="Teil ausfüllen").press("Enter")
        page.get_by_label("Mehr Lohn je Stunde").focus()
        page.keyboard.press("Space")
        page.get_by_role("button", name="Speichern").press("Enter")
        expect(page.get_by_text("Gespeichert.", exact=True)).to_be_visible()
        expect(page.get_by_role("link", name="Zurück zur Akte")).to_be_visible()
    assert part_of(family, meeting, family.amira).levers == ["wage"]

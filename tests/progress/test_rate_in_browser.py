"""Rating in Chromium: by keyboard and by tap, on the screen for two, without barriers at both widths."""

import datetime as dt
from typing import Any

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from rundblick.access.context import acting_as
from rundblick.progress.models import Rating
from rundblick.progress.services import Said, rate
from rundblick.web.clock import today
from tests.browser import Visitor, flaws
from tests.cases.families import Family, haddad

pytestmark = pytest.mark.browser


def rated(visitor: Visitor) -> Family:
    """Amira, rated twice by herself and once by Alma."""
    family = haddad(visitor.house, opened_on=today() - dt.timedelta(days=200))
    said: dict[str, Any] = {"trust": Said(3), "day": Said(6), "people": Said(4, "Ich kenne hier kaum jemanden.")}
    later: dict[str, Any] = {"trust": Said(7, "Ich habe selbst angerufen."), "day": Said(5), "people": Said(4)}
    for rater, values, ago in (("person", said, 180), ("person", later, 3), ("coach", said, 2)):
        with acting_as(visitor.house.alma, "test"):
            rate(
                case=family.case,
                person_id=family.amira,
                rater=rater,
                author=visitor.house.alma,
                said=values,
                on=today() - dt.timedelta(days=ago),
            )
    return family


def test_no_page_has_a_barrier_or_is_cut_off(visitor: Visitor) -> None:
    family = rated(visitor)
    shown = reverse("progress:page", args=[family.pk, family.amira])
    form = reverse("progress:rate", args=[family.pk, family.amira, "person"])
    found = []
    with visitor.as_person("alma", bypass_csp=True) as page:
        for address in (shown, f"{shown}?gemeinsam=1", f"{shown}?gemeinsam=1&vergleich=1", form, f"{form}?gemeinsam=1"):
            page.goto(address)
            found += flaws(page, address)
    assert found == []


def test_two_people_rate_at_one_screen_with_the_keyboard_only(visitor: Visitor) -> None:
    family = haddad(visitor.house)
    with visitor.as_person("alma") as page:
        page.goto(reverse("cases:tools", args=[family.pk]) + f"?mitglied={family.amira}")
        page.get_by_role("link", name="Fortschritte").press("Enter")
        page.get_by_role("link", name="Gemeinsam ansehen").press("Enter")
        expect(page.get_by_text("Haddad")).to_have_count(0)
        page.get_by_role("link", name="Ich schätze mich ein").press("Enter")
        page.get_by_role("group", name="Wie sehr trauen Sie sich zu").get_by_role("radio", name="3").focus()
        page.keyboard.press("Space")
        page.keyboard.press("ArrowRight")
        page.get_by_role("button", name="Einschätzung festhalten").press("Enter")
        expect(page.get_by_role("img", name="Damals und heute")).to_be_visible()
        expect(page.get_by_role("link", name="Zurück zur Akte")).to_be_visible()
    with acting_as(visitor.house.alma, "test"):
        assert [(row.dimension, row.value, row.rater) for row in Rating.objects.all()] == [("trust", 4, "person")]


def test_a_tap_is_enough(visitor: Visitor) -> None:
    family = haddad(visitor.house)
    with visitor.as_person("alma", narrow=True) as page:
        page.goto(reverse("progress:rate", args=[family.pk, family.amira, "coach"]))
        group = page.get_by_role("group", name="Wie gut haben Sie Post")
        group.get_by_role("radio", name="7").click()
        expect(group.get_by_role("radio", name="7")).to_be_checked()
        page.get_by_role("button", name="Einschätzung festhalten").click()
        expect(page.get_by_text("Die Einschätzung ist festgehalten.")).to_be_visible()

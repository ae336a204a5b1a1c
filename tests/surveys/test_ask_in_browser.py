"""Asking in Chromium: with the keyboard alone, on the screen for two, without barriers at both widths."""

import datetime as dt
import re

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from rundblick.access.context import acting_as
from rundblick.surveys.models import Survey
from rundblick.surveys.queries import answers_of
from rundblick.web.clock import today
from tests.browser import Visitor, flaws
from tests.cases.families import Family, haddad
from tests.situation.lives import consented
from tests.surveys.build import begun, completed, said, taking

pytestmark = pytest.mark.browser


def asked(visitor: Visitor) -> Family:
    """Amira in a programme: twice asked about participation, once by the coach, and a half profile of competence."""
    family = haddad(visitor.house, opened_on=today() - dt.timedelta(days=500))
    consented(family)
    place = taking(family, since=today() - dt.timedelta(days=400))
    first = {"koerper": 2, "seele": 3, "teilhabe": 3, "kontakte": 4, "hilfe_da": 0, "wohnen": 6, "geld": 2}
    later = {"koerper": 4, "seele": 3, "teilhabe": 6, "kontakte": 5, "hilfe_da": 1, "hilfe_gut": 7, "veraenderung": 6}
    for wave, ago, values in (("t1", 395, first), ("t2", 20, later)):
        on = today() - dt.timedelta(days=ago)
        completed(family, code="teilhabe", wave=wave, on=on, participation=place.pk, protected=True, **values)
    on = today() - dt.timedelta(days=390)
    completed(family, code="teilhabe", view="coach", on=on, participation=place.pk, teilhabe=4, kontakte=3)
    said(family, begun(family, code="kompetenzen"), engagement=4)
    return family


def test_no_page_has_a_barrier_or_is_cut_off(visitor: Visitor) -> None:
    family = asked(visitor)
    with acting_as(visitor.house.alma, "test"):
        done = Survey.objects.filter(code="teilhabe", wave="t2").get()
        half = Survey.objects.get(code="kompetenzen")
    who = [family.pk, family.amira]
    pages = [
        reverse("surveys:page", args=who),
        reverse("surveys:page", args=who) + "?gemeinsam=1",
        reverse("surveys:begin", args=[*who, "stabilisierung", "t1", "self"]),
        reverse("surveys:begin", args=[*who, "stabilisierung", "t1", "coach"]),
        reverse("surveys:fill", args=[*who, half.pk, "arbeiten"]),
        reverse("surveys:fill", args=[*who, half.pk, "richtung"]) + "?gemeinsam=1",
        reverse("surveys:finish", args=[*who, half.pk]),
        reverse("surveys:result", args=[*who, done.pk]),
        reverse("surveys:result", args=[*who, done.pk]) + "?gemeinsam=1",
    ]
    begun(family, code="teilhabe")
    with acting_as(visitor.house.alma, "test"):
        own = Survey.objects.get(code="teilhabe", participation=None)
    pages += [
        reverse("surveys:fill", args=[*who, own.pk, "gesundheit"]),
        reverse("surveys:fill", args=[*who, own.pk, "dazugehoeren"]),
    ]
    found = []
    with visitor.as_person("alma", bypass_csp=True) as page:
        for address in pages:
            page.goto(address)
            found += flaws(page, address)
    assert found == []


def test_from_the_list_to_the_result_with_the_keyboard_only(visitor: Visitor) -> None:
    family = haddad(visitor.house)
    with visitor.as_person("alma") as page:
        page.goto(reverse("cases:tools", args=[family.pk]) + f"?mitglied={family.amira}")
        page.get_by_role("link", name="Befragungen").press("Enter")
        first = re.compile(r"^Beginnen.*Kleine Schritte im Alltag, Am Anfang \(T1\), eigene Sicht$")
        page.get_by_role("link", name=first).press("Enter")
        page.get_by_role("button", name="Zu den Fragen").press("Enter")
        page.get_by_role("group", name="Ich stehe auf").get_by_role("radio").first.focus()
        for digit in "3210":
            page.keyboard.press(digit)
        expect(page.get_by_role("button", name="Speichern und weiter")).to_be_focused()
        page.keyboard.press("Enter")
        page.get_by_role("group", name="Ich gehe regelmäßig").get_by_role("radio").first.focus()
        for digit in "444":
            page.keyboard.press(digit)
        page.get_by_role("button", name="Speichern und weiter").focus()
        page.keyboard.press("Enter")
        expect(page.get_by_role("heading", name="Der nächste Schritt")).to_be_visible()
        page.get_by_role("button", name="Speichern und weiter").press("Enter")
        expect(page.get_by_text("Beantwortet sind 7 von 10 Fragen.")).to_be_visible()
        page.get_by_role("button", name="Abschließen").press("Enter")
        expect(page.get_by_role("img", name="Damals und heute")).to_be_visible()
        expect(page.get_by_text("Der Tag: 1,5 (Skala von 0 bis 4).", exact=True)).to_be_visible()
    with acting_as(visitor.house.alma, "test"):
        row = Survey.objects.get()
        answers = answers_of([row])[row.pk].answers
    assert [answers[code] for code in ("aufstehen", "termine", "post", "haushalt", "draussen")] == [3, 2, 1, 0, 4]


def test_a_tap_on_a_narrow_screen_is_enough(visitor: Visitor) -> None:
    family = haddad(visitor.house)
    row = begun(family, code="teilhabe")
    with visitor.as_person("alma", narrow=True) as page:
        page.goto(reverse("surveys:survey", args=[family.pk, family.amira, row.pk]) + "?gemeinsam=1")
        expect(page.get_by_text("Haddad")).to_have_count(0)
        group = page.get_by_role("group", name="Wie sehr haben Sie das Gefühl")
        group.get_by_role("radio", name="7").click()
        page.get_by_role("group", name="Gibt es jemanden").get_by_role("radio", name="ja").click()
        page.get_by_role("button", name="Speichern und weiter").click()
        expect(page.get_by_role("group", name="Wie gut hilft Ihnen das")).to_be_visible()
    with acting_as(visitor.house.alma, "test"):
        assert answers_of([row])[row.pk].answers == {"teilhabe": 7, "hilfe_da": 1}

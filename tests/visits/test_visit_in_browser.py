"""A visit from the question for consent to the note, in Chromium: on a phone, without a barrier, without a script."""

import uuid
from typing import Any

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from rundblick.access.context import acting_as
from rundblick.visits.models import Watch
from rundblick.web.clock import now
from tests.browser import Visitor, flaws
from tests.cases.families import haddad
from tests.consent.giving import visits_allowed
from tests.visits.going import out, prepared, url, visit

pytestmark = pytest.mark.browser


def test_no_page_has_a_barrier_or_is_cut_off(visitor: Visitor) -> None:
    family = haddad(visitor.house)
    row, waiting = visit(family), visit(family, family.karim)
    visits_allowed(visitor.house, family, family.amira)
    prepared(family, row, result="elsewhere")
    own, missed = out(family, row), out(family, waiting, minutes=-20)
    pages = {
        "prepare": url("prepare", row),
        "sheet": url("sheet", row),
        "look_back": url("look_back", row),
        "own": url("watch", own),
        "calling": url("watch", missed),
        "calls": reverse("visits:calls"),
        "waiting": reverse("calendar:appointment", args=[waiting.pk]),
        "arrange": f"{reverse('calendar:arrange', args=[family.pk])}?rahmen=home_visit",
        "give": reverse("consent:give", args=[family.pk, family.karim, "home_visit"]),
    }
    found: list[str] = []
    for who, shown in {
        "alma": pages,
        "bert": {"named": url("watch", missed)},
        "dana": {"rule": "/termine/hausbesuche/regel/"},
    }.items():
        with visitor.as_person(who, bypass_csp=True) as page:
            for where, address in shown.items():
                page.goto(address)
                found += flaws(page, where)
    with visitor.as_person("alma", bypass_csp=True) as page:
        page.goto(url("out", visit(family)))
        found += flaws(page, "out")
    assert found == []


def test_a_visit_from_the_consent_to_the_note_on_a_phone(visitor: Visitor) -> None:
    family = haddad(visitor.house)
    row = visit(family, starts_at=now())
    with visitor.as_person("alma", narrow=True) as page:
        page.goto(reverse("calendar:appointment", args=[row.pk]))
        page.get_by_role("link", name="Einwilligung aufnehmen: Amira Haddad").click()
        page.get_by_label("Text in einfacher Sprache").check()
        page.get_by_role("button", name="Einwilligung eintragen").click()
        expect(page.get_by_text("schriftlich vom")).to_be_visible()
        page.get_by_role("link", name="Ich bin da").click()
        page.get_by_label("Nummer, unter der Sie erreichbar sind").fill("0170 5550101")
        page.get_by_label("Bert").check()
        page.get_by_role("button", name="Ich bin da").click()
        box: Any = page.get_by_role("button", name="Ich bin wieder draußen").bounding_box()
        assert box["height"] >= 60 and box["width"] >= 300, "large enough for a thumb"
        page.get_by_role("button", name="Noch 30 Minuten").click()
        page.get_by_role("button", name="Ich bin wieder draußen").click()
        page.get_by_role("link", name="Nach dem Besuch").click()
        page.get_by_label("Was hat gutgetan").fill("Der Tee.")
        page.get_by_role("button", name="Speichern, weiter zum Vermerk").click()
        expect(page.locator("#id_setting")).to_have_value("home_visit")
        expect(page.get_by_text("nicht die Wohnung")).to_be_visible()
    with acting_as(visitor.house.alma, "test", read_only=True):
        assert Watch.objects.get().left_at is not None


def test_checking_in_and_out_works_without_a_script(visitor: Visitor) -> None:
    family = haddad(visitor.house)
    watch = out(family, visit(family), token=uuid.uuid4())
    with visitor.as_person("alma", narrow=True, java_script_enabled=False) as page:
        page.goto(url("watch", watch))
        page.get_by_role("button", name="Alarm auslösen").click()
        expect(page.get_by_text("Noch ist keine Nachricht hinausgegangen")).to_be_visible()
        page.get_by_role("button", name="Ich bin wieder draußen").click()
        expect(page.get_by_role("heading", name="Beendet")).to_be_visible()

"""The file in Chromium: no barrier at both widths, keyboard and few taps, no word lost when the session ends."""

import datetime as dt
import re
from typing import Any

import pytest
from django.contrib.sessions.models import Session
from django.urls import reverse
from playwright.sync_api import Page, expect

from rundblick.access.context import acting_as
from rundblick.cases import services
from rundblick.cases.models import ContactNote, Task
from rundblick.cases.services import ServiceContent, StepContent
from rundblick.web.clock import now, today
from tests.browser import Visitor, flaws, violations
from tests.cases.families import Family, haddad

pytestmark = pytest.mark.browser
DAY = dt.timedelta(days=1)


def full(visitor: Visitor) -> tuple[Family, list[str]]:
    """A case with something of everything, and the addresses of all its pages."""
    family = haddad(visitor.house, opened_on=today() - 60 * DAY)
    (note,) = family.note(
        family.amira,
        own_concern="Ich möchte wieder als Köchin arbeiten.",
        summary="Lang besprochen.",
        agreements="Wir rufen an.",
        steps=[StepContent(text="Zeugnis mitbringen", due_on=today() - DAY)],
        supports=("hands", "recognition"),
        helped=[ServiceContent(kind="application", own_action="together", minutes=20)],
    )
    family.note(family.karim, happened_on=today() - 20 * DAY)
    task, goal = family.task(person_id=family.amira), family.goal(family.amira)
    ahead = family.appointment(family.amira, purpose="Anerkennung")
    behind = family.appointment(family.amira, family.karim, starts_at=now() - DAY)
    with acting_as(visitor.house.alma, "test"):
        content = services.NoteContent(happened_on=today(), setting="office", sentence="Berichtigt.")
        services.correct_note(note=note, version=1, content=content, why="Tippfehler")
    pages: list[tuple[str, list[Any]]] = [
        ("cases:list", []),
        ("cases:tasks", []),
        ("cases:own_times", []),
        ("calendar:week", []),
        *((f"cases:{name}", [family.pk]) for name in ("page", "story", "more", "print_choice", "note_create")),
        *((f"cases:{name}", [family.pk]) for name in ("case_tasks", "task_create", "goal_create", "close", "focus")),
        *((f"cases:{name}", [family.pk, family.amira]) for name in ("print", "story_print", "own_action")),
        *(
            (f"cases:{name}", [note.pk])
            for name in ("note", "note_correct", "note_history", "note_release", "note_reading")
        ),
        ("cases:task", [task.pk]),
        ("cases:goal", [goal.pk]),
        ("calendar:arrange", [family.pk]),
        *((f"calendar:{name}", [ahead.pk]) for name in ("appointment", "move")),
        *((f"calendar:{name}", [behind.pk]) for name in ("appointment", "another_setting")),
    ]
    return family, [reverse(name, args=args) for name, args in pages]


def test_no_page_has_a_barrier_or_is_cut_off(visitor: Visitor) -> None:
    family, addresses = full(visitor)
    found = []
    with visitor.as_person("alma", bypass_csp=True) as page:
        for address in [*addresses, f"{reverse('cases:page', args=[family.pk])}?mitglied={family.amira}"]:
            page.goto(address)
            found += flaws(page, address)
    assert found == []


def test_the_page_of_the_house_has_no_barrier(visitor: Visitor) -> None:
    with visitor.as_person("dana", bypass_csp=True) as page:
        page.set_viewport_size({"width": 320, "height": 800})
        page.goto(reverse("cases:house"))
        page.locator("#id_baustein-title").fill("Miete")
        page.locator("#id_baustein-text").fill("Bitte den Mietvertrag mitbringen.")
        page.keyboard.press("Control+Enter")
        expect(page.get_by_role("button", name=re.compile("Entfernen.*Miete"))).to_be_visible()
        page.locator("#id_wort-word").fill("AGH")
        page.keyboard.press("Enter")
        expect(page.get_by_role("button", name=re.compile("Entfernen.*AGH"))).to_be_visible()
        assert violations(page) == []
        page.get_by_role("link", name="Miete").click()
        expect(page.locator("#id_title")).to_have_value("Miete")
        assert violations(page) == []


def test_a_phone_call_is_written_down_in_four_acts(visitor: Visitor) -> None:
    family = haddad(visitor.house)
    with visitor.as_person("alma") as page:
        page.goto(reverse("cases:page", args=[family.pk]))
        page.get_by_role("link", name="Gespräch festhalten").click()
        page.get_by_label(re.compile("^Amira Haddad")).check()
        page.get_by_label(re.compile("^Rahmen")).first.select_option("phone")
        page.get_by_label(re.compile("^Das Wichtigste")).fill("Frau Haddad kommt morgen.")
        page.keyboard.press("Control+Enter")
        expect(page.get_by_text("Das Gespräch ist festgehalten.")).to_be_visible()
        expect(page.get_by_role("link", name="Frau Haddad kommt morgen.")).to_be_visible()


def test_the_page_of_a_case_brings_what_stands_beside_it(visitor: Visitor) -> None:
    family = haddad(visitor.house)
    with visitor.as_person("alma") as page:
        page.goto(reverse("cases:page", args=[family.pk]))
        expect(page.get_by_role("heading", name="Haushalt")).to_be_visible()
        expect(page.locator("#weiteres").get_by_role("heading", name="Programme")).to_be_visible()
        expect(page.get_by_role("link", name="Haushalt, Programme und Unterlagen anzeigen")).to_have_count(0)
    with visitor.as_person("alma", java_script_enabled=False) as page:
        page.goto(reverse("cases:page", args=[family.pk]))
        page.get_by_role("link", name="Haushalt, Programme und Unterlagen anzeigen").click()
        expect(page.get_by_role("heading", name="Haushalt")).to_be_visible()


def test_without_scripts_a_talk_with_steps_and_appointment_is_saved(visitor: Visitor) -> None:
    family = haddad(visitor.house)
    with visitor.as_person("alma", java_script_enabled=False) as page:
        page.goto(reverse("cases:note_create", args=[family.pk]))
        page.get_by_label(re.compile("^Karim Haddad")).check()
        page.locator("#id_setting").select_option("office")
        page.locator("#id_sentence").fill("Herr Haddad hat den Bescheid dabei.")
        page.get_by_text("Nächste Schritte").click()
        page.locator("#id_schritt-0-text").fill("Bescheid lesen")
        page.get_by_role("button", name="Weiterer Schritt").click()
        page.locator("#id_schritt-1-text").fill("Rückruf")
        page.get_by_text("Nächster Termin").click()
        page.locator("#id_termin-day").fill("übermorgen")
        page.locator("#id_termin-time").fill("9:30")
        page.locator("#id_termin-setting").select_option("phone")
        page.get_by_role("button", name="Gespräch speichern").click()
        expect(page.get_by_text("Das Gespräch ist festgehalten.")).to_be_visible()
        expect(page.get_by_text("am Telefon")).to_be_visible()
    with acting_as(visitor.house.alma, "test", read_only=True):
        assert {task.text for task in Task.objects.all()} == {"Bescheid lesen", "Rückruf"}


def test_a_home_visit_asks_for_the_consent_only_when_it_is_one(visitor: Visitor) -> None:
    family = haddad(visitor.house)
    with visitor.as_person("alma") as page:
        page.goto(reverse("calendar:arrange", args=[family.pk]))
        consent = page.get_by_text("Fest wird er mit der schriftlichen Einwilligung")
        expect(consent).to_be_hidden()
        page.locator("#id_setting").select_option("home_visit")
        expect(consent).to_be_visible()


def write_half(page: Page, family: Family) -> None:
    page.goto(reverse("cases:note_create", args=[family.pk]))
    page.locator("#id_setting").select_option("office")
    page.locator("#id_sentence").fill("Mitten im Satz")
    expect(page.get_by_text("Entwurf gespeichert")).to_be_visible()


def test_what_is_typed_is_kept_and_put_back(visitor: Visitor) -> None:
    family = haddad(visitor.house)
    with visitor.as_person("alma") as page:
        write_half(page, family)
        page.goto(reverse("cases:list"))
        page.goto(reverse("cases:note_create", args=[family.pk]))
        expect(page.locator("#id_sentence")).to_have_value("Mitten im Satz")
        expect(page.locator("#id_setting")).to_have_value("office")
        page.get_by_role("button", name="Verwerfen").click()
        expect(page.locator("#id_sentence")).to_have_value("")


def test_a_session_that_ends_while_typing_loses_no_word(visitor: Visitor) -> None:
    family = haddad(visitor.house)
    with visitor.as_person("alma") as page:
        write_half(page, family)
        Session.objects.all().delete()
        page.locator("#id_sentence").fill("Mitten im Satz, und noch mehr")
        expect(page.get_by_text("Ihre Anmeldung ist abgelaufen")).to_be_visible()
        expect(page.locator("#id_sentence")).to_have_value("Mitten im Satz, und noch mehr")
        login = visitor.house.login("alma").cookies["sessionid"].value
        page.context.add_cookies([{"name": "sessionid", "value": login, "url": visitor.address}])
        page.get_by_role("button", name="Zurück zum Text").click()
        page.locator("#id_sentence").fill("Mitten im Satz, und noch mehr.")
        expect(page.get_by_text("Entwurf gespeichert")).to_be_visible()
        page.goto(reverse("cases:note_create", args=[family.pk]))
        expect(page.locator("#id_sentence")).to_have_value("Mitten im Satz, und noch mehr.")


def test_an_impatient_double_tap_saves_once(visitor: Visitor) -> None:
    family = haddad(visitor.house)
    with visitor.as_person("alma") as page:
        page.goto(reverse("cases:note_create", args=[family.pk]))
        page.get_by_label(re.compile("^Amira Haddad")).check()
        page.locator("#id_setting").select_option("office")
        page.locator("#id_sentence").fill("Nur einmal.")
        page.get_by_role("button", name="Gespräch speichern").dblclick()
        expect(page.get_by_role("link", name="Nur einmal.")).to_be_visible()
    with acting_as(visitor.house.alma, "test", read_only=True):
        assert ContactNote.objects.count() == 1


def test_a_task_is_added_and_ticked_with_the_keyboard(visitor: Visitor) -> None:
    family = haddad(visitor.house)
    with visitor.as_person("alma") as page:
        page.goto(reverse("cases:page", args=[family.pk]))
        page.get_by_label("Neue Aufgabe").fill("Kita anrufen")
        page.keyboard.press("Enter")
        tick = page.get_by_role("button", name="Erledigt: Kita anrufen")
        tick.focus()
        page.keyboard.press("Enter")
        expect(page.get_by_text("Nichts offen.")).to_be_visible()


@pytest.mark.parametrize(("key", "name"), [("f", "cases:list"), ("t", "calendar:week"), ("a", "cases:tasks")])
def test_g_and_a_letter_lead_to_the_lists(visitor: Visitor, key: str, name: str) -> None:
    family = haddad(visitor.house)
    with visitor.as_person("alma") as page:
        page.goto(reverse("cases:page", args=[family.pk]))
        page.keyboard.press("g")
        page.keyboard.press(key)
        page.wait_for_url(f"**{reverse(name)}")

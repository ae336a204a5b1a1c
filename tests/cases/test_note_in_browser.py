"""The note form in Chromium: counted by clicks and keys, hints and modules by mouse and keyboard, no barrier."""

import re
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from rundblick.access.context import acting_as
from rundblick.calendar.models import Appointment
from rundblick.cases import house as agreements
from rundblick.cases.models import ContactNote
from tests.browser import Visitor, flaws
from tests.cases.families import Family, haddad

pytestmark = pytest.mark.browser

LAZY = "Herr Haddad ist faul."
MODULE = "Für den Antrag braucht es den Mietvertrag."

# Over all pages of a visit: what a hand really did.
COUNT = """
const count = (name) => sessionStorage.setItem(name, Number(sessionStorage.getItem(name) ?? 0) + 1);
addEventListener("pointerdown", () => count("clicks"), true);
addEventListener("keydown", (event) => event.isTrusted && count("keys"), true);
"""


@contextmanager
def counted(page: Page, *, clicks: int, keys: int, typed: int, what: str) -> Iterator[None]:
    """Fail above so many clicks, and so many keys beside the `typed` letters of the text itself."""
    page.evaluate("sessionStorage.clear()")
    yield
    found = {name: int(page.evaluate("name => sessionStorage.getItem(name) ?? 0", name)) for name in ("clicks", "keys")}
    print(f"{what}: {found['clicks']} clicks, {found['keys'] - typed} keys beside {typed} letters")
    assert found["clicks"] <= clicks and found["keys"] - typed <= keys, found


def form(page: Page, family: Family) -> None:
    page.goto(f"{reverse('cases:note_create', args=[family.pk])}?rahmen=phone&mit={family.amira}")


def test_a_call_takes_one_click_its_sentence_and_one_shortcut(visitor: Visitor) -> None:
    family = haddad(visitor.house)
    sentence = "Frau Haddad bringt das Zeugnis morgen mit."
    with visitor.as_person("alma") as page:
        page.add_init_script(COUNT)
        page.goto(reverse("cases:page", args=[family.pk]))
        with counted(page, clicks=1, keys=2, typed=len(sentence), what="phone contact by mouse"):
            page.locator(".case-phone").get_by_role("link", name="Amira Haddad").click()
            expect(page.locator("#id_sentence")).to_be_focused()
            page.keyboard.type(sentence)
            page.keyboard.press("Control+Enter")
            expect(page.get_by_text("Das Gespräch ist festgehalten.")).to_be_visible()
        with counted(page, clicks=0, keys=4, typed=len(sentence), what="phone contact by keys"):
            page.keyboard.press("g")
            page.keyboard.press("l")
            expect(page.locator("#id_sentence")).to_be_focused()
            page.keyboard.type(sentence)
            page.keyboard.press("Control+Enter")
            expect(page.get_by_text("Das Gespräch ist festgehalten.")).to_be_visible()
    with acting_as(visitor.house.alma, "test", read_only=True):
        assert [(note.setting, note.sentence) for note in ContactNote.objects.all()] == [("phone", sentence)] * 2


def test_a_talk_with_the_next_appointment_takes_few_clicks(visitor: Visitor) -> None:
    family = haddad(visitor.house)
    texts = ["Wir haben den Bescheid gelesen.", "übermorgen", "9:30"]
    with visitor.as_person("alma") as page:
        page.add_init_script(COUNT)
        page.goto(reverse("cases:page", args=[family.pk]) + f"?mitglied={family.amira}")
        letters = sum(map(len, texts))
        with counted(page, clicks=4, keys=9, typed=letters, what="talk with next appointment"):
            page.get_by_role("link", name="Gespräch festhalten").click()
            page.locator("#id_setting").focus()
            page.keyboard.type("i")  # im Büro
            page.locator("#id_sentence").click()
            page.keyboard.type(texts[0])
            page.get_by_text("Nächster Termin", exact=True).click()
            page.locator("#id_termin-day").click()
            page.keyboard.type(texts[1])
            page.locator("#id_termin-time").focus()
            page.keyboard.type(texts[2])
            page.locator("#id_termin-setting").focus()
            page.keyboard.type("i")
            page.keyboard.press("Control+Enter")
            expect(page.get_by_text("Das Gespräch ist festgehalten.")).to_be_visible(timeout=15_000)
    with acting_as(visitor.house.alma, "test", read_only=True):
        assert (ContactNote.objects.get().setting, Appointment.objects.count()) == ("office", 1)


def test_a_hint_comes_on_leaving_the_field_and_goes_with_one_tap(visitor: Visitor) -> None:
    family = haddad(visitor.house)
    with visitor.as_person("alma") as page:
        form(page, family)
        page.locator("#id_sentence").fill(LAZY)
        page.keyboard.press("Tab")
        hint = page.locator("#hinweis-sentence .case-hint__box")
        expect(hint).to_contain_text("faul")
        page.get_by_role("button", name="So lassen").click()
        expect(hint).to_have_count(0)
        page.locator("#id_sentence").fill(f"{LAZY} ")
        page.keyboard.press("Tab")
        expect(page.locator("input[name=still]")).to_have_count(1)
        expect(hint).to_have_count(0)
        # What was left as it is stays so in this draft, and only there.
        with page.expect_response("**/entwurf/"):
            page.locator("#id_sentence").fill(f"{LAZY}  ")
        page.goto(reverse("cases:note_create", args=[family.pk]))
        expect(page.locator("input[name=still]")).to_have_count(1)
        page.get_by_role("button", name="Gespräch speichern").click()
        form(page, family)
        expect(page.locator("input[name=still]")).to_have_count(0)


def test_the_button_shows_one_hint_after_the_other_by_keyboard(visitor: Visitor) -> None:
    family = haddad(visitor.house)
    with visitor.as_person("alma") as page:
        form(page, family)
        page.get_by_text("Zusammenfassung und Vereinbarungen").click()
        page.locator("#id_summary").fill(LAZY)
        page.get_by_text("Zusammenfassung und Vereinbarungen").click()
        page.get_by_role("button", name="Hinweise zum Text").focus()
        page.keyboard.press("Enter")
        box = page.locator(".case-hint__box")
        expect(box).to_be_visible()
        first = box.inner_text()
        following = page.get_by_role("button", name="Nächster Hinweis")
        following.focus()
        page.keyboard.press("Enter")
        expect(box).not_to_have_text(first)
        expect(box).to_have_count(1)
        expect(page.locator("#id_summary")).to_have_value(LAZY)


def test_a_module_goes_in_where_one_writes_and_nothing_is_lost(visitor: Visitor) -> None:
    family = haddad(visitor.house)
    with acting_as(visitor.house.dana, "test"):
        agreements.add_module(title="Mietvertrag", text=MODULE)
    for scripts in (True, False):
        with visitor.as_person("alma", java_script_enabled=scripts) as page:
            form(page, family)
            page.locator("#id_sentence").fill("Wir haben gesprochen.")
            page.get_by_text("Textbausteine", exact=True).click()
            if scripts:
                expect(page.locator("#ziel")).to_have_value("sentence")
            else:
                page.get_by_role("button", name="Anzeigen").click()
                page.locator("#ziel").select_option("sentence")
            page.get_by_role("button", name="Mietvertrag").click()
            expect(page.locator("#id_sentence")).to_have_value(f"Wir haben gesprochen.\n{MODULE}")
            expect(page.get_by_label(re.compile("^Amira Haddad"))).to_be_checked()


def test_the_preview_opens_beside_the_form_and_keeps_it(visitor: Visitor) -> None:
    family = haddad(visitor.house)
    with visitor.as_person("alma") as page:
        form(page, family)
        page.locator("#id_sentence").fill("Der AVGS liegt vor.")
        page.get_by_role("button", name="So würde die Person es lesen").click()
        shown = page.locator("#vorschau")
        expect(shown).to_contain_text("AVGS = Aktivierungs- und Vermittlungsgutschein")
        expect(shown).to_contain_text("Freigeben ist endgültig")
        expect(page.locator("#id_sentence")).to_have_value("Der AVGS liegt vor.")


def test_the_form_full_of_everything_has_no_barrier(visitor: Visitor) -> None:
    family = haddad(visitor.house)
    with acting_as(visitor.house.dana, "test"):
        agreements.add_module(title="Mietvertrag", text=MODULE)
    with visitor.as_person("alma", bypass_csp=True) as page:
        form(page, family)
        page.evaluate("document.querySelectorAll('main details').forEach(one => one.open = true)")
        page.locator("#id_summary").fill(f"{LAZY} Die AGH beginnt bald.")
        page.get_by_role("button", name="So würde die Person es lesen").click()
        expect(page.locator("#vorschau")).to_contain_text("AGH = Arbeitsgelegenheit")
        page.get_by_role("button", name="Hinweise zum Text").click()
        expect(page.locator(".case-hint__box")).to_be_visible()
        page.get_by_label("Arbeitshilfe").check()
        assert flaws(page) == []

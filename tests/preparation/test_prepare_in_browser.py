"""Before and in a talk, in Chromium: by mouse and keyboard, without barriers at both widths, on two pages of paper."""

import re

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from rundblick.access.context import acting_as
from rundblick.cases.models import ContactNote, Task
from tests.browser import Visitor, flaws, violations
from tests.cases.families import Family
from tests.preparation.talks import KEPT, lived, sheet
from tests.preparation.test_count_statements import full

pytestmark = pytest.mark.browser


def address(family: Family, name: str, *more: object) -> str:
    return reverse(f"preparation:{name}", args=[family.pk, family.amira, *more])


def press(page: Page, *keys: str) -> None:
    for key in keys:
        page.keyboard.press(key)


def pages_of(pdf: bytes) -> int:
    return pdf.count(b"/Type /Page\n") or pdf.count(b"/Type /Page ") or pdf.count(b"/Type/Page")


def test_no_page_has_a_barrier_or_is_cut_off(visitor: Visitor) -> None:
    family = lived(visitor.house)
    one = sheet(visitor.house)
    pages = [address(family, name) for name in ("page", "ask", "talk", "talk_sheets")]
    pages += [address(family, "talk_sheet", one.pk), reverse("preparation:sheet", args=[one.pk])]
    found = []
    with visitor.as_person("alma", bypass_csp=True) as page:
        for place in pages:
            page.goto(place)
            found += flaws(page)
    assert found == []


def test_the_administration_fills_in_a_sheet_without_barriers(visitor: Visitor) -> None:
    with visitor.as_person("frank", bypass_csp=True) as page:
        page.goto(reverse("preparation:sheets"))
        page.get_by_role("link", name="Neues Infoblatt").click()
        assert violations(page) == []
        page.get_by_label("Überschrift").fill("Sprachkurse")
        page.get_by_label("Text").fill("Hier machen Sie einen Test.")
        page.get_by_role("button", name="Infoblatt speichern").click()
        expect(page.get_by_role("link", name="Sprachkurse")).to_be_visible()


def test_a_talk_by_mouse_from_the_case_to_the_note(visitor: Visitor) -> None:
    family = lived(visitor.house)
    with visitor.as_person("alma") as page:
        page.goto(reverse("cases:page", args=[family.pk]))
        page.get_by_role("link", name=re.compile("Vorbereiten.*Amira")).click()
        page.get_by_label("Was ich fragen will").fill("Wie war die Probe?")
        page.get_by_role("button", name="Merken").click()
        expect(page.get_by_text("Gemerkt")).to_be_visible()
        expect(page.get_by_label("Was ich fragen will")).to_have_value("Wie war die Probe?")
        page.get_by_role("link", name="Gespräch beginnen").click()
        page.get_by_label("Wie geht es Ihnen?").fill("Es geht aufwärts.")
        page.get_by_role("button", name="Geschafft: Kita anrufen").click()
        expect(page.get_by_role("button", name="Geschafft: Kita anrufen")).to_have_attribute("aria-pressed", "true")
        page.get_by_role("button", name="Ampeltorte").click()
        page.get_by_role("link", name="Zurück zum Gespräch").click()
        expect(page.get_by_label("Wie geht es Ihnen?")).to_have_value("Es geht aufwärts.")
        page.get_by_role("button", name="Gespräch festhalten").click()
        expect(page.get_by_label("Eigenes Anliegen")).to_have_value("Es geht aufwärts.")
        page.get_by_label("Rahmen").first.select_option("office")
        page.get_by_label("Das Wichtigste in einem Satz").fill("Die Kita ist angerufen.")
        page.get_by_role("button", name="Gespräch speichern").click()
        expect(page.get_by_text("Das Gespräch ist festgehalten.")).to_be_visible()
    with acting_as(visitor.house.alma, "test"):
        note = ContactNote.objects.get(own_concern__isnull=False, happened_on__gt=family.case.opened_on,
                                       person_id=family.amira, agreements__isnull=True)  # fmt: skip
        assert note.own_concern == "Es geht aufwärts."


def test_a_talk_by_keyboard_only(visitor: Visitor) -> None:
    family = lived(visitor.house)
    sheet(visitor.house)
    with visitor.as_person("alma") as page:
        page.goto(address(family, "talk"))
        press(page, "g", "w")
        expect(page.get_by_label("Wie geht es Ihnen?")).to_be_focused()
        page.keyboard.type("Müde, aber froh.")
        page.get_by_label("Nebenbei: Was ist zu tun?").focus()
        page.keyboard.type("Busfahrkarte")
        press(page, "Enter")
        expect(page.get_by_text("Busfahrkarte").first).to_be_visible()
        expect(page.get_by_label("Nebenbei: Was ist zu tun?")).to_have_value("")
        press(page, "g", "a")
        page.get_by_role("link", name="Arztsuche").press("Enter")
        expect(page.get_by_text("116 117")).to_be_visible()
        press(page, "g", "z")
        expect(page.get_by_label("Wie geht es Ihnen?")).to_have_value("Müde, aber froh.")
        press(page, "?")
        expect(page.get_by_role("dialog").get_by_text("Adresse oder Stelle zeigen")).to_be_visible()
        press(page, "Escape", "g", "f")
        expect(page.get_by_label("Eigenes Anliegen")).to_have_value("Müde, aber froh.")
        assert [words for words in KEPT if page.get_by_text(words).count()] == []
    with acting_as(visitor.house.alma, "test"):
        kept = Task.objects.filter(responsible="jobcenter", note__isnull=True)
        assert "Busfahrkarte" in {task.text for task in kept}


def test_without_scripts_no_word_is_lost(visitor: Visitor) -> None:
    family = lived(visitor.house)
    with visitor.as_person("alma", java_script_enabled=False) as page:
        page.goto(address(family, "talk"))
        page.get_by_label("Wie geht es Ihnen?").fill("Besser.")
        page.get_by_label("Nebenbei: Was ist zu tun?").fill("Busfahrkarte")
        page.get_by_label("ich").check()
        page.keyboard.press("Enter")
        expect(page.get_by_text("Notiert.")).to_be_visible()
        page.get_by_role("button", name="Nächster Termin").click()
        expect(page.get_by_label("Eigenes Anliegen")).to_have_value("Besser.")


def test_a_full_sheet_fits_on_two_pages_of_paper(visitor: Visitor) -> None:
    family = full(visitor.house)
    one = sheet(visitor.house, text="Kurze Sätze. " * 40)
    with visitor.as_person("alma") as page:
        page.goto(address(family, "page"))
        page.wait_for_load_state("networkidle")
        paper = page.pdf(format="A4", prefer_css_page_size=True)
        assert 1 <= pages_of(paper) <= 2
        page.goto(address(family, "talk_sheet", one.pk))
        assert pages_of(page.pdf(format="A4")) == 1

"""The job profile in Chromium: by mouse and by keyboard, without a barrier at both widths, with and without scripts."""

import re

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from tests.biography.lives import profile
from tests.browser import Visitor, flaws
from tests.cases.families import haddad
from tests.profiles.saying import PDF, PIXEL, address, allow, document, full, make_card, make_sheet, path_of

pytestmark = pytest.mark.browser


def test_no_page_has_a_barrier_or_is_cut_off(visitor: Visitor) -> None:
    family = haddad(visitor.house)
    empty = address(family)
    found: list[str] = []
    with visitor.as_person("alma", bypass_csp=True) as page:
        page.goto(empty)
        found.extend(flaws(page, "empty profile"))
        target = full(family)
        profile(family, family.amira)
        pages = [
            address(family),
            f"{address(family)}?gemeinsam=1",
            *(address(family, "say", part) for part in ("koennen", "moechten", "brauchen", "interessen")),
            address(family, "aim"),
            address(family, "aim_anew", target.pk),
            *(address(family, name) for name in ("sheet", "card", "folder")),
        ]
        for one in pages:
            page.goto(one)
            found.extend(flaws(page, one))
        consent = allow(family)
        make_sheet(family, consent)
        allow(family, "applicant_card")
        card = make_card(family, document(family), photo=document(family, "Foto.png", PIXEL))
        for name in ("sheet", "card"):
            page.goto(address(family, name))
            found.extend(flaws(page, f"{name} given"))
        page.goto(address(family, "sheet"))
        for label in ("kochen und backen", "kleines, festes Team"):
            page.get_by_label(label).first.check()
        page.get_by_role("button", name="Ansehen").click()
        expect(page.get_by_text("So sieht das Blatt aus")).to_be_visible()
        found.extend(flaws(page, "sheet looked at"))
        page.goto(path_of(family, card))
        found.extend(flaws(page, "card asked"))
        page.get_by_role("button", name="Unterlagen ansehen").click()
        expect(page.get_by_role("heading", name="Amira Haddad")).to_be_visible()
        found.extend(flaws(page, "card opened"))
    assert found == []


def test_questions_are_answered_with_the_keyboard_and_become_a_picture(visitor: Visitor) -> None:
    family = haddad(visitor.house)
    with visitor.as_person("alma") as page:
        page.goto(address(family))
        page.get_by_role("link", name="Fragen beantworten").focus()
        page.keyboard.press("Enter")
        first = page.get_by_role("group", name="Jemandem helfen, der gerade Hilfe braucht.")
        first.get_by_label("gar nicht").focus()
        for _ in range(3):
            page.keyboard.press("ArrowRight")
        expect(first.get_by_label("sehr gern")).to_be_checked()
        page.keyboard.press("Control+Enter")
        expect(page.get_by_role("img", name="Interessen im Bild")).to_be_visible()


def test_conditions_are_chosen_together_without_scripts(visitor: Visitor) -> None:
    family = haddad(visitor.house)
    with visitor.as_person("alma", java_script_enabled=False) as page:
        page.goto(f"{address(family)}?gemeinsam=1")
        page.get_by_role("link", name="Bedingungen und Stunden").click()
        page.get_by_label(re.compile("mindestens")).fill("15")
        page.get_by_text("Körper", exact=True).click()
        page.get_by_role("group", name="Ich hebe und trage nichts Schweres.").get_by_label("brauche ich").check()
        page.get_by_role("button", name="Speichern").click()
        expect(page.get_by_text("Ich hebe und trage nichts Schweres.")).to_be_visible()
        expect(page.get_by_text("mindestens 15 Stunden in der Woche")).to_be_visible()
        assert page.url.endswith("?gemeinsam=1")
        expect(page.get_by_text("Karim")).to_have_count(0)


def test_a_card_is_read_on_a_phone_without_scripts_and_a_document_saved(visitor: Visitor) -> None:
    family = haddad(visitor.house)
    allow(family, "applicant_card")
    path = path_of(family, make_card(family, document(family)))
    with visitor.as_person(narrow=True, java_script_enabled=False) as page:
        page.goto(path)
        page.get_by_role("button", name="Unterlagen ansehen").click()
        with page.expect_download() as download:
            page.get_by_role("button", name=re.compile("Öffnen.*Lebenslauf.pdf")).click()
        assert download.value.path().read_bytes() == PDF
        assert page.url.endswith(path)


def test_a_person_reads_the_own_profile_without_a_barrier(visitor: Visitor) -> None:
    family = haddad(visitor.house)
    full(family)
    family.let_in(visitor.house.jana, family.amira)
    with visitor.as_person("jana", bypass_csp=True) as page:
        page.goto(reverse("portal:job"))
        expect(page.get_by_text("Beiköchin")).to_be_visible()
        assert flaws(page, "own job profile") == []


def test_typed_words_come_back_after_leaving(visitor: Visitor) -> None:
    family = haddad(visitor.house)
    with visitor.as_person("alma") as page:
        page.goto(address(family, "say", "koennen"))
        page.get_by_label(re.compile("^Was mir gut gelingt")).fill("Mitten im Satz")
        expect(page.get_by_text("Entwurf gespeichert")).to_be_visible()
        page.goto(address(family))
        page.goto(address(family, "say", "koennen"))
        expect(page.get_by_label(re.compile("^Was mir gut gelingt"))).to_have_value("Mitten im Satz")

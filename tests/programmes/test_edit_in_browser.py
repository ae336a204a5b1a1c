"""Editing a definition and the overview in Chromium: no barrier, nothing too wide, by keyboard, explained at once."""

import re
from typing import Any

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from rundblick.access.context import acting_as
from rundblick.programmes.editing import counting, drafts
from rundblick.programmes.editing.document import put
from rundblick.programmes.models import Definition, DefinitionDraft
from rundblick.web.clock import today
from tests.browser import Visitor, flaws
from tests.programmes.build import anna, full
from tests.programmes.homes import begun, family, published, refreshed

pytestmark = pytest.mark.browser


def every_kind() -> dict[str, Any]:
    """A condition with every kind of line and group, one too deep for the form, and a mistake."""
    deep: dict[str, Any] = {"fact": "household.adults", "at_most": 2}
    for _ in range(5):
        deep = {"any": [deep]}
    return {
        "all": [
            {"fact": "household.receives_sgb2", "equals": True, "label": "Bezieht Grundsicherung"},
            {"fact": "household.youngest_child", "at_least": 3, "less_than": "viele"},
            {"any": [{"fact": "household.municipality", "one_of": ["Ahlen", "Beckum"]}, {}], "label": "In der Nähe"},
            {"not": {"fact": "person.employment", "one_of": ["minijob", "part_time"]}},
            deep,
        ]
    }


def prepared(visitor: Visitor) -> DefinitionDraft:
    """A draft that uses every key, changed and with a mistake; ANNA with four households and counted figures."""
    house = visitor.house
    published(anna())
    published(full(id="alles"))
    for number in range(4):
        home = family(house, f"Kaya{number}")
        begun(house, home, "Gülşen", "Ali")
        refreshed(home)
    with acting_as(house.nora, "test") as context:
        draft = drafts.copy(context, Definition.objects.get(code="alles"))
        data = put(draft.document, ("title",), "Alles, für uns")
        data = put(data, ("time", "deadlines", 0, "by"), {"weeks": "bald"})
        data = put(data, ("target_group", "condition"), every_kind())
        draft = drafts.save(draft, draft.version, data, day=today())
        overview = counting.order_overview(context, "anna")
        other = drafts.copy(context, Definition.objects.get(code="anna"))
        data = put(other.document, ("care", "rhythm", 0, "every"), {"weeks": 5})
        other = drafts.save(other, other.version, data, day=today())
        effects = counting.order_effects(context, other)
    assert counting.carry_out(overview.pk) and counting.carry_out(effects.pk)
    return draft


def addresses(draft: DefinitionDraft) -> dict[str, str]:
    """Every page of the editor, and the overview."""
    other = DefinitionDraft.objects.exclude(pk=draft.pk).get()
    sections = ("durchgaenge", "zielgruppe", "zugang", "fristen", "anwesenheit", "ziele", "geld")
    return {
        "profil": reverse("programmes:profile", args=["anna"]),
        "entwuerfe": reverse("programmes:drafts"),
        "entwurf": reverse("programmes:draft", args=[draft.pk]),
        **{code: reverse("programmes:draft_section", args=[draft.pk, code]) for code in sections},
        "auswirkungen": reverse("programmes:draft_effects", args=[other.pk]),
        "veroeffentlichen": reverse("programmes:draft_publish", args=[other.pk]),
        "verwerfen": reverse("programmes:draft_discard", args=[other.pk]),
        "einlesen": reverse("programmes:draft_read", args=[other.pk]),
        "ueberblick": reverse("programmes:overview", args=["anna"]),
    }


def test_no_page_has_a_barrier_or_is_wider_than_its_window(visitor: Visitor) -> None:
    draft = prepared(visitor)
    found = []
    with visitor.as_person("nora") as page:
        for name, address in addresses(draft).items():
            page.goto(address)
            found += flaws(page, name)
    assert found == []


def test_what_is_typed_is_explained_and_saved_by_keyboard(visitor: Visitor) -> None:
    published(anna())
    with visitor.as_person("nora") as page:
        page.goto(reverse("programmes:profile", args=["anna"]))
        page.get_by_role("button", name="Für uns anpassen").press("Enter")
        page.get_by_role("link", name="Betreuung").first.press("Enter")
        ratio = page.get_by_label("Schlüssel 1 zu")
        ratio.fill("14")
        ratio.press("Tab")
        expect(page.get_by_text("1:14")).to_be_visible()
        ratio.press("Enter")
        expect(page.get_by_text("Gespeichert.", exact=True)).to_be_visible()
    assert DefinitionDraft.objects.get().document["care"]["ratio"]["value"] == "14"


def test_a_condition_is_built_by_keyboard_alone(visitor: Visitor) -> None:
    with visitor.as_person("nora") as page:
        target_group(visitor, page)
        page.get_by_role("button", name=button("Angabe hinzufügen", "Für wen")).press("Enter")
        fact = page.get_by_label("Merkmal").nth(3)
        expect(fact).to_be_focused()
        page.keyboard.type("Alter in voll")
        expect(page.get_by_label("Vergleich").nth(2)).to_be_visible()
        expect(fact).to_be_focused()
        page.keyboard.press("Tab")
        page.keyboard.press("Tab")
        page.keyboard.type("18")
        page.get_by_role("button", name=button("Weitere Grenze", "4. Alter in vollendeten Jahren")).press("Enter")
        expect(page.get_by_label("Wert").last).to_be_focused()
        page.keyboard.type("24")
        page.get_by_role("button", name=button("Nach oben", "4. Alter in vollendeten Jahren")).press("Enter")
        again = page.get_by_role("button", name=button("Nach oben", "3. Alter in vollendeten Jahren"))
        expect(again).to_be_focused()
        page.keyboard.press("Enter")
        expect(page.get_by_role("button", name=button("Nach oben", "2. Alter in vollendeten Jahren"))).to_be_focused()
        page.get_by_label("Es passt, wenn").press("ArrowDown")
        expect(page.locator(".prog-cond__joint").first).to_have_text("oder")
        assert DefinitionDraft.objects.get().version == 2
        page.get_by_label("Es passt, wenn").press("Control+Enter")
        expect(page.get_by_text("Gespeichert.", exact=True)).to_be_visible()
        sentence = page.locator(".prog-cond__reading")
        expect(sentence).to_contain_text("Passt, wenn mindestens eines zutrifft")
        expect(sentence).to_contain_text("Alter in vollendeten Jahren: mindestens 18 und höchstens 24")
    condition = DefinitionDraft.objects.get().document["target_group"]["condition"]
    assert condition["any"][1] == {"fact": "person.age", "at_least": 18, "at_most": 24}


@pytest.mark.parametrize("script", [True, False])
def test_a_condition_is_built_with_the_mouse_also_without_scripts(visitor: Visitor, script: bool) -> None:
    with visitor.as_person("nora", java_script_enabled=script) as page:
        target_group(visitor, page)
        page.get_by_role("button", name=button("Gruppe hinzufügen", "Für wen")).click()
        group = page.locator("#target_group-condition-3")
        group.get_by_label("Merkmal").select_option(label="Arbeit zurzeit")
        if not script:
            group.get_by_role("button", name="Auswahl übernehmen").click()
        group.get_by_label("Antwort").select_option(label="Minijob")
        group.get_by_role("button", name="Angabe hinzufügen").click()
        group.get_by_label("Merkmal").nth(1).select_option(label="Wohnort (Gemeinde)")
        if not script:
            group.get_by_role("button", name="Auswahl übernehmen").nth(1).click()
        group.get_by_label("Wert").fill("Ahlen")
        group.get_by_role("button", name=button("Nach oben", "2. Wohnort")).click()
        page.get_by_role("button", name=button("Entfernen", "3. Wohnort")).click()
        page.get_by_role("button", name="Speichern", exact=True).last.click()
        expect(page.get_by_text("Gespeichert.", exact=True)).to_be_visible()
        expect(page.locator(".prog-cond__reading")).to_contain_text(
            "mindestens eines davon (Wohnort (Gemeinde): Ahlen; Arbeit zurzeit: Minijob)"
        )
    parts = DefinitionDraft.objects.get().document["target_group"]["condition"]["all"]
    assert [part.get("fact") for part in parts] == ["household.receives_sgb2", "household.children", None]


def button(words: str, part: str) -> re.Pattern[str]:
    """The name of a button: what it does, and hidden from sight for which part."""
    return re.compile(rf"^{re.escape(words)}\s*: {re.escape(part)}")


def target_group(visitor: Visitor, page: Page) -> None:
    """The target group of a draft of ANNA."""
    published(anna())
    with acting_as(visitor.house.nora, "test") as context:
        draft = drafts.copy(context, Definition.objects.get(code="anna"))
        draft = drafts.save(draft, 1, put(draft.document, ("unit",), "person"), day=today())
    page.goto(reverse("programmes:draft_section", args=[draft.pk, "zielgruppe"]))
    expect(page.get_by_label("Merkmal")).to_have_count(3)

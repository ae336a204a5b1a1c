"""Editing a definition and the overview in Chromium: no barrier, nothing too wide, by keyboard, explained at once."""

import os
from pathlib import Path

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from rundblick.access.context import acting_as
from rundblick.programmes.editing import counting, drafts
from rundblick.programmes.editing.document import put
from rundblick.programmes.models import Definition, DefinitionDraft
from rundblick.web.clock import today
from tests.browser import Visitor, violations
from tests.programmes.build import anna, full
from tests.programmes.homes import begun, family, published, refreshed

pytestmark = pytest.mark.browser

PICTURES = os.environ.get("RUNDBLICK_PICTURES", "")


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
    sections = [("durchgaenge", draft), ("zugang", draft), ("fristen", draft), ("anwesenheit", draft), ("ziele", draft)]
    return {
        "profil": reverse("programmes:profile", args=["anna"]),
        "entwuerfe": reverse("programmes:drafts"),
        "entwurf": reverse("programmes:draft", args=[draft.pk]),
        **{code: reverse("programmes:draft_section", args=[one.pk, code]) for code, one in sections},
        "auswirkungen": reverse("programmes:draft_effects", args=[other.pk]),
        "veroeffentlichen": reverse("programmes:draft_publish", args=[other.pk]),
        "verwerfen": reverse("programmes:draft_discard", args=[other.pk]),
        "einlesen": reverse("programmes:draft_read", args=[other.pk]),
        "ueberblick": reverse("programmes:overview", args=["anna"]),
    }


def picture(page: Page, name: str, width: int) -> None:
    """Keep a picture of the page where somebody asked for pictures."""
    if PICTURES:
        page.screenshot(path=Path(PICTURES) / f"{name}-{width}.png", full_page=True)


def test_no_page_has_a_barrier_or_is_wider_than_its_window(visitor: Visitor) -> None:
    draft = prepared(visitor)
    with visitor.as_person("nora") as page:
        for name, address in addresses(draft).items():
            for width in (1280, 390, 320):
                page.set_viewport_size({"width": width, "height": 900})
                page.goto(address)
                picture(page, name, width)
                assert page.evaluate("document.documentElement.scrollWidth") <= width, (address, width)
                if width != 390:
                    page.evaluate("document.querySelectorAll('main details').forEach(one => one.open = true)")
                    assert violations(page) == [], (address, width)


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

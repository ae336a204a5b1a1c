"""Plans in Chromium: no barrier at both widths, by mouse, by keyboard, and without scripts."""

import re

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from rundblick.access.context import acting_as
from rundblick.plans.models import Plan
from rundblick.web.clock import today
from tests.browser import Visitor, flaws
from tests.cases.families import Family, haddad
from tests.plans.drafts import DAY, act, begun, full, lines, published

pytestmark = pytest.mark.browser


def addresses(family: Family) -> list[str]:
    """Every page of a plan in two versions and the draft of a third."""
    former = full(family, on=today() - 30 * DAY)
    draft = begun(family)
    act(family, draft, "line", "strengths")
    act(family, draft, "drop", lines(family, draft)[-2].pk)
    own = act(family, draft, "step", lines(family, draft)[0].pk)
    assert own.pk
    current = published(family, draft)
    third = begun(family)
    act(family, third, "line", "strengths")
    page = reverse("plans:page", args=[family.pk, family.amira])
    return [
        page,
        f"{page}?gemeinsam=1",
        f"{page}?worte=einfach",
        reverse("plans:page", args=[family.pk, family.karim]),
        *(reverse(f"plans:{name}", args=[third.pk]) for name in ("draft", "publish")),
        *(reverse(f"plans:{name}", args=[current.pk]) for name in ("version", "confirm")),
        reverse("plans:compare", args=[current.pk, former.pk]),
    ]


def test_no_page_has_a_barrier_or_is_cut_off(visitor: Visitor) -> None:
    found = []
    pages = addresses(haddad(visitor.house))
    with visitor.as_person("alma", bypass_csp=True) as page:
        for address in pages:
            page.goto(address)
            found += flaws(page, address)
    assert found == []


@pytest.mark.parametrize("scripts", [True, False])
def test_a_plan_is_written_and_held_by_mouse(visitor: Visitor, scripts: bool) -> None:
    family = haddad(visitor.house)
    family.goal(family.amira)
    family.task("Zeugnis mitbringen", person_id=family.amira, responsible="person")
    with visitor.as_person("alma", java_script_enabled=scripts) as page:
        page.goto(reverse("plans:page", args=[family.pk, family.amira]))
        page.get_by_role("button", name="Entwurf beginnen").click()
        page.get_by_label("Schritt 1", exact=True).fill("Zeugnis im Original mitbringen")
        page.get_by_role("button", name="Schritt hinzufügen zu Ziel 1").click()
        page.get_by_label("Schritt 2", exact=True).fill("Kochkurs ansehen")
        page.get_by_role("button", name="Schritt 1 herausnehmen").click()
        expect(page.get_by_text("Herausgenommen.")).to_be_visible()
        page.get_by_role("button", name=re.compile("^Aufnehmen")).click()
        page.get_by_label(re.compile("^Persönliches Angebot")).fill("Ein Platz im Kochkurs.")
        page.get_by_role("button", name="Weiter zum Festhalten").click()
        page.get_by_role("button", name="Fassung festhalten").click()
        expect(page.get_by_text("Die Fassung ist festgehalten.")).to_be_visible()
        for said in ("Zeugnis im Original mitbringen", "Kochkurs ansehen", "Ein Platz im Kochkurs."):
            expect(page.get_by_text(said)).to_be_visible()


def test_a_draft_is_ordered_with_the_keyboard_and_enter_only_saves(visitor: Visitor) -> None:
    family = haddad(visitor.house)
    family.goal(family.amira, "Erstes Ziel")
    family.goal(family.amira, "Zweites Ziel")
    draft = begun(family)
    with visitor.as_person("alma") as page:
        page.goto(reverse("plans:draft", args=[draft.pk]))
        page.get_by_role("button", name="Ziel 1 nach unten").focus()
        page.keyboard.press("Enter")
        expect(page.get_by_label("Ziel 1", exact=True)).to_have_value("Zweites Ziel")
        page.get_by_label(re.compile("^Wann schauen wir")).focus()
        page.keyboard.type((today() + 21 * DAY).strftime("%d.%m.%Y"))
        page.keyboard.press("Enter")
        expect(page.get_by_text("Der Entwurf ist gespeichert.")).to_be_visible()
    with acting_as(visitor.house.alma, "test", read_only=True):
        plan = Plan.objects.get()
        assert (plan.state, plan.review_on) == ("draft", today() + 21 * DAY)


def test_what_is_typed_into_a_draft_survives_leaving_it(visitor: Visitor) -> None:
    family = haddad(visitor.house)
    family.goal(family.amira)
    draft = begun(family)
    with visitor.as_person("alma") as page:
        page.goto(reverse("plans:draft", args=[draft.pk]))
        page.get_by_label("Ziel 1", exact=True).fill("Vormittags kochen")
        expect(page.get_by_text("Entwurf gespeichert")).to_be_visible()
        page.goto(reverse("cases:list"))
        page.goto(reverse("plans:draft", args=[draft.pk]))
        expect(page.get_by_label("Ziel 1", exact=True)).to_have_value("Vormittags kochen")

"""The pages about people in Chromium: no barrier at both widths, by keyboard, with and without scripts."""

import datetime as dt

import pytest
from django.contrib.sessions.models import Session
from django.urls import reverse
from playwright.sync_api import expect

from rundblick.access.context import acting_as
from rundblick.access.database import as_worker
from rundblick.people import services, tasks
from rundblick.people.models import ContactPoint, DuplicateSuspicion, Household, Membership
from rundblick.people.rules import age_at
from rundblick.web.clock import today
from tests.browser import Visitor, flaws
from tests.people.families import STREET, household, kaya, member, person

pytestmark = pytest.mark.browser


def pages(visitor: Visitor) -> dict[str, list[str]]:
    """Addresses by who opens them, with something on every page."""
    house = visitor.house
    home = household(house, *kaya(), member("Kemal|Kaya", dt.date(1988, 1, 1), since=dt.date(2020, 1, 1)))
    mother = person(home, "Gülşen", of=house.alma)
    second = household(house, *kaya()[:1], responsible=house.hanna, team=house.south, number="77")
    tasks.look_for_twins([str(person(second, "Gülşen", of=house.hanna).pk)])
    guarded = household(house, member("Rita|Horn", dt.date(1970, 1, 1), Membership.Role.SINGLE), number="99")
    with acting_as(house.alma, "test"):
        rita = Membership.objects.get(household=guarded).person
        protection = services.protect(household=Household.objects.get(pk=guarded.pk), person=rita)
        row = Membership.objects.get(person=mother)
        contact = ContactPoint.objects.get(dossier_id=home.dossier_id)
    places = [
        ("list", []),
        ("search", []),
        ("household", [home.dossier_id]),
        ("household", [guarded.dossier_id]),
        ("person", [mother.pk]),
        *((name, [home.dossier_id]) for name in ("household_edit", "member_add", "contact_add", "address_add")),
        *((name, [row.pk]) for name in ("member_change", "member_end", "member_move")),
        ("contact_change", [home.dossier_id, contact.pk]),
        ("person_edit", [mother.pk]),
        ("protect", [home.dossier_id, mother.pk]),
        ("unprotect", [protection.pk]),
        ("intake", []),
        ("intake_done", []),
    ]
    with as_worker("test"):
        suspicion = DuplicateSuspicion.objects.get().pk
    return {
        "alma": [reverse(f"people:{name}", args=args) for name, args in places],
        "dana": [reverse("people:duplicates"), reverse("people:duplicate", args=[suspicion])],
    }


def test_no_page_has_a_barrier_or_is_cut_off(visitor: Visitor) -> None:
    found = []
    for who, addresses in pages(visitor).items():
        with visitor.as_person(who, bypass_csp=True) as page:
            for address in addresses:
                page.goto(address)
                found += flaws(page)
    assert found == []


def test_searching_while_typing_needs_no_mouse(visitor: Visitor) -> None:
    home = household(visitor.house)
    age = age_at(dt.date(1990, 2, 13), today())
    with visitor.as_person("alma") as page:
        page.goto(reverse("people:list"))
        page.keyboard.press("/")
        page.keyboard.type("gulsen")
        expect(page.locator("#suchtreffer a")).to_have_text(f"Gülşen Kaya{age} Jahre · Familie Kaya · Ennigerloh")
        page.keyboard.press("Tab")
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        page.wait_for_url(f"**{reverse('people:household', args=[home.dossier_id])}")
        page.keyboard.press("/")
        page.keyboard.type("Deniz")
        page.keyboard.press("Enter")
        page.wait_for_url("**/menschen/suche/")
        expect(page.get_by_role("link", name="Deniz Kaya")).to_be_visible()
        assert "Deniz" not in page.url and "Deniz" not in page.title()


@pytest.mark.parametrize("scripts", [True, False])
def test_a_household_with_a_row_more_is_taken_in_with_and_without_scripts(visitor: Visitor, scripts: bool) -> None:
    with visitor.as_person("alma", java_script_enabled=scripts) as page:
        page.goto(reverse("people:intake"))
        page.fill("[name=m0-first_names]", "Svitlana")
        page.get_by_role("button", name="Weitere Person").click()
        third = page.locator("[name=m2-first_names]")
        expect(third).to_be_focused()
        third.fill("Bohdan")
        page.fill("[name=m2-last_name]", "Marchenko")
        page.fill("[name=m0-last_name]", "Marchenko")
        page.select_option("[name=m2-role]", "child")
        page.select_option("[name=m0-role]", "single_parent")
        page.select_option("[name=site]", "ennigerloh")
        page.locator("[name=m0-last_name]").press("Enter")
        page.wait_for_url("**/menschen/haushalt/**")
        expect(page.get_by_role("heading", level=1)).to_have_text("Familie Marchenko")
        expect(page.get_by_role("link", name="Fall eröffnen")).to_be_visible()


def test_what_was_typed_survives_the_end_of_the_session(visitor: Visitor) -> None:
    with visitor.as_person("alma") as page:
        page.goto(reverse("people:intake"))
        page.fill("[name=m0-first_names]", "Svitlana")
        expect(page.locator("[data-draft-note]")).to_contain_text("Entwurf gespeichert")
        Session.objects.all().delete()
        page.fill("[name=m0-last_name]", "Marchenko")
        expect(page.locator("#anmeldung-abgelaufen")).to_be_visible()
        expect(page.locator("[name=m0-last_name]")).to_have_value("Marchenko")
    with visitor.as_person("alma") as page:
        page.goto(reverse("people:intake"))
        expect(page.locator("[name=m0-first_names]")).to_have_value("Svitlana")


def test_protected_contact_does_not_print(visitor: Visitor) -> None:
    home = household(visitor.house)
    mother = person(home, "Gülşen", of=visitor.house.alma)
    with acting_as(visitor.house.alma, "test"):
        services.protect(household=Household.objects.get(), person=mother)
    with visitor.as_person("alma") as page:
        page.goto(reverse("people:household", args=[home.dossier_id]))
        page.emulate_media(media="print")
        printed = page.inner_text("body")
        assert STREET not in printed and "Ennigerloh" not in printed and "Gülşen Kaya" in printed

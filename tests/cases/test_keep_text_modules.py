"""Text modules and own words of a house: looked after by leads, used by everybody, and never the whole note."""

from typing import Any

from django.urls import reverse

from rundblick.access.context import acting_as
from rundblick.cases import house as agreements
from rundblick.cases.models import AllowedWord, TextModule
from tests.cases.families import haddad
from tests.cases.test_write_a_note import typed
from tests.house import House

TEXT = "Für den Antrag braucht es den Mietvertrag."


def module(house: House, title: str = "Miete", by: str = "dana") -> TextModule:
    with acting_as(house.people[by], "test"):
        return agreements.add_module(title=title, text=TEXT)


def test_a_lead_adds_changes_and_removes_a_module(house: House) -> None:
    browser, address = house.login("dana"), reverse("cases:house")
    said = {"baustein": "1", "baustein-title": "Miete", "baustein-text": TEXT}
    browser.post(address, said)
    row = TextModule.objects.get()
    assert (row.title, row.text, row.organisation) == ("Miete", TEXT, house.jobcenter)
    again = browser.post(address, said | {"baustein-title": "MIETE"})
    assert again.status_code == 422 and agreements.TAKEN in again.content.decode()
    browser.post(reverse("cases:module", args=[row.pk]), {"title": "Wohnung", "text": "Anders.", "version": "1"})
    row.refresh_from_db()
    assert (row.title, row.text, row.version) == ("Wohnung", "Anders.", 2)
    browser.post(reverse("cases:module_remove", args=[row.pk]))
    assert not TextModule.objects.exists()


def test_two_leads_at_once_see_both_texts(house: House) -> None:
    row = module(house)
    browser, address = house.login("dana"), reverse("cases:module", args=[row.pk])
    browser.post(address, {"title": "Miete", "text": "Von der einen.", "version": "1"})
    answer = house.login("frank").post(address, {"title": "Miete", "text": "Vom anderen.", "version": "1"})
    page = answer.content.decode()
    assert answer.status_code == 409 and "Von der einen." in page and "Vom anderen." in page and "Dana" in page


def test_a_word_is_taken_up_once_and_out_again(house: House) -> None:
    browser, address = house.login("frank"), reverse("cases:house")
    browser.post(address, {"wort": "1", "wort-word": "AGH"})
    assert browser.post(address, {"wort": "1", "wort-word": "agh"}).status_code == 422
    browser.post(reverse("cases:word_remove", args=[AllowedWord.objects.get().pk]))
    assert not AllowedWord.objects.exists()


def test_another_house_neither_sees_nor_changes_them(house: House) -> None:
    row = module(house)
    family = haddad(house)
    assert agreements.modules(house.other_jobcenter.pk) == []
    address = reverse("cases:note_create", args=[family.pk])
    for headers in ({}, {"HX-Request": "true"}):
        page = house.login("alma").post(address, typed(family, baustein=""), headers=headers).content.decode()
        assert "Miete" in page and TEXT in page
    assert house.login("otto").get(reverse("cases:module", args=[row.pk])).status_code == 404


def insert(house: House, row: TextModule, **values: Any) -> str:
    family = haddad(house)
    sent = typed(family, baustein=str(row.pk), **values)
    return house.login("alma").post(reverse("cases:note_create", args=[family.pk]), sent).content.decode()


def test_without_scripts_a_module_goes_below_what_is_typed(house: House) -> None:
    page = insert(house, module(house), ziel="summary", summary="Schon getippt.", happened_on="?")
    assert f"Schon getippt.\n{TEXT}</textarea>" in page and 'value="?"' in page


def test_an_unknown_module_or_field_changes_nothing(house: House) -> None:
    page = insert(house, TextModule(), ziel="token", summary="Schon getippt.")
    assert "Schon getippt.</textarea>" in page and "noch keine Textbausteine" in page

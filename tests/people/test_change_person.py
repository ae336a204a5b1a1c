"""What is known about a person: changing it, two people at once, drafts, contact data and addresses."""

import datetime as dt
from typing import Any

import pytest
from django.db import DatabaseError
from django.urls import reverse

from rundblick.access.context import acting_as
from rundblick.people import services
from rundblick.people.models import Address, ContactPoint, Household, Person
from rundblick.people.search import find
from rundblick.people.services import NewAddress, Outdated
from rundblick.web.clock import today
from tests.house import House
from tests.people.families import household, person
from tests.queries import at_most


def form_of(somebody: Person, **changed: Any) -> dict[str, Any]:
    """What the form of a person would send."""
    data = {
        "first_names": somebody.first_names,
        "last_name": somebody.last_name,
        "former_names": somebody.former_names,
        "birth_date": f"{somebody.birth_date:%d.%m.%Y}",
        "language_1": "tr",
        "language_2": "de",
        "interpreter_language": "tr",
        "interpreter_wish": "woman",
        "communication_needs": ["plain_language", "more_time"],
        "version": somebody.version,
    }
    return data | changed


def test_a_new_name_is_found_at_once_and_the_old_one_no_longer(house: House) -> None:
    mother = person(household(house), "Gülşen", of=house.alma)
    address = reverse("people:person_edit", args=[mother.pk])
    assert house.login("alma").post(address, form_of(mother, last_name="Weißenfels")).status_code == 302
    with acting_as(house.alma, "test", read_only=True):
        assert find("weisenfels", today=today()).hits[0].person.pk == mother.pk
        assert [hit.person.first_names for hit in find("Gülşen Kaya", today=today()).hits] == []
        stored = Person.objects.get(pk=mother.pk)
        assert stored.sort_key.startswith("weissenfels")
        assert stored.languages == ["tr", "de"] and stored.interpreter_wish == "woman"
        assert stored.former.get().last_name == "Kaya"  # type: ignore[attr-defined]


def test_interpreter_and_needs_are_seen_at_a_glance(house: House) -> None:
    home = household(house)
    mother = person(home, "Gülşen", of=house.alma)
    client = house.login("alma")
    client.post(reverse("people:person_edit", args=[mother.pk]), form_of(mother))
    for page in (reverse("people:household", args=[home.dossier_id]), reverse("people:person", args=[mother.pk])):
        shown = client.get(page).content.decode()
        assert "Türkisch, eine Frau" in shown and "einfache Sprache, mehr Zeit im Gespräch" in shown


def test_when_two_people_change_the_same_person_both_versions_are_shown(house: House) -> None:
    mother = person(household(house), "Gülşen", of=house.alma)
    address = reverse("people:person_edit", args=[mother.pk])
    client = house.login("alma")
    assert client.post(address, form_of(mother, last_name="Erste")).status_code == 302
    answer = client.post(address, form_of(mother, last_name="Zweite"))
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Zweite" in page and "Erste" in page and "Gespeichert von Alma" in page
    # Whoever saves now has seen both.
    assert f'name="version" value="{mother.version + 1}"' in page
    assert client.post(address, form_of(mother, last_name="Zweite", version=mother.version + 1)).status_code == 302


def test_the_service_refuses_an_outdated_version(house: House) -> None:
    mother = person(household(house), "Gülşen", of=house.alma)
    with acting_as(house.alma, "test"), pytest.raises(Outdated):
        services.change_person(person=mother, version=7, last_name="Neu")


def test_number_and_site_of_a_household_show_both_versions_too(house: House) -> None:
    home = household(house)
    address = reverse("people:household_edit", args=[home.dossier_id])
    client = house.login("alma")
    data = {"number": "111222", "site": "everswinkel", "version": home.version}
    assert client.post(address, data).status_code == 302
    answer = client.post(address, data | {"number": "333444"})
    assert answer.status_code == 409 and "333444" in answer.content.decode() and "111222" in answer.content.decode()
    with acting_as(house.alma, "test", read_only=True):
        assert find("111222", today=today()).hits and not find("12345", today=today()).hits


def test_words_typed_before_the_session_ended_come_back(house: House) -> None:
    mother = person(household(house), "Gülşen", of=house.alma)
    address = reverse("people:person_edit", args=[mother.pk])
    client = house.login("alma")
    draft = form_of(mother, last_name="Halbfertig") | {"draft_key": f"people.person:{mother.pk}"}
    assert client.post(reverse("access:draft"), draft).status_code == 200
    expired = house.client().post(address, form_of(mother, last_name="Halbfertig"))
    assert expired.headers["Location"].startswith("/konto/login/")
    page = house.login("alma").get(address).content.decode()
    assert 'value="Halbfertig"' in page and "Entwurf" in page
    assert client.post(address, form_of(mother, last_name="Fertig")).status_code == 302
    assert "Halbfertig" not in client.get(address).content.decode()


def test_a_contact_is_added_corrected_and_ended(house: House) -> None:
    home = household(house)
    mother = person(home, "Gülşen", of=house.alma)
    client = house.login("alma")
    data = {"person": str(mother.pk), "kind": "email", "value": "g.kaya@beispiel.example", "note": "abends"}
    assert client.post(reverse("people:contact_add", args=[home.dossier_id]), data).status_code == 302
    with acting_as(house.alma, "test", read_only=True):
        contact = ContactPoint.objects.get(kind="email")
        assert not contact.shared, "closed until the person opens it"
    one = reverse("people:contact_change", args=[home.dossier_id, contact.pk])
    assert client.post(one, data | {"value": "neu@beispiel.example", "shared": "on"}).status_code == 302
    assert client.post(reverse("people:contact_end", args=[home.dossier_id, contact.pk])).status_code == 302
    page = client.get(reverse("people:household", args=[home.dossier_id])).content.decode()
    assert "beispiel.example" not in page


@pytest.mark.parametrize(
    ("kind", "value", "sentence"),
    [("mobile", "null-acht", "keine Telefonnummer"), ("email", "ohne-at", "keine E-Mail-Adresse")],
)
def test_a_contact_that_cannot_be_is_explained(house: House, kind: str, value: str, sentence: str) -> None:
    home = household(house)
    mother = person(home, "Gülşen", of=house.alma)
    data = {"person": str(mother.pk), "kind": kind, "value": value}
    page = house.login("alma").post(reverse("people:contact_add", args=[home.dossier_id]), data).content.decode()
    assert sentence in page and value in page


def test_a_new_address_ends_the_one_before(house: House) -> None:
    home = household(house)
    with acting_as(house.alma, "test"):
        Address.objects.update(valid_from=dt.date(2024, 1, 1))
    data = {"street": "Neue Straße 1", "postcode": "48351", "town": "Everswinkel", "valid_from": "1.7.2026"}
    address = reverse("people:address_add", args=[home.dossier_id])
    assert house.login("alma").post(address, data).status_code == 302
    with acting_as(house.alma, "test", read_only=True):
        periods = list(Address.objects.order_by("valid_from").values_list("valid_from", "valid_until"))
    assert periods == [(dt.date(2024, 1, 1), dt.date(2026, 7, 1)), (dt.date(2026, 7, 1), None)]
    again = house.login("alma").post(address, data | {"postcode": "123"}).content.decode()
    assert "fünf Ziffern" in again
    again = house.login("alma").post(address, data | {"valid_from": "1.6.2026"}).content.decode()
    assert "später ist schon eine Anschrift eingetragen" in again


def test_an_address_typed_wrong_is_corrected_on_the_same_day(house: House) -> None:
    home = household(house)
    data = {"street": "Richtige Straße 1", "postcode": "59320", "town": "Ennigerloh", "valid_from": "heute"}
    assert house.login("alma").post(reverse("people:address_add", args=[home.dossier_id]), data).status_code == 302
    with acting_as(house.alma, "test", read_only=True):
        row = Address.objects.get()
        assert row.street == "Richtige Straße 1"
        assert row.former.get().street != row.street  # type: ignore[attr-defined]


def test_whoever_only_reads_changes_nothing(house: House) -> None:
    home = household(house)
    mother = person(home, "Gülşen", of=house.alma)
    assert house.login("bert").get(reverse("people:person", args=[mother.pk])).status_code == 200
    with acting_as(house.bert, "test"):
        assert Person.objects.filter(pk=mother.pk).update(last_name="Fremd") == 0
        assert Household.objects.update(number="0") == 0
    with acting_as(house.bert, "test"), pytest.raises(DatabaseError):
        services.add_address(household=home, address=NewAddress(street="x", postcode="1", town="y", person=mother))


def test_saving_a_person_takes_twelve_statements(house: House) -> None:
    mother = person(household(house), "Gülşen", of=house.alma)
    client = house.login("alma")
    client.get(reverse("people:list"))
    with at_most(12):
        client.post(reverse("people:person_edit", args=[mother.pk]), form_of(mother, last_name="Neu"))

"""The one search box against the database: what people type, who is found, and what nobody learns from it."""

import datetime as dt

import pytest
from django.db import connections
from django.test import Client
from django.urls import reverse

from rundblick.access.context import acting_as
from rundblick.access.database import as_worker
from rundblick.people import services
from rundblick.people.models import Membership
from rundblick.people.rules import Role
from rundblick.people.search import Found, find
from rundblick.web.clock import today
from tests.house import House
from tests.people.families import PHONE, household, kaya, member, person
from tests.queries import at_most


def found(house: House, who: str, typed: str) -> Found:
    """What somebody finds."""
    with acting_as(house.people[who], "test", read_only=True):
        return find(typed, today=today())


@pytest.mark.parametrize("typed", ["36502BG0012345", "12345", "0012345", "BG 12345", "bg-nr. 36502bg0012345"])
def test_a_household_is_found_by_its_number(house: House, typed: str) -> None:
    household(house)
    assert {hit.person.first_names for hit in found(house, "alma", typed).hits} == {"Gülşen", "Deniz", "Ela"}


@pytest.mark.parametrize("typed", ["0171 5550815", "+49 171 5550815", "0049 171-5550815", "5550815", "0171/5550815"])
def test_a_number_is_found_with_and_without_area_code(house: House, typed: str) -> None:
    household(house)
    assert [hit.person.first_names for hit in found(house, "alma", typed).hits] == ["Gülşen"]


def test_a_number_stored_without_area_code_is_found_by_the_whole_one(house: House) -> None:
    household(house, member("Rita|Horn", dt.date(1970, 1, 1), Role.SINGLE, phone="81 23 45"))
    assert [hit.person.first_names for hit in found(house, "alma", "02524 812345").hits] == ["Rita"]
    assert found(house, "alma", "02524 912345").hits == ()


def test_number_and_name_must_both_fit(house: House) -> None:
    household(house)
    assert [hit.person.first_names for hit in found(house, "alma", "Deniz 12345").hits] == ["Deniz"]
    assert found(house, "alma", "Deniz 5550815").hits == ()


def test_the_team_finds_master_data_others_find_nothing(house: House) -> None:
    household(house)
    assert found(house, "bert", "Kaya").hits
    for name in ("hanna", "gina", "lena", "cem", "ivo", "otto", "frank", "eva"):
        assert found(house, name, "Kaya") == Found(), name
        assert found(house, name, "12345").hits == found(house, name, PHONE).hits == ()


def test_a_phone_number_known_to_another_team_leads_nowhere(house: House) -> None:
    """The person is in both files, the number only in Alma's."""
    home = household(house)
    other = household(house, member("Rita|Horn", None, Role.SINGLE), responsible=house.hanna, team=house.south)
    mother = person(home, "Gülşen", of=house.alma)
    with as_worker("test"):
        Membership.objects.create(
            dossier_id=other.dossier_id, household_id=other.pk, person=mother, role=Role.PARTNER, valid_from=today()
        )
    assert [hit.name for hit in found(house, "hanna", "Kaya").hits] == ["Gülşen Kaya"]
    assert found(house, "hanna", PHONE).hits == ()
    assert [place.label for place in found(house, "hanna", "Kaya").hits[0].places] == ["Familie Kaya / Horn"]


def test_a_foreign_person_does_not_make_an_own_one_vanish(house: House) -> None:
    """Three typed words: Otto's person has all of them, Alma's two; Alma must see hers nevertheless."""
    household(house, member("Maria Anna|Wittkamp", None, Role.SINGLE))
    household(
        house,
        member("Maria Anna Ruth|Wittkamp", None, Role.SINGLE),
        responsible=house.otto,
        team=house.elsewhere,
    )
    assert [hit.name for hit in found(house, "alma", "Maria Ruth Wittkamp").hits] == ["Maria Anna Wittkamp"]


def test_former_members_are_found_and_said_to_have_left(house: House) -> None:
    home = household(house, *kaya()[1:], member("Kemal|Kaya", None, Role.SINGLE_PARENT, since=dt.date(2020, 1, 1)))
    with acting_as(house.alma, "test"):
        row = Membership.objects.get(household=home, person__first_names="Kemal")
        services.end_membership(membership=row, valid_until=dt.date(2026, 3, 1))
    (hit,) = found(house, "alma", "Kemal").hits
    assert hit.places[0].ended == dt.date(2026, 2, 28)


def search_page(client: Client, typed: str) -> str:
    """POST, follow the redirect, and answer the page."""
    answer = client.post(reverse("people:search"), {"q": typed})
    assert answer.status_code == 302 and answer.headers["Location"] == "/menschen/suche/"
    return client.get("/menschen/suche/").content.decode()


def test_the_query_stands_in_the_session_never_in_the_address(house: House) -> None:
    household(house)
    client = house.login("alma")
    page = search_page(client, "guelsen kaja")
    assert "Gülşen Kaya" in page and 'value="guelsen kaja"' in page
    assert "<title>Suche" in page


def test_while_typing_a_piece_of_page_comes_back(house: House) -> None:
    household(house)
    answer = house.login("alma").post(reverse("people:search_live"), {"q": "Güls"}, headers={"HX-Request": "true"})
    assert answer.content.decode().startswith("<ul><li><a href=")
    assert "<html" not in answer.content.decode()
    empty = house.login("alma").post(reverse("people:search_live"), {"q": ""})
    assert empty.content.decode().strip() == ""


def test_nothing_found_offers_an_intake_only_to_those_with_the_right(house: House) -> None:
    assert "Neuen Haushalt aufnehmen" in search_page(house.login("alma"), "Niemand")
    page = search_page(house.login("bert"), "Niemand")
    assert "Nichts gefunden" in page and "aufnehmen" not in page


@pytest.mark.parametrize(
    "typed",
    [
        "31.02.1990",
        "1.1.2090",
        "\x00Kaya\x07",
        "😀😀",
        "<script>alert(1)</script>",
        "%' OR 1=1 --",
        "ä" * 100_000,
        "٣" * 30,
    ],
)
def test_bad_input_never_fails(house: House, typed: str) -> None:
    household(house)
    page = search_page(house.login("alma"), typed)
    assert "<script>alert" not in page
    if typed == "31.02.1990":
        assert "Den 31.02.1990 gibt es nicht." in page
    if typed == "1.1.2090":
        assert "liegt in der Zukunft" in page


def test_the_result_page_takes_ten_statements(house: House) -> None:
    for number in range(5):
        household(house, *kaya(), number=f"99{number}00")
    client = house.login("alma")
    client.post(reverse("people:search"), {"q": "Kaya"})
    client.get(reverse("people:search"))
    with at_most(10):
        page = client.get(reverse("people:search")).content.decode()
    assert page.count("Gülşen Kaya") == 5


def test_searching_is_logged_with_the_dossiers_shown(house: House) -> None:
    home = household(house)
    search_page(house.login("alma"), "Kaya")
    with connections["owner"].cursor() as cursor:
        cursor.execute("SELECT dossiers FROM access_disclosure WHERE kind = 'people.search'")
        assert cursor.fetchall() == [([home.dossier_id],)]

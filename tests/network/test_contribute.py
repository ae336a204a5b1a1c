"""What the room gives to others: the list of tools, the story, the own copy, merging and erasing."""

from django.urls import reverse

from rundblick.access import hooks
from rundblick.access.context import acting_as
from rundblick.access.database import as_worker
from rundblick.access.models import TimelineEntry
from rundblick.network.models import Tie
from rundblick.web.clock import today
from tests.cases.families import haddad
from tests.house import House
from tests.network.networks import DAY, address, tie


def test_the_list_of_tools_says_how_many_stand_on_the_map(house: House) -> None:
    family = haddad(house)
    where = reverse("cases:tools", args=[family.pk]) + f"?mitglied={family.amira}"
    browser = house.login("alma")
    assert "Netzwerkkarte" in browser.get(where).content.decode()
    tie(family, family.amira)
    tie(family, None, "Kita", kind="school")
    tie(family, family.karim, "Bruder")
    assert "2\xa0Verbindungen, zuletzt " in browser.get(where).content.decode()


def test_a_day_of_work_leads_from_the_story_to_the_map(house: House) -> None:
    family = haddad(house)
    tie(family, family.amira)
    page = house.login("alma").get(reverse("cases:story", args=[family.pk])).content.decode()
    assert "An der Netzwerkkarte gearbeitet" in page
    assert address("map", family, family.amira) in page


def test_the_own_copy_has_numbers_periods_and_who_wrote_it(house: House) -> None:
    family = haddad(house, opened_on=today() - 90 * DAY)
    tie(family, family.amira, "Jugendamt", kind="authority", phone="02524 1", supports=("advice",), sponsor="informal")
    make = hooks.export.get("network")
    assert make is not None
    with acting_as(house.alma, "test", read_only=True):
        (section,) = make(family.pk, family.amira)
        assert make(family.pk, family.sami) == []
    (row,) = section["rows"]
    for words in ("Jugendamt", "02524 1", "gibt Rat", "informelle Patenschaft", "Alma"):
        assert words in row


def test_merging_moves_a_map_to_the_person_who_stays(house: House) -> None:
    family = haddad(house)
    tie(family, family.karim)
    move = hooks.merge.get("network")
    assert move is not None
    with acting_as(house.alma, "test"):
        assert move(family.amira, family.karim) == 1
        assert Tie.objects.get().person_id == family.amira
        assert Tie.objects.get().label == "Oma"
        assert TimelineEntry.objects.get(kind="network").subject_id == family.amira


def test_erasing_removes_the_maps_of_this_household_only(house: House) -> None:
    family, other = haddad(house), haddad(house)
    tie(family, family.amira)
    tie(other, other.amira)
    remove = hooks.erase.get("network")
    assert remove is not None
    with as_worker("test"):
        assert remove(family.pk) == 1
        assert Tie.objects.get().dossier_id == other.pk


def test_no_more_than_six_formal_helpers_stand_on_the_page_of_the_case(house: House) -> None:
    family = haddad(house)
    for number in range(8):
        tie(family, family.amira, f"Stelle {number}", kind="advice", closeness=1 + number % 4)
    page = house.login("alma").get(reverse("cases:more", args=[family.pk])).content.decode()
    assert page.count("Beratungsstelle") == 6
    assert "und weitere auf der Netzwerkkarte" in page


def test_where_nobody_helps_yet_the_case_says_nothing(house: House) -> None:
    family = haddad(house)
    tie(family, family.amira)
    assert "Wer schon hilft" not in house.login("alma").get(reverse("cases:more", args=[family.pk])).content.decode()

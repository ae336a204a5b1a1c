"""The steward decides whether two records are one person; a job merges them, and can take it back."""

import datetime as dt
from typing import Any

import pytest
from django.urls import reverse

from rundblick.access.context import acting_as
from rundblick.access.database import as_worker
from rundblick.people import merging, services, tasks
from rundblick.people.models import ContactPoint, DuplicateSuspicion, Household, Membership, Person
from rundblick.people.queries import labels
from rundblick.people.rules import Role
from rundblick.people.search import find
from rundblick.web.clock import today
from tests.house import House
from tests.people.families import PHONE, STREET, household, kaya, member, person


class Pair:
    """Gülşen in Alma's file and, written otherwise, in Hanna's of another team."""

    def __init__(self, house: House, *, other: str = "Guelsen|Kaja") -> None:
        self.one = household(house, *kaya())
        self.first = person(self.one, "Gülşen", of=house.alma)
        again = member(other, dt.date(1990, 2, 13), Role.SINGLE_PARENT, phone="0151 2223334")
        self.two = household(house, again, responsible=house.hanna, team=house.south, number="777")
        self.second = person(self.two, other.split("|")[0], of=house.hanna)
        tasks.look_for_twins([str(self.second.pk)])

    def suspicion(self) -> DuplicateSuspicion:
        """As stored, with the worker's eyes."""
        with as_worker("test"):
            return DuplicateSuspicion.objects.get()

    def decide(self, house: House, decision: str, keep: Any = None) -> str:
        """What the steward's page answers."""
        address = reverse("people:duplicate", args=[self.suspicion().pk])
        data = {"decision": decision, "keep": str((keep or self.first).pk)}
        return house.login("dana").post(address, data, follow=True).content.decode()


@pytest.fixture
def pair(house: House) -> Pair:
    return Pair(house)


def test_the_job_finds_the_pair_and_only_the_steward_sees_it(house: House, pair: Pair) -> None:
    page = house.login("dana").get(reverse("people:duplicates")).content.decode()
    assert "Gülşen Kaya" in page and "Guelsen Kaja" in page
    with acting_as(house.alma, "test", read_only=True):
        assert DuplicateSuspicion.objects.count() == 0
    compare = house.login("dana").get(reverse("people:duplicate", args=[pair.suspicion().pk])).content.decode()
    assert "Team Nord" in compare and "Team Süd" in compare and "verschieden" in compare
    for hidden in (STREET, PHONE, "2223334", "36502BG0012345"):
        assert hidden not in compare


def test_asking_the_job_again_raises_nothing_twice(house: House, pair: Pair) -> None:
    assert tasks.look_for_twins([str(pair.first.pk), str(pair.second.pk)]) == 0


def test_different_persons_are_remembered(house: House, pair: Pair) -> None:
    assert "Das sind zwei Personen" in pair.decide(house, "different")
    tasks.look_for_twins([str(pair.first.pk), str(pair.second.pk)])
    assert "Nichts zu klären" in house.login("dana").get(reverse("people:duplicates")).content.decode()
    decided = house.login("dana").get(reverse("people:duplicates") + "?stand=entschieden").content.decode()
    assert "verschiedene Personen, Dana" in decided


def test_one_household_with_twins_raises_no_suspicion(house: House) -> None:
    twins = [member(f"{name}|Kaya", dt.date(2014, 5, 4)) for name in ("Lena", "Lea", "Marie", "Maria")]
    home = household(house, *twins)
    with acting_as(house.alma, "test", read_only=True):
        ids = [str(key) for key in Membership.objects.filter(household=home).values_list("person_id", flat=True)]
    assert tasks.look_for_twins(ids) == 0


def test_the_steward_of_another_house_sees_no_pair_of_ours(house: House, pair: Pair) -> None:
    from rundblick.access.context import bound, system
    from rundblick.access.roles import Role as HouseRole

    with bound(system("test"), "test"):
        house.add("other_steward", house.other_jobcenter, None, [HouseRole.STEWARD])
    page = house.login("other_steward").get(reverse("people:duplicates")).content.decode()
    assert "Kaya" not in page
    found = house.login("other_steward").get(reverse("people:duplicate", args=[pair.suspicion().pk]))
    assert found.status_code == 404


def test_a_pair_across_organisations_reaches_the_own_steward(house: House) -> None:
    household(house, *kaya())
    home = household(house, *kaya()[:1], responsible=house.otto, team=house.elsewhere, number="5")
    tasks.look_for_twins([str(person(home, "Gülşen", of=house.otto).pk)])
    assert "Gülşen Kaya – Gülşen Kaya" in house.login("dana").get(reverse("people:duplicates")).content.decode()


def test_merging_gives_the_kept_person_both_households(house: House, pair: Pair) -> None:
    assert "werden jetzt zusammengeführt" in pair.decide(house, "same")
    assert tasks.merge(str(pair.suspicion().pk)) > 0
    with acting_as(house.hanna, "test", read_only=True):
        assert [p.pk for p in Person.objects.all()] == [pair.first.pk]
        assert ContactPoint.objects.get().person_id == pair.first.pk
        assert labels([pair.two.dossier_id])[pair.two.dossier_id] == "Gülşen Kaya"
        assert find("Kaja", today=today()).hits[0].person.pk == pair.first.pk, "the other spelling stays findable"
        former = Membership.objects.get().former.get()  # type: ignore[attr-defined]
        assert former.person_id == pair.second.pk
        assert former.pgh_context["reason"] == f"people.merge:{pair.suspicion().pk}"
    with as_worker("test"):
        assert Person.objects.get(pk=pair.second.pk).merged_into_id == pair.first.pk
    assert tasks.merge(str(pair.suspicion().pk)) == 0, "twice moves nothing"


def test_without_a_decision_nothing_is_merged(house: House, pair: Pair) -> None:
    assert tasks.merge(str(pair.suspicion().pk)) == 0


def test_merging_is_taken_back_without_losing_what_was_written_since(house: House, pair: Pair) -> None:
    pair.decide(house, "same")
    tasks.merge(str(pair.suspicion().pk))
    with acting_as(house.hanna, "test"):
        contact = ContactPoint.objects.get()
        services.change_contact(contact=contact, note="nur abends")
    assert "wird rückgängig gemacht" in pair.decide(house, "undo")
    assert tasks.unmerge(str(pair.suspicion().pk)) > 0
    with acting_as(house.hanna, "test", read_only=True):
        assert [p.pk for p in Person.objects.all()] == [pair.second.pk]
        assert ContactPoint.objects.get().note == "nur abends"
        assert ContactPoint.objects.get().person_id == pair.second.pk
        assert find("Guelsen Kaja", today=today()).hits[0].person.pk == pair.second.pk
    with acting_as(house.alma, "test", read_only=True):
        assert Person.objects.get(pk=pair.first.pk).former_names == "Yıldız"
    assert pair.suspicion().decision == "open"


def test_two_records_in_one_household_become_one_membership(house: House) -> None:
    home = household(house, *kaya())
    mother = person(home, "Gülşen", of=house.alma)
    with acting_as(house.alma, "test"):
        again = services.add_member(
            household=Household.objects.get(),
            person=services.NewPerson(first_names="Gülşen", last_name="Kaya", birth_date=dt.date(1990, 2, 13)),
            role=Role.OTHER,
            valid_from=dt.date(2026, 1, 1),
        )
    tasks.look_for_twins([str(mother.pk)])
    with as_worker("test"):
        suspicion = DuplicateSuspicion.objects.get()
        DuplicateSuspicion.objects.update(decision="same", keep=mother)
    tasks.merge(str(suspicion.pk))
    with acting_as(house.alma, "test", read_only=True):
        row = Membership.objects.get(person=mother)
        assert (row.valid_from, row.valid_until) == (dt.date(2026, 1, 1), None)
        assert not Membership.objects.filter(pk=again.pk).exists()
    tasks.unmerge(str(suspicion.pk))
    with acting_as(house.alma, "test", read_only=True):
        assert Membership.objects.get(pk=again.pk).person_id == again.person_id
        assert Membership.objects.get(person=mother).valid_from == today()


def test_after_merging_it_can_only_be_taken_back(house: House, pair: Pair) -> None:
    assert "keine gültige Auswahl" in pair.decide(house, "undo")
    pair.decide(house, "same")
    tasks.merge(str(pair.suspicion().pk))
    assert "keine gültige Auswahl" in pair.decide(house, "different")
    assert pair.suspicion().decision == "same"


def test_every_room_moves_its_rows(house: House, pair: Pair) -> None:
    from rundblick.access import hooks

    assert "people" in dict(hooks.merge.items()) and len(hooks.merge) >= 2
    assert merging.move_rows in list(hooks.merge)

"""What becomes of persons when a dossier is erased, and what the room tells the others."""

import datetime as dt
import uuid
from types import SimpleNamespace
from typing import Any

import pytest
from django.db import connections

from rundblick.access import services as doors
from rundblick.access.context import acting_as
from rundblick.access.database import as_worker
from rundblick.access.models import Erasure
from rundblick.people import contributions, queries, services, tasks
from rundblick.people.models import DuplicateSuspicion, Household, Membership, Person
from rundblick.people.rules import Role
from rundblick.people.search import find
from rundblick.web.clock import today
from tests.house import House
from tests.people.families import PHONE, STREET, household, kaya, member, person
from tests.queries import at_most


def erase(house: House, dossier_id: uuid.UUID) -> None:
    """Asked for by Alma, approved by data protection, carried out by the worker."""
    with acting_as(house.alma, "test") as alma:
        doors.request_erasure(alma, dossier_id=dossier_id, ground="Aufbewahrungsfrist abgelaufen")
    with acting_as(house.eva, "test") as eva:
        doors.approve_erasure(eva, erasure=Erasure.objects.get(dossier_ref=dossier_id))
    with as_worker("erase"):
        doors.erase(dossier_id)


def tables_naming(text: str) -> list[str]:
    """Tables of the room with a row that holds the text, history included."""
    found = []
    with connections["owner"].cursor() as cursor:
        cursor.execute("SELECT tablename FROM pg_tables WHERE tablename LIKE 'people%%'")
        for (table,) in cursor.fetchall():
            cursor.execute(f'SELECT EXISTS (SELECT 1 FROM "{table}" t WHERE t::text LIKE %s)', [f"%{text}%"])
            if cursor.fetchone()[0]:
                found.append(table)
    return found


def test_the_household_its_people_their_keys_and_history_are_gone(house: House) -> None:
    home = household(house)
    mother = person(home, "Gülşen", of=house.alma)
    with acting_as(house.alma, "test"):
        services.change_person(person=mother, version=1, last_name="Anders")
    assert "people_personevent" in tables_naming("Kaya")
    erase(house, home.dossier_id)
    for text in ("Kaya", "Anders", "kaya", STREET, PHONE, str(mother.pk), str(home.pk)):
        assert tables_naming(text) == [], text
    with acting_as(house.alma, "test", read_only=True):
        assert find("Kaya", today=today()).hits == ()


def test_who_belongs_to_another_household_stays_and_loses_only_this_one(house: House) -> None:
    home = household(house)
    other = household(house, member("Rita|Horn", dt.date(1970, 1, 1), Role.SINGLE), number="99")
    child = person(home, "Deniz", of=house.alma)
    with acting_as(house.alma, "test"):
        there = Household.objects.get(pk=other.pk)
        services.add_member(household=there, person=child, role=Role.CHILD, valid_from=today())
    erase(house, home.dossier_id)
    with acting_as(house.alma, "test", read_only=True):
        assert {p.first_names for p in Person.objects.all()} == {"Rita", "Deniz"}
        assert Membership.objects.filter(person=child).count() == 1
        assert find("Deniz Kaya", today=today()).hits[0].places[0].dossier_id == other.dossier_id


def test_the_husk_of_a_merged_record_goes_with_the_person_it_became(house: House) -> None:
    home = household(house)
    mother = person(home, "Gülşen", of=house.alma)
    again = household(house, *kaya()[:1], number="99")
    with acting_as(house.alma, "test", read_only=True):
        husk = Membership.objects.get(household=again).person_id
    tasks.look_for_twins([str(mother.pk)])
    with as_worker("test"):
        DuplicateSuspicion.objects.update(decision="same", keep=mother)
        suspicion = DuplicateSuspicion.objects.get().pk
    tasks.merge(str(suspicion))
    erase(house, home.dossier_id)
    assert tables_naming(str(husk)) != [], "still a member of the second household's past"
    erase(house, again.dossier_id)
    assert tables_naming(str(husk)) == tables_naming(str(mother.pk)) == []


def test_an_export_holds_the_person_and_nobody_else(house: House) -> None:
    home = household(house)
    mother = person(home, "Gülşen", of=house.alma)
    with acting_as(house.alma, "test", read_only=True):
        told = str(contributions.export(home.dossier_id, mother.pk))
    for own in ("Gülşen", "13.02.1990", PHONE, STREET, "alleinerziehend"):
        assert own in told
    assert "Deniz" not in told and "Ela" not in told


def test_an_export_of_somebody_unknown_is_empty(house: House) -> None:
    home = household(house)
    with acting_as(house.alma, "test", read_only=True):
        assert contributions.export(home.dossier_id, uuid.uuid4()) == []


def test_facts_are_those_of_the_day(house: House) -> None:
    home = household(house, *kaya()[:1], member("Deniz|Kaya", dt.date(2014, 5, 4), since=dt.date(2025, 1, 1)))
    with acting_as(house.alma, "test", read_only=True):
        now = contributions.facts([home.dossier_id], today())[home.dossier_id]
        before = contributions.facts([home.dossier_id], dt.date(2025, 6, 1))[home.dossier_id]
        unknown = uuid.uuid4()
        assert contributions.facts([unknown], today())[unknown]["household.members"] == 0
    assert (now["household.children"], now["household.adults"], now["household.single_parent"]) == (1, 1, True)
    assert now["household.municipality"] == "Ennigerloh" and now["household.site"] == "ennigerloh"
    assert (before["household.members"], before["household.ages"]) == (1, [11])


def test_facts_take_the_same_statements_for_many(house: House) -> None:
    ids = [household(house, *kaya(), number=str(n)).dossier_id for n in range(6)]
    with acting_as(house.alma, "test", read_only=True), at_most(3):
        contributions.facts(ids, today())


@pytest.mark.parametrize("who", ["bert", "alma"])
def test_the_case_page_shows_the_household_with_one_statement(house: House, who: str) -> None:
    home = household(house)
    request: Any = SimpleNamespace(access=house.people[who].access_context())
    with acting_as(house.people[who], "test", read_only=True):
        members = queries.members_of([home.dossier_id], today())[home.dossier_id]
        case = SimpleNamespace(dossier_id=home.dossier_id, members=members, protected=frozenset(), member=None)
        with at_most(1):
            part = contributions.part(request, case)
        assert part and [line["member"].person.first_names for line in part["lines"]] == ["Gülşen", "Deniz", "Ela"]
        assert part["lines"][0]["contact"].value == PHONE
        case.member = members[1].person.pk
        along = contributions.part(request, case)
        assert along and along["lines"][0]["contact"] is None, "not opened to the child who reads along"

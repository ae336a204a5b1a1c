"""Row-level security alone: what plain querysets and plain SQL answer, with the views left aside."""

import uuid

import pytest
from django.db import DatabaseError, connection
from django.db.utils import ProgrammingError

from rundblick.access import services as doors
from rundblick.access.context import acting_as
from rundblick.access.models.dossiers import Basis
from rundblick.people.models import (
    Address,
    ContactPoint,
    DuplicateSuspicion,
    Household,
    Membership,
    NameKey,
    Person,
    ProtectedContact,
)
from rundblick.people.services import index_names
from tests.house import House
from tests.people.families import household, member, person

TABLES = (Household, Person, Membership, ContactPoint, Address, ProtectedContact)


def counts(house: House, who: str) -> list[int]:
    """Rows somebody sees with open querysets: households, persons, memberships, contacts, addresses, protections."""
    with acting_as(house.people[who], "test", read_only=True):
        return [model._default_manager.count() for model in TABLES]


def test_each_person_sees_what_the_door_book_says(house: House) -> None:
    household(house)
    assert counts(house, "alma") == counts(house, "bert") == counts(house, "dana") == [1, 3, 3, 1, 1, 0]
    for name in set(house.people) - {"alma", "bert", "dana"}:
        assert counts(house, name) == [0] * 6, name


def test_a_door_for_one_member_opens_that_member_alone(house: House) -> None:
    home = household(house)
    child = person(home, "Deniz", of=house.alma)
    with acting_as(house.alma, "test"):
        doors.open_door(
            dossier_id=home.dossier_id,
            principal=house.partner,
            basis=Basis.STATUTORY,
            topics=("master",),
            subject_id=child.pk,
            evidence="§ 4 KKG",
        )
    assert counts(house, "ivo") == [1, 1, 1, 0, 0, 0]
    with acting_as(house.ivo, "test", read_only=True) as ivo:
        assert Person.objects.visible_to(ivo).get().pk == child.pk
        assert not Person.objects.visible_to(ivo, writing=True).exists()


def test_a_door_that_closes_closes_the_search_in_that_second(house: House) -> None:
    from rundblick.access.models import Grant
    from rundblick.people.search import find
    from rundblick.web.clock import today

    household(house)
    with acting_as(house.alma, "test"):
        for grant in Grant.objects.filter(basis=Basis.TEAM):
            doors.close_door(grant)
    with acting_as(house.bert, "test", read_only=True):
        assert find("Kaya", today=today()).hits == ()
    assert counts(house, "bert") == [0] * 6


@pytest.mark.parametrize(
    "statement",
    [
        "SELECT * FROM people_namekey",
        "DELETE FROM people_namekey WHERE key = 'kaya'",
        "INSERT INTO people_namekey (person_id, kind, key) VALUES (gen_random_uuid(), 'n', 'x')",
        "SELECT * FROM people_reading('{}', '2026-01-01')",
    ],
)
def test_the_web_role_has_no_way_to_the_name_keys(house: House, statement: str) -> None:
    household(house)
    refused = pytest.raises(ProgrammingError, match="permission denied")
    with acting_as(house.alma, "test"), refused, connection.cursor() as cursor:
        cursor.execute(statement)


def test_nobody_rewrites_the_keys_of_a_foreign_person(house: House) -> None:
    mother = person(household(house), "Gülşen", of=house.alma)
    for name in ("bert", "otto"):
        with acting_as(house.people[name], "test"), pytest.raises(DatabaseError, match="foreign person"):
            index_names([mother])


def test_asking_for_candidates_needs_the_right_to_take_in(house: House) -> None:
    from rundblick.people.duplicates import Stub
    from rundblick.people.twins import candidates

    household(house)
    stub = Stub("Gülşen", "Kaya", (), None)
    found = {}
    for name in ("alma", "bert", "otto"):
        with acting_as(house.people[name], "test", read_only=True):
            found[name] = len(candidates([stub]))
    assert found == {"alma": 1, "bert": 0, "otto": 0}


def test_a_membership_cannot_be_smuggled_into_a_foreign_dossier(house: House) -> None:
    home = household(house)
    mother = person(home, "Gülşen", of=house.alma)
    with acting_as(house.otto, "test"), pytest.raises(DatabaseError):
        Membership(dossier_id=home.dossier_id, household=home, person=mother, role="other").save(force_insert=True)


def test_nobody_draws_a_foreign_person_into_an_own_household(house: House) -> None:
    """A membership opens the person, so that making one for an id seen somewhere would be a way in."""
    mother = person(household(house), "Gülşen", of=house.alma)
    own = household(
        house, member("Rita|Horn", None, Membership.Role.SINGLE), responsible=house.otto, team=house.elsewhere
    )
    with acting_as(house.otto, "test"), pytest.raises(DatabaseError, match="foreign person"):
        Membership(dossier_id=own.dossier_id, household=own, person=mother, role="other").save(force_insert=True)


def test_without_a_reason_no_row_changes(house: House) -> None:
    household(house)
    with acting_as(house.alma, ""), pytest.raises(DatabaseError, match="without actor and reason"):
        Membership.objects.update(role="other")


def test_suspicions_are_written_by_jobs_alone(house: House) -> None:
    with acting_as(house.dana, "test"), pytest.raises(ProgrammingError, match="permission denied"):
        DuplicateSuspicion.objects.create(
            first_id=uuid.UUID(int=1), second_id=uuid.UUID(int=2), level="same", found_at="2026-11-20T00:00Z"
        )


def test_the_shield_is_a_policy_and_its_loss_would_show(house: House) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT tablename FROM pg_policies WHERE policyname = 'protected_contact' ORDER BY 1")
        assert [row[0] for row in cursor.fetchall()] == [
            "people_address",
            "people_addressevent",
            "people_contactpoint",
            "people_contactpointevent",
        ]
    assert NameKey.door.app == "INSERT"

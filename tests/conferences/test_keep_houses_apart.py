"""What a house from outside reads and writes at a table, held by PostgreSQL: what its doors open, and no longer."""

import datetime as dt
import uuid
from typing import Any

import pytest
import time_machine
from django.db import connection, transaction
from django.db.utils import IntegrityError, ProgrammingError

from rundblick.access.context import acting_as
from rundblick.access.models import Grant
from rundblick.calendar.errors import Refused
from rundblick.conferences import services
from rundblick.conferences.models import About, Conference, Contribution, Decision, Invitation, Point, Seat
from rundblick.web.clock import now, today
from tests.conferences.tables import AT_THE_TABLE, DAY, WITH_HEALTH, Table, clinic, table
from tests.house import House

TABLES = (Conference, About, Seat, Invitation, Point, Contribution, Decision)


@pytest.fixture
def at_the_table(house: House) -> Table:
    """Amira's conference; the Brücke is invited, and every table of the room holds something."""
    made = table(house)
    made.door(house.partner)
    made.invite(house.partner)
    made.point("Kochen lernen", "goals")
    made.brings(house.alma, "Das Praktikum läuft gut.", for_all=True)
    made.decide()
    return made


def reads(house: House, who: str) -> dict[str, int]:
    """Rows PostgreSQL shows to somebody in each table, whatever the querysets would ask for."""
    with acting_as(house.people[who], "test", read_only=True) as context, connection.cursor() as cursor:
        found = {}
        for model in TABLES:
            cursor.execute(f'SELECT count(*) FROM "{model._meta.db_table}"')
            found[model.__name__] = cursor.fetchone()[0]
            manager: Any = model._default_manager
            assert manager.visible_to(context).count() == found[model.__name__], "both say the same"
    return found


NOTHING = dict.fromkeys((model.__name__ for model in TABLES), 0)


def test_a_house_that_is_invited_reads_what_its_door_opens(house: House, at_the_table: Table) -> None:
    found = reads(house, "ivo")
    assert found["Conference"] == found["About"] == found["Invitation"] == found["Decision"] == 1
    assert found["Point"] == 5, "four of the kind and one about goals"
    assert found["Contribution"] == 1
    assert reads(house, "alma") == found, "whoever leads it reads the same here"


@pytest.mark.parametrize("who", ["bert", "hanna", "cem", "otto", "jana", "eva", "frank", "kai"])
def test_nobody_else_reads_anything(house: House, at_the_table: Table, who: str) -> None:
    assert reads(house, who) == NOTHING


def test_a_door_without_an_invitation_opens_nothing(house: House, at_the_table: Table) -> None:
    at_the_table.door(house.provider, *WITH_HEALTH)
    at_the_table.seat(organisation=house.provider)
    assert reads(house, "cem") == NOTHING, "a seat that is planned is no invitation"


def test_a_seat_that_is_only_planned_is_not_told_to_the_others(house: House, at_the_table: Table) -> None:
    before = reads(house, "ivo")["Seat"]
    at_the_table.seat(organisation=house.provider)
    assert reads(house, "ivo")["Seat"] == before
    at_the_table.door(house.provider)
    at_the_table.invite(house.provider)
    assert reads(house, "ivo")["Seat"] == before + 1


def test_withdrawing_closes_everything_in_that_second(house: House, at_the_table: Table) -> None:
    with acting_as(house.alma, "test"):
        grant = Grant.objects.get(principal_id=house.partner.pk)
    at_the_table.shut(grant)
    assert reads(house, "ivo") == NOTHING


def test_a_door_closes_with_its_last_moment(house: House, at_the_table: Table) -> None:
    with acting_as(house.alma, "test"):
        grant = Grant.objects.get(principal_id=house.partner.pk)
        Grant.objects.filter(pk=grant.pk).update(valid_until=now() + dt.timedelta(milliseconds=1))
    assert reads(house, "ivo") == NOTHING


def test_taking_the_invitation_back_closes_the_table_while_the_door_stays(house: House, at_the_table: Table) -> None:
    with acting_as(house.alma, "test"):
        services.uninvite(row=Seat.objects.get(organisation=house.partner))
    assert reads(house, "ivo") == NOTHING


def test_calling_off_closes_the_table(house: House, at_the_table: Table) -> None:
    with acting_as(house.alma, "test"):
        services.cancel(conference=at_the_table.row)
    assert reads(house, "ivo") == NOTHING


def test_without_consent_for_health_such_rows_are_not_there(house: House, at_the_table: Table) -> None:
    at_the_table.confide()
    yara = clinic(house)
    at_the_table.door(yara, *WITH_HEALTH)
    at_the_table.invite(yara)
    at_the_table.point("Belastbarkeit", "health")
    at_the_table.brings(house.yara, "Halbe Tage gehen gut.", "health", for_all=True)
    at_the_table.decide("Termin in der Praxis", "health")
    ivo, seen = reads(house, "ivo"), reads(house, "yara")
    assert (ivo["Point"], ivo["Contribution"], ivo["Decision"]) == (5, 1, 1)
    assert (seen["Point"], seen["Contribution"], seen["Decision"]) == (6, 2, 2)


def test_who_leads_reads_health_through_the_consent_of_the_person_alone(house: House, at_the_table: Table) -> None:
    yara = clinic(house)
    at_the_table.door(yara, *WITH_HEALTH)
    at_the_table.invite(yara)
    at_the_table.brings(house.yara, "Halbe Tage gehen gut.", "health", for_all=True)
    assert reads(house, "alma")["Contribution"] == 1
    at_the_table.confide()
    assert reads(house, "alma")["Contribution"] == 2


def test_what_is_not_for_all_stays_between_a_house_and_the_jobcenter(house: House, at_the_table: Table) -> None:
    at_the_table.door(house.provider)
    at_the_table.invite(house.provider)
    mine = at_the_table.brings(house.ivo, "Kommt regelmäßig.")
    assert (reads(house, "cem")["Contribution"], reads(house, "ivo")["Contribution"]) == (1, 2)
    with acting_as(house.ivo, "test"):
        services.change_contribution(
            row=mine, version=1, author=house.ivo, person_id=mine.person_id, topic=mine.topic, text="So.", for_all=True
        )
    assert reads(house, "cem")["Contribution"] == 2


def test_a_door_to_another_member_opens_nothing_here(house: House, at_the_table: Table) -> None:
    at_the_table.door(house.provider, person=at_the_table.family.karim)
    with pytest.raises(Refused, match="Einwilligung fehlt"):
        at_the_table.invite(house.provider)
    assert reads(house, "cem") == NOTHING


def test_of_two_persons_a_house_reads_what_is_about_those_who_let_it(house: House) -> None:
    made = table(house, "Amira", "Karim")
    made.door(house.partner)
    with pytest.raises(Refused, match="Einwilligung fehlt"):
        made.invite(house.partner)
    of_karim = made.door(house.partner, person=made.family.karim)
    made.invite(house.partner)
    made.point("Karims Kurs", person_id=made.family.karim)
    made.point("Nur für uns", person_id=None)
    assert reads(house, "ivo")["Point"] == 5, "what names nobody stays in the house"
    made.shut(of_karim)
    assert (reads(house, "ivo")["Point"], reads(house, "ivo")["About"]) == (4, 1)


def test_a_guest_changes_nothing_but_the_own_contributions(house: House, at_the_table: Table) -> None:
    mine = at_the_table.brings(house.ivo, "Kommt regelmäßig.")
    with acting_as(house.ivo, "test") as context:
        for model in (Conference, Seat, Point, Decision, Invitation):
            manager: Any = model._default_manager
            assert manager.visible_to(context, writing=True).count() == 0
            assert manager.filter(pk__isnull=False).delete()[0] == 0 if model is Point else True
        assert Conference.objects.update(version=9) == Point.objects.update(place=9) == 0
        assert Decision.objects.update(due_on=today()) == Invitation.objects.update(mail="sent") == 0
        assert Contribution.objects.filter(pk=mine.pk).update(for_all=True) == 1
        assert Contribution.objects.exclude(pk=mine.pk).update(for_all=False) == 0


@pytest.mark.parametrize("topic", ["health", "situation", "notes"])
def test_a_guest_writes_nothing_its_door_does_not_open(house: House, at_the_table: Table, topic: str) -> None:
    with pytest.raises(ProgrammingError, match="row-level security"):
        at_the_table.brings(house.ivo, "Heimlich", topic)


def test_a_guest_writes_nothing_about_another_member(house: House, at_the_table: Table) -> None:
    for person in (at_the_table.family.karim, None):
        with pytest.raises(ProgrammingError, match="row-level security"):
            at_the_table.brings(house.ivo, "Heimlich", person_id=person)


def test_a_house_that_was_not_invited_brings_nothing_along(house: House, at_the_table: Table) -> None:
    at_the_table.door(house.provider)
    with (
        acting_as(house.cem, "test"),
        pytest.raises(ProgrammingError, match="row-level security"),
        transaction.atomic(),
    ):
        Contribution.objects.create(
            dossier_id=at_the_table.family.pk,
            conference_id=at_the_table.row.pk,
            person_id=at_the_table.amira,
            topic="cooperation",
            agency=house.provider,
            author=house.cem,
            text="Ungefragt",
            written_at=now(),
        )


def test_a_guest_invites_nobody_and_not_itself(house: House, at_the_table: Table) -> None:
    at_the_table.door(house.provider)
    seat = at_the_table.seat(organisation=house.provider)
    with (
        acting_as(house.cem, "test"),
        pytest.raises(ProgrammingError, match="row-level security"),
        transaction.atomic(),
    ):
        Invitation.objects.create(
            dossier_id=at_the_table.family.pk,
            conference_id=at_the_table.row.pk,
            seat_id=seat.pk,
            person_id=at_the_table.amira,
            agency=house.provider,
            invited_at=now(),
            invited_by=house.cem,
        )


def test_a_closed_protocol_changes_no_more_whoever_asks_the_database(house: House, at_the_table: Table) -> None:
    mine = at_the_table.brings(house.ivo, "Kommt regelmäßig.")
    at_the_table.close()
    with acting_as(house.ivo, "test"), pytest.raises(IntegrityError, match="closed protocol"), transaction.atomic():
        Contribution.objects.filter(pk=mine.pk).update(for_all=True)
    with acting_as(house.alma, "test"):
        for change in (
            lambda: Point.objects.update(place=7),
            lambda: Decision.objects.update(due_on=today()),
            lambda: Conference.objects.update(kind="helpers"),
            lambda: Point.objects.all().delete(),
            lambda: About.objects.all().delete(),
        ):
            with pytest.raises(IntegrityError, match="closed protocol"), transaction.atomic():
                change()
        assert Decision.objects.update(done_on=today()) == 1, "what became of it may be noted"


def test_the_history_of_a_row_is_read_through_the_same_door(house: House, at_the_table: Table) -> None:
    at_the_table.begin()
    history: Any = Conference._meta.get_field("former").related_model
    with acting_as(house.alma, "test"):
        assert history._default_manager.count() == 1
    with acting_as(house.ivo, "test"):
        assert history._default_manager.count() == 1
    with acting_as(house.cem, "test"):
        assert history._default_manager.count() == 0


def test_a_person_who_reads_their_own_pages_reads_no_table(house: House, at_the_table: Table) -> None:
    at_the_table.family.let_in(house.jana, at_the_table.amira)
    assert reads(house, "jana") == NOTHING


def test_a_door_that_opens_later_opens_later(house: House, at_the_table: Table) -> None:
    later = now() + 2 * DAY
    at_the_table.door(house.provider, *AT_THE_TABLE, start=later)
    with pytest.raises(Refused, match="Einwilligung fehlt"):
        at_the_table.invite(house.provider)


def test_nobody_finds_a_table_by_guessing(house: House, at_the_table: Table) -> None:
    with time_machine.travel(now()):
        for who in ("ivo", "cem"):
            answer = house.login(who).get(f"/faelle/besprechungen/{uuid.uuid4()}/")
            assert answer.status_code == 404

"""The attendance of one session in one go: set-based, sent twice without harm, and nobody undoes a colleague."""

import uuid
from decimal import Decimal

import pytest

from rundblick.access.context import acting_as
from rundblick.access.models.dossiers import Basis
from rundblick.access.services import open_door
from rundblick.programmes import services
from rundblick.programmes.definition import Programme
from rundblick.programmes.errors import Refused, Stale
from rundblick.programmes.groups import members_of, roll
from rundblick.programmes.models import Cohort, CohortMember, DueMark, Presence, Run, Session
from rundblick.programmes.services.roll import Mark, Meanwhile
from rundblick.web.clock import today
from tests.house import House
from tests.programmes.gathering import fresh_session, joined, kept, met, opened, states
from tests.programmes.homes import published
from tests.programmes.living import DAY, presence, shielded, workshop
from tests.queries import at_most


@pytest.fixture
def programme(house: House) -> Programme:
    return published(workshop())


@pytest.fixture
def group(house: House, programme: Programme) -> Cohort:
    return opened(house, programme)


@pytest.fixture
def members(house: House, group: Cohort, programme: Programme) -> list[CohortMember]:
    return joined(house, group, programme, "Adler", "Berg", "Celik")


@pytest.fixture
def session(house: House, group: Cohort, members: list[CohortMember]) -> Session:
    return met(house, group, units=Decimal(2))


def test_one_tap_per_person_writes_a_line_with_the_units_of_the_session(
    house: House, session: Session, members: list[CohortMember]
) -> None:
    assert kept(house, session, {members[0].pk: Mark("present"), members[1].pk: Mark("sick")}) == 2
    assert states(house, session) == ["present", "sick"]
    with acting_as(house.alma, "test", read_only=True):
        line = Presence.objects.filter(participation=members[0].participation).get()
        assert (line.units, line.on, line.person_id) == (Decimal(2), session.on, members[0].person_id)
        assert DueMark.objects.filter(dossier_id=line.dossier_id).exists()


def test_everybody_there_leaves_other_marks_alone(house: House, session: Session, members: list[CohortMember]) -> None:
    assert kept(house, session, {members[2].pk: Mark("excused")}, all_present=True) == 3
    assert states(house, session) == ["present", "present", "excused"]


def test_sending_twice_changes_nothing(house: House, session: Session, members: list[CohortMember]) -> None:
    marks = {members[0].pk: Mark("present")}
    assert [kept(house, session, marks), kept(house, session, marks)] == [1, 0]
    with acting_as(house.alma, "test", read_only=True):
        assert Presence.objects.get().version == 1


def test_a_mark_is_changed_and_taken_back(house: House, session: Session, members: list[CohortMember]) -> None:
    kept(house, session, {members[0].pk: Mark("present")})
    kept(house, session, {members[0].pk: Mark("unexcused", "present", 1)})
    assert states(house, session) == ["unexcused"]
    kept(house, session, {members[0].pk: Mark("", "unexcused", 2)})
    assert states(house, session) == []


def test_two_lists_with_different_marks_do_not_undo_each_other(
    house: House, session: Session, members: list[CohortMember]
) -> None:
    kept(house, session, {members[0].pk: Mark("present")})
    # The second list was opened before the first was saved; it says nothing about the first person.
    kept(house, session, {members[0].pk: Mark(""), members[1].pk: Mark("sick")})
    assert states(house, session) == ["present", "sick"]


def test_who_would_overwrite_a_colleague_is_told_and_nothing_is_written(
    house: House, session: Session, members: list[CohortMember]
) -> None:
    kept(house, session, {members[0].pk: Mark("excused")})
    with pytest.raises(Meanwhile) as told:
        kept(house, session, {members[0].pk: Mark("unexcused"), members[1].pk: Mark("present")})
    assert {key: one.line.state for key, one in told.value.lines.items() if one.line} == {members[0].pk: "excused"}
    assert states(house, session) == ["excused"]


def test_topic_and_guests_belong_to_the_session(house: House, session: Session, members: list[CohortMember]) -> None:
    kept(house, session, {}, topic="Werkzeug", guests=4, guests_changed=True)
    stored = fresh_session(house, session)
    assert (stored.topic, stored.guests, stored.version) == ("Werkzeug", 4, 2)
    with pytest.raises(Stale):
        kept(house, session, {}, topic="Anderes")
    with pytest.raises(Refused, match="ein Thema"):
        kept(house, stored, {}, topic=" ")


def test_a_session_ahead_or_cancelled_has_no_attendance(house: House, group: Cohort, session: Session) -> None:
    with pytest.raises(Refused, match="liegt noch vor uns"):
        kept(house, met(house, group, today() + DAY), {}, all_present=True)
    with acting_as(house.alma, "test"):
        services.cancel_session(session=session, version=1)
    with pytest.raises(Refused, match="abgesagt"):
        kept(house, session, {}, all_present=True)


def test_what_is_no_kind_of_attendance_is_refused(house: House, session: Session, members: list[CohortMember]) -> None:
    with pytest.raises(Refused):
        kept(house, session, {members[0].pk: Mark("da")})
    assert states(house, session) == []


def test_a_day_that_stands_already_is_not_counted_twice(
    house: House, session: Session, members: list[CohortMember]
) -> None:
    presence(house, members[0].participation, session.on)
    kept(house, session, {members[0].pk: Mark("present")}, all_present=True)
    assert len(states(house, session)) == 2


def test_who_joined_later_or_left_is_not_on_the_list(
    house: House, group: Cohort, programme: Programme, members: list[CohortMember]
) -> None:
    with acting_as(house.alma, "test"):
        services.leave(member=members[0], on=today() - 3 * DAY)
    session = met(house, group, today() - 2 * DAY)
    kept(house, session, {members[0].pk: Mark("present")}, all_present=True)
    assert len(states(house, session)) == 2


def test_a_colleague_without_doors_writes_nothing(house: House, session: Session, members: list[CohortMember]) -> None:
    marks = {member.pk: Mark("present") for member in members} | {uuid.uuid4(): Mark("sick")}
    assert kept(house, session, marks, by="hanna", all_present=True) == 0
    assert states(house, session) == []


def test_under_16k_only_the_provider_keeps_the_list_and_sees_absences(house: House) -> None:
    programme = published(shielded())
    group = opened(house, programme)
    member, other = joined(house, group, programme, "Kaya", "Quast")
    with acting_as(house.alma, "test"):
        Run.objects.filter(definition__code=programme.id).update(provider=house.provider)
        for one in (member, other):
            open_door(
                dossier_id=one.dossier_id,
                principal=house.cem,
                basis=Basis.ASSIGNMENT,
                topics=("master", "programmes"),
                writes=True,
                evidence="Vertrag",
            )
    session = met(house, group)
    assert kept(house, session, {member.pk: Mark("present")}, all_present=True) == 0
    marks = {member.pk: Mark("unexcused"), other.pk: Mark("present")}
    assert kept(house, session, marks, by="cem") == 2
    seen = {}
    for name in ("alma", "cem"):
        with acting_as(house.people[name], "test", read_only=True) as context:
            lines = roll(context, programme, session, members_of(context, group, programme))
            seen[name] = [one.line.state if one.line else "" for one in lines]
    assert seen == {"alma": ["", "present"], "cem": ["unexcused", "present"]}


@pytest.mark.parametrize("names", [["A"], list("ABCDEFGH")])
def test_the_number_of_statements_does_not_depend_on_the_number_of_members(
    house: House, group: Cohort, programme: Programme, names: list[str]
) -> None:
    members = joined(house, group, programme, *names)
    session = met(house, group)
    kept(house, session, {member.pk: Mark("present") for member in members[:1]})
    marks = {member.pk: Mark("sick") for member in members[1:]} | {members[0].pk: Mark("excused", "present", 1)}
    with at_most(13):
        kept(house, session, marks, topic="Neu")
    assert len(states(house, session)) == len(names)

"""Groups of a programme: the plan with its holidays, series, sessions that move, and who belongs from when to when."""

import datetime as dt
import uuid
from decimal import Decimal
from typing import Any

import pytest

from rundblick.access.context import acting_as
from rundblick.programmes import services
from rundblick.programmes.definition import Programme
from rundblick.programmes.errors import Hint, Refused, Stale
from rundblick.programmes.group_plan import (
    left_out_words,
    moved_words,
    planned_sessions,
    size_words,
    weekly,
)
from rundblick.programmes.groups import candidates, members_of, sizes
from rundblick.programmes.models import Cohort, CohortMember, Session
from rundblick.programmes.shelf import shelf
from rundblick.web.clock import today
from tests.house import House
from tests.programmes.build import as_data, day, example
from tests.programmes.gathering import fresh_group, fresh_session, joined, kept, met, opened
from tests.programmes.homes import family, published
from tests.programmes.living import DAY, living, workshop

WEEK = 7 * DAY


@pytest.fixture
def programme(house: House) -> Programme:
    return published(workshop())


@pytest.fixture
def group(house: House, programme: Programme) -> Cohort:
    return opened(house, programme)


# The plan


def plan_of(code: str) -> list[dt.date]:
    programme = shelf()[code]
    assert programme.attendance
    return [one.on for one in planned_sessions(programme.attendance.plan, day("2026-09-07"), programme.state)]


def test_aktiva_meets_six_times_a_week_apart() -> None:
    # blag E34.1: six sessions of four hours.
    assert plan_of("aktiva") == [day("2026-09-07") + number * WEEK for number in range(6)]


def test_a_session_on_a_holiday_is_moved_to_the_next_working_day_with_a_hint() -> None:
    attendance = workshop().attendance
    assert attendance
    found = planned_sessions(attendance.plan, day("2026-09-26"), "NW")  # the second falls on Saturday, 3 October
    assert [one.on for one in found] == [day("2026-09-26"), day("2026-10-05")]
    assert "(Tag der Deutschen Einheit) steht jetzt am Mo,\u00a005.10.2026" in moved_words(found)


def test_a_holiday_of_another_land_does_not_count() -> None:
    attendance = workshop().attendance
    assert attendance
    assert planned_sessions(attendance.plan, day("2026-10-31"), "NI")[0].on == day("2026-11-02")
    assert planned_sessions(attendance.plan, day("2026-10-31"), "HE")[0].moved_from is None


def test_a_moved_session_does_not_land_on_another_one() -> None:
    data = as_data(2)["attendance"] | {"plan": [{"day": n, "topic": f"Tag {n}"} for n in (0, 1, 2)]}
    attendance = workshop(attendance=data).attendance
    assert attendance
    found = planned_sessions(attendance.plan, day("2026-05-01"), None)  # a holiday on a Friday, Saturday, Sunday
    assert len({one.on for one in found}) == 3


def test_a_weekly_series_pauses_on_holidays() -> None:
    series = weekly(day("2026-12-18"), day("2027-01-08"), "NW")
    assert series.days == (day("2026-12-18"), day("2027-01-08"))
    assert "1. Weihnachtstag" in left_out_words(series) and "Neujahr" in left_out_words(series)


@pytest.mark.parametrize(
    ("members", "words"), [(0, "mindestens 4"), (3, "mindestens 4"), (4, ""), (13, "höchstens 12")]
)
def test_the_size_of_a_group_is_a_hint(members: int, words: str) -> None:
    attendance = workshop().attendance
    assert attendance
    said = size_words(attendance.group, members)
    assert words in said and bool(said) == bool(words)


# Opening and closing


def test_a_group_is_opened_with_the_plan_of_its_programme(house: House, programme: Programme) -> None:
    group = opened(house, programme, on=day("2026-09-07"), with_plan=True)
    with acting_as(house.alma, "test", read_only=True):
        rows = list(group.sessions.values_list("on", "begins", "units", "topic"))
    assert rows == [
        (day("2026-09-07"), dt.time(9), Decimal(1), "Ankommen"),
        (day("2026-09-14"), dt.time(9), Decimal(1), "Werkzeug"),
    ]
    assert group.organisation == house.jobcenter


def test_the_same_form_opens_one_group(house: House, programme: Programme) -> None:
    token = uuid.uuid4()
    first = opened(house, programme, group_id=token, with_plan=True)
    assert opened(house, programme, group_id=token, with_plan=True).pk == first.pk
    with acting_as(house.alma, "test", read_only=True):
        assert Session.objects.count() == 2


def test_a_programme_without_attendance_has_no_groups(house: House) -> None:
    with pytest.raises(Refused, match="zählt keine Anwesenheit"):
        opened(house, published(example()))


def test_a_closed_group_calls_off_what_was_still_planned(house: House, group: Cohort) -> None:
    past, ahead = met(house, group, today()), met(house, group, today() + WEEK)
    with acting_as(house.alma, "test"):
        closed = services.close_group(group=group, version=group.version, on=today())
    assert closed.ended_on == today()
    assert not fresh_session(house, past).cancelled and fresh_session(house, ahead).cancelled
    with pytest.raises(Refused, match="endete am"):
        met(house, fresh_group(house, group), today() + WEEK)
    with acting_as(house.alma, "test"):
        assert services.reopen_group(group=closed, version=closed.version).ended_on is None


def test_two_people_do_not_overwrite_each_other(house: House, group: Cohort) -> None:
    change: dict[str, Any] = {"label": "Gruppe am Mittwoch", "place": "", "starts_on": group.starts_on}
    with acting_as(house.alma, "test"):
        services.change_group(group=group, version=1, **change)
    with pytest.raises(Stale), acting_as(house.bert, "test"):
        services.change_group(group=group, version=1, **change)


# Sessions


def test_every_session_has_a_topic_where_the_programme_wants_one(house: House, group: Cohort) -> None:
    # ProAktiv row 108: every meeting between participants needs a topic.
    with pytest.raises(Refused, match="Bitte nennen Sie ein Thema") as refused:
        met(house, group, topic=" ")
    assert refused.value.field == "topic"


def test_a_session_may_be_on_a_holiday_after_a_second_look(house: House, programme: Programme) -> None:
    group = opened(house, programme, on=day("2026-09-01"))
    with pytest.raises(Hint, match="Tag der Deutschen Einheit"), acting_as(house.alma, "test"):
        services.add_session(group=group, on=day("2026-10-03"), topic="Feiern")
    assert met(house, group, day("2026-10-03"), "Feiern").on == day("2026-10-03")


def test_a_session_before_the_group_begins_is_refused(house: House, group: Cohort) -> None:
    with pytest.raises(Refused, match="Die Gruppe beginnt am"):
        met(house, group, group.starts_on - DAY)


def test_a_series_is_every_tuesday_at_nine_until_christmas(house: House, programme: Programme) -> None:
    group = opened(house, programme, on=day("2026-12-01"))
    token = uuid.uuid4()
    for _ in range(2):
        with acting_as(house.alma, "test"):
            added = services.add_series(
                group=group,
                first=day("2026-12-01"),
                until=day("2026-12-22"),
                begins=dt.time(9),
                topics=["Backen"],
                series_id=token,
            )
    assert [one.on.day for one in added.sessions] == [1, 8, 15, 22]
    with acting_as(house.alma, "test", read_only=True):
        assert set(group.sessions.values_list("topic", "begins")) == {("Backen", dt.time(9))}
        assert group.sessions.count() == 4


def test_a_series_takes_one_topic_for_each_session(house: House, programme: Programme) -> None:
    group = opened(house, programme, on=day("2026-11-02"))
    given: dict[str, Any] = {"group": group, "first": day("2026-11-03"), "until": day("2026-11-17")}
    with acting_as(house.alma, "test"):
        added = services.add_series(**given, topics=["A", "B", "C"])
    assert [one.topic for one in added.sessions] == ["A", "B", "C"]
    for topics in ([], ["A", "B"], ["A", "B", "C", "D"]):
        with pytest.raises(Refused) as refused, acting_as(house.alma, "test"):
            services.add_series(**given, topics=topics)
        assert refused.value.field == "topics"


def test_a_session_is_moved_and_called_off(house: House, group: Cohort) -> None:
    session = met(house, group, today() + WEEK)
    moved: dict[str, Any] = {"on": today() + WEEK + DAY, "begins": dt.time(10), "units": Decimal(2), "topic": "Draußen"}
    with acting_as(house.alma, "test"):
        services.change_session(session=session, version=1, overrule=True, **moved)
    with pytest.raises(Stale), acting_as(house.alma, "test"):
        services.change_session(session=session, version=1, overrule=True, **moved)
    with acting_as(house.alma, "test"):
        services.cancel_session(session=session, version=2)
        back = services.cancel_session(session=session, version=3, cancelled=False)
    assert (back.on, back.cancelled, back.version) == (today() + WEEK + DAY, False, 4)


def test_a_session_with_attendance_stays_on_its_day(house: House, programme: Programme, group: Cohort) -> None:
    joined(house, group, programme, "Kaya")
    session = met(house, group)
    kept(house, session, {}, all_present=True)
    with pytest.raises(Refused, match="Der Tag steht damit fest"), acting_as(house.bert, "test"):
        services.change_session(
            session=session, version=1, on=today() - DAY, begins=None, units=Decimal(1), topic="Anders"
        )
    with pytest.raises(Refused, match="hat also stattgefunden"), acting_as(house.bert, "test"):
        services.cancel_session(session=session, version=1)


# Members


def test_somebody_belongs_to_a_group_from_a_day_on_and_once(house: House, programme: Programme, group: Cohort) -> None:
    row = living(house, family(house), programme=programme)
    for _ in range(2):
        with acting_as(house.alma, "test"):
            services.join(group=group, participations=[row], on=today())
    with acting_as(house.alma, "test", read_only=True) as context:
        (one,) = members_of(context, group, programme)
        assert candidates(context, group, programme, today()) == []
    assert (one.row.valid_from, one.row.valid_until, one.name, one.writes) == (today(), None, "Gülşen Kaya", True)


def test_who_may_join_takes_part_in_the_same_run(house: House, programme: Programme, group: Cohort) -> None:
    other = published(workshop(id="andere"))
    mine = living(house, family(house, "Kaya"), programme=programme)
    theirs = living(house, family(house, "Quast"), programme=other)
    with acting_as(house.alma, "test", read_only=True) as context:
        assert [row.pk for row, _ in candidates(context, group, programme, today())] == [mine.pk]
    with pytest.raises(Refused, match="anderen Durchgang"), acting_as(house.alma, "test"):
        services.join(group=group, participations=[theirs], on=today())


def test_a_participation_that_went_on_in_another_version_stays_in_its_run(
    house: House, programme: Programme, group: Cohort
) -> None:
    newer = published(workshop(summary="Mit anderen Worten."))
    with acting_as(house.alma, "test", read_only=True):
        from rundblick.programmes.models import Run

        run = Run.objects.filter(definition__code=newer.id).order_by("definition__published_at").last()
        assert run and run.pk != group.run_id
    row = living(house, family(house), programme=newer)
    row.run = run
    with acting_as(house.alma, "test"):
        assert len(services.join(group=group, participations=[row], on=today()).rows) == 1


def test_leaving_names_the_last_day(house: House, programme: Programme, group: Cohort) -> None:
    (member,) = joined(house, group, programme, "Kaya")
    with acting_as(house.alma, "test"):
        services.leave(member=member, on=today())
    with acting_as(house.alma, "test", read_only=True):
        assert CohortMember.objects.get().valid_until == today() + DAY
    with pytest.raises(Refused, match="schon aus der Gruppe"), acting_as(house.alma, "test"):
        services.leave(member=member, on=today())


def test_leaving_before_joining_is_refused_and_a_mistake_is_taken_back(
    house: House, programme: Programme, group: Cohort
) -> None:
    (member,) = joined(house, group, programme, "Kaya")
    with pytest.raises(Refused, match="Der erste Tag"), acting_as(house.alma, "test"):
        services.leave(member=member, on=group.starts_on - DAY)
    with acting_as(house.alma, "test"):
        services.never_joined(member=member)
        assert not CohortMember.objects.exists()


def test_moving_to_another_group_leaves_no_gap(house: House, programme: Programme, group: Cohort) -> None:
    (member,) = joined(house, group, programme, "Kaya")
    other = opened(house, programme, label="Gruppe am Freitag")
    with acting_as(house.alma, "test"):
        services.move_member(member=member, to=other, on=today())
        rows = list(CohortMember.objects.order_by("valid_from").values_list("cohort", "valid_from", "valid_until"))
    assert rows == [(group.pk, group.starts_on, today()), (other.pk, today(), None)]


def test_a_group_that_grows_too_large_is_a_hint(house: House) -> None:
    data = as_data(2)["attendance"]
    small = published(workshop(attendance=data | {"group": data["group"] | {"smallest": 1, "largest": 1}}))
    group = opened(house, small)
    joined(house, group, small, "Kaya")
    row = living(house, family(house, "Quast"), programme=small)
    with acting_as(house.alma, "test"):
        assert "höchstens 1" in services.join(group=group, participations=[row], on=today()).hint


def test_the_size_counts_those_behind_closed_doors_but_only_for_the_own_house(
    house: House, programme: Programme, group: Cohort
) -> None:
    joined(house, group, programme, "Kaya", "Quast")
    seen = {}
    for name in ("alma", "hanna", "cem", "otto", "dana", "jana"):
        with acting_as(house.people[name], "test", read_only=True) as context:
            members = len(members_of(context, group, programme))
            seen[name] = (members, sizes([group.pk], today())[group.pk])
    assert seen == {"alma": (2, 2), "hanna": (0, 2), "cem": (0, 0), "otto": (0, 0), "dana": (0, 0), "jana": (0, 0)}


def test_somebody_who_left_the_programme_is_not_counted_any_more(
    house: House, programme: Programme, group: Cohort
) -> None:
    (member,) = joined(house, group, programme, "Kaya")
    with acting_as(house.alma, "test"):
        row = member.participation
        services.end(participation=row, version=row.version, ended_on=today() - DAY, exit_code="arbeit", overrule=True)
        assert sizes([group.pk], today())[group.pk] == 0

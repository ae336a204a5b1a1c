"""What was published stays as it was; one version holds at a time; a confirmation is possible and never required."""

import datetime as dt
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from rundblick.access.context import acting_as
from rundblick.access.models import TimelineEntry
from rundblick.calendar.errors import Refused, Stale
from rundblick.plans import services
from rundblick.plans.models import Plan, PlanLine
from rundblick.web.clock import today
from tests.cases.families import Family, haddad
from tests.house import House
from tests.plans.drafts import DAY, act, begun, full, lines, published, texts, write


@pytest.fixture
def family(house: House) -> Family:
    return haddad(house)


def test_publishing_ends_the_former_version_where_the_new_one_begins(family: Family) -> None:
    first = full(family, on=today() - 30 * DAY)
    second = published(family)
    with acting_as(family.house.alma, "test", read_only=True):
        first.refresh_from_db()
    assert (first.state, first.valid_until) == ("ended", today())
    assert (second.state, second.number, second.valid_from, second.valid_until) == ("published", 2, today(), None)


def test_it_stands_in_the_timeline_once_for_the_person(family: Family) -> None:
    plan = full(family)
    with acting_as(family.house.alma, "test", read_only=True):
        entry = TimelineEntry.objects.get(kind="plan_agreed")
    assert (entry.object_id, entry.subject_id, entry.shared, entry.topic) == (plan.pk, family.amira, False, "goals")


def test_lines_without_words_and_lines_taken_out_do_not_come_along(family: Family) -> None:
    family.goal(family.amira)
    family.task("Kita anrufen", person_id=family.amira)
    plan = begun(family)
    goal, step = lines(family, plan)
    act(family, plan, "line", "more")
    act(family, plan, "drop", step.pk)
    published(family, plan)
    with acting_as(family.house.alma, "test", read_only=True):
        assert [row.text for row in plan.lines.all()] == [goal.text]


def test_an_empty_plan_is_refused(family: Family) -> None:
    with pytest.raises(Refused, match="noch nichts"):
        published(family)


@pytest.mark.parametrize(
    ("begin", "review", "words"),
    [(1, None, "Zukunft"), (-40, None, "früheren Fassung"), (0, 0, "nicht nach dem Beginn")],
)
def test_days_that_cannot_be_are_refused(family: Family, begin: int, review: int | None, words: str) -> None:
    full(family, on=today() - 30 * DAY)
    plan = begun(family)
    if review is not None:
        write(family, plan, offer="Etwas", review_on=today() + review * DAY)
    with pytest.raises(Refused, match=words):
        published(family, plan, on=today() + begin * DAY) if review is None else write_and_publish(family, plan)


def write_and_publish(family: Family, plan: Plan) -> Plan:
    return published(family, plan, on=today())


@pytest.mark.parametrize(
    "change",
    [
        {"review_on": dt.date(2030, 1, 1)},
        {"kind": "curriculum"},
        {"valid_from": dt.date(2020, 1, 1)},
        {"state": "draft", "valid_from": None, "published_at": None},
    ],
)
def test_the_database_refuses_to_change_a_published_version(family: Family, change: dict[str, Any]) -> None:
    plan = full(family)
    with acting_as(family.house.alma, "test"), pytest.raises(IntegrityError), transaction.atomic():
        Plan.objects.filter(pk=plan.pk).update(**change)


def test_the_database_refuses_to_change_add_or_remove_a_line_of_it(family: Family) -> None:
    plan = full(family)
    with acting_as(family.house.alma, "test"):
        line = plan.lines.filter(kind="step").first()
        assert line is not None
        line.text = "Etwas anderes"
        with pytest.raises(IntegrityError), transaction.atomic():
            line.save()
        with pytest.raises(IntegrityError), transaction.atomic():
            PlanLine.objects.filter(pk=line.pk).delete()
        with pytest.raises(IntegrityError), transaction.atomic():
            PlanLine.objects.create(
                dossier_id=plan.dossier_id,
                plan=plan,
                person_id=plan.person_id,
                kind="words",
                section="more",
                text="Neu",
            )


def test_a_later_wording_of_goal_or_step_leaves_the_plan_as_it_was(family: Family) -> None:
    plan = full(family)
    before = texts(family, plan)
    with acting_as(family.house.alma, "test"):
        for line in plan.lines.exclude(goal=None).filter(kind="goal"):
            assert line.goal is not None
            line.goal.text = "Ganz anders"
            line.goal.save()
    assert texts(family, plan) == before


def test_two_versions_of_one_day_leave_the_first_on_no_day(family: Family) -> None:
    first = full(family)
    published(family)
    with acting_as(family.house.alma, "test", read_only=True):
        first.refresh_from_db()
    assert first.valid_from == first.valid_until == today()


def test_a_confirmation_is_written_down_and_taken_back_but_nothing_needs_it(family: Family) -> None:
    plan = full(family)
    assert plan.confirmed_on is None and plan.state == "published"
    with acting_as(family.house.alma, "test"):
        one = services.confirm(plan=plan, version=plan.version, on=today(), how="paper", by="person")
        assert (one.confirmed_on, one.confirmed_how, one.confirmed_by) == (today(), "paper", "person")
        with pytest.raises(Stale):
            services.confirm(plan=plan, version=plan.version, on=today(), how="screen", by="person")
        two = services.take_back_confirmation(plan=one, version=one.version)
    assert (two.confirmed_on, two.confirmed_how, two.confirmed_by) == (None, "", "")


@pytest.mark.parametrize("days", [-40, 1])
def test_nobody_confirms_before_the_plan_or_tomorrow(family: Family, days: int) -> None:
    plan = full(family, on=today() - 30 * DAY)
    with acting_as(family.house.alma, "test"), pytest.raises(Refused):
        services.confirm(plan=plan, version=plan.version, on=today() + days * DAY, how="paper", by="person")


def test_a_plan_ends_without_another_in_its_place(family: Family) -> None:
    plan = full(family, on=today() - 5 * DAY)
    with acting_as(family.house.alma, "test"):
        assert services.end(plan=plan, version=plan.version).valid_until == today()
        with pytest.raises(Refused):
            services.end(plan=plan, version=plan.version + 1)
    assert begun(family).number == 2

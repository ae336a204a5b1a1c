"""A draft grows from goals and steps; nothing typed is lost, and two people never overwrite each other."""

import pytest

from rundblick.access.context import acting_as
from rundblick.calendar.errors import Refused, Stale
from rundblick.cases import services as cases
from rundblick.plans import services
from rundblick.plans.drafting import Act, Said, Words
from rundblick.plans.models import Plan
from rundblick.web.clock import today
from tests.cases.families import Family, haddad
from tests.house import House
from tests.plans.drafts import DAY, act, begun, full, lines, published, same, texts, write


@pytest.fixture
def family(house: House) -> Family:
    return haddad(house)


def test_a_first_draft_collects_open_goals_and_steps_of_the_person_and_the_household(family: Family) -> None:
    lead = family.goal(family.amira, "Gut ankommen", kind="lead")
    family.goal(family.amira, "B1 schaffen", parent=lead)
    family.goal(family.karim, "Führerschein")
    family.task("Zeugnis mitbringen", person_id=family.amira, responsible="person", due_on=today() + DAY)
    family.task("Wohnung suchen")
    family.task("Sache von Karim", person_id=family.karim)
    done = family.task("Schon erledigt", person_id=family.amira)
    with acting_as(family.house.alma, "test"):
        cases.complete(task=done)
    plan = begun(family)
    assert texts(family, plan) == ["Gut ankommen", "B1 schaffen", "Zeugnis mitbringen", "Wohnung suchen"]
    step = lines(family, plan)[2]
    assert (step.kind, step.section, step.who, step.until) == ("step", "more", "person", today() + DAY)


def test_beginning_twice_goes_on_with_the_same_draft(family: Family) -> None:
    assert begun(family).pk == begun(family).pk
    assert begun(family).pk != begun(family, family.karim).pk


def test_nobody_outside_of_the_household_gets_a_plan(house: House, family: Family) -> None:
    import uuid

    with pytest.raises(Refused, match="gehört nicht zum Haushalt"):
        begun(family, uuid.uuid4())
    with pytest.raises(Refused, match="Art von Plan"):
        begun(family, kind="unbekannt")


def test_a_step_is_put_under_a_goal_and_worded_anew_while_the_task_stays_as_it_was(family: Family) -> None:
    goal = family.goal(family.amira)
    task = family.task("Zeugnis", person_id=family.amira)
    plan = begun(family)
    words = same(family, plan)
    step = lines(family, plan)[1]
    words[step.pk] = Words("Zeugnis im Original mitbringen", "Bitte Zeugnis mitbringen", "person", None, goal.pk)
    write(family, plan, lines=words)
    row = lines(family, plan)[1]
    assert (row.text, row.section, row.goal_id, row.who) == (
        "Zeugnis im Original mitbringen",
        "goals",
        goal.pk,
        "person",
    )
    with acting_as(family.house.alma, "test", read_only=True):
        task.refresh_from_db()
        assert task.text == "Zeugnis"
    words[step.pk] = Words("Zeugnis", goal_id=None)
    write(family, plan, lines=words)
    assert lines(family, plan)[1].section == "more"


def test_lines_change_places_among_their_own(family: Family) -> None:
    family.goal(family.amira, "Erstes")
    family.goal(family.amira, "Zweites")
    family.task("Schritt", person_id=family.amira)
    plan = begun(family)
    first, second, step = lines(family, plan)
    act(family, plan, "down", first.pk)
    assert texts(family, plan) == ["Zweites", "Erstes", "Schritt"]
    act(family, plan, "up", second.pk)
    act(family, plan, "down", step.pk)
    assert texts(family, plan) == ["Zweites", "Erstes", "Schritt"]


def test_a_line_taken_out_keeps_its_words_and_comes_back(family: Family) -> None:
    family.goal(family.amira)
    plan = begun(family)
    (goal,) = lines(family, plan)
    write(family, plan, lines={goal.pk: Words("Als Köchin arbeiten, am Vormittag")})
    act(family, plan, "drop", goal.pk)
    assert texts(family, plan) == []
    act(family, plan, "back", goal.pk)
    assert texts(family, plan) == ["Als Köchin arbeiten, am Vormittag"]


def test_own_lines_and_goals_set_later_are_added(family: Family) -> None:
    goal = family.goal(family.amira)
    plan = begun(family)
    own = act(family, plan, "step", lines(family, plan)[0].pk)
    act(family, plan, "line", "strengths")
    later = family.goal(family.amira, "Führerschein")
    taken = act(family, plan, "goal", later.pk)
    assert (own.kind, own.goal_id, own.section) == ("step", goal.pk, "goals")
    assert [row.kind for row in lines(family, plan)] == ["goal", "step", "words", "goal"]
    assert act(family, plan, "goal", later.pk).pk == taken.pk


@pytest.mark.parametrize(
    ("verb", "target"), [("goal", "0"), ("line", "goals"), ("line", "x"), ("up", "x"), ("tanzen", "x")]
)
def test_what_does_not_fit_is_refused(family: Family, verb: str, target: str) -> None:
    family.goal(family.amira)
    plan = begun(family)
    with pytest.raises(Refused):
        act(family, plan, verb, target)


def test_another_members_goal_is_never_taken_in(family: Family) -> None:
    other = family.goal(family.karim, "Führerschein", shared=True)
    plan = begun(family)
    with pytest.raises(Refused):
        act(family, plan, "goal", other.pk)


def test_two_who_write_at_once_do_not_overwrite_each_other(family: Family) -> None:
    family.goal(family.amira)
    plan = begun(family)
    write(family, plan, offer="Erste")
    with pytest.raises(Stale), acting_as(family.house.alma, "test"):
        services.work_on(plan=plan, version=1, said=Said(offer="Zweite"), author=family.house.alma)
    with acting_as(family.house.alma, "test", read_only=True):
        assert Plan.objects.get(pk=plan.pk).offer == "Erste"


def test_a_later_version_begins_with_what_still_counts(family: Family) -> None:
    first = full(family, on=today() - 30 * DAY)
    with acting_as(family.house.alma, "test"):
        goal = first.lines.get(kind="goal").goal
        assert goal is not None
        cases.change_goal(
            goal=goal, version=1, text=goal.text, kind=goal.kind, status="reached", since=goal.since, due_on=goal.due_on
        )
        done = first.lines.exclude(task=None).get(section="more").task
        assert done is not None
        cases.complete(task=done)
    second = begun(family)
    assert second.number == 2
    rows = lines(family, second)
    assert [(row.text, row.section, row.goal_id) for row in rows] == [("Zeugnis mitbringen", "more", None)]
    assert rows[0].thread in {row.thread for row in lines(family, first)}
    assert second.offer == "Ein Platz im Kochkurs."


def test_after_an_end_a_new_plan_knows_its_lines_again(family: Family) -> None:
    first = full(family, on=today() - DAY)
    with acting_as(family.house.alma, "test"):
        services.end(plan=first, version=first.version)
    second = begun(family)
    known = {row.thread for row in lines(family, first)}
    assert {row.thread for row in lines(family, second)} == known


def test_a_draft_is_thrown_away_without_touching_goals(family: Family) -> None:
    family.goal(family.amira)
    plan = begun(family)
    with acting_as(family.house.alma, "test"):
        services.discard(plan=plan, version=1)
        assert not Plan.objects.exists()
    assert texts(family, begun(family)) == ["Wieder als Köchin arbeiten"]


def test_an_act_on_a_published_version_is_refused(family: Family) -> None:
    plan = full(family)
    with pytest.raises(Refused), acting_as(family.house.alma, "test"):
        services.work_on(
            plan=plan, version=plan.version, said=Said(), author=family.house.alma, act=Act("line", "more")
        )
    assert published(family, begun(family)).number == 2

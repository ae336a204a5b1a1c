"""Comparing two versions: every line of both exactly once, and the same seen from both sides."""

import uuid
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from rundblick.plans.kinds import find_kind, kind_of, kinds
from rundblick.plans.rules import ADDED, CHANGED, GONE, SAME, Line, compare, neighbours, parts, summary

THREADS = [uuid.UUID(int=number) for number in range(8)]
GOALS = [uuid.UUID(int=100 + number) for number in range(3)]


@st.composite
def line(draw: st.DrawFn, thread: uuid.UUID) -> Line:
    kind = draw(st.sampled_from(["goal", "step", "words"]))
    goal = draw(st.sampled_from(GOALS)) if kind == "goal" else draw(st.sampled_from([None, *GOALS]))
    return Line(
        id=uuid.uuid4(),
        thread=thread,
        kind=kind,
        section=draw(st.sampled_from(["goals", "more", "strengths", "frueher"])),
        goal_id=goal,
        text=draw(st.sampled_from(["Köchin", "Zeugnis", "Kita"])),
        who=draw(st.sampled_from(["", "person", "jobcenter"])) if kind == "step" else "",
        rank=draw(st.integers(0, 5)),
    )


@st.composite
def versions(draw: st.DrawFn) -> list[Line]:
    chosen = draw(st.lists(st.sampled_from(THREADS), unique=True))
    return [draw(line(thread)) for thread in chosen]


@given(versions(), versions())
def test_every_line_appears_once(former: list[Line], later: list[Line]) -> None:
    changes = compare(former, later)
    seen = [(one.later or one.former).thread for one in changes]  # type: ignore[union-attr]
    assert sorted(seen) == sorted({one.thread for one in (*former, *later)})
    assert [one.later for one in changes if one.later] == later


@given(versions(), versions())
def test_what_is_new_one_way_is_gone_the_other_way(former: list[Line], later: list[Line]) -> None:
    there, back = compare(former, later), compare(later, former)
    added = {one.later.thread for one in there if one.state == ADDED and one.later}
    gone = {one.former.thread for one in back if one.state == GONE and one.former}
    assert added == gone
    assert sum(one.state == CHANGED for one in there) == sum(one.state == CHANGED for one in back)


@given(versions())
def test_a_version_does_not_differ_from_itself(one: list[Line]) -> None:
    assert {change.state for change in compare(one, one)} <= {SAME}


@given(versions())
def test_no_line_is_lost_on_the_page(lines: list[Line]) -> None:
    goals = {line.goal_id: line for line in lines if line.kind == "goal"}
    lines = [line for line in lines if line.kind != "goal" or goals[line.goal_id] is line]
    shown = []
    for part in parts(kind_of("agreement"), lines):
        shown += [one for branch in part.branches for one in (branch.goal, *branch.steps)]
        shown += part.lines
    assert sorted(one.thread for one in shown) == sorted(one.thread for one in lines)


@given(versions())
def test_a_line_stands_among_its_neighbours_once(lines: list[Line]) -> None:
    for one in lines:
        assert neighbours(lines, one).count(one) == 1


def test_a_change_is_said_in_words() -> None:
    one = Line(uuid.uuid4(), THREADS[0], "step", "more", None, "Zeugnis", who="person")
    (change,) = compare([one], [replace(one, who="jobcenter", text="Zeugnis mitbringen")])
    assert change.what == ("Wortlaut", "Wer: die Person selbst, jetzt Jobcenter")
    assert summary([change]) == "1 geändert"
    assert summary([]) == "Beide Fassungen sind leer."


def test_terms_of_the_law_follow_the_day() -> None:
    import datetime as dt

    kind = kind_of("agreement")
    assert kind.term(dt.date(2023, 6, 30)).label == "Eingliederungsvereinbarung"
    assert kind.term(dt.date(2023, 7, 1)).label == "Kooperationsplan"
    assert kind.term(dt.date(2026, 11, 28)).basis == "§ 15 SGB II"
    assert find_kind("x") is None


def test_kinds_are_words_of_the_vocabulary() -> None:
    from rundblick.programmes.vocabulary import vocabulary

    assert {kind.code for kind in kinds()} <= {entry.code for entry in vocabulary().plans}

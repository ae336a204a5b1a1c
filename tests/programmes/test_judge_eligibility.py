"""Who belongs to a target group: yes, no or unknown, and why."""

import datetime as dt
import itertools
import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rundblick.programmes.conditions import Answer, Condition, evaluate
from rundblick.programmes.facts import Fact, FactValue, facts_of_day
from rundblick.programmes.rules import eligibility
from tests.programmes.build import BEN, MAYA, anna, day

TODAY = day("2022-05-02")
SGB2 = "household.receives_sgb2"
CHILDREN = "household.children"
PLACE = "household.municipality"
AGE = "person.age"


def fact(code: str, value: FactValue, since: str = "2020-01-01", until: str | None = None) -> Fact:
    return Fact(code, value, day(since), day(until) if until else None)


def condition(data: dict[str, Any]) -> Condition:
    return Condition.model_validate_json(json.dumps(data))


def answer(data: dict[str, Any], *facts: Fact) -> Answer:
    return evaluate(condition(data), facts, TODAY).answer


def test_a_single_parent_in_ennigerloh_fits_anna() -> None:
    facts = [fact(SGB2, True), fact(CHILDREN, 2), fact(PLACE, "Ennigerloh")]
    finding = eligibility(facts, anna(), TODAY)
    assert finding.answer == "yes"
    assert [leaf.found for leaf in finding.leaves()] == ["ja", "2", "Ennigerloh"]


def test_somebody_without_children_does_not_and_the_finding_says_why() -> None:
    facts = [fact(SGB2, True), fact(CHILDREN, 0), fact(PLACE, "Ennigerloh")]
    finding = eligibility(facts, anna(), TODAY)
    assert finding.answer == "no"
    (reason,) = [leaf for leaf in finding.leaves() if leaf.answer == "no"]
    assert reason.label == "(Allein-)Erziehende mit mindestens einem Kind im Haushalt"
    assert reason.found == "0"


def test_what_is_unknown_is_told_with_a_way_to_find_out() -> None:
    finding = eligibility([fact(SGB2, True), fact(CHILDREN, 1)], anna(), TODAY)
    assert finding.answer == "unknown"
    (open_question,) = [leaf for leaf in finding.leaves() if leaf.answer == "unknown"]
    assert open_question.fact == PLACE
    assert open_question.found == "keine Angabe"
    assert open_question.find_out == "Anschrift der Bedarfsgemeinschaft ergänzen."


def test_one_no_is_enough_even_when_much_is_unknown() -> None:
    assert eligibility([fact(SGB2, False)], anna(), TODAY).answer == "no"


def test_a_fact_counts_on_its_first_day_and_no_longer_on_its_last() -> None:
    """Periods are half-open."""
    moved = [fact(PLACE, "Ennigerloh", "2020-01-01", "2022-05-01"), fact(PLACE, "Ahlen", "2022-05-01")]
    rule = condition({"fact": PLACE, "equals": "Ennigerloh"})
    assert evaluate(rule, moved, day("2022-04-30")).answer == "yes"
    assert evaluate(rule, moved, day("2022-05-01")).answer == "no"
    assert evaluate(rule, moved, day("2019-12-31")).answer == "unknown"


def test_contradicting_facts_are_unknown_and_not_whichever_came_first() -> None:
    facts = [fact(CHILDREN, 1), fact(CHILDREN, 0)]
    for order in (facts, facts[::-1]):
        finding = evaluate(condition({"fact": CHILDREN, "at_least": 1}), order, TODAY)
        assert finding.answer == "unknown"
        assert finding.found == "widersprüchliche Angaben"


def test_asked_but_not_known_is_unknown() -> None:
    assert answer({"fact": CHILDREN, "at_least": 1}, fact(CHILDREN, None)) == "unknown"


def test_a_value_of_the_wrong_kind_is_unknown_and_true_is_not_one() -> None:
    for order in ([True, 1], [1, True]):
        facts = [fact(CHILDREN, value) for value in order]
        assert evaluate(condition({"fact": CHILDREN, "equals": 1}), facts, TODAY).answer == "unknown"
    assert answer({"fact": CHILDREN, "at_least": 1}, fact(CHILDREN, True)) == "unknown"
    assert answer({"fact": SGB2, "equals": True}, fact(SGB2, 1)) == "unknown"


@pytest.mark.parametrize(("age", "expected"), [(34, "no"), (35, "no"), (36, "yes")])
def test_older_than_35_leaves_out_those_who_are_exactly_35(age: int, expected: str) -> None:
    assert answer({"fact": AGE, "more_than": 35}, fact(AGE, age)) == expected


@pytest.mark.parametrize(("age", "expected"), [(14, "no"), (15, "yes"), (24, "yes"), (25, "no")])
def test_bounds_of_one_comparison_all_hold(age: int, expected: str) -> None:
    assert answer({"fact": AGE, "at_least": 15, "less_than": 25}, fact(AGE, age)) == expected


def test_at_most_includes_the_bound() -> None:
    assert answer({"fact": AGE, "at_most": 35}, fact(AGE, 35)) == "yes"


def test_facts_about_another_member_do_not_count_for_this_one() -> None:
    ages = [Fact(AGE, 40, day("2020-01-01"), None, MAYA), Fact(AGE, 20, day("2020-01-01"), None, BEN)]
    rule = condition({"fact": AGE, "more_than": 35})
    assert evaluate(rule, ages, TODAY, subject=MAYA).answer == "yes"
    assert evaluate(rule, ages, TODAY, subject=BEN).answer == "no"
    assert evaluate(rule, ages, TODAY).answer == "unknown"


def test_values_of_one_day_as_rooms_deliver_them_can_be_judged() -> None:
    facts = facts_of_day({SGB2: True, CHILDREN: 1, PLACE: "Everswinkel"}, TODAY)
    assert eligibility(facts, anna(), TODAY).answer == "yes"


ANSWERS: tuple[Answer, ...] = ("yes", "no", "unknown")
VALUES: dict[Answer, tuple[Fact, ...]] = {
    "yes": (fact(SGB2, True),),
    "no": (fact(SGB2, False),),
    "unknown": (),
}


def combined(how: str, one: Answer, other: Answer) -> Answer:
    first = {"fact": SGB2, "equals": True}
    # The second leaf asks another fact, so that both answers can be set on their own.
    second = {"fact": AGE, "more_than": 35}
    ages: dict[Answer, tuple[Fact, ...]] = {"yes": (fact(AGE, 36),), "no": (fact(AGE, 35),), "unknown": ()}
    return answer({how: [first, second]}, *VALUES[one], *ages[other])


@pytest.mark.parametrize(("one", "other"), list(itertools.product(ANSWERS, ANSWERS)))
def test_combinations_follow_three_valued_logic(one: Answer, other: Answer) -> None:
    rank = {"no": 0, "unknown": 1, "yes": 2}
    assert combined("all", one, other) == min(one, other, key=rank.__getitem__)
    assert combined("any", one, other) == max(one, other, key=rank.__getitem__)


@pytest.mark.parametrize(("given_answer", "expected"), [("yes", "no"), ("no", "yes"), ("unknown", "unknown")])
def test_not_turns_yes_and_no_round_and_leaves_unknown(given_answer: Answer, expected: Answer) -> None:
    assert answer({"not": {"fact": SGB2, "equals": True}}, *VALUES[given_answer]) == expected


periods = st.tuples(st.dates(day("2021-01-01"), day("2023-12-31")), st.integers(1, 400) | st.none())
household_facts = st.lists(
    st.builds(
        lambda coded, period: Fact(
            coded[0], coded[1], period[0], period[0] + dt.timedelta(days=period[1]) if period[1] else None
        ),
        st.one_of(
            st.tuples(st.just(SGB2), st.booleans() | st.none()),
            st.tuples(st.just(CHILDREN), st.integers(0, 3)),
            st.tuples(st.just(PLACE), st.sampled_from(["Ennigerloh", "Ahlen"])),
        ),
        periods,
    ),
    max_size=8,
)


@given(st.data(), household_facts, st.dates(day("2021-01-01"), day("2024-12-31")))
def test_the_answer_does_not_depend_on_the_order_of_facts(
    data: st.DataObject, facts: list[Fact], as_of: dt.date
) -> None:
    shuffled = data.draw(st.permutations(facts))
    assert eligibility(shuffled, anna(), as_of) == eligibility(facts, anna(), as_of)


@given(household_facts, st.dates(day("2021-01-01"), day("2024-12-31")))
def test_what_begins_later_does_not_change_the_answer_of_today(facts: list[Fact], as_of: dt.date) -> None:
    by_then = [f for f in facts if f.valid_from <= as_of]
    assert eligibility(by_then, anna(), as_of) == eligibility(facts, anna(), as_of)


@given(household_facts, st.integers(0, 99))
def test_a_fact_nobody_asks_for_changes_nothing(facts: list[Fact], age: int) -> None:
    assert eligibility([*facts, fact(AGE, age)], anna(), TODAY) == eligibility(facts, anna(), TODAY)


@given(household_facts, st.integers(0, 3))
def test_learning_more_never_turns_a_clear_answer_of_open_questions_around(facts: list[Fact], number: int) -> None:
    """An answer that does not rest on the missing fact stays when the fact becomes known."""
    without = [f for f in facts if f.code != CHILDREN]
    before = eligibility(without, anna(), TODAY).answer
    after = eligibility([*without, fact(CHILDREN, number)], anna(), TODAY).answer
    assert before in {"unknown", after}

"""The way in: what must not be forgotten between the proposal and the start."""

import uuid

import pytest

from rundblick.programmes.bridge import Frame, own_facts
from rundblick.programmes.facts import Fact
from rundblick.programmes.models import Participation, Run
from rundblick.programmes.rules import DueItem, due_items, rules_of
from tests.programmes.build import BEN, MAYA, day, event, full, full_with, household, started

PROPOSED = event("participation.nominated", "2021-01-29", subject=MAYA)


def due(facts: list[Fact], *, as_of: str = "2021-12-31", programme: object = None) -> list[DueItem]:
    return due_items(facts, programme or full(), day(as_of))  # type: ignore[arg-type]


def test_a_step_is_due_so_long_after_the_proposal() -> None:
    (item,) = due([PROPOSED])
    assert (item.rule, item.kind, item.topic) == ("access.steps.info", "task", "programmes")
    assert (item.due_on, item.subject, item.anchor) == (day("2021-02-12"), MAYA, PROPOSED)
    assert item.label == "Informationsveranstaltung"
    assert item.explanation == "Vorschlag für das Programm am 29.01.2021; 2 Wochen danach"


def test_a_step_that_is_done_leads_to_the_next() -> None:
    facts = [PROPOSED, event("participation.information_event", "2021-01-31", subject=MAYA)]
    (item,) = due(facts)
    assert (item.rule, item.due_on) == ("access.steps.bedenken", day("2021-02-28"))
    assert due([*facts, event("participation.thought_over", "2021-02-10", value="no", subject=MAYA)]) == []


def test_with_the_start_the_way_in_is_over() -> None:
    items = due([PROPOSED, started("2021-02-01", MAYA)])
    assert items and not [item for item in items if item.rule.startswith("access.")]
    ahead = due([PROPOSED, started("2021-02-01", MAYA)], as_of="2021-01-31")
    assert [item.rule for item in ahead] == ["access.steps.info"]


def test_a_proposal_that_is_taken_back_asks_for_nothing() -> None:
    withdrawn = event("participation.withdrawn", "2021-02-01", subject=MAYA)
    assert due([PROPOSED, withdrawn]) == []
    assert len(due([PROPOSED, withdrawn], as_of="2021-01-31")) == 1


def test_without_a_proposal_or_without_a_span_nothing_is_due() -> None:
    assert due([event("participation.agreed", "2021-01-01", subject=MAYA)]) == []
    steps = [{"code": "ja", "label": "Ja", "by": ["participant"], "done_by": "participation.agreed", "required": True,
              "origin": {"rows": ["B1"]}}]  # fmt: skip
    assert due([PROPOSED], programme=full_with(access={"steps": steps})) == []


def test_what_another_member_does_is_no_step_of_this_person() -> None:
    elsewhere = event("participation.information_event", "2021-02-01", subject=BEN)
    assert [item.rule for item in due([PROPOSED, elsewhere])] == ["access.steps.info"]


def test_a_household_is_proposed_together_and_withdraws_one_by_one() -> None:
    both = [PROPOSED, event("participation.nominated", "2021-02-05", subject=BEN)]
    (item,) = due(both, programme=household())
    assert (item.due_on, item.subject) == (day("2021-02-12"), None)
    without_maya = [*both, event("participation.withdrawn", "2021-02-06", subject=MAYA)]
    (item,) = due(without_maya, programme=household())
    assert item.due_on == day("2021-02-19")
    assert (
        due([*without_maya, event("participation.withdrawn", "2021-02-07", subject=BEN)], programme=household()) == []
    )
    assert due([*both, event("participation.withdrawn", "2021-02-07")], programme=household()) == []


@pytest.mark.parametrize(("ended", "expected"), [(None, []), ("2021-02-01", ["participation.withdrawn"])])
def test_the_bridge_tells_a_withdrawn_proposal(ended: str | None, expected: list[str]) -> None:
    row = Participation(pk=uuid.uuid4(), person_id=MAYA, ended_on=day(ended) if ended else None)
    facts = own_facts(Frame(full(), Run(), (row,)))
    assert [fact.code for fact in facts] == expected
    assert [(fact.valid_from, fact.subject) for fact in facts] == [(day("2021-02-01"), MAYA)] * len(expected)


def test_each_step_with_a_span_is_a_rule_that_says_what_answers_it() -> None:
    rule = rules_of(full())["access.steps.bedenken"]
    assert rule.words == "1 Monat nach: Teilnahme an der Informationsveranstaltung"
    assert rule.done_by == ("participation.thought_over",)
    assert "access.steps.uebergabe" not in rules_of(full())

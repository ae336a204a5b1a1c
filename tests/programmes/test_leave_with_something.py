"""Nobody leaves without something that follows, and what was promised is paid."""

import pytest

from rundblick.programmes.facts import Fact
from rundblick.programmes.rules import DueItem, due_items, rules_of
from tests.programmes.build import MAYA, as_data, day, ended, event, full, started

LEFT = [started("2021-02-01", MAYA), ended("2021-06-30")]


def due(facts: list[Fact], rule: str, *, as_of: str = "2021-12-31") -> list[DueItem]:
    return [item for item in due_items(facts, full(), day(as_of)) if item.rule == rule]


def test_on_the_last_day_it_is_asked_what_follows() -> None:
    (item,) = due(LEFT, "follow_on")
    assert (item.label, item.kind, item.due_on, item.subject) == ("Anschluss klären", "task", day("2021-06-30"), MAYA)
    assert item.explanation == (
        "Ende der Teilnahme am 30.06.2021; Niemand geht ohne Anschluss. Ausnahme: Die Betreuung im Alltag genügt."
    )
    assert due(LEFT, "follow_on", as_of="2021-06-29") == []


@pytest.mark.parametrize("code", ["follow_on.arranged", "follow_on.not_needed", "job.started"])
@pytest.mark.parametrize("on", ["2021-06-01", "2021-06-30", "2021-08-15"])
def test_what_was_arranged_before_or_after_the_last_day_answers_it(code: str, on: str) -> None:
    assert due([*LEFT, event(code, on, subject=MAYA)], "follow_on") == []


def test_what_was_before_the_start_follows_nothing() -> None:
    assert len(due([*LEFT, event("job.started", "2021-01-31", subject=MAYA)], "follow_on")) == 1


def test_a_definition_that_asks_for_nothing_gets_nothing() -> None:
    assert not [item for item in due_items(LEFT, full(follow_on=None), day("2021-12-31")) if item.rule == "follow_on"]
    assert "follow_on" not in rules_of(full(follow_on=None))


PAY = "money.subsidies.lohn"


def test_a_subsidy_is_paid_within_its_span_also_after_the_end() -> None:
    requested = event("subsidy.requested", "2021-06-30", subject=MAYA, key="a")
    (item,) = due([*LEFT, requested], PAY)
    assert (item.label, item.kind, item.key) == ("Auszahlung: Zuschuss zum Lohn", "task", "a")
    assert item.due_on == day("2021-08-11")
    assert item.explanation == "Antrag auf einen Zuschuss am 30.06.2021; 6 Wochen danach"


def test_each_request_is_answered_by_its_own_payment() -> None:
    requests = [event("subsidy.requested", f"2021-03-0{n}", subject=MAYA, key=str(n)) for n in (1, 2)]
    paid = event("subsidy.paid", "2021-04-01", subject=MAYA, key="1")
    facts = [started("2021-02-01", MAYA), *requests, paid]
    assert [item.key for item in due(facts, PAY)] == ["2"]
    assert due([*facts, event("subsidy.paid", "2021-04-02", subject=MAYA)], PAY) == []


def test_a_subsidy_without_a_span_is_no_rule() -> None:
    money = as_data(2)["money"]
    subsidy = money["subsidies"][0] | {"paid_within": None}
    assert PAY not in rules_of(full(money=money | {"subsidies": [subsidy]}))

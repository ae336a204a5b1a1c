"""Modules are open, running or done; what must come first is told and never enforced."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rundblick.programmes.definition import Programme
from rundblick.programmes.facts import Fact
from rundblick.programmes.modules import STATES, ModuleState, missing_obligatory, module_states
from tests.programmes.build import BEN, MAYA, day, event, example, started

ORIGIN = {"rows": ["B1"]}


def module(code: str, **more: Any) -> dict[str, Any]:
    return {"code": code, "label": code.title(), "kind": "obligatory", "origin": ORIGIN} | more


CHAIN: Programme = example(
    schema_version=2,
    modules=[
        module("einstieg"),
        module("aufbau", requires=["einstieg"], proof_instead=True),
        module("abschluss", requires=["einstieg", "aufbau"]),
        module("sprache", kind="optional"),
    ],
)


def told(what: str, code: str, on: str, **more: Any) -> Fact:
    return event(f"module.{what}", on, value=code, **({"subject": MAYA} | more))


def states(*facts: Fact, as_of: str = "2021-12-31") -> dict[str, ModuleState]:
    found = module_states([started("2021-01-04", MAYA), *facts], CHAIN, day(as_of))
    return {one.module.code: one for one in found}


def test_at_first_only_what_needs_nothing_can_be_started() -> None:
    found = states()
    assert [code for code, one in found.items() if one.can_start] == ["einstieg", "sprache"]
    assert {one.state for one in found.values()} == {"open"}
    assert [m.code for m in found["abschluss"].waits_for] == ["einstieg", "aufbau"]


@pytest.mark.parametrize(
    ("what", "state", "again"),
    [
        ("started", "running", False),
        ("completed", "completed", False),
        ("proven", "proven", False),
        ("failed", "failed", True),
        ("dropped", "dropped", True),
    ],
)
def test_each_event_has_its_state(what: str, state: str, again: bool) -> None:
    one = states(told(what, "einstieg", "2021-02-01"))["einstieg"]
    assert (one.state, one.since, one.can_start) == (state, day("2021-02-01"), again)
    assert state in STATES


def test_a_completed_prerequisite_opens_the_next() -> None:
    found = states(told("completed", "einstieg", "2021-02-01"))
    assert found["aufbau"].can_start
    assert [m.code for m in found["abschluss"].waits_for] == ["aufbau"]


def test_a_proof_opens_the_next_only_where_a_proof_will_do() -> None:
    found = states(told("proven", "einstieg", "2021-02-01"))
    assert found["aufbau"].can_start
    assert [m.code for m in found["abschluss"].waits_for] == ["einstieg", "aufbau"]


def test_starting_too_early_is_a_hint_and_no_block() -> None:
    early = states(told("started", "aufbau", "2021-02-01"))["aufbau"]
    assert early.state == "running"
    assert early.hint == (
        "„Aufbau“ läuft schon, obwohl „Einstieg“ noch nicht abgeschlossen ist. Ein Nachweis genügt auch."
    )
    both = states(told("started", "abschluss", "2021-02-01"))["abschluss"]
    assert both.hint == "„Abschluss“ läuft schon, obwohl „Einstieg“ und „Aufbau“ noch nicht abgeschlossen sind."
    caught_up = states(told("started", "aufbau", "2021-02-01"), told("completed", "einstieg", "2021-03-01"))
    assert caught_up["aufbau"].hint == ""


def test_a_second_try_counts_and_what_is_done_stays_done() -> None:
    tries = [told("started", "einstieg", "2021-02-01"), told("failed", "einstieg", "2021-03-01")]
    assert states(*tries)["einstieg"].state == "failed"
    tries.append(told("started", "einstieg", "2021-04-01"))
    assert states(*tries)["einstieg"].state == "running"
    tries += [told("completed", "einstieg", "2021-05-01"), told("dropped", "einstieg", "2021-06-01")]
    one = states(*tries)["einstieg"]
    assert (one.state, one.since) == ("completed", day("2021-05-01"))


def test_an_event_of_one_day_counts_from_that_day_on() -> None:
    done = told("completed", "einstieg", "2021-02-01")
    assert states(done, as_of="2021-01-31")["einstieg"].state == "open"
    assert states(done, as_of="2021-02-01")["einstieg"].state == "completed"


def test_started_and_completed_on_one_day_is_completed() -> None:
    facts = [told("completed", "einstieg", "2021-02-01"), told("started", "einstieg", "2021-02-01")]
    assert states(*facts)["einstieg"].state == "completed"


def test_obligatory_modules_are_missing_until_completed_or_proven() -> None:
    found = states(told("completed", "einstieg", "2021-02-01"), told("proven", "aufbau", "2021-02-01"))
    assert [m.code for m in missing_obligatory(found.values())] == ["abschluss"]


def test_somebody_elses_modules_do_not_count() -> None:
    assert states(told("completed", "einstieg", "2021-02-01", subject=BEN))["einstieg"].state == "open"


events = st.lists(
    st.builds(
        lambda what, code, month: told(what, code, f"2021-{month:02}-01"),
        st.sampled_from(["started", "completed", "failed", "proven", "dropped"]),
        st.sampled_from(["einstieg", "aufbau", "abschluss"]),
        st.integers(2, 11),
    ),
    max_size=12,
)


@given(st.data(), events)
def test_the_order_of_facts_does_not_matter(data: st.DataObject, facts: list[Fact]) -> None:
    assert states(*data.draw(st.permutations(facts))) == states(*facts)


@given(events)
def test_nothing_done_is_ever_undone(facts: list[Fact]) -> None:
    before, after = states(*facts, as_of="2021-06-30"), states(*facts)
    assert all(after[code].done for code, one in before.items() if one.done)

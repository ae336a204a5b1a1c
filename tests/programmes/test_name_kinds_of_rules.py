"""The kinds of rules a definition uses follow from its keys."""

from rundblick.programmes.kinds import KINDS, kinds_of_rules
from tests.programmes.build import anna, example, full


def test_the_sample_with_every_key_uses_every_kind() -> None:
    assert kinds_of_rules(full()) == tuple(KINDS)


def test_a_key_that_is_left_out_is_a_kind_that_is_not_used() -> None:
    used = kinds_of_rules(example())
    assert {"target_group", "rhythm", "phases", "duration", "deadlines", "follow_up", "targets"} <= set(used)
    assert set(used).isdisjoint({"attendance", "modules", "subsidies", "ladders", "minimum_talks", "extension"})


def test_anna_lives_by_rhythm_phases_and_deadlines() -> None:
    assert {"rhythm", "phases", "deadlines", "journeys", "reports", "targets"} <= set(kinds_of_rules(anna()))

"""How far children get on the way to a benefit, and the reasons where they stop."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rundblick.statistics.funnel import funnel

STEPS = ["entitled", "offered", "known", "used"]


def test_each_child_counts_up_to_its_furthest_step() -> None:
    built = funnel(
        STEPS,
        {
            "Ada": {"entitled", "offered", "known", "used"},
            "Ben": {"entitled", "offered"},
            "Cem": {"entitled"},
            "Dua": set(),
        },
    )
    assert [len(step.reached) for step in built.steps] == [3, 2, 1, 1]
    assert [step.dropped for step in built.steps] == [("Dua",), ("Cem",), ("Ben",), ()]
    assert built.reached("offered") == 2
    assert built.gaps == ()


def test_reasons_are_counted_where_the_child_stopped_and_may_be_several() -> None:
    built = funnel(
        STEPS,
        {"Ada": {"entitled"}, "Ben": {"entitled"}, "Cem": {"entitled", "offered", "known"}},
        {
            "Ada": {"offered": ["corona", "no_need"]},
            "Cem": {"used": ["no_need"], "offered": ["corona"]},
        },
        reason_order=["corona"],
    )
    offered = built.step("offered")
    assert offered.reasons.mentions_of("corona") == 1
    assert offered.reasons.mentions_of("no_need") == 1
    assert offered.reasons.without_answer == 1
    assert built.step("used").reasons.mentions_of("no_need") == 1
    assert built.step("known").reasons.mentions == 0


def test_an_empty_cell_before_a_later_yes_is_a_gap_not_a_drop() -> None:
    built = funnel(STEPS, {"Ada": {"entitled", "used"}, "Ben": {"entitled"}})
    assert [len(step.reached) for step in built.steps] == [2, 1, 1, 1]
    assert built.gaps == ("Ada",)


def test_unknown_steps_and_repeated_steps_are_refused() -> None:
    with pytest.raises(ValueError, match="unknown step 'paid'"):
        funnel(STEPS, {"Ada": {"paid"}})
    with pytest.raises(ValueError, match="twice"):
        funnel(["a", "a"], {})
    with pytest.raises(KeyError):
        funnel(STEPS, {}).step("paid")


@given(st.dictionaries(st.integers(), st.sets(st.sampled_from(STEPS))))
def test_nobody_appears_or_disappears(reached: dict[int, set[str]]) -> None:
    built = funnel(STEPS, reached)
    sizes = [len(built.subjects), *(len(step.reached) for step in built.steps)]
    assert sizes == sorted(sizes, reverse=True)
    for before, step in zip(sizes, built.steps, strict=False):
        assert len(step.reached) + len(step.dropped) == before
        assert not set(step.reached) & set(step.dropped)

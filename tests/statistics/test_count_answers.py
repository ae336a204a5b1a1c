"""Multiple response: people and mentions are two different denominators."""

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from rundblick.statistics.responses import count_responses


def test_people_and_mentions_are_counted_apart() -> None:
    # Four children with tutoring: German and maths, German, German twice by mistake, no statement.
    counted = count_responses([["german", "maths"], ["german"], ["german", "german"], []])
    assert counted.respondents == 3
    assert counted.mentions == 4
    assert counted.without_answer == 1
    assert counted.mentions_of("german") == 3
    assert counted.options[0].of_respondents == 1
    assert counted.options[0].of_mentions == Fraction(3, 4)
    assert counted.options[1].of_respondents == Fraction(1, 3)


def test_named_options_come_first_and_are_listed_without_a_mention() -> None:
    counted = count_responses([["b"], ["a"], ["a"], ["c"]], order=["z", "c"])
    assert [option.code for option in counted.options] == ["z", "c", "a", "b"]
    assert counted.mentions_of("z") == 0
    assert counted.mentions_of("never heard of") == 0


def test_nobody_asked_gives_zero_shares() -> None:
    counted = count_responses([], order=["a"])
    assert counted.options[0].of_respondents == 0
    assert counted.options[0].of_mentions == 0


@given(st.lists(st.lists(st.sampled_from("abcd"), max_size=5), max_size=30))
def test_shares_of_mentions_add_up_to_one_and_nobody_gets_lost(answers: list[list[str]]) -> None:
    counted = count_responses(answers)
    assert counted.respondents + counted.without_answer == len(answers)
    assert sum(option.mentions for option in counted.options) == counted.mentions
    assert all(option.of_respondents <= 1 for option in counted.options)
    if counted.mentions:
        assert sum(option.of_mentions for option in counted.options) == 1

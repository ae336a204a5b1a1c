"""Interests, hours and the history of target occupations, without a database."""

import datetime as dt
import uuid
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rundblick.profiles.picture import hexagon
from rundblick.profiles.rules import Aim, changes, hours_in_words, in_words, leanings, strongest

answer = st.one_of(st.none(), st.integers(min_value=0, max_value=3))
answers = st.fixed_dictionaries({letter: st.lists(answer, min_size=3, max_size=3) for letter in "RIASEC"})
shares = st.fixed_dictionaries({letter: st.one_of(st.none(), st.integers(0, 100)) for letter in "RIASEC"})
DAY = dt.date(2026, 3, 1)


@given(answers)
def test_an_interest_is_the_mean_of_what_was_answered_and_nothing_else(said: dict[str, list[int | None]]) -> None:
    for letter, share in leanings(said).items():
        given_ = [value for value in said[letter] if value is not None]
        if not given_:
            assert share is None
        else:
            assert share is not None
            assert min(given_) * 100 / 3 - 1 <= share <= max(given_) * 100 / 3 + 1


@given(answers)
def test_more_of_one_interest_never_draws_less(said: dict[str, list[int | None]]) -> None:
    before = leanings(said)["S"]
    more = said | {"S": [None if value is None else min(value + 1, 3) for value in said["S"]]}
    after = leanings(more)["S"]
    assert (before is None) == (after is None)
    assert before is None or after is None or after >= before


@given(shares)
def test_the_strongest_letters_stand_in_their_order_and_none_without_a_pull(said: dict[str, int | None]) -> None:
    found = strongest(said)
    assert len(found) == min(3, sum(bool(share) for share in said.values()))
    pulls = [said[letter] or 0 for letter in found]
    assert pulls == sorted(pulls, reverse=True)
    assert all(pulls)
    left = [share or 0 for letter, share in said.items() if letter not in found]
    assert not found or len(found) < 3 or max(left) <= pulls[-1]


@given(shares)
def test_the_picture_says_the_same_as_its_table(said: dict[str, int | None]) -> None:
    if all(share is None for share in said.values()):
        with pytest.raises(ValueError, match="at least one answer"):
            hexagon(title="Was mich anzieht", shares=said)
        return
    picture = hexagon(title="Was mich anzieht", shares=said)
    assert [row[1] for row in picture.table.rows] == [in_words(said[letter]) for letter in "RIASEC"]
    assert all(str(row[1]) in picture.svg for row in picture.table.rows)


@pytest.mark.parametrize(
    ("share", "words"),
    [(None, "offen"), (0, "gar nicht"), (33, "ein wenig"), (56, "gern"), (67, "gern"), (100, "sehr gern")],
)
def test_a_share_is_said_in_the_words_of_the_answers(share: int | None, words: str) -> None:
    assert in_words(share) == words


@pytest.mark.parametrize(
    ("least", "most", "words"),
    [
        (20, 25, "20 bis 25 Stunden in der Woche"),
        (20, 20, "20 Stunden in der Woche"),
        (None, 15, "bis 15 Stunden in der Woche"),
        (30, None, "mindestens 30 Stunden in der Woche"),
        (None, None, ""),
    ],
)
def test_hours_are_said_as_one_says_them(least: int | None, most: int | None, words: str) -> None:
    assert hours_in_words(least, most) == words


def aims(*told: tuple[str, int, int | None], thread: uuid.UUID | None = None) -> list[Aim]:
    same = thread or uuid.uuid4()
    return [
        Aim(
            thread=same,
            text=text,
            idea="meine eigene Idee",
            since=DAY + dt.timedelta(days=since),
            until=None if until is None else DAY + dt.timedelta(days=until),
        )
        for text, since, until in told
    ]


def test_an_occupation_that_became_another_is_one_change() -> None:
    found = changes(aims(("Koch", 0, 10), ("Beikoch", 10, None)))
    assert [(one.before, one.after) for one in found] == [("Koch", "Beikoch"), ("", "Koch")]


def test_another_word_about_the_same_occupation_is_no_change() -> None:
    assert len(changes(aims(("Koch", 0, 10), (" KOCH", 10, None)))) == 1


def test_what_was_let_go_is_told_on_its_day() -> None:
    last = changes(aims(("Koch", 0, 10)) + aims(("Gärtner", 3, None)))[0]
    assert (last.before, last.after, last.on) == ("Koch", "", DAY + dt.timedelta(days=10))


@given(st.lists(st.sampled_from(["Koch", "Gärtner", "Pflege"]), min_size=1, max_size=6))
def test_a_thread_changes_as_often_as_its_words_do(words: list[str]) -> None:
    last = len(words) - 1
    told = [(word, 5 * place, 5 * place + 5 if place < last else None) for place, word in enumerate(words)]
    expected = 1 + sum(before != after for before, after in pairwise(words))
    found = changes(aims(*told))
    assert len(found) == expected
    assert found[0].after == words[-1]

"""Where a card comes to lie, and what counts as a difference between two days; no database."""

import uuid
from dataclasses import dataclass, field

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rundblick.lights import acts
from rundblick.lights.codes import Light
from rundblick.lights.rules import LEAST, STEP, Gap, differences, gap_before, step


@dataclass
class Lying:
    text: str
    rank: float
    light: str = "green"
    thread: uuid.UUID = field(default_factory=uuid.uuid4)


def names(cards: list[Lying]) -> str:
    return "".join(card.text for card in sorted(cards, key=lambda card: card.rank))


def three() -> list[Lying]:
    return [Lying(text, STEP * number) for number, text in enumerate("abc", 1)]


@pytest.mark.parametrize(
    ("moved", "before", "order"),
    [(2, 0, "cab"), (0, 2, "bac"), (0, None, "bca"), (1, 1, "abc"), (2, 1, "acb"), (0, 1, "abc")],
)
def test_a_card_is_laid_before_another_or_at_the_end(moved: int, before: int | None, order: str) -> None:
    cards = three()
    card = cards[moved]
    gap = gap_before(cards, card.thread, None if before is None else cards[before].thread)
    if not gap.holds(card.rank):
        card.rank = gap.rank
    assert names(cards) == order


def test_the_first_card_of_a_slice_needs_no_neighbour() -> None:
    assert gap_before([], uuid.uuid4(), None) == Gap(None, None)
    assert Gap(None, None).rank == STEP


def test_next_to_a_card_that_left_meanwhile_means_at_the_end() -> None:
    cards = three()
    assert gap_before(cards, uuid.uuid4(), uuid.uuid4()) == Gap(cards[2].rank, None)


@pytest.mark.parametrize(
    ("index", "way", "order"),
    [(0, "up", "abc"), (1, "up", "bac"), (2, "up", "acb"), (0, "down", "bac"), (1, "down", "acb"), (2, "down", "abc")],
)
def test_a_step_moves_one_place_and_stops_at_the_ends(index: int, way: str, order: str) -> None:
    cards = three()
    card = cards[index]
    gap = gap_before(cards, card.thread, step(cards, card.thread, way))  # type: ignore[arg-type]
    if not gap.holds(card.rank):
        card.rank = gap.rank
    assert names(cards) == order


def test_a_step_among_some_of_the_cards_does_not_leave_their_order_untouched_by_chance() -> None:
    """While one field of action is looked at, a step passes the next card that is shown, not the next one."""
    cards = [Lying(text, STEP * number) for number, text in enumerate("axyb", 1)]
    shown = [cards[0], cards[3]]
    gap = gap_before(cards, cards[3].thread, step(shown, cards[3].thread, "up"))
    cards[3].rank = gap.rank
    assert names(cards) == "baxy"
    with pytest.raises(LookupError):
        step(shown, cards[1].thread, "up")


@given(st.lists(st.tuples(st.integers(0, 5), st.integers(0, 6)), max_size=40))
def test_any_moves_give_the_order_of_a_plain_list(moves: list[tuple[int, int]]) -> None:
    cards = [Lying(text, STEP * number) for number, text in enumerate("abcdef", 1)]
    order = list(cards)
    for index, target in moves:
        card = order[index]
        before = order[target] if target < len(order) else None
        gap = gap_before(order, card.thread, before.thread if before else None)
        if gap.tight:
            for number, one in enumerate(order, 1):
                one.rank = STEP * number
            gap = gap_before(order, card.thread, before.thread if before else None)
        if not gap.holds(card.rank):
            card.rank = gap.rank
        if before is not card:
            order.remove(card)
            order.insert(order.index(before) if before else len(order), card)
        assert sorted(cards, key=lambda one: one.rank) == order


def test_between_two_cards_there_is_room_for_many_before_they_are_numbered_anew() -> None:
    gap, number = Gap(STEP, 2 * STEP), 0
    while not gap.tight:
        gap, number = Gap(gap.above, gap.rank), number + 1
    assert number >= 25 and LEAST > 0


def test_what_changed_is_told_moves_first_and_another_order_is_no_change() -> None:
    stays, goes, moves, words = Lying("stays", 1), Lying("goes", 2), Lying("moves", 3, "red"), Lying("old", 4)
    then = [stays, goes, moves, words]
    now = [
        Lying("new", 1),
        Lying("stays", 9, thread=stays.thread),
        Lying("moves", 1, "yellow", moves.thread),
        Lying("other words", 4, thread=words.thread),
    ]
    told = [(one.kind, (one.after or one.before).text) for one in differences(then, now)]  # type: ignore[union-attr]
    assert told == [("moved", "moves"), ("changed", "other words"), ("new", "new"), ("gone", "goes")]
    assert differences(now, now) == []


def test_an_act_is_read_or_refused_never_guessed() -> None:
    row, other = uuid.uuid4(), uuid.uuid4()
    assert acts.read(f"{row} 3 up") == acts.Act(row, 3, "up")
    assert acts.read(f"{row} 3 red") == acts.Act(row, 3, "place", Light.RED)
    assert acts.read(f"{row} 3 place red {other}") == acts.Act(row, 3, "place", Light.RED, other)
    assert acts.read(f"{row} 3 place green") == acts.Act(row, 3, "place", Light.GREEN)
    for text in (
        "",
        "x",
        f"{row}",
        f"{row} x up",
        f"{row} 1 fly",
        f"{row} 1 place",
        f"{row} 1 place blue",
        f"{row} 1 place red x",
    ):
        assert acts.read(text) is None

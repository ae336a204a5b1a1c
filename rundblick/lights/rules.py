"""Pure rules of the Ampeltorte: where a card lies, and what changed between two days."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, Protocol

STEP = 1024.0
"""Room between two cards that lie next to each other for the first time."""

LEAST = 1e-6
"""Below this gap the cards of a slice are numbered anew before another one goes between."""


class Placed(Protocol):
    """A card, as far as its place is concerned."""

    thread: uuid.UUID
    light: str
    rank: float


@dataclass(frozen=True)
class Gap:
    """The ranks on both sides of a place; None at the ends of the slice."""

    above: float | None
    below: float | None

    @property
    def tight(self) -> bool:
        """Whether no further card fits between."""
        return self.above is not None and self.below is not None and self.below - self.above < LEAST

    def holds(self, rank: float) -> bool:
        """Whether a card of this rank lies here already."""
        return (self.above is None or self.above < rank) and (self.below is None or rank < self.below)

    @property
    def rank(self) -> float:
        """A rank for a card that comes to lie here."""
        if self.above is None and self.below is None:
            return STEP
        if self.above is None:
            return (self.below or 0) - STEP
        if self.below is None:
            return self.above + STEP
        return (self.above + self.below) / 2


def gap_before(slice_: Sequence[Placed], thread: uuid.UUID, before: uuid.UUID | None) -> Gap:
    """The place before the card `before` in a slice in its order, without the card `thread` itself.

    Where that card lies when `before` is itself; the end of the slice for None, and for a card that is not there.
    """
    others = [card for card in slice_ if card.thread != thread]
    # Looked up among all: the number of a card is that of the cards above it, so itself answers its own place.
    order = [card.thread for card in slice_ if card.thread != thread or before == thread]
    index = order.index(before) if before in order else len(others)
    return Gap(
        others[index - 1].rank if index else None,
        others[index].rank if index < len(others) else None,
    )


def step(shown: Sequence[Placed], thread: uuid.UUID, way: Literal["up", "down"]) -> uuid.UUID | None:
    """Before which card of the slice as `shown` a card goes that moves one place; None = to the end.

    Its own thread where it can go no further. Raises LookupError for a card that is not there.
    """
    order = [card.thread for card in shown]
    if thread not in order:
        raise LookupError("no such card")
    index = order.index(thread)
    if way == "up":
        return order[max(index - 1, 0)]
    if index == len(order) - 1:
        return thread
    return order[index + 2] if index + 2 < len(order) else None


@dataclass(frozen=True)
class Difference:
    """What became of one card between two days. `before` or `after` is None for one that was not there."""

    before: Placed | None
    after: Placed | None

    @property
    def kind(self) -> Literal["new", "gone", "moved", "changed"]:
        """In one word: put down, put away, moved to another slice, or said anew in its slice."""
        if self.before is None:
            return "new"
        if self.after is None:
            return "gone"
        return "moved" if self.before.light != self.after.light else "changed"


def differences(then: Sequence[Placed], now: Sequence[Placed]) -> list[Difference]:
    """What changed from one day to another: moved and reworded cards first, then new ones, then those put away.

    Another order within a slice is no difference.
    """
    former, present = {card.thread: card for card in then}, {card.thread: card for card in now}
    both = [Difference(card, present[card.thread]) for card in then if card.thread in present]
    return [
        *(pair for pair in both if pair.kind == "moved"),
        *(pair for pair in both if pair.kind == "changed" and _text(pair.before) != _text(pair.after)),
        *(Difference(None, card) for card in now if card.thread not in former),
        *(Difference(card, None) for card in then if card.thread not in present),
    ]


def _text(card: Placed | None) -> str:
    return getattr(card, "text", "")

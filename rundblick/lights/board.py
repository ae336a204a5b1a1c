"""The cake as it is shown: three slices with their cards, and what changed since a former day."""

import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from rundblick.lights.codes import WORDS, Field, Light, Words
from rundblick.lights.models import Card
from rundblick.lights.rules import Difference

ROOM = 40
"""Cards of a slice that are shown at once; the rest on demand."""


@dataclass(frozen=True)
class Shown:
    """A card in its place. `number` counts from 1 within what is shown of the slice."""

    card: Card
    number: int
    first: bool
    last: bool

    @property
    def field(self) -> str:
        """The field of action in words, or ""."""
        return Field(self.card.field).label if self.card.field else ""


@dataclass(frozen=True)
class Slice:
    """One of the three, with its cards in their order. `open`: whether it is worked on yet. `room`: shown at once."""

    light: Light
    words: Words
    cards: list[Shown]
    open: bool = True
    room: int = ROOM

    @property
    def at_once(self) -> list[Shown]:
        """Cards that are shown without asking for more."""
        return self.cards[: self.room]

    @property
    def rest(self) -> list[Shown]:
        """Cards that are shown on demand."""
        return self.cards[self.room :]

    @property
    def others(self) -> list[Light]:
        """Where a card of this slice can go."""
        return [light for light in Light if light != self.light]


def slices(cards: Iterable[Card], *, field: int | None = None, all_open: bool = True, room: int = ROOM) -> list[Slice]:
    """The three slices, green first, with the cards of one field of action or of all.

    Unless `all_open`, the second and third wait until the first card lies there.
    """
    shown = [card for card in cards if field is None or card.field == field]
    by_light: dict[str, list[Card]] = {light: [] for light in Light}
    for card in shown:
        by_light[card.light].append(card)
    return [
        Slice(light, WORDS[light], _numbered(by_light[light]), all_open or light == Light.GREEN, room)
        for light in Light
    ]


def _numbered(cards: Sequence[Card]) -> list[Shown]:
    return [Shown(card, number, number == 1, number == len(cards)) for number, card in enumerate(cards, 1)]


def where(cake: Iterable[Slice], thread: uuid.UUID) -> str:
    """Where a card lies, to be said aloud: "Rot, Platz 2 von 5"; "" when it is not shown."""
    for slice_ in cake:
        for shown in slice_.cards:
            if shown.card.thread == thread:
                return f"{slice_.light.label}, Platz {shown.number} von {len(slice_.cards)}"
    return ""


def in_words(difference: Difference) -> str:
    """What became of a card, without its text: "von Rot nach Gelb"."""
    before, after = difference.before, difference.after
    if before is None and after is not None:
        return f"neu in {Light(after.light).label}"
    if before is not None and after is None:
        return f"weggelegt, lag in {Light(before.light).label}"
    assert before is not None and after is not None
    if before.light != after.light:
        return f"von {Light(before.light).label} nach {Light(after.light).label}"
    return f"anders gesagt, weiter in {Light(after.light).label}"

"""What became of each dimension: first and latest rating, and how many went up. Pure; knows no database."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol


class Rated(Protocol):
    """A rating as the rules need it."""

    @property
    def dimension(self) -> str: ...

    @property
    def rater(self) -> str: ...

    @property
    def value(self) -> int: ...

    @property
    def valid_from(self) -> dt.date: ...


@dataclass(frozen=True, kw_only=True)
class Course:
    """One dimension in one view: the first and the latest rating until a day. Equal days: rated once."""

    dimension: str
    rater: str
    first_on: dt.date
    first: int
    latest_on: dt.date
    latest: int

    @property
    def rated_again(self) -> bool:
        """Whether there is something to compare."""
        return self.latest_on > self.first_on

    @property
    def change(self) -> int:
        """Points gained since the first rating; negative where it became harder."""
        return self.latest - self.first


@dataclass(frozen=True, kw_only=True)
class Balance:
    """How many dimensions went up, stayed or went down, out of those rated at least twice in one view."""

    up: int
    same: int
    down: int

    @property
    def compared(self) -> int:
        """The denominator: dimensions rated at least twice."""
        return self.up + self.same + self.down


def courses(ratings: Iterable[Rated], order: Sequence[str], *, until: dt.date) -> list[Course]:
    """First and latest rating per dimension and view until that day (inclusive), in the order of the catalogue.

    Dimensions the catalogue no longer knows come last.
    """
    found: dict[tuple[str, str], list[Rated]] = {}
    for rating in ratings:
        if rating.valid_from <= until:
            found.setdefault((rating.dimension, rating.rater), []).append(rating)
    places = {code: place for place, code in enumerate(order)}
    made = []
    for (dimension, rater), rows in found.items():
        first, latest = min(rows, key=_day), max(rows, key=_day)
        made.append(
            Course(
                dimension=dimension,
                rater=rater,
                first_on=first.valid_from,
                first=first.value,
                latest_on=latest.valid_from,
                latest=latest.value,
            )
        )
    return sorted(made, key=lambda one: (places.get(one.dimension, len(places)), one.dimension, one.rater != "person"))


def balance(made: Iterable[Course], *, rater: str) -> Balance:
    """Count the dimensions of one view that went up, stayed and went down."""
    changes = [one.change for one in made if one.rater == rater and one.rated_again]
    return Balance(
        up=sum(change > 0 for change in changes),
        same=sum(change == 0 for change in changes),
        down=sum(change < 0 for change in changes),
    )


def _day(rating: Rated) -> dt.date:
    return rating.valid_from

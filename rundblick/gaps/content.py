"""What a finished report says: plain values, hidden numbers left out, and the way to JSON and back."""

import datetime as dt
from collections.abc import Collection, Mapping
from dataclasses import asdict, dataclass
from typing import Any

from rundblick.gaps.codes import LABELS, NO_PLACE, Reason
from rundblick.gaps.counting import GAP, NEED, OPEN, QUARTER, TOTAL, WHY, Counts, Key
from rundblick.gaps.offers import Offers, Supply
from rundblick.gaps.topics import Limits, Topics
from rundblick.statistics.suppression import share_is_small

Shown = int | None
"""A number as everybody may see it; None where it is hidden."""
NO_OFFERS = Offers()


@dataclass(frozen=True, slots=True)
class Part:
    """One reason or place: gaps, and offers that count there."""

    label: str
    gaps: Shown
    offers: Offers = NO_OFFERS


@dataclass(frozen=True, slots=True)
class TopicLine:
    """One topic. `quarters`: gaps at the end of each quarter of the report."""

    code: str
    label: str
    needs: Shown
    gaps: Shown
    offers: Offers
    reasons: tuple[Part, ...]
    places: tuple[Part, ...]
    quarters: tuple[Shown, ...]

    @property
    def silent(self) -> bool:
        """Whether nobody needed anything of this topic."""
        return self.needs == 0


@dataclass(frozen=True, slots=True)
class PlaceLine:
    """One municipality with its denominator."""

    label: str
    needs: Shown
    gaps: Shown


@dataclass(frozen=True, slots=True)
class Quarter:
    """A quarter of the period: its days, needs in it and gaps on its last day."""

    first: dt.date
    last: dt.date
    needs: Shown
    gaps: Shown


@dataclass(frozen=True, slots=True)
class Content:
    """A whole report. `people`: those without an offer for at least one topic.

    `ended`: needs whose waiting ended in the period; `left`: those of them in which somebody gave it up.
    """

    needs: Shown
    gaps: Shown
    people: Shown
    left: Shown
    ended: Shown
    topics: tuple[TopicLine, ...]
    places: tuple[PlaceLine, ...]
    reasons: tuple[Part, ...]
    quarters: tuple[Quarter, ...]
    limits: Mapping[str, int]

    @property
    def hides(self) -> bool:
        """Whether anything is hidden."""
        numbers = [
            *(one.gaps for one in self.topics),
            *(one.gaps for one in self.places),
            *(one.gaps for one in self.reasons),
            *(one.gaps for one in self.quarters),
        ]
        parts = [part.gaps for line in self.topics for part in (*line.reasons, *line.places)]
        return None in (self.needs, self.gaps, self.people, *numbers, *parts)

    @property
    def without_place(self) -> PlaceLine | None:
        """Needs of households whose place is not known or not told."""
        return next((one for one in self.places if one.label == NO_PLACE), None)

    def topic(self, code: str) -> TopicLine | None:
        """The line of a topic."""
        return next((one for one in self.topics if one.code == code), None)


def label_of(reason: Reason, limits: Limits) -> str:
    """A reason in words."""
    return LABELS[reason].format(days=limits.waiting_days)


def content(
    counts: Counts, hidden: Collection[Key], offers: Supply, found: Topics, *, left: int, ended: int
) -> Content:
    """The report as it is kept."""

    def shown(kind: str, topic: str = TOTAL, other: str = TOTAL) -> Shown:
        return None if (kind, topic, other) in hidden else counts.value((kind, topic, other))

    def quarter(topic: str, day: str) -> Shown:
        return shown(GAP, topic) if day == counts.last else shown(QUARTER, topic, day)

    def reasons(topic: str = TOTAL) -> tuple[Part, ...]:
        return tuple(Part(label_of(one, found.limits), shown(WHY, topic, one.value)) for one in Reason)

    days = [ends.isoformat() for _, ends in counts.spans]
    lines = tuple(
        TopicLine(
            code=one.code,
            label=one.label,
            needs=shown(NEED, one.code),
            gaps=shown(GAP, one.code),
            offers=offers.whole[one.code],
            reasons=reasons(one.code),
            places=tuple(
                Part(place, shown(GAP, one.code, place), offers.at[one.code][place]) for place in counts.places
            ),
            quarters=tuple(quarter(one.code, day) for day in days),
        )
        for one in found.topics
    )
    gaps = shown(GAP)
    small = share_is_small(left, ended)
    return Content(
        needs=shown(NEED),
        gaps=gaps,
        people=None if gaps is None else counts.people,
        left=None if small else left,
        ended=None if small else ended,
        topics=lines,
        places=tuple(PlaceLine(place, shown(NEED, TOTAL, place), shown(GAP, TOTAL, place)) for place in counts.places),
        reasons=reasons(),
        quarters=tuple(
            Quarter(begins, ends, shown(OPEN, TOTAL, ends.isoformat()), quarter(TOTAL, ends.isoformat()))
            for begins, ends in counts.spans
        ),
        limits=found.limits.model_dump(),
    )


def to_json(report: Content) -> dict[str, Any]:
    """Plain JSON types; days in ISO form."""
    stored = asdict(report)
    for one in stored["quarters"]:
        one["first"], one["last"] = one["first"].isoformat(), one["last"].isoformat()
    return stored


def from_json(stored: Mapping[str, Any]) -> Content:
    """The same, read back."""
    whole = dict(stored)
    whole["topics"] = tuple(
        TopicLine(
            **{name: value for name, value in one.items() if name not in ("offers", "reasons", "places", "quarters")},
            offers=Offers(**one["offers"]),
            reasons=_parts(one["reasons"]),
            places=_parts(one["places"]),
            quarters=tuple(one["quarters"]),
        )
        for one in stored["topics"]
    )
    whole["places"] = tuple(PlaceLine(**one) for one in stored["places"])
    whole["reasons"] = _parts(stored["reasons"])
    whole["quarters"] = tuple(
        Quarter(dt.date.fromisoformat(one["first"]), dt.date.fromisoformat(one["last"]), one["needs"], one["gaps"])
        for one in stored["quarters"]
    )
    return Content(**whole)


def _parts(stored: Any) -> tuple[Part, ...]:
    return tuple(Part(one["label"], one["gaps"], Offers(**one["offers"])) for one in stored)

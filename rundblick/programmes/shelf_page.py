"""The shelf as people look through it: compact cards, and filters that are remembered in the session. Pure."""

import datetime as dt
import re
import textwrap
import uuid
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from rundblick.programmes import profile
from rundblick.programmes.definition import Programme
from rundblick.programmes.models import Definition
from rundblick.programmes.offered import historical
from rundblick.web.german import NBSP

FILTERS = ("words", "who", "keyword", "legal", "place", "way", "where", "past")
WHERE = {"here": "hier angeboten", "collection": "aus der Sammlung"}
PAST = {"without": "ohne Historisches", "only": "nur Historisches"}
WHO = {"person": "einzelne Personen", "household": "ganze Haushalte", "person_and_employer": "Person und Betrieb"}
_WAYS = {"voluntary": "freiwillig", "assigned": "durch Zuweisung"}
_FOR = {"person": "Einzelne Personen", "household": "Ganze Haushalte", "person_and_employer": "Person und Betrieb"}
_TAGS = 3
_SUMMARY = 140
_OFTEN = 2


@dataclass(frozen=True)
class Card:
    """A programme on the shelf. `past`: why it is history, "" when it is not."""

    row: Definition
    programme: Programme
    offered: bool
    past: str

    @property
    def tags(self) -> tuple[str, ...]:
        """A few words that say what it is about."""
        return self.programme.keywords[:_TAGS]

    @property
    def more(self) -> int:
        """How many keywords stand in the profile only."""
        return max(0, len(self.programme.keywords) - _TAGS)

    @property
    def frame(self) -> str:
        """For whom, and whether people come of their own accord."""
        return f"{_FOR[self.programme.unit]} · {_WAYS[self.programme.access.kind]}"

    @property
    def summary(self) -> str:
        """The first sentence of the summary, shortened between words where it is long."""
        first = re.split(r"(?<=[.!?])\s", self.programme.summary, maxsplit=1)[0]
        return textwrap.shorten(first, _SUMMARY, placeholder=" …")

    @property
    def legal(self) -> str:
        """Legal bases, each without what stands in brackets behind it."""
        labels = ", ".join(label.partition(" (")[0] for label in profile.legal_bases(self.programme))
        return labels.replace("§ ", f"§{NBSP}").replace("SGB ", f"SGB{NBSP}")

    @property
    def place(self) -> str:
        """Who worked this way, else where."""
        return self.programme.source.host or ", ".join(self.sites)

    @property
    def sites(self) -> tuple[str, ...]:
        """Names of the places."""
        return tuple(site.label for site in self.programme.sites)

    @property
    def source(self) -> str:
        """When it was described; by whom, where no place says it."""
        return str(self.programme.source.year) if self.place else self._publisher

    @property
    def _publisher(self) -> str:
        return f"{self.programme.source.publisher} {self.programme.source.year}"


def cards(
    rows: Sequence[Definition], programmes: Mapping[uuid.UUID, Programme], here: Collection[uuid.UUID], day: dt.date
) -> list[Card]:
    """All cards: those offered here first, then those of today, then what is history; by title."""
    made = [Card(row, programmes[row.pk], row.pk in here, historical(programmes[row.pk], day)) for row in rows]
    return sorted(made, key=lambda one: (not one.offered, bool(one.past), one.programme.title.casefold()))


def choices(made: Iterable[Card]) -> dict[str, list[tuple[str, str]]]:
    """What can be chosen per filter, from what stands on the shelf. Rare keywords are found by the search."""
    given = list(made)
    often = Counter(word for one in given for word in one.programme.keywords)
    keywords = [(word, f"{word} ({n})") for word, n in often.items() if n >= _OFTEN or len(given) < 10]
    bases = {use.code: label for one in given for use, label in _bases(one)}
    places = {place for one in given for place in (*one.sites, one.programme.source.host or "") if place}
    return {
        "who": [(code, WHO[code]) for code in WHO if any(one.programme.unit == code for one in given)],
        "keyword": sorted(keywords, key=lambda pair: profile.folded(pair[1])),
        "legal": sorted(bases.items(), key=lambda pair: pair[1]),
        "place": [(place, place) for place in sorted(places, key=profile.folded)],
        "way": [(code, label) for code, label in profile.ACCESS.items()],
        "where": list(WHERE.items()),
        "past": list(PAST.items()),
    }


def chosen(made: Iterable[Card], wanted: Mapping[str, str]) -> list[Card]:
    """The cards that answer every filter that is set."""
    words = profile.folded(wanted.get("words", "")).split()
    return [
        one
        for one in made
        if all(_fits(one, name, value) for name, value in wanted.items() if value and name != "words")
        and all(word in profile.searched(one.programme, one.row.pk) for word in words)
    ]


def remembered(stored: Any) -> dict[str, str]:
    """What the session holds, as far as it can be read."""
    given = stored if isinstance(stored, dict) else {}
    return {name: value for name in FILTERS if isinstance(value := given.get(name), str) and value}


def _fits(one: Card, name: str, value: str) -> bool:
    programme = one.programme
    match name:
        case "who":
            return programme.unit == value
        case "keyword":
            return value in programme.keywords
        case "legal":
            return value in {use.code for use in programme.legal_basis}
        case "place":
            return value in (*one.sites, programme.source.host)
        case "way":
            return programme.access.kind == value
        case "where":
            return one.offered == (value == "here")
        case "past":
            return bool(one.past) == (value == "only")
    return True


def _bases(one: Card) -> Iterable[tuple[Any, str]]:
    return zip(one.programme.legal_basis, profile.legal_bases(one.programme), strict=True)

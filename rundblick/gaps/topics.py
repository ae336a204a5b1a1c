"""Topics of the report, and where needs of each come from: data, read once."""

from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Literal

from pydantic import Field

from rundblick.catalogue.loading import Complaint, Document, Part, digest, load_document
from rundblick.gaps.codes import Reason
from rundblick.programmes.vocabulary import Code, Label, doubles


class Limits(Part):
    """Days after which an open need without a way, and a wait, count as a gap; the day itself included."""

    no_way_days: int = Field(ge=1)
    waiting_days: int = Field(ge=1)


class Track(Part):
    """A track of a journey; see the head of the file."""

    journey: Code
    track: Code
    need_step: Code
    no_offer: frozenset[Code] = frozenset()
    reasons: Mapping[Code, Reason] = {}

    @property
    def key(self) -> str:
        """How it is named in the file."""
        return f"{self.journey}.{self.track}"


class Topic(Part):
    """What one speaks about in a meeting, and the codes of other rooms that belong to it."""

    code: Code
    label: Label
    offers: tuple[Code, ...] = ()
    areas: tuple[Code, ...] = ()
    kinds: tuple[Code, ...] = ()
    waits: tuple[Code, ...] = ()
    journeys: tuple[Track, ...] = ()


class LeftOut(Part):
    """Codes of other rooms that are never counted, each with the reason."""

    areas: Mapping[Code, str] = {}
    kinds: Mapping[Code, str] = {}
    waits: Mapping[Code, str] = {}
    tracks: Mapping[str, str] = {}


class Topics(Document):
    """All topics in the order of the report."""

    schema_version: Literal[1]
    limits: Limits
    topics: tuple[Topic, ...] = Field(min_length=1)
    by_area: tuple[Code, ...] = ()
    left_out: LeftOut

    def complaints(self) -> Iterable[Complaint]:
        """Codes that stand in two places."""
        yield from doubles(("topics",), (one.code for one in self.topics))
        for name in ("offers", "areas", "kinds", "waits"):
            yield from doubles((name,), self._all(name))
        yield from doubles(("journeys",), (track.key for one in self.topics for track in one.journeys))

    def _all(self, name: str) -> Iterator[str]:
        for one in self.topics:
            yield from getattr(one, name)
        yield from getattr(self.left_out, name, ())
        if name == "kinds":
            yield from self.by_area

    @property
    def codes(self) -> tuple[str, ...]:
        """Topics in order."""
        return tuple(one.code for one in self.topics)

    def by(self, name: Literal["areas", "kinds", "waits", "offers"]) -> dict[str, str]:
        """From a code of another room to the topic."""
        return {code: one.code for one in self.topics for code in getattr(one, name)}

    def tracks(self) -> list[tuple[str, Track]]:
        """Topic and track, for all tracks that are counted."""
        return [(one.code, track) for one in self.topics for track in one.journeys]


@cache
def topics() -> Topics:
    """The topics of this installation. Raises DocumentError when the file is wrong."""
    return load_document(Path(__file__).with_name("topics.yaml"), Topics)


@cache
def fingerprint() -> str:
    """SHA-256 of topics and limits, kept with each report."""
    return digest(topics())

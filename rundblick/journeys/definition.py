"""The schema of a journey (User Journey): ordered steps, kept per subject in one or several tracks.

A track is what runs through the steps: a BuT benefit of a child, or simply the job itself. Source: ANNA,
sections 3.2 and 6.5 to 6.7 (domain rows A7 to A9).
"""

from collections.abc import Iterable, Iterator
from typing import Any, Literal, Self, TypeVar

from pydantic import Field, SerializerFunctionWrapHandler, model_serializer, model_validator

from rundblick.catalogue.loading import Complaint, Document, Part
from rundblick.programmes.definition import Origin, Source, Sourced
from rundblick.programmes.vocabulary import Code, Label, Text, Word, doubles, unknown, vocabulary


class JourneySource(Source):
    """Where a journey is described. One that a house has made itself names no rows of our catalogue."""

    rows: tuple[str, ...] = ()


class TrackOrigin(Origin):
    """Where a track comes from. `law`: the paragraph, where no source describes it but the law does."""

    law: Label | None = None

    @model_validator(mode="after")
    def _says_something(self) -> Self:
        if not (self.rows or self.place or self.assumption or self.law):
            raise ValueError("Herkunft angeben: rows, place, law oder assumption")
        return self

    @model_serializer(mode="wrap")
    def _as_before(self, write: SerializerFunctionWrapHandler) -> dict[str, Any]:
        return _without(write(self), law=None)


class ScalePoint(Part):
    """A point of a scale, as in 3 = mit viel Unterstützung."""

    value: int = Field(ge=0, le=10)
    label: Label


class Step(Part):
    """A column of the grid: a question answered yes, no or not yet, by a point on a scale, or by a `day`.

    A step that asks for a day is reached on that day, not before. `explain_from`: from this point of the scale on, a
    note should say more. `event`: a word of the vocabulary that an answer here stands for, so that a programme waiting
    for it need not ask twice.
    """

    code: Code
    label: Label
    question: Text
    scale: tuple[ScalePoint, ...] = ()
    explain_from: int | None = None
    event: Word | None = None
    day: bool = False

    @model_validator(mode="after")
    def _scale_is_sound(self) -> Self:
        if self.day and self.scale:
            raise ValueError("ein Schritt fragt nach einem Tag oder hat eine Skala, nicht beides")
        values = [point.value for point in self.scale]
        if values != sorted(set(values)) or len(values) == 1:
            raise ValueError("eine Skala hat mindestens zwei Punkte, aufsteigend und ohne doppelte")
        if self.explain_from is not None and self.explain_from not in values:
            raise ValueError("explain_from muss ein Punkt der Skala sein")
        return self

    @model_serializer(mode="wrap")
    def _as_before(self, write: SerializerFunctionWrapHandler) -> dict[str, Any]:
        return _without(write(self), day=False)


class Reason(Part):
    """Why it goes no further. Several may be given.

    `published_as`: the combined label of the source under which it is printed. `steps`: only there, else at
    every step. `needs_note`: says too little without a note.
    """

    code: Code
    label: Label
    published_as: Code | None = None
    steps: tuple[Code, ...] = ()
    needs_note: bool = False


class Kind(Part):
    """What exactly is taken up, as in Fußball or Klassenfahrt."""

    code: Code
    label: Label


class Track(Sourced):
    """A row group of the grid. `funnel`: the steps that count and gate, all when nothing is said.

    A step outside the funnel may be answered, but a "no" there stops nothing and no figure counts it.
    """

    origin: TrackOrigin
    code: Code
    label: Label
    funnel: tuple[Code, ...] = ()
    kinds_at: Code | None = None
    kinds: tuple[Kind, ...] = ()
    reasons: tuple[Reason, ...] = ()

    @model_validator(mode="after")
    def _kinds_have_a_step(self) -> Self:
        if (self.kinds_at is None) != (not self.kinds):
            raise ValueError("kinds und kinds_at gehören zusammen")
        return self

    def reason(self, code: str) -> Reason | None:
        """The reason of that code."""
        return next((reason for reason in self.reasons if reason.code == code), None)


class Attribute(Part):
    """A line of the header. `subgroup`: figures may be split by it; on_request never by itself (rule 11)."""

    code: Code
    label: Label
    subgroup: Literal["never", "offered", "on_request"]
    choices: tuple[Kind, ...] = ()


class PublishedLabel(Part):
    """A combined label as the source prints it, over several of our reasons."""

    code: Code
    label: Label


T = TypeVar("T", Step, Track, PublishedLabel)


class Journey(Document):
    """One journey. `subject`: what is followed, a person, a child, a job, or an application with its attempts."""

    schema_version: Literal[1]
    id: Code
    title: Label
    source: JourneySource
    subject: Literal["person", "child", "job", "application"]
    header: tuple[Attribute, ...]
    steps: tuple[Step, ...] = Field(min_length=1, max_length=30)
    published_labels: tuple[PublishedLabel, ...] = ()
    tracks: tuple[Track, ...] = Field(min_length=1, max_length=30)

    @property
    def per_sheet(self) -> bool:
        """Whether a sheet is about one thing of one person: a job, or an application."""
        return self.subject in ("job", "application")

    def step(self, code: str) -> Step:
        """The step of that code. Raises KeyError."""
        return _named(self.steps, code)

    def track(self, code: str) -> Track:
        """The track of that code. Raises KeyError."""
        return _named(self.tracks, code)

    def funnel_steps(self, track: str) -> tuple[str, ...]:
        """The codes of the steps that make up the funnel of a track, in order. Raises KeyError."""
        chosen = self.track(track).funnel
        return tuple(step.code for step in self.steps if not chosen or step.code in chosen)

    def subgroups(self, *, also_on_request: bool = False) -> tuple[Attribute, ...]:
        """Attributes by which figures may be split; those on request only when somebody asked for them."""
        wanted = {"offered", "on_request"} if also_on_request else {"offered"}
        return tuple(attribute for attribute in self.header if attribute.subgroup in wanted)

    def published(self, track: str, reason: str) -> tuple[str, str]:
        """Code and label under which a reason of a track is printed in the source. Raises KeyError."""
        own = self.track(track).reason(reason)
        if own is None:
            raise KeyError(reason)
        if own.published_as is None:
            return own.code, own.label
        combined = _named(self.published_labels, own.published_as)
        return combined.code, combined.label

    def complaints(self) -> Iterable[Complaint]:
        """Codes used twice and names that do not exist."""
        yield from doubles(("header",), (a.code for a in self.header))
        yield from doubles(("steps",), (s.code for s in self.steps))
        events = tuple(event.code for event in vocabulary().events)
        for index, step in enumerate(self.steps):
            if step.event is not None:
                yield from unknown(("steps", index, "event"), step.event, events, "Ereignis")
        yield from doubles(("published_labels",), (p.code for p in self.published_labels))
        yield from doubles(("tracks",), (t.code for t in self.tracks))
        for index, track in enumerate(self.tracks):
            yield from self._track_complaints(index, track)

    def _track_complaints(self, index: int, track: Track) -> Iterator[Complaint]:
        steps = tuple(step.code for step in self.steps)
        labels = tuple(label.code for label in self.published_labels)
        yield from doubles(("tracks", index, "kinds"), (k.code for k in track.kinds))
        yield from doubles(("tracks", index, "reasons"), (r.code for r in track.reasons))
        for place, code in enumerate(track.funnel):
            yield from unknown(("tracks", index, "funnel", place), code, steps, "Schritt")
        if track.kinds_at is not None:
            yield from unknown(("tracks", index, "kinds_at"), track.kinds_at, steps, "Schritt")
        for place, reason in enumerate(track.reasons):
            at = ("tracks", index, "reasons", place)
            for nth, code in enumerate(reason.steps):
                yield from unknown((*at, "steps", nth), code, steps, "Schritt")
            if reason.published_as is not None:
                yield from unknown((*at, "published_as"), reason.published_as, labels, "Sammelbezeichnung")
        for place, row in enumerate(track.origin.rows):
            at_row = ("tracks", index, "origin", "rows", place)
            yield from unknown(at_row, row, self.source.rows, "Quellenzeile")


def _named(items: tuple[T, ...], code: str) -> T:
    for item in items:
        if item.code == code:
            return item
    raise KeyError(code)


def _without(written: dict[str, Any], **unsaid: Any) -> dict[str, Any]:
    """What is younger than a stored wording and says nothing is not written down, so that its fingerprint stays."""
    return {name: value for name, value in written.items() if name not in unsaid or value != unsaid[name]}

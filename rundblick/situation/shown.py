"""Entries as templates draw them."""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from rundblick.situation.catalogue import Area, Topic, catalogue, topic_label, topic_of
from rundblick.situation.codes import Kind, ProtectedKind, View
from rundblick.situation.models import Entry, ProtectedEntry
from rundblick.web.parts import Badge

FAMILY = "Familie"
BADGES = {Kind.RESOURCE: "success", Kind.NEED: "info", Kind.OPEN: "neutral"}


@dataclass(frozen=True)
class Shown:
    """One entry in words. `whose`: another member's name where that member shared it, else ""."""

    row: Entry
    topic: str
    badge: Badge
    marks: Sequence[str]
    occasion: str
    whose: str = ""

    @property
    def own(self) -> bool:
        """Whether it is in the person's own view."""
        return self.row.view == View.PARTICIPANT


@dataclass(frozen=True)
class Group:
    """Entries of one view."""

    label: str
    own: bool
    entries: Sequence[Shown]


@dataclass(frozen=True)
class Section:
    """One field of action with what is said about it."""

    area: Area
    badges: Sequence[Badge]
    groups: Sequence[Group]
    courses: Sequence[tuple[str, str]] = field(default=())
    shared: Sequence[Shown] = field(default=())


def entry(row: Entry, *, whose: str = "") -> Shown:
    """An entry in words."""
    topic = topic_of(row.topic)
    return Shown(
        row=row,
        topic=topic_label(row.topic),
        badge=badge(Kind(row.kind)),
        marks=topic.labels(row.indicators) if topic else list(row.indicators),
        occasion=row.get_occasion_display() if row.occasion else "",
        whose=whose,
    )


def badge(kind: Kind) -> Badge:
    """The kind as a badge."""
    return Badge(text=str(kind.label), kind=BADGES[kind])  # type: ignore[arg-type]


def sections(
    rows: Sequence[Entry], *, member: uuid.UUID, names: Mapping[uuid.UUID, str], courses: Mapping[str, Sequence[int]]
) -> list[Section]:
    """The five fields in order; the member's own rows by view, then what others shared with the family."""
    out = []
    for area in catalogue().fields:
        here = [row for row in rows if row.field == area.number]
        own = [row for row in here if row.person_id == member]
        kinds = {Kind(row.kind) for row in own}
        out.append(
            Section(
                area=area,
                badges=[badge(kind) for kind in Kind if kind in kinds],
                groups=[
                    Group(_GROUPS[view], view == View.PARTICIPANT, found)
                    for view in View
                    if (found := [entry(row) for row in own if row.view == view])
                ],
                courses=_courses(area.topics, courses),
                shared=[
                    entry(row, whose=names.get(row.person_id, FAMILY) if row.person_id else FAMILY)
                    for row in here
                    if row.person_id != member
                ],
            )
        )
    return out


_GROUPS = {
    View.PARTICIPANT: "Eigene Worte",
    View.COACH: "Aus Sicht der Fachkraft",
    View.PARTNER: "Aus Sicht anderer Stellen",
}
_LAST = 6


def _courses(topics: Sequence[Topic], courses: Mapping[str, Sequence[int]]) -> list[tuple[str, str]]:
    return [
        (topic.label, " → ".join(str(value) for value in courses[topic.code][-_LAST:]) + " von 10")
        for topic in topics
        if len(courses.get(topic.code, ())) > 1
    ]


@dataclass(frozen=True)
class ShownProtected:
    """One protected entry in words."""

    row: ProtectedEntry
    kind: str
    topic: str


def protected_entry(row: ProtectedEntry) -> ShownProtected:
    """A protected entry in words."""
    return ShownProtected(row, ProtectedKind(row.kind).label, topic_label(row.topic))

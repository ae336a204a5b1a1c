"""Needs in the terms of the 4-Phasen-Modell, for whatever is copied into a leading file."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass

from rundblick.access.context import Context
from rundblick.situation import queries, rules, shown
from rundblick.situation.catalogue import Phase, topic_of
from rundblick.situation.codes import Kind, View
from rundblick.situation.models import Entry
from rundblick.web.clock import today
from rundblick.web.german import german_date

_GROUPS = ("Qualifikation", "Leistungsfähigkeit", "Motivation", "Rahmenbedingungen")


@dataclass(frozen=True)
class Need:
    """One need with its place in the 4-Phasen-Modell."""

    row: Entry
    group: str
    need: str
    shown: shown.Shown

    @property
    def head(self) -> str:
        """Group and need as one head."""
        return f"{self.group}: {self.need}" if self.need else self.group

    @property
    def mark(self) -> str:
        """Which state of the need was seen, for the form."""
        return f"{self.row.pk}.{self.row.version}"

    @property
    def line(self) -> str:
        """The need as one line of text."""
        said = "; ".join(
            part for part in (", ".join(self.shown.marks), " ".join((self.row.text or "").split())) if part
        )
        whose = " (eigene Angabe)" if self.row.view == View.PARTICIPANT else ""
        return f"{self.shown.topic}: {said}{whose}, seit {german_date(self.row.valid_from)}"


def needs_of(context: Context, case_id: uuid.UUID, person_id: uuid.UUID) -> list[Need]:
    """Today's own needs of a member in the order of the model, without the protected area. One query."""
    rows = queries.standing(context, case_id, person_id, day=today())
    found = []
    for row in rows:
        if row.kind != Kind.NEED or row.person_id != person_id:
            continue
        topic = topic_of(row.topic)
        phase = topic.phase if topic else Phase(group="Rahmenbedingungen")
        found.append(Need(row, phase.group, phase.need or "", shown.entry(row)))
    return sorted(found, key=lambda need: (_GROUPS.index(need.group), need.need))


def text_of(needs: Iterable[Need]) -> str:
    """Needs as plain lines: group and need as heads, one line each."""
    return rules.as_text([{"head": need.head, "line": need.line} for need in needs])

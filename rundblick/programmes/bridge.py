"""From rows to facts: what the rules are told about households and participations. Set-based throughout.

A participation is one row per person. In a programme for households the rows of one household in one run are one
frame, because a household takes part as long as one of its members does.
"""

import datetime as dt
import uuid
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from rundblick.people import queries as people
from rundblick.programmes import presences
from rundblick.programmes.definition import Programme
from rundblick.programmes.facts import Fact, facts_of_day
from rundblick.programmes.models import Participation, Presence, ProgrammeEvent, Run
from rundblick.programmes.participation import ENDED, STARTED, WITHDRAWN
from rundblick.programmes.publishing import documents
from rundblick.programmes.registries import dated_facts
from rundblick.programmes.vocabulary import vocabulary


@dataclass(frozen=True)
class Frame:
    """What the rules read as one participation: the rows of a household in a run, or the one row of a person."""

    programme: Programme
    run: Run
    rows: tuple[Participation, ...]

    @property
    def dossier_id(self) -> uuid.UUID:
        """The household's dossier."""
        return self.rows[0].dossier_id

    @property
    def lead(self) -> Participation:
        """The row links lead to: who began first; among those who have not begun, always the same one."""
        return min(self.rows, key=lambda row: (row.started_on or dt.date.max, row.ended_on is not None, str(row.pk)))

    @property
    def key(self) -> str:
        """What tells this frame from others of the dossier; stays while members join or leave."""
        return str(self.run.pk if self.programme.unit == "household" else self.rows[0].pk)

    def only(self, person_id: uuid.UUID) -> "Frame | None":
        """What may be shown while this member looks on: not who else of the household takes part (design rule 6)."""
        rows = tuple(row for row in self.rows if row.person_id in (None, person_id))
        return replace(self, rows=rows) if rows else None

    def begun(self, day: dt.date) -> bool:
        """Whether somebody has begun by that day."""
        return any(row.started_on is not None and row.started_on <= day for row in self.rows)

    def running(self, day: dt.date) -> bool:
        """Whether somebody takes part on that day, first and last day included."""
        return any(takes_part(row, day) for row in self.rows)

    def proposed(self, day: dt.date) -> bool:
        """Whether nobody has begun yet and the proposal, or a start ahead, stands on that day."""
        return not self.begun(day) and any(row.ended_on is None or row.ended_on >= day for row in self.rows)


def takes_part(row: Participation, day: dt.date) -> bool:
    """Whether this row's person takes part on that day, first and last day included."""
    return row.started_on is not None and row.started_on <= day and (row.ended_on is None or day <= row.ended_on)


def frames(rows: Iterable[Participation]) -> list[Frame]:
    """Group participations (with their runs) into what the rules read. One query for definitions not read yet."""
    grouped: dict[tuple[object, ...], list[Participation]] = defaultdict(list)
    given = list(rows)
    programmes = documents({row.run.definition_id for row in given})
    for row in given:
        of_person = programmes[row.run.definition_id].unit != "household"
        grouped[(row.dossier_id, row.run_id, row.pk if of_person else None)].append(row)
    return [Frame(programmes[some[0].run.definition_id], some[0].run, tuple(some)) for some in grouped.values()]


def frames_of(dossier_ids: Collection[uuid.UUID]) -> list[Frame]:
    """All frames of these dossiers that the doors open. One query (and one for definitions not read yet)."""
    rows = Participation.objects.filter(dossier_id__in=list(dossier_ids)).select_related("run")
    return frames(people.opened(rows).order_by("started_on", "pk"))


def own_facts(frame: Frame, events: Iterable[ProgrammeEvent] = (), lines: Iterable[Presence] = ()) -> list[Fact]:
    """What this room itself knows about a frame: starts, ends, withdrawn proposals, events and lines of attendance.

    Events and lines are those given.
    """
    found = list(_periods(frame.rows))
    ids = {row.pk for row in frame.rows}
    found += [fact for event in events if event.participation_id in ids and (fact := event_fact(event)) is not None]
    found += [presence_fact(one) for one in lines if one.participation_id in ids]
    return found


def presence_fact(line: Presence) -> Fact:
    """A line of the attendance ledger as a fact: its kind is the word, its value the units, its key the row."""
    return Fact.event(f"attendance.{line.state}", line.on, value=line.units, subject=line.person_id, key=str(line.pk))


def event_fact(event: ProgrammeEvent) -> Fact | None:
    """A recorded event as a fact; a plan whose day cannot be read is none, as nothing can be counted from it."""
    known = vocabulary().event(event.kind)
    if known is not None and known.kind == "plan":
        if event.planned_on is None:
            return None
        key = event.key or str(event.pk)
        return Fact(event.kind, event.planned_on, event.occurred_on, event.called_off_on, event.person_id, key)
    return Fact.event(event.kind, event.occurred_on, value=event.value or True, subject=event.person_id, key=event.key)


def events_of(found: Iterable[Frame]) -> list[ProgrammeEvent]:
    """All events of these frames, oldest first, without their sealed notes. One query."""
    ids = [row.pk for frame in found for row in frame.rows]
    rows = ProgrammeEvent.objects.filter(participation_id__in=ids).defer("note")
    return list(people.opened(rows).order_by("occurred_on", "pk"))


def all_dated_facts(dossier_ids: Collection[uuid.UUID]) -> dict[uuid.UUID, list[Fact]]:
    """What the other rooms know about these dossiers, dated; one call per room."""
    ids = list(dossier_ids)
    known: dict[uuid.UUID, list[Fact]] = {dossier_id: [] for dossier_id in ids}
    for contribute in dated_facts:
        for dossier_id, facts in contribute(ids).items():
            known[dossier_id].extend(facts)
    return known


def told(found: Collection[Frame]) -> list[tuple[Frame, list[Fact]]]:
    """Each frame with everything the rules may ask about it. A fixed number of queries for any number of frames."""
    if not found:
        return []
    events: dict[uuid.UUID, list[ProgrammeEvent]] = defaultdict(list)
    for event in events_of(found):
        events[event.participation_id].append(event)
    lines: dict[uuid.UUID, list[Presence]] = defaultdict(list)
    for line in presences.all_lines(found):
        lines[line.participation_id].append(line)
    others = all_dated_facts({frame.dossier_id for frame in found})
    return [
        (
            frame,
            own_facts(
                frame,
                [event for row in frame.rows for event in events[row.pk]],
                [line for row in frame.rows for line in lines[row.pk]],
            )
            + others[frame.dossier_id],
        )
        for frame in found
    ]


def day_facts(values: Mapping[str, Any], as_of: dt.date) -> list[Fact]:
    """What the rooms say about one household on that day, as a target group may ask it.

    `values`: from `hooks.all_facts`, by the vocabulary's names, about members as {person id: value}. A value of None
    says that nobody knows.
    """
    about = {fact.code: fact.about for fact in vocabulary().facts}
    household = {code: value for code, value in values.items() if about.get(code) == "household"}
    return facts_of_day(household, as_of) + [
        Fact.event(code, as_of, value=value, subject=person_id)
        for code, of_members in values.items()
        if about.get(code) == "person"
        for person_id, value in of_members.items()
    ]


def _periods(rows: Iterable[Participation]) -> Iterator[Fact]:
    for row in rows:
        if row.started_on is None:
            if row.ended_on is not None:
                yield Fact.event(WITHDRAWN, row.ended_on, subject=row.person_id)
            continue
        yield Fact.event(STARTED, row.started_on, subject=row.person_id)
        if row.ended_on is not None:
            yield Fact.event(ENDED, row.ended_on, value=row.exit_code or True, subject=row.person_id)

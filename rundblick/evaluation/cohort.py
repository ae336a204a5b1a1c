"""Reads everything a report of one run needs, as worker and set-based: a fixed number of queries for any size."""

import datetime as dt
import uuid
from collections.abc import Iterable
from dataclasses import dataclass, replace

from django.db.models import Q

from rundblick.access import crypto
from rundblick.evaluation.counted import Record
from rundblick.journeys import rules
from rundblick.journeys.definition import Journey
from rundblick.journeys.models import Application, Cell, Sheet
from rundblick.journeys.queries import given
from rundblick.journeys.rules import Cell as Answer
from rundblick.journeys.standing import plain
from rundblick.people.models import Membership
from rundblick.programmes.models import Participation, ProjectAttribute, Run
from rundblick.work.models import Outcome, Situation, Sponsorship
from rundblick.work.rules import Achieved, Admitted

SINGLE, COUPLE, UNKNOWN = "single", "couple", ""
_RAISING_TOGETHER = frozenset({Membership.Role.PARENT, Membership.Role.PARTNER})


@dataclass(frozen=True, slots=True)
class Cohort:
    """Who takes part in a run up to a day (inclusive), and what their households look like then.

    `people`: person -> (dossier, id of the participation). `sites`: dossier -> site code. `parenting`: dossier ->
    single or couple, empty where the memberships say neither.
    """

    run: Run
    as_of: dt.date
    people: dict[uuid.UUID, tuple[uuid.UUID, uuid.UUID]]
    sites: dict[uuid.UUID, str]
    parenting: dict[uuid.UUID, str]

    @property
    def dossiers(self) -> list[uuid.UUID]:
        """Households of the cohort."""
        return list(self.sites)

    @property
    def admitted(self) -> Admitted:
        """Distinct people and households, for denominators."""
        return Admitted(people=len(self.people), households=len(self.sites))


def cohort(run: Run, as_of: dt.date) -> Cohort:
    """The run's participants who began by that day, also those who have left since."""
    rows = list(
        Participation.objects.filter(run=run, started_on__lte=as_of)
        .order_by("started_on", "pk")
        .values_list("pk", "dossier_id", "person_id", "site")
    )
    sites = {dossier_id: site for _, dossier_id, _, site in rows}
    return Cohort(
        run=run,
        as_of=as_of,
        people={person_id: (dossier_id, pk) for pk, dossier_id, person_id, _ in rows if person_id},
        sites=sites,
        parenting=_parenting(sites, as_of),
    )


def with_stock(members: Cohort, *, households: bool) -> Admitted:
    """Who was admitted, with the stock of the run's first day and who of it has left before the cohort's day.

    Text ids of households or of people. A household is gone when all its members are.
    """
    rows = Participation.objects.filter(run=members.run, started_on__lte=members.run.valid_from)
    staying: dict[str, bool] = {}
    for dossier_id, person_id, ended_on in rows.values_list("dossier_id", "person_id", "ended_on"):
        who = str(dossier_id if households else person_id)
        staying[who] = staying.get(who, False) or ended_on is None or ended_on >= members.as_of
    gone = frozenset(who for who, stays in staying.items() if not stays)
    return replace(members.admitted, stock=frozenset(staying), gone=gone)


def _parenting(dossiers: Iterable[uuid.UUID], as_of: dt.date) -> dict[uuid.UUID, str]:
    ids = list(dossiers)
    roles: dict[uuid.UUID, set[str]] = {dossier_id: set() for dossier_id in ids}
    rows = Membership.objects.filter(_holds(as_of), dossier_id__in=ids).values_list("dossier_id", "role")
    for dossier_id, role in rows:
        roles[dossier_id].add(role)
    return {dossier_id: _status(found) for dossier_id, found in roles.items()}


def _status(roles: set[str]) -> str:
    if Membership.Role.SINGLE_PARENT in roles:
        return SINGLE
    return UNKNOWN if roles.isdisjoint(_RAISING_TOGETHER) else COUPLE


def _holds(day: dt.date) -> Q:
    return Q(valid_from__lte=day) & (Q(valid_until__isnull=True) | Q(valid_until__gt=day))


@dataclass(frozen=True, slots=True)
class JourneyRecords:
    """The sheets of one journey in a run: answers, whose they are, and header values per subject.

    A subject is somebody with at least one answer by the Stichtag, as text id. Who has several applications counts once
    per track, with the one that got furthest; `attempts` are all of them.
    """

    answers: tuple[Answer, ...]
    subjects: dict[str, Record]
    attributes: dict[str, dict[str, str]]
    attempts: tuple[Record, ...] = ()

    def records(self, subjects: Iterable[str]) -> list[Record]:
        """The records of these subjects."""
        return [self.subjects[subject] for subject in subjects]


def journey_records(members: Cohort, journey: Journey) -> JourneyRecords:
    """Answers up to the cohort's day, with the header attributes known by then."""
    sheets = {
        sheet.pk: sheet
        for sheet in Sheet.objects.filter(
            definition=journey.id, dossier_id__in=members.dossiers, participation__run=members.run
        )
    }
    cells = list(
        given(Cell.objects.filter(sheet_id__in=sheets, answered_on__lte=members.as_of))
        .defer("note")
        .order_by("answered_on", "sequence", "pk")
    )
    asked: dict[uuid.UUID, dict[str, str]] = {}
    for own in ProjectAttribute.objects.filter(
        participation__run=members.run, dossier_id__in=members.dossiers, recorded_on__lte=members.as_of
    ):
        asked.setdefault(own.person_id, {})[own.code] = own.value
    subjects: dict[str, Record] = {}
    attributes: dict[str, dict[str, str]] = {}
    for cell in cells:
        sheet = sheets[cell.sheet_id]
        subject = str(cell.person_id)
        subjects[subject] = Record(sheet.dossier_id, cell.person_id, "journeys", "journey", sheet.pk)
        attributes[subject] = {
            "site": sheet.site or members.sites.get(sheet.dossier_id, ""),
            "parenting": members.parenting[sheet.dossier_id],
            **asked.get(cell.person_id, {}),
        }
    tried = {(cell.sheet_id, cell.person_id): sheets[cell.sheet_id] for cell in cells if sheets[cell.sheet_id].attempt}
    return JourneyRecords(
        answers=tuple(plain(cell, with_note=False) for cell in _counted(journey, sheets, cells, members.as_of)),
        subjects=dict(sorted(subjects.items())),
        attributes=attributes,
        attempts=tuple(
            Record(sheet.dossier_id, person_id, "journeys", "journey", sheet.pk)
            for (_, person_id), sheet in sorted(tried.items(), key=lambda one: one[1].pk)
        ),
    )


def _counted(journey: Journey, sheets: dict[uuid.UUID, Sheet], cells: list[Cell], as_of: dt.date) -> list[Cell]:
    """All answers; of several applications of somebody only those of the one that got furthest in a track."""
    if journey.subject != "application":
        return cells
    tries: dict[tuple[uuid.UUID, str], dict[int, list[Cell]]] = {}
    for cell in cells:
        number = sheets[cell.sheet_id].attempt or 0
        tries.setdefault((cell.person_id, cell.track), {}).setdefault(number, []).append(cell)
    kept: list[Cell] = []
    for (person_id, track), attempts in tries.items():
        ordered = [attempts[number] for number in sorted(attempts)]
        states = [
            rules.state(journey, track, str(person_id), [plain(cell, with_note=False) for cell in own], as_of)
            for own in ordered
        ]
        kept += ordered[states.index(rules.furthest(journey, states))]
    return kept


def applications(members: Cohort, journey: Journey) -> dict[str, list[Record]]:
    """Applications of the programme's own book-keeping up to the cohort's day, by track."""
    rows = Application.objects.filter(
        sheet__definition=journey.id,
        sheet__participation__run=members.run,
        dossier_id__in=members.dossiers,
        applied_on__lte=members.as_of,
    ).order_by("applied_on", "pk")
    found: dict[str, list[Record]] = {}
    for pk, dossier_id, person_id, track in rows.values_list("pk", "dossier_id", "person_id", "track"):
        found.setdefault(track, []).append(Record(dossier_id, person_id, "journeys", "application", pk))
    return found


@dataclass(frozen=True, slots=True)
class Result:
    """An outcome as the report sees it."""

    record: Record
    kind: str
    title: str
    on: dt.date
    benefit_ended: bool

    @property
    def achieved(self) -> Achieved:
        """For the counting rules."""
        return Achieved(kind=self.kind, person=str(self.record.person_id), on=self.on, key=str(self.record.object_id))


def results(members: Cohort) -> list[Result]:
    """Outcomes and formal sponsorships of the run up to the cohort's day."""
    crypto.load_keys(members.dossiers)
    rows = Outcome.objects.filter(participation__run=members.run, achieved_on__lte=members.as_of)
    found = [
        Result(
            record=Record(row.dossier_id, row.person_id, "outcomes", "outcome", row.pk),
            kind=row.kind,
            title=" ".join((row.title or "").split()),
            on=row.achieved_on,
            benefit_ended=row.benefit_ended_on is not None and row.benefit_ended_on <= members.as_of,
        )
        for row in rows.order_by("achieved_on", "pk")
    ]
    return found + [
        Result(record, "sponsorship", "", began_on, False) for record, began_on, formal in _sponsors(members) if formal
    ]


def informal_sponsors(members: Cohort) -> list[Record]:
    """Those who stand by a household without an agreement; no outcome of the programme, but worth counting."""
    return [record for record, _, formal in _sponsors(members) if not formal]


def _sponsors(members: Cohort) -> list[tuple[Record, dt.date, bool]]:
    rows = Sponsorship.objects.filter(participation__run=members.run, began_on__lte=members.as_of)
    return [
        (Record(dossier_id, person_id, "outcomes", "sponsorship", pk), began_on, formal)
        for pk, dossier_id, person_id, began_on, formal in rows.order_by("began_on", "pk").values_list(
            "pk", "dossier_id", "person_id", "began_on", "formal"
        )
    ]


def situations(members: Cohort) -> list[tuple[Record, str]]:
    """What every young person does whose situation is known on the cohort's day; the latest where two overlap."""
    rows = Situation.objects.filter(_holds(members.as_of), dossier_id__in=members.dossiers)
    latest = {
        person_id: (Record(dossier_id, person_id, "outcomes", "situation", pk), kind)
        for pk, dossier_id, person_id, kind in rows.order_by("person_id", "valid_from", "pk").values_list(
            "pk", "dossier_id", "person_id", "kind"
        )
    }
    return list(latest.values())

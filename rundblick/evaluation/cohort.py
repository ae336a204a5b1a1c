"""Reads everything a report of one run needs, as worker and set-based: a fixed number of queries for any size."""

import datetime as dt
import uuid
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q

from rundblick.access import crypto
from rundblick.journeys.definition import Journey
from rundblick.journeys.models import Application, Cell, Sheet
from rundblick.journeys.rules import Cell as Answer
from rundblick.people.models import Membership
from rundblick.programmes.models import Participation, ProjectAttribute, Run
from rundblick.work.models import Outcome, Situation, Sponsorship
from rundblick.work.rules import Achieved, Admitted

SINGLE, COUPLE = "single", "couple"


@dataclass(frozen=True, slots=True)
class Cohort:
    """Who takes part in a run up to a day (inclusive), and what their households look like then.

    `sites`: dossier -> site code. `parenting`: dossier -> single or couple.
    """

    run: Run
    as_of: dt.date
    people: frozenset[uuid.UUID]
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
    """The run's participants who began by that day."""
    rows = list(
        Participation.objects.filter(run=run, started_on__lte=as_of).values_list("dossier_id", "person_id", "site")
    )
    sites = {dossier_id: site for dossier_id, _, site in rows}
    return Cohort(
        run=run,
        as_of=as_of,
        people=frozenset(person_id for _, person_id, _ in rows if person_id),
        sites=sites,
        parenting=_parenting(sites, as_of),
    )


def _parenting(dossiers: Iterable[uuid.UUID], as_of: dt.date) -> dict[uuid.UUID, str]:
    on_that_day = Q(valid_from__lte=as_of) & (Q(valid_until__isnull=True) | Q(valid_until__gt=as_of))
    ids = list(dossiers)
    single = set(
        Membership.objects.filter(on_that_day, dossier_id__in=ids, role=Membership.Role.SINGLE_PARENT).values_list(
            "dossier_id", flat=True
        )
    )
    return {dossier_id: SINGLE if dossier_id in single else COUPLE for dossier_id in ids}


@dataclass(frozen=True, slots=True)
class JourneyRecords:
    """The sheets of one journey in a run: answers, header values per subject, and whose dossier it is."""

    answers: tuple[Answer, ...]
    attributes: dict[str, dict[str, str]]
    applications: tuple[tuple[str, str, str], ...]

    @property
    def subjects(self) -> list[str]:
        """Everybody with an answer, as text ids."""
        return list(self.attributes)


def journey_records(members: Cohort, journey: Journey) -> JourneyRecords:
    """Answers up to the cohort's day and applications booked up to then, with the header attributes."""
    sheets = {
        sheet.pk: sheet
        for sheet in Sheet.objects.filter(
            definition=journey.id, dossier_id__in=members.dossiers, participation__run=members.run
        )
    }
    cells = list(
        Cell.objects.filter(sheet_id__in=sheets, answered_on__lte=members.as_of)
        .defer("note")
        .order_by("sequence", "pk")
    )
    asked = {a.person_id: a for a in _attributes(members)}
    attributes: dict[str, dict[str, str]] = {}
    for cell in cells:
        sheet = sheets[cell.sheet_id]
        values = {
            "site": sheet.site or members.sites.get(sheet.dossier_id, ""),
            "parenting": members.parenting[sheet.dossier_id],
        }
        if own := asked.get(cell.person_id):
            values[own.code] = own.value
        attributes.setdefault(str(cell.person_id), values)
    applications = Application.objects.filter(sheet_id__in=sheets, applied_on__lte=members.as_of)
    return JourneyRecords(
        answers=tuple(
            Answer(
                subject=str(cell.person_id),
                track=cell.track,
                step=cell.step,
                answer=cell.answer,  # type: ignore[arg-type]
                on=cell.answered_on,
                reasons=frozenset(cell.reasons),
                kinds=frozenset(cell.kinds),
                point=cell.point,
                sequence=cell.sequence,
            )
            for cell in cells
        ),
        attributes=attributes,
        applications=tuple(
            (str(pk), str(person_id), track)
            for pk, person_id, track in applications.values_list("pk", "person_id", "track")
        ),
    )


def _attributes(members: Cohort) -> Iterable[ProjectAttribute]:
    return ProjectAttribute.objects.filter(participation__run=members.run, dossier_id__in=members.dossiers)


@dataclass(frozen=True, slots=True)
class Result:
    """An outcome as the report sees it."""

    id: str
    dossier_id: uuid.UUID
    kind: str
    title: str
    person: str
    on: dt.date
    benefit_ended: bool

    @property
    def achieved(self) -> Achieved:
        """For the counting rules."""
        return Achieved(kind=self.kind, person=self.person, on=self.on, key=self.id)


def results(members: Cohort) -> list[Result]:
    """Outcomes and sponsorships of the run up to the cohort's day."""
    crypto.load_keys(members.dossiers)
    outcomes = Outcome.objects.filter(participation__run=members.run, achieved_on__lte=members.as_of)
    found = [
        Result(
            id=str(row.pk),
            dossier_id=row.dossier_id,
            kind=row.kind,
            title=(row.title or "").strip(),
            person=str(row.person_id),
            on=row.achieved_on,
            benefit_ended=row.benefit_ended_on is not None and row.benefit_ended_on <= members.as_of,
        )
        for row in outcomes.order_by("achieved_on", "pk")
    ]
    sponsors = Sponsorship.objects.filter(participation__run=members.run, began_on__lte=members.as_of)
    found += [
        Result(str(row.pk), row.dossier_id, "sponsorship", "", str(row.person_id or ""), row.began_on, False)
        for row in sponsors.defer("note").order_by("began_on", "pk")
    ]
    return found


def situations(members: Cohort) -> list[tuple[str, str]]:
    """(person, kind) of every young person whose situation is known on the cohort's day."""
    day = members.as_of
    holds = Q(valid_from__lte=day) & (Q(valid_until__isnull=True) | Q(valid_until__gt=day))
    rows = Situation.objects.filter(holds, dossier_id__in=members.dossiers).order_by("person_id")
    return [(str(person_id), kind) for person_id, kind in rows.values_list("person_id", "kind")]

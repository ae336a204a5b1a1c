"""Set-based reads of the job profile, as far as the reader's doors open it."""

import datetime as dt
import uuid
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from typing import Any

from rundblick.access.context import Context
from rundblick.biography.models import Ability, Interests, Language, Mobility
from rundblick.cases.standing import Standing, StandingQuerySet
from rundblick.profiles.models import JobProfile, Sheet, Target
from rundblick.profiles.rules import Aim, strongest
from rundblick.web.clock import today

MOST = 30
"""So many of what was given stand on a page."""


def statements(model: type[Any], context: Context, *, writing: bool = False) -> StandingQuerySet[Any]:
    """Statements of one sort that the context may see, or change."""
    rows: StandingQuerySet[Any] = model.objects.visible_to(context, writing=writing)
    return rows


def profile_on(context: Context, dossier_id: uuid.UUID, person_id: uuid.UUID, day: dt.date) -> JobProfile | None:
    """What a member said until the end of that day. One query."""
    rows = statements(JobProfile, context).filter(dossier_id=dossier_id, person_id=person_id).on(day)
    found: JobProfile | None = rows.order_by("-valid_from", "-written_at", "pk").first()
    return found


def standing(context: Context, dossier_id: uuid.UUID, person_id: uuid.UUID) -> JobProfile | None:
    """The profile that stands today, for changing it. One query."""
    rows = statements(JobProfile, context).filter(dossier_id=dossier_id, person_id=person_id)
    found: JobProfile | None = (
        rows.filter(valid_until__isnull=True).order_by("-valid_from", "-written_at", "pk").first()
    )
    return found


@dataclass(frozen=True)
class Targets:
    """Target occupations of a member: those that stood on a day, the dearest first, and all there were until then."""

    standing: list[Target]
    all: list[Target]

    @property
    def aims(self) -> list[Aim]:
        """All of them as the rules take them."""
        return [
            Aim(
                thread=row.thread,
                text=row.text,
                idea=row.get_idea_display(),
                since=row.valid_from,
                until=row.valid_until,
                reason=row.reason or "",
            )
            for row in self.all
        ]


def targets(context: Context, dossier_id: uuid.UUID, person_id: uuid.UUID, day: dt.date) -> Targets:
    """Target occupations as they stood at the end of that day, with their history. One query."""
    rows = statements(Target, context).filter(dossier_id=dossier_id, person_id=person_id, valid_from__lte=day)
    found = list(rows.order_by("valid_from", "written_at", "pk"))
    for row in found:
        if row.valid_until is not None and row.valid_until > day:
            row.valid_until = None
    holding = [row for row in found if row.valid_until is None]
    return Targets(sorted(holding, key=lambda row: row.rank != "first"), found)


def told_to_person() -> tuple[list[JobProfile], list[Target]]:
    """What the person whose own access this is said about work, as it holds today. Two queries."""
    profiles: Any = JobProfile.objects.raw(
        "SELECT * FROM profiles_jobprofile_told() ORDER BY valid_from DESC, written_at DESC, id"
    )
    targets: Any = Target.objects.raw("SELECT * FROM profiles_target_told() ORDER BY rank DESC, valid_from, id")
    return list(profiles), sorted(targets, key=lambda row: row.rank != "first")


def sheets(context: Context, dossier_id: uuid.UUID, person_id: uuid.UUID) -> list[Sheet]:
    """Sheets for employers, the latest first. One query."""
    rows = Sheet.objects.visible_to(context).filter(dossier_id=dossier_id, person_id=person_id)
    return list(rows.select_related("consent", "author").order_by("-made_at", "pk")[:MOST])


@dataclass(frozen=True, slots=True, kw_only=True)
class Needs:
    """What a member can, wants and needs at work, to be laid beside a workplace.

    Codes are those of `catalogue.working`; `daytimes`, `ways`, levels and topics those of `biography.codes`.
    `interests`: up to three letters, strongest first. `hours`: at least and at most in a week.

    None and empty mean that nothing was said, never that it does not matter. There is nothing about health in it.
    """

    dossier_id: uuid.UUID
    person_id: uuid.UUID
    hours: tuple[int | None, int | None] = (None, None)
    days: frozenset[str] = frozenset()
    daytimes: frozenset[str] = frozenset()
    places: str = ""
    must: frozenset[str] = frozenset()
    helps: frozenset[str] = frozenset()
    can: frozenset[str] = frozenset()
    likes: frozenset[str] = frozenset()
    avoids: frozenset[str] = frozenset()
    licences: frozenset[str] = frozenset()
    interests: str = ""
    competences: dict[str, str] = field(default_factory=dict)
    languages: dict[str, str] = field(default_factory=dict)
    ways: frozenset[str] = frozenset()
    minutes: int | None = None
    targets: tuple[str, ...] = ()


def needs(dossier_ids: Collection[uuid.UUID], as_of: dt.date) -> dict[tuple[uuid.UUID, uuid.UUID], Needs]:
    """By dossier and person, what members said until the end of that day, as far as the reader's doors open it.

    Six queries, however many dossiers.
    """
    said: dict[tuple[uuid.UUID, uuid.UUID], dict[str, Any]] = {}

    def of(row: Standing) -> dict[str, Any]:
        assert row.person_id is not None
        return said.setdefault((row.dossier_id, row.person_id), {})

    for mobility in _all(Mobility, dossier_ids, as_of):
        hours = mobility.hours_a_week
        of(mobility).update(
            daytimes=frozenset(mobility.daytimes),
            ways=frozenset(mobility.ways),
            minutes=mobility.minutes_away,
            hours=(hours, hours),
        )
    for chosen in _all(Interests, dossier_ids, as_of):
        of(chosen)["interests"] = chosen.letters
    for profile in _all(JobProfile, dossier_ids, as_of):
        of(profile).update(_said(profile))
    for ability in _all(Ability, dossier_ids, as_of):
        if ability.topic != "own":
            of(ability).setdefault("competences", {})[ability.topic] = ability.level
    for language in _all(Language, dossier_ids, as_of):
        of(language).setdefault("languages", {})[language.language] = language.level
    aims: list[Target] = sorted(_all(Target, dossier_ids, as_of), key=lambda row: row.rank != "first")
    for aim in aims:
        of(aim)["targets"] = (*of(aim).get("targets", ()), aim.text)
    return {key: Needs(dossier_id=key[0], person_id=key[1], **values) for key, values in said.items()}


def _said(row: JobProfile) -> dict[str, Any]:
    found: dict[str, Any] = {
        name: frozenset(getattr(row, name)) for name in ("days", "must", "helps", "can", "likes", "avoids", "licences")
    }
    found["places"] = row.places or ""
    if row.hours_from or row.hours_until:
        found["hours"] = (row.hours_from, row.hours_until)
    if letters := strongest(row.interests):
        found["interests"] = letters
    return found


def _all(model: type[Any], dossier_ids: Collection[uuid.UUID], day: dt.date) -> Iterable[Any]:
    rows = model.objects.filter(dossier_id__in=list(dossier_ids), person_id__isnull=False)
    return list(rows.on(day).order_by("valid_from", "written_at", "pk"))


def in_short(context: Context, dossier_id: uuid.UUID, person_id: uuid.UUID) -> str:
    """The dearest target occupation today; "" without one. One query."""
    found = targets(context, dossier_id, person_id, today()).standing
    return found[0].text if found else ""

"""Set-based reads of the biography, as far as the reader's doors open it."""

import datetime as dt
import uuid
from dataclasses import dataclass
from typing import Any, TypeVar

from django.db.models import Count, Max

from rundblick.access.context import Context
from rundblick.biography.codes import LANE_OF, Lane
from rundblick.biography.models import Ability, Activity, Interests, Language, Mobility, Stretch
from rundblick.cases.standing import Standing, StandingQuerySet
from rundblick.people.languages import LANGUAGES
from rundblick.web.clock import today

S = TypeVar("S", bound=Standing)


def statements(model: type[S], context: Context, *, writing: bool = False) -> StandingQuerySet[S]:
    """Statements of one sort that the context may see, or change."""
    rows: Any = model.objects.all()
    seen: StandingQuerySet[S] = rows.visible_to(context, writing=writing)
    return seen


@dataclass(frozen=True)
class Told:
    """A member's stretches on a day, oldest first, and what the other members share with them."""

    own: list[Stretch]
    of_others: list[Stretch]


@dataclass(frozen=True)
class Profile:
    """What a member says about interests, abilities, languages and mobility on a day."""

    interests: Interests | None
    abilities: list[Ability]
    languages: list[Language]
    mobility: Mobility | None

    @property
    def empty(self) -> bool:
        """Whether nothing was said yet."""
        return not (self.interests or self.abilities or self.languages or self.mobility)


def told(context: Context, dossier_id: uuid.UUID, person_id: uuid.UUID, day: dt.date) -> Told:
    """Stretches as they were told on that day. One query."""
    rows = statements(Stretch, context).filter(dossier_id=dossier_id).on(day).shown_to(person_id)
    found = sorted(
        rows, key=lambda row: (row.begins or row.ends or day, row.ends or dt.date.max, row.written_at, row.pk)
    )
    return Told(
        [row for row in found if row.person_id == person_id], [row for row in found if row.person_id != person_id]
    )


def profile(context: Context, dossier_id: uuid.UUID, person_id: uuid.UUID, day: dt.date) -> Profile:
    """The profile as it stood on that day. Four queries."""

    def rows(model: type[S]) -> list[S]:
        return _on(context, model, dossier_id, person_id, day)

    topics, levels = list(Ability.topic.field.choices or []), list(Ability.level.field.choices or [])
    order = {code: place for place, (code, _) in enumerate([*topics, *levels])}
    interests, mobility = rows(Interests), rows(Mobility)
    names = list(LANGUAGES)
    return Profile(
        interests=interests[-1] if interests else None,
        abilities=sorted(rows(Ability), key=lambda row: (order[row.topic], order[row.level])),
        languages=sorted(rows(Language), key=lambda row: (row.level != "first", names.index(row.language))),
        mobility=mobility[-1] if mobility else None,
    )


def activities(context: Context, dossier_id: uuid.UUID, person_id: uuid.UUID, day: dt.date) -> list[Activity]:
    """What a member was doing for work or learning on that day. One query."""
    return _on(context, Activity, dossier_id, person_id, day)


def _on(context: Context, model: type[S], dossier_id: uuid.UUID, person_id: uuid.UUID, day: dt.date) -> list[S]:
    found = statements(model, context).filter(dossier_id=dossier_id, person_id=person_id).on(day)
    return list(found.order_by("valid_from", "written_at", "pk"))


def standing(context: Context, model: type[S], dossier_id: uuid.UUID, person_id: uuid.UUID) -> S | None:
    """The latest statement of this kind about the member that holds today."""
    rows = statements(model, context).filter(dossier_id=dossier_id, person_id=person_id).on(today())
    return rows.filter(valid_until__isnull=True).order_by("-valid_from", "-written_at", "pk").first()


def in_short(context: Context, dossier_id: uuid.UUID, person_id: uuid.UUID) -> tuple[int, dt.datetime | None]:
    """How many stretches a member has told, and when the last one was written. One query."""
    rows = statements(Stretch, context).filter(dossier_id=dossier_id, person_id=person_id)
    held = rows.filter(valid_until__isnull=True).aggregate(number=Count("pk"), last=Max("written_at"))
    return held["number"], held["last"]


def for_application(stretches: list[Stretch]) -> dict[Lane, list[Stretch]]:
    """What belongs into an application, newest first: education and work. Never life events, readings or moods."""
    lanes: dict[Lane, list[Stretch]] = {Lane.WORK: [], Lane.EDUCATION: []}
    for row in reversed(stretches):
        if LANE_OF[row.kind] in lanes:
            lanes[LANE_OF[row.kind]].append(row)
    return lanes

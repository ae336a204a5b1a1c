"""How it goes with a goal: confidence, how far somebody came, and what succeeded."""

import datetime as dt
import uuid
from collections.abc import Mapping
from typing import TypeVar

from django.db import IntegrityError, models, transaction

from rundblick.access import timeline
from rundblick.access.context import reason
from rundblick.access.models import TimelineEntry, User
from rundblick.access.once import insert_once
from rundblick.calendar.errors import Refused, Stale
from rundblick.calendar.services import members_only
from rundblick.cases.codes import Level, Rater
from rundblick.cases.models import Attainment, AttainmentScale, Case, Confidence, Goal, Success
from rundblick.cases.rules import at_noon
from rundblick.web.clock import today

SUCCESS = "success"
LEVEL_FIELDS = {
    Level.MUCH_LESS: "much_less",
    Level.LESS: "less",
    Level.EXPECTED: "expected",
    Level.MORE: "more",
    Level.MUCH_MORE: "much_more",
}
"""Where the own words of each level stand."""

R = TypeVar("R", Confidence, Attainment)


def note_confidence(*, goal: Goal, value: int, author: User, on: dt.date | None = None, version: int = 0) -> Confidence:
    """Note how confident the person is, 0 to 10, on a day (today by default).

    `version`: that of the row of this day the form knew, 0 for none. Raises Stale when another value stands there,
    Refused for a value outside, a day in the future or before the goal.
    """
    if not 0 <= value <= 10:
        raise Refused("Die Zuversicht reicht von 0 bis 10.")
    fresh = Confidence(person_id=goal.person_id, goal=goal, value=value)
    return _on_a_day(fresh, "value", {}, author=author, on=on, version=version, verb="cases.confidence")


def note_attainment(
    *, goal: Goal, level: int, rater: Rater | str, author: User, on: dt.date | None = None, version: int = 0
) -> Attainment:
    """Note how far somebody came, -2 to +2, as the person or the coach sees it. Otherwise as `note_confidence`."""
    if level not in LEVEL_FIELDS:
        raise Refused("Die Stufen reichen von −2 bis +2.")
    fresh = Attainment(person_id=goal.person_id, goal=goal, level=level, rater=rater)
    return _on_a_day(fresh, "level", {"rater": rater}, author=author, on=on, version=version, verb="cases.attainment")


def word_levels(*, goal: Goal, words: Mapping[Level, str], version: int = 0) -> AttainmentScale:
    """Say in own words what the levels of a goal mean. `version` 0: nothing was said so far.

    Raises Stale when somebody said something else meanwhile.
    """
    values = {LEVEL_FIELDS[level]: said.strip() or None for level, said in words.items()}
    with reason("cases.attainment.words"):
        row = AttainmentScale.objects.select_for_update(of=("self",)).filter(goal=goal).first()
        if (row.version if row else 0) != version:
            raise Stale(row)
        if row is None:
            row = AttainmentScale(dossier_id=goal.dossier_id, person_id=goal.person_id, goal=goal, version=0)
        for name, said in values.items():
            setattr(row, name, said)
        row.version += 1
        row.save()
    return row


def log_success(
    *,
    case: Case,
    person_id: uuid.UUID,
    text: str,
    author: User,
    on: dt.date | None = None,
    goal: Goal | None = None,
    shared: bool = False,
    token: uuid.UUID | None = None,
) -> Success:
    """Write down something that succeeded, on a day (today by default); it is told in the story of the case.

    `token` becomes its id, so that a form sent twice writes one. Raises Refused without words, for a day in the
    future, for somebody outside of the household, or a goal of somebody else.
    """
    day = on or today()
    _check_success(text, day)
    members_only(case.pk, [person_id], on=day)
    if goal is not None and (goal.dossier_id, goal.person_id) != (case.pk, person_id):
        raise Refused("Dieses Ziel gehört einer anderen Person.")
    row = Success(
        id=token or uuid.uuid4(),
        dossier_id=case.pk,
        person_id=person_id,
        goal=goal,
        author=author,
        on=day,
        text=text.strip(),
        shared=shared,
    )
    stored = insert_once(row)
    if stored is row:
        _tell(row)
    return stored


def change_success(
    *, success: Success, version: int, text: str, on: dt.date, goal: Goal | None = None, shared: bool = False
) -> Success:
    """Correct what succeeded. Raises Stale when somebody changed it meanwhile, Refused as `log_success`."""
    _check_success(text, on)
    if goal is not None and goal.person_id != success.person_id:
        raise Refused("Dieses Ziel gehört einer anderen Person.")
    with reason("cases.success.change"):
        row = _success(success)
        if row.version != version:
            raise Stale(row)
        row.text, row.on, row.goal, row.shared = text.strip(), on, goal, shared
        row.version += 1
        row.save()
        TimelineEntry.objects.filter(kind=SUCCESS, object_id=row.pk).delete()
        _tell(row)
    return row


def take_back_success(*, success: Success) -> None:
    """Remove a success that was written down by mistake; its history remains. Raises Refused when it is gone."""
    with reason("cases.success.take_back"):
        row = _success(success)
        TimelineEntry.objects.filter(kind=SUCCESS, object_id=row.pk).delete()
        row.delete()


def _on_a_day(
    fresh: R,
    name: str,
    same: dict[str, str],
    *,
    author: User,
    on: dt.date | None,
    version: int,
    verb: str,
) -> R:
    day, goal = on or today(), fresh.goal
    if not goal.since <= day <= today():
        raise Refused("Dieser Tag liegt vor dem Beginn des Ziels oder in der Zukunft.")
    model: type[models.Model] = type(fresh)
    rows = model._default_manager.filter(goal=goal, on=day, **same)
    with reason(verb):
        held: R | None = rows.select_for_update(of=("self",)).first()  # type: ignore[assignment]
        if held is not None and getattr(held, name) == getattr(fresh, name):
            return held
        if (held.version if held else 0) != version:
            raise Stale(held)
        if held is not None:
            setattr(held, name, getattr(fresh, name))
            held.author = author
            held.version += 1
            held.save()
            return held
        fresh.dossier_id, fresh.on, fresh.author = goal.dossier_id, day, author
        try:
            with transaction.atomic():
                fresh.save(force_insert=True)
        except IntegrityError:
            raise Stale(rows.first()) from None
        return fresh


def _check_success(text: str, day: dt.date) -> None:
    if not text.strip():
        raise Refused("Bitte schreiben Sie auf, was gelungen ist.")
    if day > today():
        raise Refused("Dieser Tag liegt in der Zukunft.")


def _success(success: Success) -> Success:
    found = Success.objects.select_for_update(of=("self",)).filter(pk=success.pk).first()
    if found is None:
        raise Refused("Diesen Eintrag gibt es nicht mehr.")
    return found


def _tell(row: Success) -> None:
    timeline.record(
        dossier_id=row.dossier_id,
        at=at_noon(row.on),
        kind=SUCCESS,
        topic="goals",
        object_id=row.pk,
        subject_id=row.person_id,
        shared=row.shared,
    )

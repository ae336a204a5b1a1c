"""Verbs of the Wochenplan. They run in the caller's transaction and name their reason."""

import datetime as dt
import uuid
from collections.abc import Collection
from typing import Any, TypeVar

from django.db.models import Max

from rundblick.access.context import reason
from rundblick.access.models import User
from rundblick.calendar.errors import Refused
from rundblick.calendar.services import members_only
from rundblick.cases.models import Case
from rundblick.cases.standing import Standing, end, restate, state
from rundblick.cases.worked import worked_on
from rundblick.programmes.duebook import facts_changed
from rundblick.web.clock import today
from rundblick.week.models import Block, CareSpan, Fallback, Need
from rundblick.week.queries import TALKED

S = TypeVar("S", bound=Standing)
KIND = "week"


def add(row: S, *, author: User, token: uuid.UUID | None = None) -> S:
    """Save a new statement of the room from today. `token` becomes its id, so that a form sent twice makes one.

    Raises Refused for somebody outside of the household.
    """
    if row.person_id is not None:
        members_only(row.dossier_id, [row.person_id], on=today())
    row.valid_from = today()
    if isinstance(row, Fallback):
        rows = Fallback.objects.filter(dossier_id=row.dossier_id, valid_until__isnull=True)
        row.rank = (rows.aggregate(last=Max("rank"))["last"] or 0) + 1
    row = state(row, author=author, verb=f"week.{_name(row)}.add", token=token)
    _tell(row)
    return row


def change(row: S, *, author: User, version: int, values: dict[str, Any]) -> S:
    """Say it anew from today. Taking back `shared` closes former versions too. Raises as `restate` does."""
    if row.person_id is None:
        values = values | {"shared": True}
    fresh = restate(row, author=author, verb=f"week.{_name(row)}.change", version=version, **values)
    if row.shared and not fresh.shared:
        with reason(f"week.{_name(row)}.unshare"):
            rows = type(row).objects.filter(dossier_id=row.dossier_id, thread=row.thread, shared=True)
            rows.update(shared=False)
    _tell(fresh)
    return fresh


def finish(row: Standing, *, version: int) -> None:
    """It no longer holds from today. Raises as `cases.standing.end` does."""
    end(row, verb=f"week.{_name(row)}.end", version=version)
    _tell(row)


def copy(block: Block, *, person_id: uuid.UUID, author: User, token: uuid.UUID | None = None) -> Block:
    """The same block for another member, without the goal, which stays with its person."""
    values = {
        field.attname: getattr(block, field.attname)
        for field in block._meta.concrete_fields
        if field.attname not in ("id", "thread", "version", "valid_until", "written_at", "goal_id")
    }
    return add(Block(**values | {"person_id": person_id}), author=author, token=token)


def need(*, case: Case, child: uuid.UUID, author: User, carers: list[uuid.UUID], wanted: bool) -> None:
    """Note or take back the family's word that a child needs somebody, and who looks after it at home.

    Raises Refused for somebody outside of the household.
    """
    rows = Need.objects.select_for_update(of=("self",))
    held = rows.filter(dossier_id=case.pk, person_id=child, valid_until__isnull=True).first()
    if held is None:
        if wanted:
            add(Need(dossier_id=case.pk, person_id=child, carers=carers, shared=True), author=author)
    elif wanted:
        change(held, author=author, version=held.version, values={"carers": carers})
    else:
        finish(held, version=held.version)


def move(row: Fallback, *, earlier: bool, among: Collection[uuid.UUID]) -> None:
    """One place up or down in the Notfallplan among the threads that are shown; at their end nothing happens."""
    with reason("week.fallback.move"):
        rows = Fallback.objects.select_for_update(of=("self",)).filter(dossier_id=row.dossier_id)
        line = sorted(rows.filter(valid_until__isnull=True), key=lambda one: (one.rank, one.written_at))
        shown = [place for place, one in enumerate(line) if one.thread in among]
        here = next((number for number, place in enumerate(shown) if line[place].thread == row.thread), None)
        if here is None:
            raise Refused("Diesen Eintrag gibt es so nicht mehr. Bitte laden Sie die Seite neu.")
        there = here + (-1 if earlier else 1)
        if not 0 <= there < len(shown):
            return
        one, other = shown[here], shown[there]
        line[one], line[other] = line[other], line[one]
        for rank, moved in enumerate(line, 1):
            if moved.rank != rank:
                moved.rank = rank
                moved.save(update_fields=["rank"])


def talked(*, case: Case, on: dt.date) -> None:
    """Note that the Notfallplan was talked about on that day. Twice is harmless."""
    with reason("week.fallback.talked"):
        worked_on(TALKED, dossier_id=case.pk, person_id=None, day=on, shared=True)


def _name(row: Standing) -> str:
    return str(row._meta.model_name)


def _tell(row: Standing) -> None:
    """One entry of the story per person and day; what belongs to the household is open to all members."""
    worked_on(KIND, dossier_id=row.dossier_id, person_id=row.person_id, shared=row.person_id is None)
    if isinstance(row, CareSpan):
        facts_changed([row.dossier_id])

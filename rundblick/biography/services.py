"""Verbs of the biography. Every one runs in the caller's transaction and names its reason."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass, fields
from typing import Any, TypeVar

from rundblick.access.context import reason
from rundblick.access.models import User
from rundblick.biography.codes import Kind
from rundblick.biography.models import Stretch
from rundblick.biography.moments import Span, out_of_sight
from rundblick.calendar.errors import Refused
from rundblick.calendar.services import members_only
from rundblick.cases.models import Case
from rundblick.cases.standing import Standing, end, restate, state, state_once
from rundblick.cases.worked import worked_on
from rundblick.web.clock import today

S = TypeVar("S", bound=Standing)

KIND = "biography"
"""Kind of the timeline entry: one for each member and day on which the biography was worked on."""


@dataclass(frozen=True, kw_only=True)
class StretchContent:
    """What a stretch says. Empty texts count as not told; see `Stretch` for the meaning."""

    kind: str = Kind.WORK
    span: Span
    title: str
    place: str = ""
    certificate: str = ""
    recognition: str = ""
    reading: str = ""
    mood: int | None = None

    @property
    def values(self) -> dict[str, Any]:
        """The content as fields of `Stretch`. Raises Refused without a title or for a year nobody can mean."""
        if not self.title.strip():
            raise Refused("Bitte schreiben Sie auf, was das war.")
        if out_of_sight(self.span, today()):
            raise Refused("Dieses Jahr liegt zu weit zurück oder zu weit voraus.")
        days = self.span.days
        told = {field.name: getattr(self, field.name) for field in fields(self) if field.name != "span"}
        for name in ("place", "certificate", "reading"):
            told[name] = told[name].strip() or None
        return told | {
            "title": self.title.strip(),
            "begins": days.begins,
            "begins_monthly": days.begins_monthly,
            "ends": days.ends,
            "ends_monthly": days.ends_monthly,
        }


def tell(
    *,
    case: Case,
    person_id: uuid.UUID,
    content: StretchContent,
    author: User,
    shared: bool = False,
    token: uuid.UUID | None = None,
) -> Stretch:
    """Add a stretch to a member's biography. `token` becomes its id, so that a form sent twice adds one.

    Raises Refused without a title, for years nobody can mean, or for somebody outside of the household.
    """
    members_only(case.pk, [person_id], on=today())
    row = Stretch(dossier_id=case.pk, person_id=person_id, valid_from=today(), shared=shared, **content.values)
    told = state(row, author=author, verb="biography.tell", token=token)
    leave_trace(case.pk, person_id)
    return told


def retell(*, stretch: Stretch, version: int, content: StretchContent, author: User, shared: bool) -> Stretch:
    """Tell a stretch anew. Raises Stale when somebody else did meanwhile, Refused as `tell` and when it is gone."""
    told = restate(stretch, author=author, verb="biography.retell", version=version, shared=shared, **content.values)
    leave_trace(stretch.dossier_id, stretch.person_id)
    return told


def take_in(
    *, case: Case, person_id: uuid.UUID, contents: Sequence[StretchContent], author: User, token: uuid.UUID
) -> int:
    """Add many stretches at once; answers how many. Sent twice with one `token`, they are added once."""
    members_only(case.pk, [person_id], on=today())
    rows = [
        Stretch(
            id=uuid.uuid5(token, str(number)),
            dossier_id=case.pk,
            person_id=person_id,
            author=author,
            valid_from=today(),
            **content.values,
        )
        for number, content in enumerate(contents)
    ]
    with reason("biography.take_in"):
        Stretch.objects.bulk_create(rows, ignore_conflicts=True)
    leave_trace(case.pk, person_id)
    return len(rows)


def share(*, stretch: Stretch, version: int, shared: bool, author: User) -> Stretch:
    """Open a stretch to the other members on the member's wish, or close it again. Raises like `retell`."""
    verb = "biography.share" if shared else "biography.unshare"
    return restate(stretch, author=author, verb=verb, version=version, shared=shared)


def put_away(*, row: Standing, version: int) -> None:
    """A statement no longer holds; former days still show it. Raises like `retell`."""
    end(row, verb="biography.put_away", version=version)
    leave_trace(row.dossier_id, row.person_id)


def note_down(*, row: S, author: User, token: uuid.UUID | None = None) -> S:
    """Add a statement to the profile, such as an ability. Raises Refused for somebody outside of the household."""
    if row.person_id is None:
        raise Refused("Dieser Eintrag braucht eine Person.")
    members_only(row.dossier_id, [row.person_id], on=today())
    noted = state(row, author=author, verb="biography.note_down", token=token)
    leave_trace(row.dossier_id, row.person_id)
    return noted


def revise(*, row: S, version: int, author: User, **changes: Any) -> S:
    """Say a statement of the profile anew. Raises Stale when somebody did meanwhile, Refused when it is gone."""
    revised = restate(row, author=author, verb="biography.revise", version=version, **changes)
    leave_trace(row.dossier_id, row.person_id)
    return revised


def say_once(*, fresh: S, standing: S | None, version: int, author: User, **values: Any) -> S:
    """A statement of which each member has one, such as their interests: `fresh` when none stands, else anew.

    `version` is the one the form was drawn with, 0 for none. Raises Stale when another stands by now.
    """
    if standing is None and fresh.person_id is not None:
        members_only(fresh.dossier_id, [fresh.person_id], on=today())
    verb = "biography.revise" if standing else "biography.note_down"
    said = state_once(fresh=fresh, standing=standing, version=version, author=author, verb=verb, **values)
    leave_trace(said.dossier_id, said.person_id)
    return said


def leave_trace(dossier_id: uuid.UUID, person_id: uuid.UUID | None) -> None:
    """Note in the story that this member's biography was worked on today, once however often it happens."""
    if person_id is not None:
        worked_on(KIND, dossier_id=dossier_id, person_id=person_id)

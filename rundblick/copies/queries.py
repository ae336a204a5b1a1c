"""Set-based reads of the room."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass

from rundblick.access.context import Context
from rundblick.copies.codes import OPEN
from rundblick.copies.models import Copy, Handing, Part
from rundblick.people.models import Membership


def copies_of(context: Context, dossier_id: uuid.UUID, person_id: uuid.UUID) -> list[Copy]:
    """All copies of one member, the latest first."""
    rows = Copy.objects.visible_to(context).filter(dossier_id=dossier_id, person_id=person_id)
    return list(rows.select_related("prepared_by").order_by("-ordered_at", "pk"))


def open_copies(context: Context, dossier_id: uuid.UUID) -> dict[uuid.UUID, Copy]:
    """Copies that somebody still waits for, by person. One statement."""
    rows = Copy.objects.visible_to(context).filter(dossier_id=dossier_id, state__in=OPEN).defer("extension_reason")
    return {copy.person_id: copy for copy in rows}


def handings_of(context: Context, copies: Iterable[Copy]) -> list[Handing]:
    """How these copies reached the person, in order. One statement."""
    rows = Handing.objects.visible_to(context).filter(copy__in=[copy.pk for copy in copies])
    return list(rows.select_related("by").order_by("on", "pk"))


@dataclass(frozen=True)
class Chapter:
    """A section of a draft: where it begins, how many entries it has, how many of them wait for a look."""

    title: str
    rank: int
    entries: int
    waiting: int


def chapters(copy: Copy) -> list[Chapter]:
    """The sections of a draft in order. One statement."""
    found: list[Chapter] = []
    for part in Part.objects.filter(copy=copy).defer("content").order_by("rank"):
        waiting = len(set(part.to_look) - set(part.looked))
        if part.first == 1:
            found.append(Chapter(part.title, part.rank, part.number, waiting))
        else:
            last = found[-1]
            found[-1] = Chapter(last.title, last.rank, last.entries + part.number, last.waiting + waiting)
    return found


def next_look(copy: Copy) -> tuple[int, int] | None:
    """Rank of the part and place of the next entry that waits for a look; those of protocols come first."""
    rows = Part.objects.filter(copy=copy, to_look__len__gt=0).order_by("-review", "rank")
    for rank, to_look, looked in rows.values_list("rank", "to_look", "looked"):
        waiting = sorted(set(to_look) - set(looked))
        if waiting:
            return rank, waiting[0]
    return None


def names_of_others(copy: Copy) -> list[str]:
    """First names of everybody who belongs or belonged to the household, the person left out."""
    rows = Membership.objects.filter(dossier_id=copy.dossier_id).exclude(person_id=copy.person_id)
    return sorted({name for text in rows.values_list("person__first_names", flat=True) for name in text.split()})

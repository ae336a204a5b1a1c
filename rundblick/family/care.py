"""What comes up about parental leave and childcare places, beside the days that follow from birth dates."""

import datetime as dt
import uuid
from collections.abc import Iterable
from dataclasses import dataclass

from rundblick.access.context import Context
from rundblick.family.queries import family_only
from rundblick.family.rules import Deadline, Relative
from rundblick.people.rules import turns
from rundblick.week.coming import Coming, coming
from rundblick.week.models import CareSpan
from rundblick.week.queries import dated


@dataclass(frozen=True)
class Care:
    """A reason to talk about care, as the calendar of the family shows it."""

    code: str
    label: str
    sentence: str
    law: str
    status: str
    late: str | None = None
    shown_to_family: bool = True


def comes_up(
    context: Context, dossier_id: uuid.UUID, relatives: Iterable[Relative], *, together: bool, day: dt.date
) -> list[Deadline]:
    """From `day` for twelve months; what could be talked about already stands on `day`. One query."""
    people = {one.person: one for one in relatives}
    rows = CareSpan.objects.visible_to(context).filter(family_only(together), dossier_id=dossier_id)
    found = coming([dated(row) for row in rows.on(day).defer("label").order_by("pk")], day)
    return [
        Deadline(_reason(one), max(one.on, day), (people[one.person],))
        for one in found
        if one.person in people and one.on < turns(day, 1)
    ]


def _reason(one: Coming) -> Care:
    hint = one.hint
    return Care(hint.code, hint.label, one.sentence, hint.law, hint.status)

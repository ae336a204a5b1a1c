"""Figures that count persons: how many of those in one's cases were reached by which format."""

import datetime as dt
import uuid
from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import Q

from rundblick.access.context import Context
from rundblick.cases import queries as cases
from rundblick.cases.models import Focus
from rundblick.conferences.models import About
from rundblick.conferences.rules import Reach, Talk, reach
from rundblick.conferences.types import types
from rundblick.web.clock import berlin_date

LABELS = {"discussion": "Fallbesprechung", "information": "Informationsgespräch", "advice": "Beratungsgespräch"}


@dataclass(frozen=True, slots=True)
class Figure:
    """One format: its name, and whom it reached."""

    label: str
    reach: Reach


def figures(context: Context, user_id: uuid.UUID, *, as_of: dt.date, now: dt.datetime) -> list[Figure]:
    """Persons in focus of one's open cases, and how many of them each format has reached by that day. Two queries."""
    mine = cases.cases(context, user_id=user_id, closed=False, now=now).values("pk")
    held = (Q(valid_until__isnull=True) | Q(valid_until__gt=as_of)) & Q(valid_from__lte=as_of)
    focus = Focus.objects.visible_to(context).filter(held, case__in=mine)
    everybody = set(focus.order_by().values_list("person_id", flat=True))
    kinds = {one.code: one.figure for one in types() if one.figure}
    rows = About.objects.visible_to(context).filter(
        dossier_id__in=mine, conference__closed_at__isnull=False, conference__kind__in=list(kinds)
    )
    talks = [
        Talk(kinds[kind], person, berlin_date(starts_at))
        for kind, person, starts_at in rows.values_list("conference__kind", "person_id", "conference__starts_at")
    ]
    return told(reach(talks, everybody, as_of=as_of), len(everybody))


def told(reached: Mapping[str, Reach], of: int) -> list[Figure]:
    """Every format, also one that reached nobody yet."""
    return [Figure(label, reached.get(code, Reach(0, of, 0))) for code, label in LABELS.items()]

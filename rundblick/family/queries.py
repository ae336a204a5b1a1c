"""Set-based reads that only the household view needs. Row-level security holds underneath."""

import datetime as dt
import uuid
from typing import Any

from django.db.models import F, Q, QuerySet, Window
from django.db.models.functions import RowNumber

from rundblick.access.context import Context
from rundblick.calendar.models import Appointment
from rundblick.calendar.queries import upcoming
from rundblick.cases.codes import GoalStatus
from rundblick.cases.models import Goal, Success
from rundblick.cases.queries import goals
from rundblick.journeys import queries as journeys
from rundblick.journeys.models import Sheet, Standing

LATELY = dt.timedelta(days=180)
PER_MEMBER = 2


def family_only(together: bool) -> Q:
    """What may stand on a screen that all members look at: what its owner shares, and what is the household's."""
    return Q(shared=True) if together else Q()


def open_goals(context: Context, dossier_id: uuid.UUID, *, together: bool) -> list[Goal]:
    """Goals in work, lead goals first, then the oldest. One query."""
    rows = goals(context, dossier_id).filter(family_only(together), status=GoalStatus.OPEN)
    levels = {"lead": 0, "area": 1, "action": 2}
    return sorted(rows, key=lambda goal: (levels.get(goal.kind, 3), goal.rank))


def successes(context: Context, dossier_id: uuid.UUID, *, together: bool, day: dt.date) -> list[Success]:
    """What succeeded in the last half year, the latest two of each member, latest first. One query."""
    rows: Any = Success.objects.visible_to(context).filter(
        family_only(together), dossier_id=dossier_id, on__lte=day, on__gt=day - LATELY
    )
    turn = Window(RowNumber(), partition_by=F("person_id"), order_by=[F("on").desc(), F("pk").desc()])
    return list(rows.annotate(turn=turn).filter(turn__lte=PER_MEMBER).order_by("-on", "-pk"))


def appointments(context: Context, dossier_id: uuid.UUID, *, together: bool, at: dt.datetime) -> list[Appointment]:
    """The next planned appointments, two of each member and two of the household, in order. One query."""
    rows: QuerySet[Any] = upcoming(context, [dossier_id], at=at).filter(family_only(together)).order_by()
    turn = Window(RowNumber(), partition_by=F("person_id"), order_by=[F("starts_at").asc(), F("pk").asc()])
    return list(rows.annotate(turn=turn).filter(turn__lte=PER_MEMBER).order_by("starts_at", "meeting", "pk"))


def standings(context: Context, dossier_id: uuid.UUID) -> list[Standing]:
    """Where members stand on the household's journeys. Two queries, one without any sheet."""
    ids = list(
        Sheet.objects.visible_to(context).filter(dossier_id=dossier_id).order_by("pk").values_list("pk", flat=True)
    )
    return journeys.standings_of(context, ids) if ids else []

"""Who changed a tracked row last, read from its history."""

import datetime as dt
import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.forms import BaseForm

from rundblick.access.models import User
from rundblick.web.clock import now
from rundblick.web.conflicts import Conflict, conflict

SOMEBODY = "Jemand"


@dataclass(frozen=True)
class Trace:
    """Who changed a row, when, and by which verb (such as "calendar.move")."""

    who: str
    at: dt.datetime
    verb: str


def last_change(row: Any) -> Trace:
    """The latest change of a row; "Jemand", now, where the history tells nothing. Without history the row says it."""
    history = getattr(row, "former", None)
    if history is None:
        return Trace(row.author.display_name, row.written_at, "")
    event = history.order_by("-pgh_id").first()
    if event is None:
        return Trace(SOMEBODY, now(), "")
    context = event.pgh_context or {}
    return Trace(names_of([context]).get(context.get("actor", ""), SOMEBODY), event.pgh_created_at, verb_of(context))


def two_versions(form: BaseForm, row: Any, *, stored: Mapping[str, Any]) -> Conflict:
    """What was typed beside the present row, with who changed it and when; `stored` are the row's values by field."""
    trace = last_change(row)
    return conflict(form=form, stored=stored, version=row.version, changed_by=trace.who, changed_at=trace.at)


def verb_of(context: dict[str, Any]) -> str:
    """The verb in a history row's context."""
    return str(context.get("reason", ""))


def names_of(contexts: list[dict[str, Any]]) -> dict[str, str]:
    """Names by the actor ids that history rows carry; jobs have none."""
    actors = set()
    for context in contexts:
        try:
            actors.add(uuid.UUID(context.get("actor", "")))
        except ValueError:
            continue
    return {str(user.pk): user.display_name for user in User.objects.filter(pk__in=actors)} if actors else {}

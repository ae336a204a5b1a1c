"""What the room contributes to the others."""

import datetime as dt

from django.conf import settings
from django.db import connection

from rundblick.access import hooks, policies
from rundblick.post import sql
from rundblick.web.clock import now

LATE_AFTER = dt.timedelta(minutes=30)


def _ready() -> str:
    if not settings.RUNDBLICK.smtp.enabled:
        return ""
    with connection.cursor() as cursor:
        cursor.execute("SELECT post_oldest_waiting()")
        oldest = cursor.fetchone()[0]
    waits = now() - oldest if oldest else dt.timedelta()
    return f"älteste Nachricht wartet seit {int(waits.total_seconds() // 60)} Minuten" if waits > LATE_AFTER else ""


def register() -> None:
    """Called once when the app is ready."""
    policies.extra_sql.append(sql.statements)
    hooks.readiness.add("outbox", _ready)

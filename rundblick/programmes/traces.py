"""Who changed a tracked row last, for showing two versions."""

import datetime as dt
import uuid
from typing import Any

from rundblick.access.models import User
from rundblick.web.clock import now

SOMEBODY = "Jemand"


def last_change(row: Any) -> tuple[str, dt.datetime]:
    """Name and moment of the latest change; "Jemand" and now where the history does not tell."""
    former = row.former.order_by("-pgh_id").first()
    if former is None:
        return SOMEBODY, now()
    try:
        actor = uuid.UUID((former.pgh_context or {}).get("actor", ""))
    except ValueError:
        return SOMEBODY, former.pgh_created_at
    user = User.objects.filter(pk=actor).first()
    return user.display_name if user else SOMEBODY, former.pgh_created_at

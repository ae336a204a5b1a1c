"""Short ways to seek contact with somebody."""

import datetime as dt
import uuid
from typing import Any

from django.urls import reverse

from rundblick.access.context import acting_as
from rundblick.outreach import services
from rundblick.outreach.models import Entry
from rundblick.web.clock import today
from tests.cases.families import Family

TOKEN = "6f1ed3a4-0000-4000-8000-00000000000{}"


def ago(days: int) -> dt.date:
    return today() - dt.timedelta(days=days)


def tries(family: Family, days: int = 0, channel: str = "phone", result: str = "no_answer", **more: Any) -> Entry:
    """Alma tries to reach Amira, so many days ago."""
    return _say(family, services.attempt, days, channel=channel, result=result, **more)


def stops(family: Family, days: int = 0) -> Entry:
    return _say(family, services.say, days, kind="stopped")


def is_back(family: Family, days: int = 0) -> Entry:
    return _say(family, services.say, days, kind="back")


def _say(family: Family, verb: Any, days: int, person: uuid.UUID | None = None, **said: Any) -> Entry:
    alma = family.house.alma
    with acting_as(alma, "test"):
        entry: Entry = verb(
            case=family.case,
            members=list(family.persons.values()),
            person_id=person or family.amira,
            author=alma,
            on=ago(days),
            **said,
        )
    return entry


def address(family: Family, name: str = "page", *more: uuid.UUID, person: uuid.UUID | None = None) -> str:
    return reverse(f"outreach:{name}", args=[family.pk, person or family.amira, *more])


def sent(number: int = 1, **words: Any) -> dict[str, Any]:
    """What the form sends."""
    return {"channel": "phone", "on": "heute", "result": "no_answer", "token": TOKEN.format(number)} | words

"""The room's share of the demo: both municipalities in areas, teams in charge, and figures computed once."""

import datetime as dt
from pathlib import Path
from typing import Any

import yaml

from rundblick.access.context import acting_as
from rundblick.access.hooks_demo import Cast
from rundblick.access.models import User
from rundblick.areas.computing import carry_out
from rundblick.areas.services import areas, comparisons
from rundblick.areas.services.areas import Line
from rundblick.web.clock import today

COORDINATION = "koordination"
BACK = dt.timedelta(days=1200)
YEAR = dt.timedelta(days=364)
ORDER = 94
"""After every room has written what figures count."""


def load(_scenario: Any, cast: Cast) -> None:
    """What the Jobcenter's coordination keeps, as the sheet tells it."""
    told = yaml.safe_load(Path(__file__).with_name("demo.yaml").read_text("utf-8"))
    author = cast.users[COORDINATION]
    with acting_as(author, "demo.areas"):
        for one in told["areas"]:
            _area(one, author, cast)
    with acting_as(author, "demo.areas"):
        row = comparisons.prepare(author=author, since=today() - YEAR, as_of=today())
    carry_out(row.pk)


def _area(told: dict[str, Any], author: User, cast: Cast) -> None:
    begun = today() - BACK
    area = areas.begin(author=author, name=told["name"], covers=told["covers"], since=begun)
    for one in told["lines"]:
        areas.add(area=area, line=Line(**one, since=begun))
    for one in told["charges"]:
        areas.put_in_charge(
            area=area,
            team=cast.teams[one["team"]],
            coach=cast.users[one["coach"]] if "coach" in one else None,
            since=today() + dt.timedelta(days=one["since"]),
        )

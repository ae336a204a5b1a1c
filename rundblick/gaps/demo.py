"""The room's share of the demo: people who find no help, two reports half a year apart, and what the house proposes."""

import datetime as dt
from pathlib import Path
from typing import Any

import yaml

from rundblick.access.context import acting_as
from rundblick.access.hooks_demo import Cast
from rundblick.gaps import services
from rundblick.gaps.computing import carry_out
from rundblick.gaps.models import GapReport
from rundblick.programmes.days import add_months
from rundblick.web.clock import today

SHEET = Path(__file__).with_name("demo.yaml")
COORDINATION = "koordination"
ORDER = 94
"""After every room has written, before the doors of the past close."""


def load(_scenario: Any, cast: Cast) -> None:
    """Order as the coordination, compute as the worker would, write proposals for the latest report."""
    told = yaml.safe_load(SHEET.read_text("utf-8"))
    author = cast.users[COORDINATION]
    for ago in told["reports"]:
        as_of = today() - dt.timedelta(days=ago)
        with acting_as(author, "demo.gaps") as context:
            report = services.prepare(context, first_day=add_months(as_of, -12) + dt.timedelta(days=1), as_of=as_of)
        carry_out(report.pk)
    with acting_as(author, "demo.gaps"):
        latest = GapReport.objects.get(pk=report.pk)
        for topic, text in told["proposals"].items():
            services.propose(report=latest, topic=topic, version=0, author=author, text=text)

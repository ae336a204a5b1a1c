"""The room's share of the demo: people who find no help, two reports, and what the house proposes."""

import datetime as dt
import uuid
from pathlib import Path
from typing import Any

import yaml

from rundblick.access.context import acting_as
from rundblick.access.hooks_demo import Cast
from rundblick.access.models import User
from rundblick.gaps import services
from rundblick.gaps.computing import carry_out
from rundblick.gaps.models import GapReport
from rundblick.programmes.days import add_months
from rundblick.referrals import services as ways
from rundblick.waiting import services as waits
from rundblick.web.clock import today

SHEET = Path(__file__).with_name("demo.yaml")
COORDINATION = "koordination"
NEEDS = 52
"""Beside the other waits and ways, before it is computed what is due."""
REPORTS = 94
"""After every room has written, before the doors of the past close."""
ASK_IN = 28
"""Days until somebody asks again, so that the demo's start pages do not fill with it."""


def load_needs(scenario: Any, cast: Cast) -> None:
    """Waits and ways in the name of whoever is responsible."""
    told = _told()
    responsible = {household.key: cast.users[household.responsible] for household in scenario.households}
    for record in (*told["waits"], *told["ways"]):
        author = responsible[record["household"]]
        with acting_as(author, "demo.gaps"):
            write = _way if "refusal" in record else _wait
            write(record, cast, author)


def load_reports(_scenario: Any, cast: Cast) -> None:
    """Order as the coordination, compute as the worker would, propose something in the latest."""
    told, author = _told(), cast.users[COORDINATION]
    latest = uuid.UUID(int=0)
    for ago in told["reports"]:
        first_day = add_months(_day(ago), -12) + dt.timedelta(days=1)
        with acting_as(author, "demo.gaps") as context:
            latest = services.prepare(context, first_day=first_day, as_of=_day(ago)).pk
        carry_out(latest)
    with acting_as(author, "demo.gaps"):
        report = GapReport.objects.get(pk=latest)
        for topic, text in told["proposals"].items():
            services.propose(report=report, topic=topic, version=0, author=author, text=text)


def _wait(record: dict[str, Any], cast: Cast, author: User) -> None:
    person = cast.persons[f"{record['household']}-{record['person']}"].pk if "person" in record else None
    words = {name: record.get(name, "") for name in ("what", "whom")}
    wait = waits.begin(
        case=cast.cases[record["household"]],
        person_id=person,
        author=author,
        content=waits.WaitContent(
            kind=record["kind"],
            since=_day(record["since"]),
            nudge_on=_day(-ASK_IN),
            shared=person is None,
            **words,
        ),
    )
    if "ended" in record:
        waits.end(wait=wait, on=_day(record["ended"]), outcome=record["outcome"])


def _way(record: dict[str, Any], cast: Cast, author: User) -> None:
    row = ways.begin(
        case=cast.cases[record["household"]],
        person_id=cast.persons[f"{record['household']}-{record['person']}"].pk,
        author=author,
        area="learning",
        on=_day(record["begun"]),
        content=ways.Begun(kind="course", office=record["office"]),
    )
    asked = ways.Noted(state="contacted", on=_day(record["begun"] - 5), way="phone", reached=True)
    ended = ways.Noted(state="ended", on=_day(record["ended"]), result="declined", refusal=record["refusal"])
    for content in (asked, ended):
        ways.note(referral=row, author=author, content=content)


def _told() -> dict[str, Any]:
    told: dict[str, Any] = yaml.safe_load(SHEET.read_text("utf-8"))
    return told


def _day(ago: int) -> dt.date:
    return today() - dt.timedelta(days=ago)

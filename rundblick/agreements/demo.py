"""The room's share of the demo."""

import datetime as dt
from decimal import Decimal
from pathlib import Path
from typing import Any

import yaml

from rundblick.access.context import acting_as
from rundblick.access.hooks_demo import Cast
from rundblick.access.models import User
from rundblick.agreements.codes import Side
from rundblick.agreements.models import Item
from rundblick.agreements.services import agreements, lessons, network
from rundblick.agreements.services.agreements import Content, Words
from rundblick.agreements.services.lessons import LessonContent
from rundblick.agreements.services.network import ItemContent
from rundblick.web.clock import today

WHO = "koordination"
DAYS = frozenset({"valid_from", "valid_last", "review_on", "due_on", "found_on", "effective_on", "on"})
"""Fields that the sheet gives in days from today."""


def load(_scenario: Any, cast: Cast) -> None:
    """What the Jobcenter's coordination keeps, as the sheet tells it."""
    told = yaml.safe_load(Path(__file__).with_name("demo.yaml").read_text("utf-8"))
    author = cast.users[WHO]
    with acting_as(author, "demo.agreements"):
        for one in told["agreements"]:
            _agreement(one, author, cast)
        for one in told["network"]:
            _item(one, author)
        for one in told["lessons"]:
            lessons.learn(author=author, content=LessonContent(**_dated(one)))


def _agreement(told: dict[str, Any], author: User, cast: Cast) -> None:
    first, *later = told["wordings"]
    given = told["content"]
    partner = cast.organisations.get(told.get("partner", ""))
    row = agreements.begin(
        author=author,
        purpose=given["purpose"],
        key_point=first,
        partner=partner,
        partner_name=told.get("partner_name", ""),
    )
    for one in later:
        agreements.add_wording(agreement=row, author=author, words=Words(**_dated(one)))
    for one in told.get("contacts", []):
        given_contact = {"name": "", "reach": ""} | one
        agreements.add_contact(agreement=row, side=Side(given_contact.pop("side")), **given_contact)
    row.refresh_from_db()
    content = Content(
        **_dated(given) | {"categories": tuple(given.get("categories", ()))},
        partner=partner,
        partner_name=told.get("partner_name", ""),
    )
    agreements.change(agreement=row, version=row.version, content=content)


def _item(told: dict[str, Any], author: User) -> None:
    given = _dated(told["content"])
    if "amount" in given:
        given["amount"] = Decimal(given["amount"])
    row = network.put(author=author, kind=told["kind"], content=ItemContent(**given))
    for one in told.get("members", []):
        network.join(group=row, body=one["body"], function=one.get("function", ""))
    for one in told.get("meetings", []):
        _meeting(one, row)


def _meeting(told: dict[str, Any], group: Item) -> None:
    given = _dated({name: told.get(name, "") for name in ("on", "place", "text")})
    meeting = network.meet(group=group, **given)
    for one in told.get("decisions", []):
        done = one.pop("done", False)
        decision = network.decide(meeting=meeting, **_dated(one))
        if done:
            network.done(decision=decision, yes=True)


def _dated(told: dict[str, Any]) -> dict[str, Any]:
    """The same with days and years instead of their distance from today."""
    given = dict(told)
    for name in DAYS & given.keys():
        given[name] = today() + dt.timedelta(days=given[name])
    if "planned_year" in given:
        given["planned_year"] += today().year
    return given

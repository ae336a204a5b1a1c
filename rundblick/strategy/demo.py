"""The room's share of the demo."""

import datetime as dt
from decimal import Decimal
from pathlib import Path
from typing import Any

import yaml

from rundblick.access.context import acting_as
from rundblick.access.hooks_demo import Cast
from rundblick.access.models import User
from rundblick.strategy.catalogue import catalogue
from rundblick.strategy.models import Meeting, Part
from rundblick.strategy.services import Found, add_way, complete, hold, look_back, write_part
from rundblick.web.clock import today

_AMOUNTS = ("hours_now", "earnings", "hours_possible", "hours_bearable")
_WORDS = ("possible_reason", "possible_help", "bearable_reason", "bearable_help")


def load(scenario: Any, cast: Cast) -> None:
    """Hold the talks in the name of whoever is responsible, each on its day."""
    responsible = {household.key: household.responsible for household in scenario.households}
    for record in yaml.safe_load(Path(__file__).with_name("demo.yaml").read_text("utf-8")):
        author = cast.users[responsible[record["household"]]]
        with acting_as(author, "demo.strategy"):
            _talk(record, cast, author)


def _talk(record: dict[str, Any], cast: Cast, author: User) -> None:
    persons = {one["person"]: cast.persons[one["person"]].pk for one in record["parts"]}
    phases = catalogue().phases
    meeting = hold(
        case=cast.cases[record["household"]],
        present=dict.fromkeys(persons.values(), True),
        author=author,
        held_on=_day(record),
        colleagues=record["colleagues"],
        preparation_minutes=record["minutes"][0],
        talk_minutes=record["minutes"][1],
        entitlement=Decimal(record["entitlement"]),
        note=record["note"],
        action_months=phases.action_months,
        observation_months=phases.observation_months,
        contact_days=phases.contact_days,
    )
    parts = {part.person_id: part for part in Part.objects.filter(meeting=meeting)}
    by_key = {key: parts[person] for key, person in persons.items()}
    for one in record["parts"]:
        by_key[one["person"]] = _fill(by_key[one["person"]], one, author)
    complete(meeting=meeting, author=author)
    for review in record.get("reviews", ()):
        _review(meeting, review, by_key, author)


def _fill(part: Part, said: dict[str, Any], author: User) -> Part:
    values: dict[str, Any] = {name: Decimal(said[name]) for name in _AMOUNTS if name in said}
    values |= {name: said[name] for name in _WORDS if name in said}
    reason = said.get("no_action_reason")
    row = write_part(
        part=part,
        version=part.version,
        author=author,
        levers=said.get("levers", []),
        no_action=reason is not None,
        no_action_reason=reason,
        shared=said.get("shared", False),
        **values,
    )
    for way in said.get("ways", ()):
        add_way(part=row, author=author, **way)
    return row


def _review(meeting: Meeting, said: dict[str, Any], parts: dict[str, Part], author: User) -> None:
    look_back(
        meeting=meeting,
        phase=said["phase"],
        version=0,
        held_on=_day(said),
        entitlement=Decimal(said["entitlement"]),
        note=said["note"],
        found={
            parts[key].pk: Found(_number(one, "hours"), _number(one, "earnings"), one.get("words"))
            for key, one in said["found"].items()
        },
        author=author,
    )


def _number(said: dict[str, str], name: str) -> Decimal | None:
    return Decimal(said[name]) if name in said else None


def _day(record: dict[str, Any]) -> dt.date:
    return today() - dt.timedelta(days=record["days"])

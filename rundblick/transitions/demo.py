"""The room's share of the demo."""

import datetime as dt
from pathlib import Path
from typing import Any

import yaml

from rundblick.access.context import acting_as
from rundblick.access.hooks_demo import Cast
from rundblick.transitions import services
from rundblick.transitions.models import Transition
from rundblick.transitions.rules import Turning
from rundblick.transitions.services import Content, Noted
from rundblick.web.clock import today

SHEET = Path(__file__).with_name("demo.yaml")


def load(scenario: Any, cast: Cast) -> None:
    """Write changes that lie ahead or behind, in the name of whoever is responsible."""
    responsible = {household.key: household.responsible for household in scenario.households}
    for record in yaml.safe_load(SHEET.read_text("utf-8")):
        author = cast.users[responsible[record["household"]]]
        with acting_as(author, "demo.transitions"):
            tell(record, cast, author)


def tell(record: dict[str, Any], cast: Cast, author: Any) -> Transition:
    """Write one change of the sheet."""
    row = services.begin(
        case=cast.cases[record["household"]],
        person_id=cast.persons[f"{record['household']}-{record['person']}"].pk,
        author=author,
        kind=record["kind"],
        on=_day(record["begun"]),
        content=Content(
            turning=Turning(_day(record["turns"])),
            office=record.get("office", ""),
            receiver=record.get("receiver", ""),
            reach=record.get("reach", ""),
        ),
    )
    steps = {step.code: step for step in row.chain.steps}
    for ago, code, more in record["steps"]:
        services.note(transition=row, author=author, step=steps[code], content=Noted(on=_day(ago), **more))
    return row


def _day(ago: int) -> dt.date:
    return today() - dt.timedelta(days=ago)

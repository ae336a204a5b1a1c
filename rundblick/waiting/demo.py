"""The room's share of the demo."""

import datetime as dt
from pathlib import Path
from typing import Any

import yaml

from rundblick.access.context import acting_as
from rundblick.access.hooks_demo import Cast
from rundblick.waiting import services
from rundblick.waiting.rules import Expected
from rundblick.waiting.services import WaitContent
from rundblick.web.clock import today


def load(scenario: Any, cast: Cast) -> None:
    """Write what people wait for in the name of whoever is responsible."""
    responsible = {household.key: household.responsible for household in scenario.households}
    for record in yaml.safe_load(Path(__file__).with_name("demo.yaml").read_text("utf-8")):
        author = cast.users[responsible[record["household"]]]
        with acting_as(author, "demo.waiting"):
            _load(record, cast, author)


def _load(record: dict[str, Any], cast: Cast, author: Any) -> None:
    expected = record.get("expected")
    person = cast.persons[f"{record['household']}-{record['person']}"].pk if "person" in record else None
    wait = services.begin(
        case=cast.cases[record["household"]],
        person_id=person,
        author=author,
        content=WaitContent(
            kind=record["kind"],
            since=_day(record["since"]),
            what=record.get("what", ""),
            whom=record.get("whom", ""),
            reach=record.get("reach", ""),
            expected=Expected(_day(-expected).replace(day=1), monthly=True) if expected else None,
            nudge_on=_day(-record["nudge"]) if "nudge" in record else None,
            shared=record.get("shared", False),
        ),
    )
    for ago, said in record.get("asked", {}).items():
        wait.refresh_from_db()
        services.ask(
            wait=wait,
            author=author,
            version=wait.version,
            on=_day(ago),
            said=said,
            expected=wait.expected,
            nudge_on=wait.nudge_on,
        )
    for text in record.get("helps", []):
        services.bridge(wait=wait, text=text, on=_day(record["since"] - 3))
    if "ended" in record:
        services.end(wait=wait, on=_day(record["ended"]), outcome=record["outcome"], result=record.get("result", ""))


def _day(ago: int) -> dt.date:
    return today() - dt.timedelta(days=ago)

"""The room's share of the demo."""

import datetime as dt
from pathlib import Path
from typing import Any

import yaml

from rundblick.access.context import acting_as
from rundblick.access.hooks_demo import Cast
from rundblick.outreach import services
from rundblick.outreach.codes import Kind
from rundblick.web.clock import today


def load(scenario: Any, cast: Cast) -> None:
    """Write it in the name of whoever is responsible."""
    responsible = {household.key: household.responsible for household in scenario.households}
    for record in yaml.safe_load(Path(__file__).with_name("demo.yaml").read_text("utf-8")):
        author = cast.users[responsible[record["household"]]]
        person_id = cast.persons[f"{record['household']}-{record['person']}"].pk
        about: dict[str, Any] = {
            "case": cast.cases[record["household"]],
            "members": [person_id],
            "person_id": person_id,
            "author": author,
        }
        with acting_as(author, "demo.outreach"):
            for ago, channel, result in record.get("attempts", ()):
                services.attempt(on=_day(ago), channel=channel, result=result, **about)
            if "stopped" in record:
                services.say(kind=Kind.STOPPED, on=_day(record["stopped"]), **about)


def _day(ago: int) -> dt.date:
    return today() - dt.timedelta(days=ago)

"""The room's share of the demo."""

import datetime as dt
from pathlib import Path
from typing import Any

import yaml

from rundblick.access.context import acting_as
from rundblick.access.hooks_demo import Cast
from rundblick.access.models import User
from rundblick.rhythm import services
from rundblick.rhythm.services import PaceContent
from rundblick.web.clock import today


def load(scenario: Any, cast: Cast) -> None:
    """Agree on a rhythm with a few people, in the name of whoever is responsible."""
    responsible = {household.key: household.responsible for household in scenario.households}
    for record in yaml.safe_load(Path(__file__).with_name("demo.yaml").read_text("utf-8")):
        _agree(record, cast, cast.users[responsible[record["household"]]])


def _agree(record: dict[str, Any], cast: Cast, author: User) -> None:
    person_id = cast.persons[f"{record['household']}-{record['person']}"].pk
    with acting_as(author, "demo.rhythm"):
        services.agree(
            case=cast.cases[record["household"]],
            members=[person_id],
            person_id=person_id,
            author=author,
            content=PaceContent(
                why=record["why"],
                every_days=record.get("every_days"),
                rests_until=_day(record["rests"]) if "rests" in record else None,
                words=record.get("words", ""),
                review_on=_day(record["review"]),
            ),
        )


def _day(ahead: int) -> dt.date:
    return today() + dt.timedelta(days=ahead)

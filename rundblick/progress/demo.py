"""The room's share of the demo."""

import datetime as dt
from pathlib import Path
from typing import Any

import yaml

from rundblick.access.context import acting_as
from rundblick.access.hooks_demo import Cast
from rundblick.progress.services import Said, rate
from rundblick.web.clock import today


def load(scenario: Any, cast: Cast) -> None:
    """Rate in the name of whoever is responsible, each on its day."""
    responsible = {household.key: household.responsible for household in scenario.households}
    for record in yaml.safe_load(Path(__file__).with_name("demo.yaml").read_text("utf-8")):
        household = record["person"].rsplit("-", 1)[0]
        author = cast.users[responsible[household]]
        words = record.get("words", {})
        with acting_as(author, "demo.progress"):
            rate(
                case=cast.cases[household],
                person_id=cast.persons[record["person"]].pk,
                rater=record["rater"],
                author=author,
                said={code: Said(value, words.get(code, "")) for code, value in record["said"].items()},
                on=today() - dt.timedelta(days=record["days"]),
            )

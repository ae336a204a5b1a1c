"""The room's share of the demo: two places in the quarter, who came by in the last days, and the counts of a year."""

import datetime as dt
import uuid
from pathlib import Path
from typing import Any

import yaml

from rundblick.access.context import acting_as
from rundblick.access.hooks_demo import Cast
from rundblick.calendar.models import Place
from rundblick.calendar.services import add_place
from rundblick.walkins import services
from rundblick.walkins.content import Said, seal
from rundblick.walkins.models import Contact, WalkIn
from rundblick.web.clock import today


def load(scenario: Any, cast: Cast) -> None:
    """Write it in the name of the coaches who were there."""
    told = yaml.safe_load(Path(__file__).with_name("demo.yaml").read_text("utf-8"))
    house = cast.organisations["jobcenter"]
    with acting_as(cast.users["administration"], "demo.walkins"):
        places = {
            one["name"]: add_place(organisation_id=house.pk, exclusive=False, seats=None, **one)
            for one in told["places"]
        }
    for login in sorted({one["by"] for one in told["walkins"]}):
        author = cast.users[login]
        with acting_as(author, "demo.walkins") as context:
            team_id = next(iter(context.team_ids), None)
            for one in told["walkins"]:
                if one["by"] == login:
                    _keep(one, author.pk, team_id, house.pk, places)
    with acting_as(cast.users["coach"], "demo.walkins"):
        Contact.objects.bulk_create(_counted(told["counts"], house.pk, places))


def _keep(
    told: dict[str, Any], author_id: uuid.UUID, team_id: uuid.UUID | None, house_id: uuid.UUID, places: dict[str, Place]
) -> None:
    ago, place = today() - dt.timedelta(days=told["ago"]), places[told["place"]]
    words = {name: told[name] for name in ("sentence", "topic", "name", "reach", "setting") if name in told}
    said = Said(place=place.name, given=tuple(told.get("given", ())), **words)
    key = uuid.uuid4()
    WalkIn.objects.create(
        pk=key, author_id=author_id, team_id=team_id, on=ago, erase_on=ago + services.KEPT, sealed=seal(said, key)
    )
    services.count(organisation_id=house_id, place=place, topic=said.topic, on=ago)


def _counted(counts: dict[str, dict[int, list[int]]], house_id: uuid.UUID, places: dict[str, Place]) -> list[Contact]:
    """So many per topic (0: none) in each of the last months, the present one last."""
    return [
        Contact(organisation_id=house_id, place=places[name], on=_month(back), topic=topic or None)
        for name, by_topic in counts.items()
        for topic, numbers in by_topic.items()
        for back, number in enumerate(reversed(numbers))
        for _ in range(number)
    ]


def _month(back: int) -> dt.date:
    first = today().replace(day=1)
    for _ in range(back):
        first = (first - dt.timedelta(days=1)).replace(day=1)
    return first

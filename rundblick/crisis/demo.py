"""The room's share of the demo: a card, and one finished protocol of which only three people know."""

import datetime as dt
import uuid
from pathlib import Path
from typing import Any

import yaml

from rundblick.access.context import acting_as
from rundblick.access.hooks_demo import Cast
from rundblick.cases.rules import at_noon
from rundblick.crisis import services
from rundblick.crisis.catalogue import GENERAL, beginnings
from rundblick.crisis.models import Done, Protocol
from rundblick.web.clock import today


def load(scenario: Any, cast: Cast) -> None:
    """Write the card in the name of who looks after it, and the protocol in that of who is responsible."""
    sheet = yaml.safe_load(Path(__file__).with_name("demo.yaml").read_text("utf-8"))
    told = sheet["protocol"]
    household = told["person"].rsplit("-", 1)[0]
    responsible = {one.key: one.responsible for one in scenario.households}
    author = cast.users[responsible[household]]
    with acting_as(author, "demo.crisis"):
        for card in sheet["cards"]:
            services.save_card(
                house=cast.organisations[card["organisation"]],
                card=None,
                version=1,
                place="",
                numbers=card["numbers"],
                steps=list(beginnings().steps),
            )
        _protocol(told, author, cast.households[household].dossier_id, cast.persons[told["person"]].pk)


def _protocol(told: dict[str, Any], author: Any, dossier_id: uuid.UUID, person_id: uuid.UUID) -> None:
    begun = at_noon(today() - dt.timedelta(days=told["days"]))
    row = Protocol.objects.create(
        dossier_id=dossier_id,
        person_id=person_id,
        way=GENERAL,
        author=author,
        begun_at=begun,
        happened=told["happened"],
        agreed=told["agreed"],
        follow_up_on=begun.date() + dt.timedelta(days=1),
        good=told["good"],
        needs=told["needs"],
        ended_at=begun + dt.timedelta(days=2),
    )
    for number, one in enumerate(told["steps"]):
        Done.objects.create(
            dossier_id=dossier_id,
            protocol=row,
            by=author,
            at=begun + dt.timedelta(minutes=5 * number),
            **{name: one.get(name) for name in ("step", "who", "words")},
        )

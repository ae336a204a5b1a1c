"""The room's share of the demo: one person on the way, with tickets, a pause, and a folder of her own."""

import datetime as dt
from pathlib import Path
from typing import Any

import yaml

from rundblick.access.context import acting_as
from rundblick.access.hooks_demo import Cast
from rundblick.roadmap import services
from rundblick.roadmap.codes import Choice, Voice
from rundblick.roadmap.models import Decision, Position, Ticket
from rundblick.roadmap.services import Whose
from rundblick.web.clock import today


def load(scenario: Any, cast: Cast) -> None:
    """In the name of who is responsible; the folder in the name of the person, whose it is."""
    responsible = {household.key: household.responsible for household in scenario.households}
    logins = {user.person: user.login for user in scenario.users if user.person}
    for key, story in yaml.safe_load(Path(__file__).with_name("demo.yaml").read_text("utf-8")).items():
        home = key.rsplit("-", 1)[0]
        whose = Whose(cast.households[home].dossier_id, cast.persons[key].pk)
        with acting_as(cast.users[responsible[home]], "demo.roadmap"):
            _told(whose, story, cast.users[responsible[home]])
        person = cast.users[logins[key]]
        with acting_as(person, "demo.roadmap"):
            for sheet in story["folder"]:
                services.keep_leaf(whose=whose, author=person, version=0, **sheet)


def _told(whose: Whose, story: dict[str, Any], author: Any) -> None:
    services.say_wish(whose=whose, author=author, wish=True, on=_ago(story["wished"]))
    for step in story["steps"]:
        services.note_step(
            whose=whose,
            author=author,
            code=step["code"],
            state=step["state"],
            on=_ago(step["ago"]) if "ago" in step else None,
            who=step.get("who"),
            words=step.get("words", ""),
            version=0,
        )
    for one in story["decisions"]:
        Decision(
            **_row(whose, author, one["ago"]),
            choice=one["choice"],
            on=_ago(one["ago"]),
            review_on=_ago(one["review"]) if one["choice"] == Choice.LATER else None,
        ).save(force_insert=True)
    for one in story["positions"]:
        said = {name: one[name] for name in ("moment", "value", "words", "matters")}
        Position(**_row(whose, author, one["ago"]), on=_ago(one["ago"]), **said).save(force_insert=True)
    for one in story["tickets"]:
        Ticket(
            dossier_id=whose.dossier_id,
            person_id=whose.person_id,
            author=author,
            voice=Voice(one["voice"]),
            valid_from=_ago(one["ago"]),
            **{name: one.get(name) for name in services.TICKET},
        ).save(force_insert=True)


def _row(whose: Whose, author: Any, ago: int) -> dict[str, Any]:
    noon = dt.datetime.combine(_ago(ago), dt.time(12), tzinfo=dt.UTC)
    return {"dossier_id": whose.dossier_id, "person_id": whose.person_id, "author": author, "written_at": noon}


def _ago(days: int) -> dt.date:
    return today() - dt.timedelta(days=days)

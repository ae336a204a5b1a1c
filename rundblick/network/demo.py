"""The room's share of the demo: who stands around whom, and how that changed over the months."""

import datetime as dt
import uuid
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from rundblick.access.context import acting_as
from rundblick.access.hooks_demo import Cast
from rundblick.access.models import TimelineEntry
from rundblick.cases.rules import at_noon
from rundblick.cases.worked import day_of_work
from rundblick.network import rules
from rundblick.network.codes import SECTOR_OF
from rundblick.network.models import Tie
from rundblick.network.services import KIND
from rundblick.web.clock import today

SHEET = Path(__file__).with_name("demo.yaml")
_PLAIN = ("label", "kind", "direction", "supports", "sponsor", "phone", "hours", "contact_agreed", "on_fridge")


@dataclass(frozen=True)
class _Net:
    """Whose network: the case, the member (None: all), and who writes it down."""

    dossier_id: uuid.UUID
    person: Any
    author: Any


def load(scenario: Any, cast: Cast) -> None:
    """Write the networks, each in the name of the coach who is responsible."""
    sheet = yaml.safe_load(SHEET.read_text("utf-8"))
    responsible = {household.key: household.responsible for household in scenario.households}
    by_coach: dict[str, list[str]] = defaultdict(list)
    for key in sheet:
        if key in cast.cases:
            by_coach[responsible[key]].append(key)
    for login, keys in by_coach.items():
        with acting_as(cast.users[login], "demo.network"):
            rows = [row for key in keys for row in _household(key, sheet[key], cast, cast.users[login])]
            Tie.objects.bulk_create(rows)
            TimelineEntry.objects.bulk_create(_story(rows))


def _household(key: str, members: dict[str, list[dict[str, Any]]], cast: Cast, author: Any) -> list[Tie]:
    rows = []
    taken: list[rules.Place] = []
    for record in members.get("all", []):
        taken.append(_placed(record, taken)[-1])
    for code, records in members.items():
        person = None if code == "all" else cast.persons[f"{key}-{code}"]
        net = _Net(cast.cases[key].pk, person, author)
        used: list[rules.Place] = [] if person is None else list(taken)
        for record in records:
            places = _placed(record, used)
            used.append(places[-1])
            rows += _versions(net, record, places)
    return rows


def _states(record: dict[str, Any]) -> list[dict[str, Any]]:
    """How a tie was from when to when, earliest first."""
    states = [*record.get("before", []), {name: record[name] for name in ("since", "closeness", "quality")}]
    ends = [*(state["since"] for state in states[1:]), record.get("until")]
    return [state | {"until": end} for state, end in zip(states, ends, strict=True)]


def _placed(record: dict[str, Any], used: Any) -> list[rules.Place]:
    """Where a tie stood in each state: it keeps its direction while it comes nearer."""
    sector = SECTOR_OF[record["kind"]]
    last = rules.free_place(sector, record["closeness"], used)
    earlier = [rules.on_ring(*last, state["closeness"], sector) for state in record.get("before", [])]
    return [*earlier, last]


def _versions(net: _Net, record: dict[str, Any], places: list[rules.Place]) -> list[Tie]:
    thread = uuid.uuid4()
    plain = {name: record[name] for name in _PLAIN if name in record}
    rows = []
    for state, (x, y) in zip(_states(record), places, strict=True):
        since = _day(state["since"])
        rows.append(
            Tie(
                dossier_id=net.dossier_id,
                person=net.person,
                thread=thread,
                author=net.author,
                written_at=at_noon(since),
                valid_from=since,
                valid_until=_day(state["until"]) if state["until"] is not None else None,
                closeness=state["closeness"],
                quality=state["quality"],
                shared=record.get("shared", False) or net.person is None,
                x=x,
                y=y,
                **plain,
            )
        )
    return rows


def _day(ago: int) -> dt.date:
    return today() - dt.timedelta(days=ago)


def _story(rows: list[Tie]) -> list[TimelineEntry]:
    """One entry per person and day worked on, as the services write it."""
    days = {(row.dossier_id, row.person_id, row.valid_from): row for row in rows}
    return [
        day_of_work(
            KIND,
            dossier_id=dossier_id,
            person_id=person_id,
            day=day,
            author_id=row.author_id,
            shared=person_id is None,
        )
        for (dossier_id, person_id, day), row in days.items()
    ]

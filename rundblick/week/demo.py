"""The room's share of the demo: weeks, gaps and plans of four households, told by the responsible coach."""

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
from rundblick.cases.models import Goal
from rundblick.cases.rules import at_noon
from rundblick.cases.worked import day_of_work
from rundblick.programmes.duebook import facts_changed
from rundblick.web.clock import today
from rundblick.week.models import Block, CareSpan, Fallback, Need
from rundblick.week.queries import TALKED
from rundblick.week.services import KIND

SHEET = Path(__file__).with_name("demo.yaml")


@dataclass(frozen=True)
class _Home:
    """One household of the sheet: its case, who writes, and its members by their codes."""

    key: str
    cast: Cast
    author: Any

    @property
    def dossier_id(self) -> Any:
        return self.cast.cases[self.key].pk

    def person(self, code: str | None) -> Any:
        return self.cast.persons[f"{self.key}-{code}"].pk if code else None

    def common(self, record: dict[str, Any], **more: Any) -> dict[str, Any]:
        since = _day(record.get("since", 16))
        return {
            "dossier_id": self.dossier_id,
            "person_id": self.person(record.get("who")),
            "author": self.author,
            "valid_from": since,
            "written_at": at_noon(since),
            "shared": not record.get("kept", False),
        } | more


def load(scenario: Any, cast: Cast) -> None:
    """Write the weeks, each in the name of the coach who is responsible."""
    sheet = yaml.safe_load(SHEET.read_text("utf-8"))
    responsible = {household.key: household.responsible for household in scenario.households}
    by_coach: dict[str, list[str]] = defaultdict(list)
    for key in sheet:
        if key in cast.cases:
            by_coach[responsible[key]].append(key)
    for login, keys in by_coach.items():
        with acting_as(cast.users[login], "demo.week"):
            rows: list[Any] = []
            told: list[TimelineEntry] = []
            for key in keys:
                home = _Home(key, cast, cast.users[login])
                rows += _written(home, sheet[key])
                if "talked" in sheet[key]:
                    told.append(_told(TALKED, home.dossier_id, None, _day(sheet[key]["talked"]), home.author))
            models: tuple[Any, ...] = (Block, Need, CareSpan, Fallback)
            for model in models:
                model.objects.bulk_create([row for row in rows if isinstance(row, model)])
            days = {(row.dossier_id, row.person_id, row.valid_from): row for row in rows}
            told += [_told(KIND, dossier, person, day, row.author) for (dossier, person, day), row in days.items()]
            TimelineEntry.objects.bulk_create(told)
            facts_changed({row.dossier_id for row in rows})


def _written(home: _Home, sheet: dict[str, Any]) -> list[Any]:
    goals = {}
    if any("goal" in record for record in sheet.get("times", [])):
        goals = {(goal.person_id, goal.text): goal.pk for goal in Goal.objects.filter(dossier_id=home.dossier_id)}
    rows: list[Any] = []
    for record in sheet.get("times", []):
        rows += _times(home, record, goals)
    for record in sheet.get("needs", []):
        carers = [home.person(code) for code in record.get("carers", [])]
        rows.append(Need(**home.common(record), carers=carers))
    for record in sheet.get("spans", []):
        rows.append(_span(home, record))
    for rank, record in enumerate(sheet.get("emergency", []), 1):
        plain = {name: record[name] for name in ("label", "occasions", "details")}
        rows.append(Fallback(**home.common(record), kind=record.get("kind", "helper"), rank=rank, **plain))
    return rows


def _times(home: _Home, record: dict[str, Any], goals: dict[Any, Any]) -> list[Block]:
    """A block, and as the same thread what it was before."""
    common = home.common(record)
    before, after = record.get("way", [0, 0])
    plain: dict[str, Any] = {
        name: record[name] for name in ("kind", "provider", "label", "weeks", "stage") if name in record
    }
    plain |= {"weekdays": record["days"], "way_before": before, "way_after": after, "thread": uuid.uuid4()}
    goal = goals[common["person_id"], record["goal"]] if "goal" in record else None
    found = [Block(**common, **plain, **_hours(record["hours"]), goal_id=goal)]
    if "before" in record:
        ago, hours = record["before"]
        since = _day(ago)
        former = {"valid_from": since, "valid_until": common["valid_from"], "written_at": at_noon(since)}
        found.append(Block(**common | former, **plain, **_hours(hours)))
    return found


def _span(home: _Home, record: dict[str, Any]) -> CareSpan:
    plain = {name: record[name] for name in ("kind", "state", "label", "hours") if name in record}
    return CareSpan(
        **home.common(record),
        **plain,
        child_id=home.person(record.get("child")),
        state_since=_day(record["state_ago"]) if "state_ago" in record else None,
        last_day=_day(-record["ends"]) if "ends" in record else None,
    )


def _hours(words: str) -> dict[str, dt.time]:
    starts, ends = (dt.datetime.strptime(one, "%H:%M").time() for one in words.split("-"))  # noqa: DTZ007
    return {"starts": starts, "ends": ends}


def _told(kind: str, dossier_id: Any, person_id: Any, day: dt.date, author: Any) -> TimelineEntry:
    return day_of_work(
        kind, dossier_id=dossier_id, person_id=person_id, day=day, author_id=author.pk, shared=person_id is None
    )


def _day(ago: int) -> dt.date:
    return today() - dt.timedelta(days=ago)

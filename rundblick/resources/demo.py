"""The room's share of the demo: cards and helps of some households, as `demo.yaml` tells them."""

import datetime as dt
import uuid
from collections import defaultdict
from pathlib import Path
from typing import Any

import yaml

from rundblick.access.context import acting_as
from rundblick.access.hooks_demo import Cast
from rundblick.access.models import TimelineEntry, User
from rundblick.cases.worked import day_of_work
from rundblick.resources.codes import COLUMNS, LEVEL_OF_SECTION, HelpState, Perspective, Section
from rundblick.resources.models import Look, PlannedHelp, Resource
from rundblick.resources.services import KIND
from rundblick.web.clock import BERLIN, today

AFTERNOON = dt.time(15, 30)


def load(scenario: Any, cast: Cast) -> None:
    """Write the cards in the name of each household's responsible coach."""
    sheets = yaml.safe_load((Path(__file__).parent / "demo.yaml").read_text("utf-8"))
    responsible = {household.key: household.responsible for household in scenario.households}
    by_coach: dict[str, list[tuple[str, Any]]] = defaultdict(list)
    for key, sheet in sheets.items():
        household = key.rpartition("-")[0]
        if key in cast.persons and household in responsible:
            by_coach[responsible[household]].append((key, sheet))
    for login, cards in by_coach.items():
        with acting_as(cast.users[login], "demo.resources"):
            _write(cards, cast, cast.users[login])


def _write(cards: list[tuple[str, Any]], cast: Cast, author: User) -> None:
    resources: list[Resource] = []
    helps: list[PlannedHelp] = []
    looks: list[Look] = []
    for key, sheet in cards:
        place = {
            "dossier_id": cast.households[key.rpartition("-")[0]].dossier_id,
            "person": cast.persons[key],
            "author": author,
        }
        own = [row for entry in sheet.get("entries", ()) for row in _entries(entry, place)]
        for number, row in enumerate(own):  # in the order of the sheet
            row.written_at += dt.timedelta(seconds=number)
        resources += own
        helps += [row for entry in sheet.get("helps", ()) for row in _helps(entry, place, own)]
        looks += [_look(entry, place) for entry in sheet.get("looks", ())]
    Resource.objects.bulk_create(resources)
    PlannedHelp.objects.bulk_create(helps)
    Look.objects.bulk_create(looks)
    days = {(row.dossier_id, row.person_id, row.valid_from) for row in [*resources, *helps, *looks]}
    ordered = sorted(days, key=lambda day: (str(day[0]), str(day[1]), day[2]))
    TimelineEntry.objects.bulk_create(
        [
            day_of_work(KIND, dossier_id=dossier, person_id=person, day=day, author_id=author.pk)
            for dossier, person, day in ordered
        ]
    )


def _day(ago: int | None) -> dt.date | None:
    return None if ago is None else today() - dt.timedelta(days=ago)


def _times(since: int, until: int | None) -> dict[str, Any]:
    begun = today() - dt.timedelta(days=since)
    return {
        "valid_from": begun,
        "valid_until": _day(until),
        "written_at": dt.datetime.combine(begun, AFTERNOON, tzinfo=BERLIN),
    }


def _entries(entry: dict[str, Any], place: dict[str, Any]) -> list[Resource]:
    """One resource in the words of those who name it."""
    said = {view: entry[view.value] for view in COLUMNS if view.value in entry}
    if "text" in entry:
        said = {Perspective.JOINT: entry["text"]}
    same = uuid.uuid4()
    section = Section(entry["section"])
    return [
        Resource(
            **place,
            **_times(entry["ago"], entry.get("gone")),
            thread=same if number == 0 else uuid.uuid4(),
            same_as=same,
            section=section,
            level=entry.get("level", LEVEL_OF_SECTION[section]),
            perspective=view,
            text=text,
            shared=bool(entry.get("shared")) and view == Perspective.PERSON,
        )
        for number, (view, text) in enumerate(said.items())
    ]


def _helps(entry: dict[str, Any], place: dict[str, Any], own: list[Resource]) -> list[PlannedHelp]:
    """The time in which a help was planned, and that in which it ran."""
    for_all = bool(entry.get("for_all"))
    upon = next((row.thread for row in own if row.text == entry.get("upon")), None)
    same: dict[str, Any] = place | {
        "thread": uuid.uuid4(),
        "text": entry["text"],
        "level": entry["level"],
        "draws_upon": upon,
        "shared": for_all,
    }
    if for_all:
        same["person"] = None
    planned, running, ended = (entry.get(name) for name in ("planned", "running", "ended"))
    spans = [
        (HelpState.PLANNED, planned, running if running is not None else ended),
        (HelpState.RUNNING, running, ended),
    ]
    return [
        PlannedHelp(**same, **_times(since, until), state=state, since=today() - dt.timedelta(days=since))
        for state, since, until in spans
        if since is not None
    ]


def _look(entry: dict[str, Any], place: dict[str, Any]) -> Look:
    return Look(**place, **_times(entry["ago"], entry.get("gone")), level=entry["level"])

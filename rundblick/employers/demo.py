"""The room's share of the demo: twelve employers, with workplaces that fit the demo's people."""

import datetime as dt
from decimal import Decimal
from pathlib import Path
from typing import Any

import yaml

from rundblick.access.context import acting_as
from rundblick.access.hooks_demo import Cast
from rundblick.access.models import User
from rundblick.employers.models import Employer, Site
from rundblick.employers.services import employers, helping, workplaces
from rundblick.employers.services.employers import EmployerContent, Reach, SiteContent, TalkContent
from rundblick.employers.services.helping import CarvingContent, ConcernContent
from rundblick.employers.services.workplaces import Seen
from rundblick.web.clock import today

WHO = "vermittlung"
DAYS = frozenset({"on", "next_on", "visited_on", "free_from"})
"""Fields that the sheet gives in days from today."""


def load(_scenario: Any, cast: Cast) -> None:
    """What placement and coaches keep of employers, as the sheet tells it."""
    for told in yaml.safe_load(Path(__file__).with_name("demo.yaml").read_text("utf-8")):
        with acting_as(cast.users[WHO], "demo.employers"):
            row = employers.begin(
                author=cast.users[WHO],
                content=EmployerContent(**_listed(told["content"])),
                site=SiteContent(**told["site"]),
            )
            _helped(told, row, cast)
        _talked(told, row, cast)
        _seen(told, row, cast.users[WHO])


def _talked(told: dict[str, Any], row: Employer, cast: Cast) -> None:
    with acting_as(cast.users[WHO], "demo.employers"):
        persons = [employers.add_person(employer=row, reach=Reach(**one)) for one in told.get("persons", [])]
    for one in told.get("talks", []):
        given = _dated(one)
        author = cast.users[given.pop("by")]
        number = given.pop("person", None)
        person = None if number is None else persons[number]
        with acting_as(author, "demo.employers"):
            employers.note(employer=row, author=author, content=TalkContent(**given, counterpart=person))


def _seen(told: dict[str, Any], row: Employer, author: User) -> None:
    with acting_as(author, "demo.employers"):
        site = row.sites.order_by("pk")[0]
        for one in told.get("places", []):
            seen = _content(one, site)
            before = one.get("before")
            if before is None:
                workplaces.describe(employer=row, author=author, seen=seen)
                continue
            former = workplaces.describe(
                employer=row, author=author, seen=_content(before, site), since=_day(before["since"])
            )
            workplaces.restate(workplace=former, author=author, version=former.version, seen=seen, on=seen.visited_on)


def _content(told: dict[str, Any], site: Site) -> Seen:
    given = _listed(_dated(told["seen"]))
    return Seen(site=site, met=tuple(told.get("yes", ())), unmet=tuple(told.get("no", ())), **given)


def _helped(told: dict[str, Any], row: Employer, cast: Cast) -> None:
    for one in told.get("concerns", []):
        helping.worry(employer=row, content=ConcernContent(**_listed(_dated(one))))
    if given := told.get("carving"):
        content = CarvingContent(title=given["title"], on=_day(given["on"]), result=given.get("result", ""))
        sheet = helping.carve(employer=row, content=content)
        for text, hours, who, moves in given["tasks"]:
            helping.add_task(carving=sheet, text=text, hours=Decimal(hours), who=who, moves=moves)
    for one in told.get("specials", []):
        (state, on), *later = one["steps"]
        job = helping.add_special(
            employer=row,
            title=one["title"],
            kind=one["kind"],
            hours=Decimal(one["hours"]),
            state=state,
            on=_day(on),
        )
        for state, on in later:
            helping.move_special(job=job, state=state, on=_day(on))
    for one in told.get("tickets", []):
        ticket = helping.ask(
            employer=row, question=one["question"], answerer=cast.users[one["who"]], due_on=_day(one["due"])
        )
        if "answer" in one:
            helping.answer(ticket=ticket, version=ticket.version, words=one["answer"])


def _day(distance: int) -> dt.date:
    return today() + dt.timedelta(days=distance)


def _dated(told: dict[str, Any]) -> dict[str, Any]:
    """The same with days instead of their distance from today."""
    return {name: _day(value) if name in DAYS else value for name, value in told.items()}


def _listed(told: dict[str, Any]) -> dict[str, Any]:
    return {name: tuple(value) if isinstance(value, list) else value for name, value in told.items()}

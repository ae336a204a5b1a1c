"""The room's share of the demo: one conference that comes, one without names, and two that took place."""

import datetime as dt
from pathlib import Path
from typing import Any

import yaml

from rundblick.access.context import acting_as
from rundblick.access.hooks_demo import Cast
from rundblick.access.models import User
from rundblick.calendar.rules import moment
from rundblick.cases.codes import Responsible
from rundblick.conferences import services
from rundblick.conferences.models import Conference, Decision, Point, Seat
from rundblick.conferences.services import Content
from rundblick.web.clock import today

BEGINS = dt.time(10, 0)


def load(scenario: Any, cast: Cast) -> None:
    """Plan, prepare and close, each in the name of whoever would do it; the consents stand in the demo of `consent`."""
    responsible = {household.key: household.responsible for household in scenario.households}
    at_home = {user.login: user.organisation for user in scenario.users}
    for record in yaml.safe_load(Path(__file__).with_name("demo.yaml").read_text("utf-8")):
        coach = cast.users[responsible[record["household"]]]
        _load(record, cast, coach, {key: cast.users[login] for login, key in at_home.items() if key != "jobcenter"})


def _load(record: dict[str, Any], cast: Cast, coach: User, guests: dict[str, User]) -> None:
    with acting_as(coach, "demo.conferences"):
        row = _plan(record, cast, coach)
        for key in record.get("invited", []):
            seat = services.seat(conference=row, organisation=cast.organisations[key], part="agency")
            services.invite(row=seat, by=coach)
        for key in (*record.get("planned", []), *record.get("outside", [])):
            services.seat(conference=row, organisation=cast.organisations[key], part="agency")
        for login in record.get("colleagues", []):
            services.seat(conference=row, user=cast.users[login], part="placement")
        for words in record.get("words", []):
            services.seat(conference=row, words=words, part="family")
        if text := record.get("sheet"):
            sheet = services.write_sheet(conference=row, version=0, text=text)
            services.confirm_sheet(row=sheet, version=sheet.version, by=coach)
    for told in record.get("brought", []):
        author = coach if told["by"] == "coach" else guests[record["invited"][0]]
        with acting_as(author, "demo.conferences"):
            services.contribute(
                conference=row,
                author=author,
                person_id=row.person_id,
                topic=told["topic"],
                text=told["text"],
                for_all=told.get("for_all", False),
            )
    if record["day"] > 0:
        with acting_as(coach, "demo.conferences"):
            _hold(record, row, coach)


def _plan(record: dict[str, Any], cast: Cast, coach: User) -> Conference:
    starts_at = moment(_day(record["day"]), BEGINS)
    return services.plan(
        case=cast.cases[record["household"]],
        author=coach,
        content=Content(
            kind=record["kind"],
            persons=[cast.persons[f"{record['household']}-{record['person']}"].pk],
            question=record["question"],
            starts_at=starts_at,
            ends_at=starts_at + dt.timedelta(minutes=60),
            setting=record["setting"],
            place=record.get("place", ""),
            prepare_until=_day(record["prepare"]) if "prepare" in record else None,
            pseudonymised=record.get("pseudonymised", False),
        ),
    )


def _hold(record: dict[str, Any], row: Conference, coach: User) -> None:
    points = list(Point.objects.filter(conference=row).order_by("place", "pk").values_list("pk", flat=True))
    results = dict(zip(points[-len(record["results"]) :], record["results"], strict=True))
    services.note(
        conference=row,
        version=row.version,
        results=results,
        outcome=record.get("outcome", ""),
        why=record.get("why", ""),
        review_on=_day(record["review"]) if "review" in record else None,
    )
    done = {}
    for told in record.get("decided", []):
        own = told["who"] == "person"
        decision = services.decide(
            conference=row,
            text=told["text"],
            topic="cooperation",
            person_id=row.person_id,
            responsible=Responsible.PERSON if own else Responsible.JOBCENTER,
            due_on=_day(told["due"]),
            assignee=None if own else coach,
        )
        if "done" in told:
            done[decision.pk] = _day(told["done"])
    row.refresh_from_db()
    closed = services.close(conference=row, version=row.version)
    for decision in Decision.objects.filter(pk__in=list(done)).select_related("task"):
        services.done(row=decision, on=done[decision.pk])
    if record.get("informed"):
        for seat in Seat.objects.filter(conference=closed, kind="member").select_related("conference"):
            services.inform(row=seat, on=_day(record["day"] - 2), how="handed")


def _day(ago: int) -> dt.date:
    return today() - dt.timedelta(days=ago)

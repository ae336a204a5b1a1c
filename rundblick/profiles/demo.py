"""The room's share of the demo: job profiles from `demo.yaml`, dated over months, each in its coach's name."""

import datetime as dt
import uuid
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

from rundblick.access.context import acting_as
from rundblick.access.hooks_demo import Cast
from rundblick.access.models import TimelineEntry, User
from rundblick.cases.rules import at_noon
from rundblick.cases.standing import Standing
from rundblick.cases.worked import day_of_work
from rundblick.profiles.models import STATEMENTS, JobProfile, Target
from rundblick.profiles.services import KIND
from rundblick.web.clock import today

SHEET = Path(__file__).with_name("demo.yaml")


def load(scenario: Any, cast: Cast) -> None:
    """Write the profiles of the households that are in the scenario."""
    coaches = {record.key: record.responsible for record in scenario.households}
    by_coach: dict[str, dict[str, Any]] = defaultdict(dict)
    for key, said in yaml.safe_load(SHEET.read_text("utf-8")).items():
        household = key.rsplit("-", 1)[0]
        if household in coaches and key in cast.persons:
            by_coach[coaches[household]][key] = said
    for login, profiles in by_coach.items():
        with acting_as(cast.users[login], "demo.profiles"):
            rows = [row for key, said in profiles.items() for row in _rows(key, said, cast, cast.users[login])]
            for model in STATEMENTS:
                model.objects.bulk_create([row for row in rows if isinstance(row, model)])
            TimelineEntry.objects.bulk_create(_days(rows))


def _rows(key: str, said: dict[str, Any], cast: Cast, author: User) -> Iterator[Standing]:
    dossier_id, person = cast.households[key.rsplit("-", 1)[0]].dossier_id, cast.persons[key]
    single = uuid.uuid5(uuid.NAMESPACE_OID, f"{JobProfile._meta.label_lower}:{dossier_id}:{person.pk}")
    told: list[tuple[type[Standing], uuid.UUID, dict[str, Any]]] = []
    if "profile" in said:
        told.append((JobProfile, single, said["profile"]))
    told += [(Target, uuid.uuid4(), one) for one in said.get("targets", [])]
    for model, thread, statement in told:
        versions = _versions(statement)
        for number, values in enumerate(versions):
            on = _day(values.pop("ago"))
            until = _day(versions[number + 1]["ago"]) if number + 1 < len(versions) else None
            yield model(
                dossier_id=dossier_id,
                person=person,
                thread=thread,
                author=author,
                written_at=at_noon(on),
                valid_from=on,
                valid_until=until,
                **values,
            )


def _versions(statement: dict[str, Any]) -> list[dict[str, Any]]:
    """Former versions and the present one, the oldest first; a former one says only what was different."""
    present = {name: value for name, value in statement.items() if name != "was"}
    return [*(present | former for former in statement.get("was", [])), present]


def _day(ago: int) -> dt.date:
    return today() - dt.timedelta(days=ago)


def _days(rows: list[Standing]) -> list[TimelineEntry]:
    """One entry for each member and day on which something was said."""
    worked = {(row.dossier_id, row.person_id, row.valid_from): row.author.pk for row in rows}
    return [
        day_of_work(KIND, dossier_id=dossier_id, person_id=person_id, day=day, author_id=author_id)
        for (dossier_id, person_id, day), author_id in worked.items()
        if person_id
    ]

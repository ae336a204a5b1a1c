"""The room's share of the demo: what some people of the scenario said over months (demo.yaml)."""

import datetime as dt
from collections import defaultdict
from pathlib import Path
from typing import Any, Literal

from pydantic import Field

from rundblick.access.context import acting_as
from rundblick.access.hooks_demo import Cast
from rundblick.access.models import TimelineEntry, User
from rundblick.calendar.errors import Refused
from rundblick.cases.rules import at_noon
from rundblick.cases.worked import day_of_work
from rundblick.catalogue.loading import Document, Part, load_document
from rundblick.situation import protected, services
from rundblick.situation.access import protected_door
from rundblick.situation.catalogue import area_of
from rundblick.situation.models import Entry, ProtectedEntry
from rundblick.web.clock import today

DAY = dt.timedelta(days=1)


class Version(Part):
    """How an entry stood from a day on."""

    ago: int = Field(ge=0)
    view: str
    kind: str
    text: str = ""
    marks: tuple[str, ...] = ()
    scale: int | None = None
    occasion: str = ""
    shared: bool = False


class Thread(Part):
    """One entry through its versions, oldest first. `ended`: days since it no longer holds."""

    topic: str
    versions: tuple[Version, ...] = Field(min_length=1)
    ended: int | None = None


class Confided(Part):
    """Something in the protected area."""

    ago: int = Field(ge=0)
    kind: str
    topic: str
    text: str


class Told(Part):
    """Somebody of the scenario by its keys."""

    household: str
    person: str
    threads: tuple[Thread, ...]
    protected: tuple[Confided, ...] = ()


class Sheet(Document):
    """The whole file."""

    schema_version: Literal[1]
    id: str
    people: tuple[Told, ...]


def load(scenario: Any, cast: Cast) -> None:
    """Write everything in the name of who is responsible; the protected area only where a consent opens it."""
    sheet = load_document(Path(__file__).with_name("demo.yaml"), Sheet)
    responsible = {household.key: household.responsible for household in scenario.households}
    told: dict[str, list[Told]] = defaultdict(list)
    for one in sheet.people:
        told[responsible[one.household]].append(one)
    for login, people in told.items():
        author = cast.users[login]
        with acting_as(author, "demo.situation") as context:
            entries = [row for one in people for row in _entries(one, author, cast)]
            Entry.objects.bulk_create(entries)
            TimelineEntry.objects.bulk_create(_days(entries))
            for one in people:
                dossier_id, person_id = cast.households[one.household].dossier_id, cast.persons[one.person].pk
                if one.protected and protected_door(context, dossier_id, person_id):
                    ProtectedEntry.objects.bulk_create(_confided(one, author, cast))


def _entries(told: Told, author: User, cast: Cast) -> list[Entry]:
    rows = []
    for thread in told.threads:
        area = area_of(thread.topic)
        if area is None:
            raise Refused(f"no topic {thread.topic}")
        ends: list[dt.date | None] = [today() - version.ago * DAY for version in thread.versions[1:]]
        ends.append(None if thread.ended is None else today() - thread.ended * DAY)
        first: Entry | None = None
        for version, end in zip(thread.versions, ends, strict=True):
            start = today() - version.ago * DAY
            row = Entry(
                dossier_id=cast.households[told.household].dossier_id,
                person_id=cast.persons[told.person].pk,
                author=author,
                written_at=at_noon(start),
                field=area.number,
                topic=thread.topic,
                view=version.view,
                kind=version.kind,
                shared=version.shared,
                valid_from=start,
                valid_until=end,
                **services.checked(
                    thread.topic,
                    text=version.text,
                    indicators=version.marks,
                    occasion=version.occasion,
                    scale=version.scale,
                ),
            )
            if first is not None:
                row.thread = first.thread
            first = first or row
            rows.append(row)
    return rows


def _days(entries: list[Entry]) -> list[TimelineEntry]:
    """One line in the story per member and day."""
    worked = {(row.dossier_id, row.person_id, row.valid_from): row.author_id for row in entries}
    return [
        day_of_work(services.KIND, dossier_id=dossier_id, person_id=person_id, day=day, author_id=author_id)
        for (dossier_id, person_id, day), author_id in worked.items()
    ]


def _confided(told: Told, author: User, cast: Cast) -> list[ProtectedEntry]:
    return [
        ProtectedEntry(
            dossier_id=cast.households[told.household].dossier_id,
            person_id=cast.persons[told.person].pk,
            author=author,
            written_at=at_noon(today() - one.ago * DAY),
            valid_from=today() - one.ago * DAY,
            **protected.checked(child=False, kind=one.kind, topic=one.topic, text=one.text),
        )
        for one in told.protected
    ]

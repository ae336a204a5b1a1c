"""Short ways to agree, to note and to learn."""

import datetime as dt
import uuid
from typing import Any

from rundblick.access.context import acting_as
from rundblick.access.models import User
from rundblick.agreements.codes import Kind, Stage
from rundblick.agreements.models import Agreement, Decision, Item, Lesson, Meeting
from rundblick.agreements.services import agreements, lessons, network
from rundblick.agreements.services.agreements import Content, Words
from rundblick.agreements.services.lessons import LessonContent
from rundblick.agreements.services.network import ItemContent
from rundblick.web.clock import today
from tests.house import House

DAY = dt.timedelta(days=1)
PURPOSE = "Kurze Wege in die Beratung"
FINDING = "Bescheide werden oft nicht verstanden"
TITLE = "Freie Kursplätze sammeln"


def agreed(house: House, **given: Any) -> Agreement:
    """Begun by Nora, who coordinates; with the partner agency of the house unless told otherwise."""
    said: dict[str, Any] = {"purpose": PURPOSE, "key_point": "Zwei feste Termine", "partner": house.partner} | given
    with acting_as(house.nora, "test"):
        return agreements.begin(author=house.nora, **said)


def worded(house: House, row: Agreement, stage: Stage, *, on: dt.date | None = None, **given: Any) -> None:
    said = {"text": "Drei feste Termine"} | given
    with acting_as(house.nora, "test"):
        words = Words(stage=stage, on=on or today(), **said)
        agreements.add_wording(agreement=row, author=house.nora, words=words)
        row.refresh_from_db()


def described(house: House, row: Agreement, **given: Any) -> None:
    """The agreement changed in these points; the rest stays."""
    with acting_as(house.nora, "test"):
        row.refresh_from_db()
        kept: dict[str, Any] = {"purpose": row.purpose, "partner": row.partner, "title": row.title}
        kept |= {"controllers": row.controllers, "review_on": row.review_on}
        if row.partner is None:
            kept["partner_name"] = row.partner_name
        agreements.change(agreement=row, version=row.version, content=Content(**kept | given))
        row.refresh_from_db()


def noted(house: House, kind: Kind = Kind.ORDER, author: User | None = None, **given: Any) -> Item:
    starts: dict[str, dict[str, Any]] = {
        Kind.ORDER: {"state": "open"},
        Kind.UNDERTAKING: {"state": "need"},
        Kind.FUND: {"state": "applied", "amount": 1000},
        Kind.GROUP: {"state": "active"},
        Kind.EVENT: {"state": "planned", "due_on": today() + 9 * DAY},
    }
    author = author or house.nora
    with acting_as(author, "test"):
        return network.put(author=author, kind=kind, content=ItemContent(**{"title": TITLE} | starts[kind] | given))


def met(house: House, group: Item, *, on: dt.date | None = None, text: str = "Erste Runde") -> Meeting:
    with acting_as(house.nora, "test"):
        return network.meet(group=group, on=on or today(), place="Kreishaus", text=text)


def decided(house: House, meeting: Meeting, *, due_in: int = 7, text: str = "Eine Liste machen") -> Decision:
    with acting_as(house.nora, "test"):
        return network.decide(
            meeting=meeting, text=text, responsible="Schulamt, Schulaufsicht", due_on=today() + due_in * DAY
        )


def learnt(house: House, **given: Any) -> Lesson:
    said: dict[str, Any] = {"programme": "anna", "finding": FINDING, "found_on": today(), "status": "soon"}
    with acting_as(house.nora, "test"):
        return lessons.learn(author=house.nora, content=LessonContent(**said | given))


def fresh() -> str:
    """A token as a form sends it."""
    return str(uuid.uuid4())


def stored(house: House, row: Any) -> Any:
    """The row as it is now."""
    with acting_as(house.nora, "test"):
        return type(row).objects.get(pk=row.pk)

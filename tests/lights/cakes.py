"""Short ways to lay cards on a cake, also on days long past."""

import datetime as dt
import uuid
from typing import Any

from rundblick.access.context import acting_as
from rundblick.access.models import User
from rundblick.cases.standing import end, restate, state
from rundblick.lights import queries, services
from rundblick.lights.board import slices
from rundblick.lights.codes import Light
from rundblick.lights.models import Card
from rundblick.lights.rules import STEP
from rundblick.web.clock import today
from tests.cases.families import Family

DAY = dt.timedelta(days=1)


def lay(family: Family, text: str, light: str = "green", *, of: uuid.UUID | None = None, **values: Any) -> Card:
    """A card of Amira's (or `of` somebody), laid today by Alma."""
    with acting_as(family.house.alma, "test"):
        return services.add_card(
            case=family.case,
            person_id=of or family.amira,
            text=text,
            light=light,
            author=family.house.alma,
            **values,
        )


def laid(family: Family, text: str, light: str = "green", *, days_ago: int, **values: Any) -> Card:
    """A card of Amira's that lies there since a day in the past."""
    given: dict[str, Any] = {"person_id": family.amira, "rank": STEP} | values
    with acting_as(family.house.alma, "test"):
        row = Card(dossier_id=family.pk, text=text, light=Light(light), valid_from=today() - days_ago * DAY, **given)
        return state(row, author=family.house.alma, verb="test")


def anew(family: Family, card: Card, *, days_ago: int = 0, **changes: Any) -> Card:
    """The same card said anew on a day."""
    with acting_as(family.house.alma, "test"):
        return restate(
            card,
            author=family.house.alma,
            verb="test",
            version=card.version,
            on=today() - days_ago * DAY,
            **changes,
        )


def away(family: Family, card: Card, *, days_ago: int = 0) -> None:
    """The card is put away on a day."""
    with acting_as(family.house.alma, "test"):
        end(card, verb="test", version=card.version, on=today() - days_ago * DAY)


def place(family: Family, card: Card, light: str, before: Card | None = None, *, by: User | None = None) -> Card:
    """Lay a card into a slice."""
    author = by or family.house.alma
    with acting_as(author, "test"):
        return services.place(
            card=card, version=card.version, light=light, before=before.thread if before else None, author=author
        )


def seen(family: Family, *, of: uuid.UUID | None = None, day: dt.date | None = None) -> dict[str, list[str]]:
    """What lies on a member's cake, by slice, in its order."""
    member = of or family.amira
    with acting_as(family.house.alma, "test", read_only=True) as context:
        rows = queries.cards(context, family.pk, member=member, day=day or today())
        cake = slices(queries.own(rows, member))
        return {str(slice_.light): [shown.card.text for shown in slice_.cards] for slice_ in cake}


def filled(family: Family, number: int, *, days: int = 1) -> None:
    """Many cards at once, each `days` days old at most, a third in each slice."""
    lights = list(Light)
    with acting_as(family.house.alma, "test"):
        rows = [
            Card(
                dossier_id=family.pk,
                person_id=family.amira,
                author=family.house.alma,
                text=f"Karte Nummer {index}",
                light=lights[index % 3],
                rank=STEP * (index + 1),
                valid_from=today() - (index % days) * DAY,
            )
            for index in range(number)
        ]
        Card.objects.bulk_create(rows)

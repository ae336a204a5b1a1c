"""Short ways to let somebody come by."""

import uuid
from typing import Any

from rundblick.access.context import acting_as
from rundblick.calendar.models import Place
from rundblick.calendar.services import add_place
from rundblick.walkins import services
from rundblick.walkins.content import Said
from rundblick.walkins.models import WalkIn
from tests.house import House

SENTENCE = "Versteht die Mahnung vom Stromversorger nicht."
TOKEN = "6f1ed3a4-0000-4000-8000-00000000000{}"


def comes_by(house: House, by: str = "alma", *, place: Place | None = None, **words: Any) -> WalkIn:
    """Somebody came by, and this coach wrote it down."""
    said: dict[str, Any] = {"sentence": SENTENCE, "name": "Frau Marek", "topic": 1} | words
    with acting_as(house.people[by], "test") as context:
        return services.keep(
            author=house.people[by],
            team_id=next(iter(context.team_ids), None),
            said=Said(**said, place=place.name if place else ""),
            place=place,
            token=uuid.uuid4(),
        )


def quarter(house: House, name: str = "Quartiersbüro") -> Place:
    """A place of the house in the quarter."""
    with acting_as(house.frank, "test"):
        return add_place(organisation_id=house.jobcenter.pk, name=name, exclusive=False)


def typed(number: int = 1, **words: Any) -> dict[str, Any]:
    """What the form sends."""
    return {"sentence": SENTENCE, "name": "Frau Marek", "token": TOKEN.format(number)} | words

"""Objects of the permission matrix."""

from typing import Any

from rundblick.directory.codes import Status
from tests.directory.building import body, happening, knows, noticed, offered, opened, reached, spot
from tests.house import House


def build(house: House) -> dict[str, Any]:
    """An organisation of the region, and the partner agency with an entry of its own."""
    foreign = body(house)
    place = spot(house, foreign)
    listed = offered(house, foreign, locations=[place])
    draft = offered(house, foreign, status=Status.DRAFT, name="Neue Gruppe", locations=[])
    own = offered(house, body(house, name="Beratungsstelle Brücke", member=house.partner))
    return {
        "foreign": foreign.pk,
        "token": "falsch",
        "listed": listed.pk,
        "draft": draft.pk,
        "own": own.pk,
        "place": place.pk,
        "left": lambda _="": spot(house, foreign, name="Alter Ort").pk,
        "event": happening(house, foreign).pk,
        "hours": lambda _="": opened(house, listed, [0], "09:00", "12:00").pk,
        "contact": lambda _="": reached(house, listed).pk,
        "known": lambda _="": knows(house, foreign, house.alma).pk,
        "note": lambda _="": noticed(house, listed, house.alma).pk,
    }

"""Objects of the permission matrix."""

from typing import Any

from rundblick.access.context import acting_as
from rundblick.areas.services import comparisons
from rundblick.web.clock import today
from tests.areas.building import area, at, charge, street
from tests.house import House


def build(house: House) -> dict[str, Any]:
    """Nora keeps an area with a street, a team in charge, and figures that wait."""
    row = area(house, "Mühlenviertel", "Mühlenstraße")
    names = iter(range(100))

    def fresh_line(_: str = "") -> Any:
        return street(house, row, f"Hofweg {'abcdefghijklmnopqrstuvwxyz'[next(names)] * 3}").pk

    def fresh_charge(_: str = "") -> Any:
        return charge(house, row, since=today()).pk

    with acting_as(house.nora, "test"):
        ordered = comparisons.prepare(author=house.nora, since=at(-30), as_of=today())
    return {"area": row.pk, "line": fresh_line, "charge": fresh_charge, "comparison": ordered.pk}

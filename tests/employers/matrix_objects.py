"""Objects of the permission matrix."""

from decimal import Decimal
from typing import Any

from rundblick.access.context import acting_as
from rundblick.employers.services import employers as services
from rundblick.employers.services import helping
from rundblick.employers.services.employers import SiteContent
from tests.employers.building import (
    asked,
    kept,
    person,
    seen,
    sheet,
    site_of,
    special,
    talked,
    worried,
)
from tests.house import House


def build(house: House) -> dict[str, Any]:
    """Mats keeps an employer with everything that belongs to it."""
    row = kept(house)

    def fresh_person(_: str = "") -> Any:
        return person(house, row).pk

    def fresh_site(_: str = "") -> Any:
        with acting_as(house.mats, "test"):
            return services.add_site(employer=row, content=SiteContent(city="Beckum")).pk

    def fresh_place(_: str = "") -> Any:
        return seen(house, row).pk

    def fresh_task(_: str = "") -> Any:
        with acting_as(house.mats, "test"):
            return helping.add_task(carving=carving, text="Regale füllen", hours=Decimal(2)).pk

    carving = sheet(house, row, ("Beete harken", "4", True))
    return {
        "employer": row.pk,
        "site": site_of(house, row).pk,
        "fresh_site": fresh_site,
        "person": person(house, row).pk,
        "fresh_person": fresh_person,
        "talk": talked(house, row, next_step="Anrufen", next_on=row.begun_at.date()).pk,
        "workplace": seen(house, row, visited_on=row.begun_at.date()).pk,
        "fresh_place": fresh_place,
        "concern": worried(house, row).pk,
        "carving": carving.pk,
        "fresh_task": fresh_task,
        "job": special(house, row).pk,
        "ticket": asked(house, row).pk,
    }

"""Objects of the permission matrix."""

from typing import Any

from rundblick.access import services
from rundblick.access.context import acting_as
from rundblick.web.clock import today
from tests.cases.families import haddad
from tests.house import House


def build(house: House) -> dict[str, Any]:
    """Hanna covers Alma today, who has one case."""
    family = haddad(house)
    with acting_as(house.dana, "test"):
        cover = services.cover(absent=house.alma, deputy=house.hanna, first_day=today(), last_day=today())
    return {"cover": cover.pk, "covered": family.pk}

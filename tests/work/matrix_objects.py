"""Objects of the permission matrix."""

import uuid
from typing import Any

from rundblick.access.context import acting_as
from rundblick.web.clock import today
from rundblick.work import services
from tests.cases.families import haddad
from tests.house import House


def build(house: House) -> dict[str, Any]:
    """Alma's case with one result."""
    family = haddad(house)

    def fresh(_: str = "") -> uuid.UUID:
        with acting_as(house.alma, "test"):
            return services.record_outcome(
                dossier_id=family.pk, person_id=family.amira, kind="course", achieved_on=today()
            ).pk

    return {"dossier": family.pk, "outcome": fresh(), "fresh_outcome": fresh}

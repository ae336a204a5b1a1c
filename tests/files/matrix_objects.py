"""Objects of the permission matrix."""

import uuid
from typing import Any

from rundblick.access.context import acting_as
from rundblick.files import services
from tests.house import House


def build(house: House) -> dict[str, Any]:
    """A dossier of Alma's with one file."""
    with acting_as(house.alma, "test"):
        dossier = house.dossier()
        dossier_id = dossier.pk

    def fresh_file(_: str = "") -> uuid.UUID:
        with acting_as(house.alma, "test"):
            return services.keep(dossier_id=dossier_id, name="Bescheid.pdf", content=b"%PDF-1.7 Bescheid").pk

    return {"dossier": dossier_id, "file": fresh_file(), "fresh_file": fresh_file}

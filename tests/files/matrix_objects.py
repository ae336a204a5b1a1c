"""Objects of the permission matrix."""

from typing import Any

from rundblick.access.context import acting_as
from rundblick.files import services
from tests.house import House


def build(house: House) -> dict[str, Any]:
    """A dossier of Alma's with one file."""
    with acting_as(house.alma, "test"):
        dossier = house.dossier()
        file = services.keep(dossier_id=dossier.pk, name="Bescheid.pdf", content=b"%PDF-1.7 Bescheid")
    return {"dossier": dossier.pk, "file": file.pk}

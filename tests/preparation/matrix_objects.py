"""Objects of the permission matrix."""

from typing import Any

from tests.house import House
from tests.preparation.talks import lived, sheet


def build(house: House) -> dict[str, Any]:
    """Amira's case, and a sheet of the Jobcenter."""
    family = lived(house)
    return {"case": family.pk, "amira": family.amira, "sheet": sheet(house).pk}

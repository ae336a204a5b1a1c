"""Objects of the permission matrix."""

from typing import Any

from tests.cases.families import haddad
from tests.house import House
from tests.surveys.build import begun, completed, published, said


def build(house: House) -> dict[str, Any]:
    """Amira has answered once; the coach's own view is half done."""
    family = haddad(house)
    published(family)
    done = completed(family, hilfe=4, worte="Der Nachbar hilft")
    half = begun(family, view="coach")
    said(family, half, worte="Im Stillen")
    return {
        "case": family.pk,
        "amira": family.amira,
        "code": "probe",
        "number": 1,
        "second": "t2",
        "own": "self",
        "done": done.pk,
        "open": half.pk,
        "section": "zwei",
        "mine": begun(family, wave="t2").pk,
    }

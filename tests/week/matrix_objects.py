"""Objects of the permission matrix."""

from typing import Any

from rundblick.web.clock import today
from tests.cases.families import haddad
from tests.house import House
from tests.week.weeks import block, fallback, need, span


def build(house: House) -> dict[str, Any]:
    """A case of Alma's with one statement of each sort."""
    family = haddad(house)
    need(family, family.sami)
    return {
        "case": family.pk,
        "sami": family.sami,
        "block": block(family, family.amira, "6:00-14:00", "Bäckerei").thread,
        "fallback": fallback(family, "Nachbarin von oben").thread,
        "leave": span(family, family.amira, "leave", child_id=family.sami, last_day=today()).thread,
        "place": span(family, family.sami, label="Kita am Park").thread,
    }

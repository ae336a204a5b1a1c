"""Objects of the permission matrix."""

from typing import Any

from rundblick.web.german import german_date
from tests.gaps.building import ago, computed, ordered
from tests.house import House


def build(house: House) -> dict[str, Any]:
    """A finished report with one before it, and one that waits."""
    computed(house, until=100)
    return {
        "report": computed(house),
        "waiting": ordered(house, first=30),
        "topic": "home",
        "first": german_date(ago(200)),
        "last": german_date(ago(1)),
    }

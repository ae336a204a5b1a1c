"""Who reads and writes the room's tables, as SQL for PostgreSQL (decision 54)."""

from rundblick.access.doors import PRINCIPALS, HouseDoor
from rundblick.access.models.logs import ROLES
from rundblick.access.roles import Role

EDITORS = frozenset({Role.PLACEMENT, Role.COACH})
"""Who writes in a Jobcenter; everybody else there reads."""

ALL = "SELECT, INSERT, UPDATE, DELETE"

_HOUSE = (
    f"house_id IN (SELECT o.id FROM access_organisation o WHERE o.kind = 'jobcenter' AND o.id = ANY ({PRINCIPALS}))"
)
_EDITS = f"'{{{','.join(sorted(EDITORS))}}}' && {ROLES}"

own = HouseDoor(read=_HOUSE, write=f"{_HOUSE} AND {_EDITS}")
"""The table whose rows name their Jobcenter in `house_id`."""


def behind(*, app: str = "SELECT, INSERT, UPDATE") -> HouseDoor:
    """A table whose rows name their employer: read when that one is, written by those who may change it."""
    there = "EXISTS (SELECT 1 FROM employers_employer above WHERE above.id = employer_id"
    return HouseDoor(read=f"{there})", write=f"{there} AND above.{_HOUSE}) AND {_EDITS}", app=app)

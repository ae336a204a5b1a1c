"""Who reads and writes the room's tables, as SQL for PostgreSQL (decision 29)."""

from rundblick.access.doors import PRINCIPALS, HouseDoor
from rundblick.access.models.logs import ROLES
from rundblick.access.roles import Role

EDITORS = frozenset({Role.COORDINATOR, Role.TEAM_LEAD})
"""Who writes in a Jobcenter; everybody else there reads."""

ALL = "SELECT, INSERT, UPDATE, DELETE"
KEPT = "SELECT, INSERT"

_HOUSE = (
    f"house_id IN (SELECT o.id FROM access_organisation o WHERE o.kind = 'jobcenter' AND o.id = ANY ({PRINCIPALS}))"
)
_EDITS = f"'{{{','.join(sorted(EDITORS))}}}' && {ROLES}"


def house_door(*, partner: str = "", app: str = "SELECT, INSERT, UPDATE") -> HouseDoor:
    """A table whose rows name their Jobcenter in `house_id`; `partner`: column of another organisation that reads."""
    read = f"{_HOUSE} OR {partner} = ANY ({PRINCIPALS})" if partner else _HOUSE
    return HouseDoor(read=read, write=f"{_HOUSE} AND {_EDITS}", app=app)


def behind(table: str, column: str, *, app: str = "SELECT, INSERT, UPDATE") -> HouseDoor:
    """A table whose rows belong to a row of `table`: read when that one is, written where that one may be.

    `table` names its Jobcenter in `house_id`.
    """
    there = f"EXISTS (SELECT 1 FROM {table} above WHERE above.id = {column}"
    return HouseDoor(read=f"{there})", write=f"{there} AND above.{_HOUSE}) AND {_EDITS}", app=app)

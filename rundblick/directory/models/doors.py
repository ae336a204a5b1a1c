"""Who reads and writes the room's tables, as SQL for PostgreSQL (decision 38)."""

from rundblick.access.doors import PRINCIPALS, HouseDoor
from rundblick.access.models.logs import ROLES
from rundblick.access.roles import Role

EDITORS = frozenset({Role.COORDINATOR, Role.TEAM_LEAD, Role.COACH, Role.INTAKE, Role.PLACEMENT})
"""Who keeps the directory in a Jobcenter. A listed organisation that works in this installation keeps its own entry."""

ALL = "SELECT, INSERT, UPDATE, DELETE"

HOUSE = f"EXISTS (SELECT 1 FROM access_organisation o WHERE o.kind = 'jobcenter' AND o.id = ANY ({PRINCIPALS}))"
_EDITOR = f"('{{{','.join(sorted(EDITORS))}}}' && {ROLES} AND {HOUSE})"
_OWN = (
    "EXISTS (SELECT 1 FROM directory_organization listed WHERE listed.id = organization_id"
    f" AND listed.member_id = ANY ({PRINCIPALS}))"
)
KEEPS = f"({_EDITOR} OR {_OWN})"

public = HouseDoor(read="true", write=KEEPS, app=ALL)
"""Rows of an organisation that everybody reads, also without a login."""

listed = HouseDoor(read="true", write=f"({_EDITOR} OR member_id = ANY ({PRINCIPALS}))", app="SELECT, INSERT, UPDATE")
"""The organisations themselves."""

shown = HouseDoor(read=f"(status <> 'draft' OR {KEEPS})", write=KEEPS, app="SELECT, INSERT, UPDATE")
"""Rows with a status: drafts are for whoever keeps them."""

partly_public = HouseDoor(read=f"(public OR {HOUSE} OR {_OWN})", write=KEEPS, app=ALL)
"""Rows that say themselves whether everybody reads them."""

kept = HouseDoor(read=f"({HOUSE} OR {_OWN})", write=KEEPS, app="SELECT, INSERT")
"""Rows for colleagues and the organisation itself, never changed."""

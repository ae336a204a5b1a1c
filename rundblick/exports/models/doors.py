"""Who reads and writes the room's tables, as SQL for PostgreSQL (decision 48)."""

from rundblick.access.doors import PRINCIPALS
from rundblick.access.models.logs import ROLES
from rundblick.access.roles import Role

LOG_READERS = frozenset({Role.COORDINATOR, Role.TEAM_LEAD, Role.DPO})
"""Who reads what left the house."""
KEEPERS = frozenset({Role.COORDINATOR})
"""Who keeps projects and mappings, and takes files out."""
RESEARCH_READERS = frozenset({Role.COORDINATOR, Role.DPO})
"""Who reads a research project; data protection approves it."""


def mine(column: str = "house_id") -> str:
    """That the row names the reader's organisation."""
    return f"{column} = ANY ({PRINCIPALS})"


def held(roles: frozenset[Role]) -> str:
    """That the reader holds one of the roles."""
    return f"'{{{','.join(sorted(roles))}}}' && {ROLES}"

"""Who may open which pages of the room. Roles open functions; cases are opened by doors alone."""

from rundblick.access.roles import STAFF_ROLES, Role

STAFF = STAFF_ROLES
"""May look at programmes and their profiles, which hold nothing about anybody."""

DRAFT_ROLES = frozenset({Role.COORDINATOR})
"""May change definitions: copy one, edit it, publish it."""

RUN_ROLES = frozenset({Role.COORDINATOR, Role.TEAM_LEAD})
"""May open the page of a run: places, the way in, and participations as far as their doors allow."""

GROUP_ROLES = frozenset({Role.COACH, Role.COORDINATOR})
"""May lead groups of their own house; whom they see in them is up to their doors."""

"""Loading the demo: rooms write their share of one synthetic scenario, lower rooms first."""

from dataclasses import dataclass, field
from typing import Any

from rundblick.access.models import Organisation, Team, User


@dataclass
class Cast:
    """What was created so far, by the scenario's keys. Rooms above add their objects for the next ones."""

    organisations: dict[str, Organisation] = field(default_factory=dict)
    teams: dict[str, Team] = field(default_factory=dict)
    users: dict[str, User] = field(default_factory=dict)
    households: dict[str, Any] = field(default_factory=dict)
    persons: dict[str, Any] = field(default_factory=dict)
    cases: dict[str, Any] = field(default_factory=dict)
    participations: dict[str, Any] = field(default_factory=dict)

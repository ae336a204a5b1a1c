"""The tables of the room: organisations and users, dossiers and grants, logs, drafts."""

from rundblick.access.models.base import DossierManager, DossierQuerySet, DossierScoped
from rundblick.access.models.dossiers import (
    Dossier,
    DossierKey,
    Erasure,
    Grant,
    TimelineEntry,
)
from rundblick.access.models.logs import Disclosure, DisclosureDigest, DisclosureSeal, Draft
from rundblick.access.models.organisations import (
    Cover,
    Organisation,
    RoleAssignment,
    Team,
    TeamMembership,
    User,
)

__all__ = [
    "Cover",
    "Disclosure",
    "DisclosureDigest",
    "DisclosureSeal",
    "Dossier",
    "DossierKey",
    "DossierManager",
    "DossierQuerySet",
    "DossierScoped",
    "Draft",
    "Erasure",
    "Grant",
    "Organisation",
    "RoleAssignment",
    "Team",
    "TeamMembership",
    "TimelineEntry",
    "User",
]

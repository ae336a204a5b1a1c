"""The tables of the room: organisations and users, dossiers and grants, logs, drafts."""

from rundblick.access.models.base import DossierManager, DossierQuerySet, DossierScoped
from rundblick.access.models.dossiers import (
    DangerRequest,
    Dossier,
    DossierKey,
    Erasure,
    Grant,
    TimelineEntry,
)
from rundblick.access.models.logs import DemoStep, Disclosure, DisclosureDigest, DisclosureSeal, Draft, SealCheck
from rundblick.access.models.organisations import (
    AccountInvitation,
    Cover,
    Organisation,
    RoleAssignment,
    Team,
    TeamMembership,
    User,
)

__all__ = [
    "AccountInvitation",
    "Cover",
    "DangerRequest",
    "DemoStep",
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
    "SealCheck",
    "Team",
    "TeamMembership",
    "TimelineEntry",
    "User",
]

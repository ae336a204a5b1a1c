"""Roles and additional rights. A role opens functions of the house, never a case; only grants open cases."""

from django.db import models


class Role(models.TextChoices):
    """What somebody may do in the house."""

    COACH = "coach", "Coach / Fallmanagement"
    TEAM_LEAD = "team_lead", "Teamleitung"
    NOMINATOR = "nominator", "Zuweisende Fachkraft"
    BENEFITS = "benefits", "Leistungssachbearbeitung"
    PLACEMENT = "placement", "Arbeitsvermittlung"
    COORDINATOR = "coordinator", "Programmkoordination"
    PARTNER = "partner", "Partnerstelle (Gast)"
    RESEARCH = "research", "Forschung"
    DPO = "dpo", "Datenschutz"
    ADMIN = "admin", "Administration (ohne Fallinhalte)"
    PARTICIPANT = "participant", "Teilnehmende Person"
    INTAKE = "intake", "Aufnahme (Zusatzrecht)"
    STEWARD = "steward", "Dubletten-Klärung (Zusatzrecht)"


STAFF_ROLES = frozenset(Role.values) - {Role.PARTICIPANT}

"""Objects of the permission matrix."""

from typing import Any

from rundblick.web.clock import today
from rundblick.web.german import german_date
from tests.cases.families import haddad
from tests.house import House
from tests.invitations.inviting import wish


def build(house: House) -> dict[str, Any]:
    """Amira has an appointment and wants mails."""
    family = haddad(house)
    return {
        "dossier": family.pk,
        "person": family.amira,
        "appointment": family.appointment(family.amira).pk,
        "wish": wish(family).pk,
        "sent_on": german_date(today()),
        "token": "unbekannt",
    }

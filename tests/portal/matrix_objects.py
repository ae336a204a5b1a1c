"""Objects of the permission matrix."""

import uuid
from typing import Any

from rundblick.access.context import acting_as
from rundblick.access.models.dossiers import Basis
from rundblick.access.services import open_door
from rundblick.copies import services as copies
from rundblick.portal import services
from rundblick.portal.access import READS, REPORTS
from rundblick.web.clock import today
from tests.cases.families import haddad
from tests.copies.wishes import released
from tests.house import House
from tests.surveys.build import handed


def build(house: House) -> dict[str, Any]:
    """The Haddads; Jana is Amira and may send something back."""
    family = haddad(house)
    with acting_as(house.alma, "test"):
        grant = open_door(
            dossier_id=family.pk, principal=house.jana, basis=Basis.SELF, topics=READS, subject_id=family.amira
        )
        open_door(
            dossier_id=family.pk,
            principal=house.jana,
            basis=Basis.SELF,
            topics=REPORTS,
            writes=True,
            subject_id=family.amira,
        )

    def fresh_grant(_: str = "") -> uuid.UUID:
        with acting_as(house.alma, "test"):
            given = services.give_access(
                dossier=family.case.dossier, person_id=family.karim, email="karim@test.example"
            )
        return given.grant.pk

    copy = released(family)
    with acting_as(house.alma, "test"):
        handing = copies.hand_over(copy=copy, way="own_page", on=today(), user=house.alma)
    appointment = family.appointment(family.amira).pk
    return {
        "case": family.pk,
        "appointment": appointment,
        "handing": handing.pk,
        "form": "pdf",
        "grant": grant.pk,
        "fresh_grant": fresh_grant,
        "token": str(uuid.uuid4()),
        "sheet": handed(family).pk,
        "section": "zwei",
        "sheet_code": "strengths",
        "moment": "before",
    }

"""What the tests of the room share."""

import uuid

import pytest

from rundblick.access import services
from rundblick.access.context import acting_as
from rundblick.access.models import Dossier, Grant
from rundblick.access.models.dossiers import Basis
from tests.house import House

MEMBER = uuid.UUID("11111111-1111-4111-8111-111111111111")
OTHER_MEMBER = uuid.UUID("22222222-2222-4222-8222-222222222222")


@pytest.fixture
def dossier(house: House) -> Dossier:
    """A dossier of Alma's with doors for the Träger's team, a partner agency for another member, and Jana herself."""
    with acting_as(house.alma, "test"):
        dossier = house.dossier()
    with acting_as(house.alma, "test"):
        for principal, basis, topics, subject in (
            (house.provider_team, Basis.ASSIGNMENT, ("master", "notes"), None),
            (house.partner, Basis.STATUTORY, ("master",), OTHER_MEMBER),
            (house.jana, Basis.SELF, ("master", "appointments"), MEMBER),
        ):
            services.open_door(
                dossier_id=dossier.pk,
                principal=principal,
                basis=basis,
                topics=topics,
                subject_id=subject,
                evidence="" if basis == Basis.SELF else "Vertrag vom 01.09.2026",
            )
    return dossier


def door_of(house: House, dossier: Dossier, basis: Basis) -> Grant:
    """The newest door of that basis, as Alma sees it."""
    with acting_as(house.alma, "test", read_only=True):
        return Grant.objects.filter(dossier=dossier, basis=basis).order_by("-valid_from")[0]

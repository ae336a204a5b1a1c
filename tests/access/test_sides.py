"""Which side of a cooperation reads and writes a row: the dossier's house, one agency, never another one."""

import datetime as dt
import uuid

import pytest
from django.db import transaction
from django.db.utils import ProgrammingError

from rundblick.access import services
from rundblick.access.context import acting_as
from rundblick.access.models import Dossier, Grant, Organisation
from rundblick.access.models.dossiers import Basis
from rundblick.files.models import StoredFile
from rundblick.web.clock import now
from tests.access.test_doors import sees
from tests.house import House

BOTH = ("cooperation", "documents")


@pytest.fixture
def dossier(house: House) -> Dossier:
    """Alma's dossier, in which a partner agency and a Träger work along by consent, without writing doors."""
    with acting_as(house.alma, "test"):
        found = house.dossier()
        for agency in (house.partner, house.provider):
            services.open_door(
                dossier_id=found.pk,
                principal=agency,
                basis=Basis.CONSENT,
                topics=BOTH,
                until=now() + dt.timedelta(days=30),
                evidence="Einwilligung auf Papier",
            )
    return found


def put(house: House, who: str, dossier: Dossier, agency: Organisation | None, topic: str = "cooperation") -> None:
    """A row of a file, without its content."""
    with acting_as(house.people[who], "test"), transaction.atomic():
        StoredFile.objects.create(
            dossier=dossier,
            name="Blatt",
            media_type="application/pdf",
            size=1,
            uploaded_at=now(),
            topic=topic,
            agency=agency,
        )


def readers(house: House) -> set[str]:
    return {name for name in house.people if sees(house, name, StoredFile)}


def test_a_door_knows_whether_it_is_a_guests(house: House, dossier: Dossier) -> None:
    with acting_as(house.alma, "test", read_only=True):
        guests = dict(Grant.objects.values_list("principal_id", "guest"))
    assert guests == {
        house.alma.pk: False,
        house.north.pk: False,
        house.partner.pk: True,
        house.provider.pk: True,
    }


def test_nobody_says_of_a_door_that_it_is_no_guests(house: House, dossier: Dossier) -> None:
    with acting_as(house.alma, "test"):
        grant = Grant.objects.create(
            dossier=dossier,
            principal_kind="user",
            principal_id=house.cem.pk,
            basis=Basis.ASSIGNMENT,
            topics=["cooperation"],
            valid_from=now(),
            evidence="Vertrag",
            guest=False,
        )
        grant.refresh_from_db()
    assert grant.guest


def test_a_row_for_one_agency_is_read_by_the_house_and_by_that_agency(house: House, dossier: Dossier) -> None:
    put(house, "alma", dossier, house.partner)
    assert readers(house) == {"alma", "ivo"}


def test_a_row_that_names_no_agency_is_open_to_every_door_with_its_topic(house: House, dossier: Dossier) -> None:
    put(house, "alma", dossier, None, topic="documents")
    assert readers(house) == {"alma", "ivo", "cem"}


def test_an_agency_writes_its_own_rows_without_a_writing_door(house: House, dossier: Dossier) -> None:
    put(house, "ivo", dossier, house.partner)
    assert readers(house) == {"alma", "ivo"}
    with acting_as(house.ivo, "test") as context:
        assert StoredFile.objects.visible_to(context, writing=True).count() == 1
        assert StoredFile.objects.update(size=2) == 1
    with acting_as(house.cem, "test") as context:
        assert StoredFile.objects.visible_to(context, writing=True).count() == 0
        assert StoredFile.objects.update(size=3) == 0


@pytest.mark.parametrize("topic", BOTH)
def test_an_agency_writes_nothing_for_another_one_and_nothing_into_the_file(
    house: House, dossier: Dossier, topic: str
) -> None:
    for agency in (house.provider, None):
        with pytest.raises(ProgrammingError, match="row-level security"):
            put(house, "ivo", dossier, agency, topic)
    assert readers(house) == set()


def test_the_row_closes_with_the_door_and_stays_with_the_house(house: House, dossier: Dossier) -> None:
    put(house, "ivo", dossier, house.partner)
    with acting_as(house.alma, "test"):
        services.close_door(Grant.objects.get(principal_id=house.partner.pk))
    assert readers(house) == {"alma"}
    with acting_as(house.ivo, "test"):
        assert StoredFile.objects.filter(pk=uuid.uuid4()).count() == StoredFile.objects.update(size=4) == 0

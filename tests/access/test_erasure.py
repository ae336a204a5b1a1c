"""Erasing reaches rows, history, drafts and the key; it needs two people and outlives a restore."""

import pytest
from django.db import connections

from rundblick.access import crypto, drafts, services
from rundblick.access.context import acting_as
from rundblick.access.database import as_worker
from rundblick.access.models import Dossier, Erasure, Grant
from rundblick.access.models.dossiers import Basis
from rundblick.access.services import DoorClosed
from rundblick.access.services.erasure import erased_dossiers
from tests.house import House


def rows_naming(dossier: Dossier) -> dict[str, int]:
    """Tables that still name the dossier, as the owner counts them."""
    found = {}
    with connections["owner"].cursor() as cursor:
        cursor.execute(
            "SELECT table_name FROM information_schema.columns"
            " WHERE column_name = 'dossier_id' AND table_schema = 'public'"
        )
        for (table,) in cursor.fetchall():
            cursor.execute(f'SELECT count(*) FROM "{table}" WHERE dossier_id = %s', [dossier.pk])
            if count := cursor.fetchone()[0]:
                found[table] = count
    return found


@pytest.fixture
def dossier(house: House) -> Dossier:
    with acting_as(house.alma, "test"):
        found = house.dossier()
        services.close_door(Grant.objects.get(basis=Basis.TEAM))
        drafts.save(user_id=house.alma.pk, form_key="note", fields={"a": ["b"]}, dossier_id=found.pk)
    return found


def order(house: House, dossier: Dossier) -> Erasure:
    with acting_as(house.alma, "test") as alma:
        services.request_erasure(alma, dossier_id=dossier.pk, ground="Aufbewahrungsfrist abgelaufen")
    with acting_as(house.eva, "test") as eva:
        return services.approve_erasure(eva, erasure=Erasure.objects.get(dossier_ref=dossier.pk))


def test_nothing_names_the_dossier_afterwards(house: House, dossier: Dossier) -> None:
    assert set(rows_naming(dossier)) >= {"access_grant", "access_grantevent", "access_dossierkey", "access_draft"}
    order(house, dossier)
    with as_worker("erase"):
        assert services.erase(dossier.pk) > 0
    assert rows_naming(dossier) == {}
    with acting_as(house.alma, "test"), pytest.raises(crypto.KeyGone):
        crypto.dossier_key(dossier.pk)
    assert dossier.pk in erased_dossiers()


def test_without_approval_nothing_is_erased(house: House, dossier: Dossier) -> None:
    before = rows_naming(dossier)
    with acting_as(house.alma, "test") as alma:
        services.request_erasure(alma, dossier_id=dossier.pk, ground="Wunsch der Person")
    with pytest.raises(DoorClosed), as_worker("erase"):
        services.erase(dossier.pk)
    assert rows_naming(dossier) == before


def test_nobody_approves_alone(house: House, dossier: Dossier) -> None:
    with acting_as(house.eva, "test") as eva:
        asked = services.request_erasure(eva, dossier_id=dossier.pk, ground="Prüfung")
        with pytest.raises(DoorClosed):
            services.approve_erasure(eva, erasure=asked)
    with acting_as(house.dana, "test") as dana, pytest.raises(DoorClosed):
        services.approve_erasure(dana, erasure=asked)


def test_an_interrupted_erasure_leaves_the_file_whole(house: House, dossier: Dossier) -> None:
    """Everything happens in one transaction: when a room's part fails, nothing was removed."""
    from rundblick.access import hooks

    before = rows_naming(dossier)
    order(house, dossier)

    def fails(_: object) -> int:
        raise OSError("disk full")

    hooks.erase.add("test.fails", fails)
    try:
        with pytest.raises(OSError, match="disk full"), as_worker("erase"):
            services.erase(dossier.pk)
    finally:
        del hooks.erase._items["test.fails"]
    assert rows_naming(dossier) == before

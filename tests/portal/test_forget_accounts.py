"""Erasing a dossier empties the accounts that existed for it alone."""

from pathlib import Path

import pytest
from django.db import connections

from rundblick.access import services as access
from rundblick.access.context import acting_as
from rundblick.access.database import as_worker
from rundblick.access.models import User
from rundblick.portal import services
from tests.cases.families import Family, haddad
from tests.house import House

ADDRESS = "amira@test.example"


@pytest.fixture
def family(house: House) -> Family:
    found = haddad(house)
    with acting_as(house.alma, "test"):
        services.give_access(dossier=found.case.dossier, person_id=found.amira, email=ADDRESS)
    return found


def erase(house: House, family: Family, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Ask for, approve and carry out the erasure of the family's dossier."""
    monkeypatch.setattr(access.erasure, "register_path", lambda: tmp_path / "erasures.jsonl")
    with acting_as(house.alma, "test") as context:
        order = access.request_erasure(context, dossier_id=family.pk, ground="Frist abgelaufen")
    with acting_as(house.eva, "test") as context:
        access.approve_erasure(context, erasure=order)
    with as_worker("erase"):
        access.erase(family.pk)


def traces(word: str) -> list[str]:
    """Tables of accounts in which the word still stands, read as owner."""
    found = []
    with connections["owner"].cursor() as cursor:
        cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
        for (table,) in cursor.fetchall():
            cursor.execute(f'SELECT EXISTS (SELECT 1 FROM "{table}" t WHERE t::text ILIKE %s)', [f"%{word}%"])
            if cursor.fetchone()[0]:
                found.append(table)
    return found


def test_name_and_address_of_the_account_are_gone_with_the_dossier(
    house: House, family: Family, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    house.login("alma").get(f"/faelle/{family.pk}/")
    assert "access_user" in traces(ADDRESS)
    erase(house, family, tmp_path, monkeypatch)
    assert traces(ADDRESS) == []
    assert traces("Amira") == []
    with acting_as(house.frank, "test", read_only=True):
        emptied = User.objects.get(display_name="gelöscht")
    assert (emptied.is_active, emptied.has_usable_password()) == (False, False)


def test_who_has_an_own_page_elsewhere_keeps_the_account(
    house: House, family: Family, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with acting_as(house.alma, "test", read_only=True):
        user = User.objects.get(email=ADDRESS)
    other = haddad(house)
    other.let_in(user, other.amira)
    erase(house, family, tmp_path, monkeypatch)
    with acting_as(house.alma, "test", read_only=True):
        assert User.objects.get(pk=user.pk).email == ADDRESS


def test_staff_are_never_emptied(house: House, family: Family, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    family.let_in(house.bert, family.karim)
    erase(house, family, tmp_path, monkeypatch)
    with acting_as(house.alma, "test", read_only=True):
        assert User.objects.get(pk=house.bert.pk).email == "bert@test.example"

"""The disclosure log is append-only, sealed in batches, and a change shows."""

import datetime as dt
import json
import uuid
from collections.abc import Iterator

import pytest
from django.db import connections

from rundblick.access import disclosure, seals
from rundblick.access.context import acting_as
from rundblick.access.database import as_worker
from rundblick.access.models import Disclosure, DisclosureSeal
from rundblick.web.clock import now
from tests.house import House


@pytest.fixture
def log(house: House) -> Iterator[list[uuid.UUID]]:
    """Six rows, 1 to 6, in two sealed batches, 1 and 2."""
    by_owner("ALTER SEQUENCE access_disclosure_id_seq RESTART; ALTER SEQUENCE access_disclosureseal_id_seq RESTART")
    seals.heads_path().unlink(missing_ok=True)
    dossiers = [uuid.uuid4() for _ in range(6)]
    for batch in (dossiers[:4], dossiers[4:]):
        for dossier in batch:
            row = disclosure.entry(house.alma.access_context(), kind="case.page", dossiers=[dossier])
            row.at = now() - dt.timedelta(minutes=5)
            disclosure.write(house.alma.access_context(), [row])
        with as_worker("seal"):
            assert seals.seal() == len(batch)
    yield dossiers
    seals.heads_path().unlink(missing_ok=True)


def by_owner(sql: str) -> None:
    with connections["owner"].cursor() as cursor:
        cursor.execute(sql)


def test_an_untouched_log_verifies(log: list[uuid.UUID]) -> None:
    with as_worker("verify"):
        assert seals.verify() == []
        assert seals.seal() == 0, "nothing new, nothing sealed"


def test_a_changed_row_shows(log: list[uuid.UUID]) -> None:
    by_owner("UPDATE access_disclosure SET kind = 'harmless' WHERE id = 2")
    with as_worker("verify"):
        assert [f.row_id for f in seals.verify()] == [2]


def test_a_removed_digest_shows(log: list[uuid.UUID]) -> None:
    by_owner("DELETE FROM access_disclosuredigest WHERE row_id = 5")
    with as_worker("verify"):
        assert any("Siegel 2" in f.message for f in seals.verify())


def test_a_chain_rewritten_in_the_database_differs_from_the_exported_heads(log: list[uuid.UUID]) -> None:
    by_owner("UPDATE access_disclosureseal SET head = sha256(head) WHERE id = 1")
    with as_worker("verify"):
        assert any("ausgelagert" in f.message for f in seals.verify())


def test_a_batch_cut_off_at_the_end_shows(log: list[uuid.UUID]) -> None:
    by_owner("DELETE FROM access_disclosuredigest WHERE batch_id = 2")
    by_owner("DELETE FROM access_disclosureseal WHERE id = 2")
    with as_worker("verify"):
        assert [f.message for f in seals.verify()] == ["Siegel 2 fehlt in der Datenbank."]


def test_purging_after_retention_keeps_the_chain_verifiable(log: list[uuid.UUID]) -> None:
    with as_worker("purge"):
        assert seals.purge(now()) == 6
        assert Disclosure.objects.count() == 0
        assert seals.verify() == []


def test_a_row_committed_late_is_still_sealed(house: House, log: list[uuid.UUID]) -> None:
    """Ids are drawn before commit: a slow transaction may commit a smaller id after a batch was sealed."""
    by_owner("DELETE FROM access_disclosuredigest WHERE row_id = 6")
    by_owner("UPDATE access_disclosureseal SET rows = 1 WHERE id = 2")
    with as_worker("seal"):
        assert seals.seal() == 1


def test_only_data_protection_reads_the_log(house: House, log: list[uuid.UUID]) -> None:
    readers = set()
    for name, user in house.people.items():
        with acting_as(user, "test", read_only=True):
            if Disclosure.objects.exists():
                readers.add(name)
    assert readers == {"eva"}


def test_heads_leave_the_database_without_content(log: list[uuid.UUID]) -> None:
    lines = [json.loads(line) for line in seals.heads_path().read_text("ascii").splitlines()]
    assert [set(line) for line in lines] == [{"seal", "at", "rows", "head"}] * 2
    with as_worker("verify"):
        assert lines[-1]["head"] == bytes(DisclosureSeal.objects.get(pk=2).head).hex()

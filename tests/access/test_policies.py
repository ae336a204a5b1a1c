"""The second line of defence: each test fails when the protection it names is taken away."""

import uuid
from collections.abc import Iterator
from contextlib import contextmanager

import psycopg
import pytest
from django.db import connection, connections
from django.db.utils import InternalError, ProgrammingError

from rundblick.access.context import Context, acting_as, bound
from rundblick.access.database import as_worker
from rundblick.access.doors import Door, door_of, rooms_models
from rundblick.access.models import Dossier, Grant, TimelineEntry
from rundblick.access.policies import case_tables, install_policies, problems
from rundblick.access.startup import every_table_has_a_door, the_house_is_locked
from rundblick.access.timeline import record
from rundblick.web.clock import now
from tests.house import House


@contextmanager
def by_the_owner(statement: str, undo: str) -> Iterator[None]:
    """Change the protection as owner, and restore it."""
    with connections["owner"].cursor() as cursor:
        cursor.execute(statement)
    try:
        yield
    finally:
        with connections["owner"].cursor() as cursor:
            cursor.execute(undo)


@pytest.fixture
def dossier(house: House) -> Dossier:
    with acting_as(house.alma, "test"):
        return house.dossier()


def test_the_house_stands() -> None:
    assert problems(connection) == []
    assert the_house_is_locked(None, databases=["default"]) == []
    assert every_table_has_a_door(None) == []


def test_neither_role_is_superuser_or_passes_row_security() -> None:
    with connections["owner"].cursor() as cursor:
        names = [connections.databases[a]["USER"] for a in ("default", "owner", "worker")]
        cursor.execute(
            "SELECT rolname FROM pg_roles WHERE rolname = ANY (%s) AND NOT rolsuper AND NOT rolbypassrls", [names]
        )
        assert len(cursor.fetchall()) == len(set(names)) == 3


def test_a_superuser_role_is_found_out() -> None:
    """The embedded server's own login is a superuser: `problems` must say so, or policies were silently off."""
    import os

    from rundblick.launch.urls import with_database

    url = with_database(os.environ["RUNDBLICK_TEST_ADMIN_URL"], connections.databases["default"]["NAME"])
    login = psycopg.conninfo.conninfo_to_dict(url)
    powerful = connections.create_connection("default")
    powerful.settings_dict = powerful.settings_dict | {
        "USER": login["user"],
        "PASSWORD": login.get("password", ""),
        "HOST": login.get("host", ""),
        "PORT": str(login.get("port", "")),
    }
    try:
        assert any("Superuser" in sentence for sentence in problems(powerful))
    finally:
        powerful.close()


def test_a_dropped_policy_is_found_out(house: House) -> None:
    with by_the_owner("DROP POLICY door_app_read ON access_timelineentry", "SELECT 1"):
        assert any("access_timelineentry" in sentence for sentence in problems(connection))
    install_policies(connections["owner"])
    assert problems(connection) == []


def test_lifting_force_is_found_out() -> None:
    with by_the_owner(
        "ALTER TABLE access_dossier NO FORCE ROW LEVEL SECURITY", "ALTER TABLE access_dossier FORCE ROW LEVEL SECURITY"
    ):
        assert any("access_dossier" in sentence for sentence in problems(connection))


def test_without_a_context_there_are_no_rows(house: House, dossier: Dossier) -> None:
    assert Dossier.objects.count() == 0, "autocommit, nobody acts"
    with bound(Context(), "test.anonymous"):
        assert Dossier.objects.count() == Grant.objects.count() == 0


def test_the_context_ends_with_its_transaction(house: House, dossier: Dossier) -> None:
    with acting_as(house.alma, "test"):
        assert Dossier.objects.count() == 1
    assert Dossier.objects.count() == 0
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('rundblick.principals', true)")
        assert cursor.fetchone()[0] in ("", None)


def test_a_transaction_cannot_be_opened_inside_another_one(house: House) -> None:
    """A nested context would leak: SET LOCAL lasts until the outer transaction ends."""
    with acting_as(house.alma, "test"), pytest.raises(RuntimeError), acting_as(house.otto, "test"):
        raise AssertionError("not reached")


def test_a_foreign_row_cannot_be_smuggled_in(house: House, dossier: Dossier) -> None:
    with acting_as(house.otto, "test"), pytest.raises(ProgrammingError):
        record(dossier_id=dossier.pk, at=now(), kind="test", topic="notes", object_id=uuid.uuid4())


def test_a_row_cannot_be_moved_into_a_foreign_dossier(house: House, dossier: Dossier) -> None:
    with acting_as(house.otto, "test"):
        own = house.dossier(responsible=house.otto)
        entry = record(dossier_id=own.pk, at=now(), kind="test", topic="notes", object_id=uuid.uuid4())
    with acting_as(house.otto, "test"), pytest.raises(ProgrammingError):
        TimelineEntry.objects.filter(pk=entry.pk).update(dossier_id=dossier.pk)


def test_reading_is_read_only_in_the_database_itself(house: House) -> None:
    with acting_as(house.alma, "test", read_only=True), pytest.raises(InternalError, match="read-only"):
        house.jobcenter.save()


def test_the_web_role_can_neither_change_nor_delete_history_or_log(house: House) -> None:
    appended = ["access_grantevent", "access_disclosure"]
    for table in appended:
        for statement in (f"DELETE FROM {table}", f"UPDATE {table} SET id = id"):
            with (
                acting_as(house.alma, "test"),
                pytest.raises(ProgrammingError, match="permission denied"),
                connection.cursor() as cursor,
            ):
                cursor.execute(statement.replace("id = id", "pgh_id = pgh_id") if "event" in table else statement)


def test_the_owner_reads_only_through_its_policy(house: House, dossier: Dossier) -> None:
    """FORCE is real: without its own policy even the owner sees nothing."""
    with connections["owner"].cursor() as cursor:
        cursor.execute("SELECT count(*) FROM access_dossier")
        assert cursor.fetchone()[0] == 1
    with (
        by_the_owner("DROP POLICY door_owner ON access_dossier", "SELECT 1"),
        connections["owner"].cursor() as cursor,
    ):
        cursor.execute("SELECT count(*) FROM access_dossier")
        assert cursor.fetchone()[0] == 0
    install_policies(connections["owner"])


def test_the_worker_sees_all_and_gives_the_connection_back(house: House, dossier: Dossier) -> None:
    with as_worker("test"):
        assert Dossier.objects.count() == 1
    assert Dossier.objects.count() == 0


def test_every_case_table_carries_its_policies_and_every_model_a_door() -> None:
    assert {m._meta.label for m, _ in case_tables()} >= {"access.Dossier", "access.TimelineEntry"}
    for model in rooms_models():
        assert door_of(model) is not None


def test_every_field_with_personal_data_is_declared() -> None:
    """Rule 7: a field is declared personal with purpose, basis, necessity and retention, or named impersonal."""
    missing = []
    for model in rooms_models():
        if getattr(model, "pgh_tracked_model", None):
            continue
        personal = model.personal_data  # type: ignore[attr-defined]
        impersonal = model.impersonal  # type: ignore[attr-defined]
        own = {f.name for f in model._meta.concrete_fields} - {"id", "dossier"}
        missing += [f"{model._meta.label}.{name}" for name in own - set(personal) - set(impersonal)]
        unknown = (set(personal) | set(impersonal)) - own - {"id", "dossier"}
        missing += [f"{model._meta.label}.{name} is declared but does not exist" for name in unknown]
        for name, declared in personal.items():
            if not all((declared.purpose, declared.basis, declared.necessity, declared.retention)):
                missing.append(f"{model._meta.label}.{name} is declared incompletely")
    assert missing == []


def test_doors_ask_for_principals_once_per_statement() -> None:
    from rundblick.access.doors import condition

    text = condition("t", Door(topic="notes"), writing=False)
    assert "(SELECT access_principals())" in text and "CURRENT_DATE" not in text

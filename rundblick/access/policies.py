"""Writes row-level security from the models' doors; run as owner after every migration, idempotent.

Three roles: owner (migrates; its policy lets the room's SECURITY DEFINER functions and backups read), app (web;
doors only), worker (rebuilds; sees all rows). FORCE is on for every case table, so that a table whose policies
were dropped shows nothing, even to its owner.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from django.db import connections, models
from django.db.backends.base.base import BaseDatabaseWrapper

from rundblick.access.doors import (
    Door,
    HouseDoor,
    LinkedDoor,
    Reference,
    StaffDoor,
    System,
    case_door,
    door_of,
    inserting,
    is_history,
    reading,
    rooms_models,
    staff_conditions,
    writing,
)

FUNCTIONS = """
CREATE OR REPLACE FUNCTION access_principals() RETURNS uuid[]
LANGUAGE sql STABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS $$ SELECT coalesce(nullif(current_setting('rundblick.principals', true), ''), '{}')::uuid[] $$;

CREATE OR REPLACE FUNCTION access_holds(wanted uuid) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
AS $$ SELECT EXISTS (
    SELECT 1 FROM access_grant g WHERE g.dossier_id = wanted
    AND g.principal_id = ANY (access_principals()) AND g.valid_from <= now()
    AND (g.valid_until IS NULL OR g.valid_until > now())) $$;

CREATE OR REPLACE FUNCTION access_owner_of(wanted uuid)
RETURNS TABLE (organisation_id uuid, team_id uuid, is_jobcenter boolean)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
AS $$ SELECT d.organisation_id, d.team_id, o.kind = 'jobcenter'
    FROM access_dossier d JOIN access_organisation o ON o.id = d.organisation_id WHERE d.id = wanted $$;

CREATE OR REPLACE FUNCTION access_oldest_unsealed() RETURNS timestamptz
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
AS $$ SELECT min(at) FROM access_disclosure d
    WHERE d.id > coalesce((SELECT max(row_id) FROM access_disclosuredigest), 0) $$;
"""


@dataclass(frozen=True)
class Roles:
    """Names of the three database roles; they follow from the database's name."""

    owner: str
    app: str
    worker: str


extra_sql: list[Callable[[Roles], Iterable[str]]] = []
"""Idempotent statements of higher rooms (search functions, triggers), registered in their `hooks.register`."""


def roles_of(connection: BaseDatabaseWrapper) -> Roles:
    """The roles of this installation, read from the configured connections."""
    names = {
        alias: connections.databases[alias]["USER"]
        for alias in ("default", "owner", "worker")
        if alias in connections.databases
    }
    owner = names.get("owner") or str(connection.settings_dict["USER"])
    stem = owner.removesuffix("_owner")
    return Roles(owner=owner, app=f"{stem}_app", worker=f"{stem}_worker")


def staff_tables() -> Iterator[type[models.Model]]:
    """Models whose rows staff write among each other, or a house keeps about its own work; history tables included."""
    return (model for model in rooms_models() if isinstance(door_of(model), StaffDoor | HouseDoor))


def case_tables() -> Iterator[tuple[type[models.Model], case_door]]:
    """Models whose rows belong to a case, history tables included."""
    for model in rooms_models():
        door = door_of(model)
        if isinstance(door, case_door):
            yield model, door


def statements(roles: Roles) -> Iterator[str]:
    """All SQL statements that bring the database's doors in line with the models."""
    yield FUNCTIONS
    for function in ("access_principals()", "access_holds(uuid)", "access_owner_of(uuid)", "access_oldest_unsealed()"):
        yield f"REVOKE ALL ON FUNCTION {function} FROM PUBLIC"
        yield f'GRANT EXECUTE ON FUNCTION {function} TO "{roles.app}", "{roles.worker}", "{roles.owner}"'
    for model in rooms_models():
        yield from _for_model(model, roles)
    for statements_of_room in extra_sql:
        yield from statements_of_room(roles)


def _for_model(model: type[models.Model], roles: Roles) -> Iterator[str]:
    table = model._meta.db_table
    door = door_of(model)
    if is_history(model):
        yield _privileges(table, roles, "SELECT, INSERT")
        yield _privileges(table, roles, "SELECT, INSERT, DELETE", worker=True)
        if isinstance(door, case_door):
            yield from _row_policies(table, roles, read=reading(table, _history_door(door)), insert="true")
        elif isinstance(door, System) and door.read_policy:
            yield from _row_policies(table, roles, read=door.read_policy, insert="true")
        elif isinstance(door, HouseDoor):
            yield from _row_policies(table, roles, read=door.read, insert="true")
        return
    match door:
        case Reference():
            yield _privileges(table, roles, "SELECT, INSERT, UPDATE, DELETE")
        case System(app=allowed, read_policy=read):
            yield _privileges(table, roles, allowed)
            if read:
                yield from _row_policies(table, roles, read=read, insert="true", change=read)
        case HouseDoor(read=house_reads, write=house_writes, app=allowed):
            yield _privileges(table, roles, allowed)
            yield from _row_policies(table, roles, read=house_reads, insert=house_writes, change=house_writes)
        case StaffDoor():
            yield _privileges(table, roles, "SELECT, INSERT, UPDATE, DELETE")
            read, write, remove = staff_conditions(table, door)
            yield from _row_policies(table, roles, read=read, insert=write, change=write, remove=remove)
        case _:
            yield _privileges(table, roles, "SELECT, INSERT, UPDATE, DELETE")
            yield from _row_policies(
                table,
                roles,
                read=reading(table, door),
                insert=inserting(table, door),
                change=writing(table, door),
            )


def _history_door(door: case_door) -> case_door:
    if isinstance(door, LinkedDoor):
        return LinkedDoor(door.topic, door.link, door.link_column, local_column="pgh_obj_id")
    if isinstance(door, Door) and door.dossier_column == "id":
        return Door(**{**door.__dict__, "dossier_column": "pgh_obj_id"})
    return door


def _privileges(table: str, roles: Roles, allowed: str, *, worker: bool = False) -> str:
    role = roles.worker if worker else roles.app
    return f'REVOKE ALL ON "{table}" FROM "{role}"; GRANT {allowed} ON "{table}" TO "{role}"'


def _row_policies(
    table: str, roles: Roles, *, read: str, insert: str, change: str = "", remove: str = ""
) -> Iterator[str]:
    yield f'ALTER TABLE "{table}" ENABLE ROW LEVEL SECURITY; ALTER TABLE "{table}" FORCE ROW LEVEL SECURITY'
    policies = {
        "door_owner": f'TO "{roles.owner}" USING (true) WITH CHECK (true)',
        "door_worker": f'TO "{roles.worker}" USING (true) WITH CHECK (true)',
        "door_app_read": f'FOR SELECT TO "{roles.app}" USING ({read})',
        "door_app_insert": f'FOR INSERT TO "{roles.app}" WITH CHECK ({insert})',
    }
    if change:
        policies["door_app_update"] = f'FOR UPDATE TO "{roles.app}" USING ({change}) WITH CHECK ({change})'
        policies["door_app_delete"] = f'FOR DELETE TO "{roles.app}" USING ({remove or change})'
    for name in (
        "door_owner",
        "door_worker",
        "door_app_read",
        "door_app_insert",
        "door_app_update",
        "door_app_delete",
    ):
        yield f'DROP POLICY IF EXISTS {name} ON "{table}"'
    for name, body in policies.items():
        yield f'CREATE POLICY {name} ON "{table}" {body}'


def install_policies(connection: BaseDatabaseWrapper) -> None:
    """Bring doors, privileges and functions in line. Must run on the owner's connection."""
    roles = roles_of(connection)
    with connection.cursor() as cursor:
        for statement in statements(roles):
            cursor.execute(statement)


def problems(connection: BaseDatabaseWrapper) -> list[str]:
    """What is wrong with the database's protection, as sentences; empty when the house stands.

    Checked at start and in tests: the role's own powers, FORCE on every case table, and a policy for each.
    """
    found = []
    with connection.cursor() as cursor:
        cursor.execute("SELECT rolname, rolsuper, rolbypassrls FROM pg_roles WHERE rolname = current_user")
        name, is_super, bypasses = cursor.fetchone()
        if is_super:
            found.append(f"Die Datenbankrolle {name} ist Superuser; Zeilenschutz wäre wirkungslos.")
        if bypasses:
            found.append(f"Die Datenbankrolle {name} umgeht den Zeilenschutz (BYPASSRLS).")
        cursor.execute(
            "SELECT relname, relrowsecurity, relforcerowsecurity FROM pg_class"
            " WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace"
        )
        protection = {table: (enabled, forced) for table, enabled, forced in cursor.fetchall()}
        cursor.execute(
            "SELECT tablename, array_agg(policyname::text) FROM pg_policies WHERE schemaname = 'public' GROUP BY 1"
        )
        policies = dict(cursor.fetchall())
    for model in (*(model for model, _ in case_tables()), *staff_tables()):
        table = model._meta.db_table
        if table not in protection:
            found.append(f"Die Tabelle {table} fehlt; bitte migrieren.")
        elif protection[table] != (True, True):
            found.append(f"Zeilenschutz ist auf {table} nicht erzwungen.")
        elif not {"door_app_read", "door_app_insert"} <= set(policies.get(table, [])):
            found.append(f"Auf {table} fehlen die Türen (policies).")
    return found

"""Functions of the room inside the database."""

from collections.abc import Iterator

from rundblick.access.policies import Roles

TOLD = """
CREATE OR REPLACE FUNCTION cooperation_told() RETURNS SETOF cooperation_entry
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
AS $$ SELECT e.* FROM cooperation_entry e WHERE e.for_person AND EXISTS (
    SELECT 1 FROM access_grant g WHERE g.dossier_id = e.dossier_id AND g.subject_id = e.person_id
    AND g.basis = 'self' AND g.principal_id = ANY (access_principals()) AND g.valid_from <= now()
    AND (g.valid_until IS NULL OR g.valid_until > now())) $$
"""


def statements(roles: Roles) -> Iterator[str]:
    """What both sides meant for the person, for the person's own access alone; idempotent."""
    yield TOLD
    yield "REVOKE ALL ON FUNCTION cooperation_told() FROM PUBLIC"
    yield f'GRANT EXECUTE ON FUNCTION cooperation_told() TO "{roles.app}"'

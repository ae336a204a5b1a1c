"""The disclosure log of one dossier, for the copy; idempotent, installed with the doors."""

from collections.abc import Iterator

from rundblick.access.policies import Roles

_DAY = "(d.at AT TIME ZONE 'Europe/Berlin')::date"

# The log itself is open to data protection alone. Whoever is responsible for the case learns from it house, role and
# purpose for the person's copy, not who it was. The people themselves look through their own door: not told.
LOOKS = f"""
CREATE OR REPLACE FUNCTION copies_looks(wanted uuid)
RETURNS TABLE ("on" date, house text, roles text[], kind text, basis text, first timestamptz, times bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT s.day, s.house, s.roles, s.kind, s.basis, min(s.at), count(*) FROM (
        SELECT d.at, {_DAY} AS day, o.name::text AS house, d.kind::text AS kind, d.basis::text AS basis,
            (SELECT array_agg(r.role::text ORDER BY r.role) FROM access_roleassignment r
             WHERE r.user_id = d.user_id AND r.valid_from <= {_DAY}
                AND (r.valid_until IS NULL OR r.valid_until > {_DAY})) AS roles
        FROM access_disclosure d LEFT JOIN access_organisation o ON o.id = d.organisation_id
        WHERE d.dossiers @> ARRAY[wanted] AND d.basis <> 'self' AND d.user_id IS NOT NULL
            AND d.organisation_id IS NOT NULL AND EXISTS (
                SELECT 1 FROM access_grant g WHERE g.dossier_id = wanted AND g.basis = 'responsible'
                    AND g.principal_id = ANY (access_principals()) AND g.subject_id IS NULL AND g.writes
                    AND g.valid_from <= now() AND (g.valid_until IS NULL OR g.valid_until > now()))
    ) s GROUP BY s.day, s.house, s.roles, s.kind, s.basis ORDER BY s.day, min(s.at) $$
"""


def statements(roles: Roles) -> Iterator[str]:
    """Install the function; only the web role may ask it."""
    yield LOOKS
    yield "REVOKE ALL ON FUNCTION copies_looks(uuid) FROM PUBLIC"
    yield f'GRANT EXECUTE ON FUNCTION copies_looks(uuid) TO "{roles.app}"'

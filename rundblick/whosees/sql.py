"""What the person and their coach may know of the log, and the person's own withdrawal; idempotent.

The functions are SECURITY DEFINER with a fixed search path and answer only to an open door of the caller.
"""

from collections.abc import Iterator

from rundblick.access.policies import Roles

_DAY = "(d.at AT TIME ZONE 'Europe/Berlin')::date"
_OPEN = "g.valid_from <= now() AND (g.valid_until IS NULL OR g.valid_until > now())"
_THEN = "t.valid_from <= d.at AND (t.valid_until IS NULL OR t.valid_until > d.at)"

# The log itself is open to data protection alone. The person, and whoever leads the case, learn house, role and
# purpose, not who it was. The people themselves look through their own door: not told. Nor is who looked through a door
# to another member alone: helpers of one member are not the others' business. `alone`: nobody else ever lived here.
LOOKS = f"""
CREATE OR REPLACE FUNCTION whosees_looks(wanted uuid, who uuid)
RETURNS TABLE ("on" date, house text, roles text[], kind text, basis text, first timestamptz, times bigint,
    alone boolean)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT s.day, s.house, s.roles, s.kind, s.basis, min(s.at), count(*),
        NOT EXISTS (SELECT 1 FROM people_membership m WHERE m.dossier_id = wanted AND m.person_id <> who)
    FROM (
        SELECT d.at, {_DAY} AS day, o.name::text AS house, d.kind::text AS kind, d.basis::text AS basis,
            (SELECT array_agg(r.role::text ORDER BY r.role) FROM access_roleassignment r
             WHERE r.user_id = d.user_id AND r.valid_from <= {_DAY}
                AND (r.valid_until IS NULL OR r.valid_until > {_DAY})) AS roles
        FROM access_disclosure d
            LEFT JOIN access_organisation o ON o.id = d.organisation_id
            CROSS JOIN LATERAL (
                SELECT bool_or(t.subject_id IS NULL OR t.subject_id = who) AS here, count(*) AS doors
                FROM access_grant t WHERE t.dossier_id = wanted AND {_THEN}
                    AND (t.principal_id IN (d.user_id, d.organisation_id) OR t.principal_id IN (
                        SELECT x.team_id FROM access_teammembership x WHERE x.user_id = d.user_id
                            AND x.valid_from <= {_DAY} AND (x.valid_until IS NULL OR x.valid_until > {_DAY})))) seen
        WHERE d.dossiers @> ARRAY[wanted] AND d.basis <> 'self' AND d.user_id IS NOT NULL
            AND d.organisation_id IS NOT NULL AND (seen.here OR seen.doors = 0) AND EXISTS (
                SELECT 1 FROM access_grant g WHERE g.dossier_id = wanted AND g.principal_id = ANY (access_principals())
                    AND {_OPEN} AND (
                        (g.basis = 'self' AND g.subject_id = who AND 'master' = ANY (g.topics))
                        OR (g.basis IN ('responsible', 'deputy') AND g.subject_id IS NULL AND g.writes)))
    ) s GROUP BY s.day, s.house, s.roles, s.kind, s.basis ORDER BY s.day, min(s.at) $$
"""

# The person ends what they allowed through their own door, which writes nothing else: a consent with its door if it
# has one, or a door that a coach opened on a consent given on paper.
WITHDRAW = f"""
CREATE OR REPLACE FUNCTION whosees_withdraw(wanted uuid) RETURNS boolean
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    WITH mine AS (
        SELECT g.dossier_id, g.subject_id FROM access_grant g WHERE g.basis = 'self' AND g.subject_id IS NOT NULL
            AND g.principal_id = ANY (access_principals()) AND 'master' = ANY (g.topics) AND {_OPEN}),
    ended AS (
        UPDATE consent_consent c SET withdrawn_at = now()
        WHERE c.id = wanted AND c.withdrawn_at IS NULL AND c.superseded_at IS NULL
            AND (c.dossier_id, c.person_id) IN (SELECT dossier_id, subject_id FROM mine)
        RETURNING c.grant_id),
    closed AS (
        UPDATE access_grant g SET valid_until = greatest(now(), g.valid_from)
        WHERE (g.valid_until IS NULL OR g.valid_until > now()) AND g.basis = 'consent' AND (
            g.id IN (SELECT grant_id FROM ended) OR (
                g.id = wanted AND (g.dossier_id, g.subject_id) IN (SELECT dossier_id, subject_id FROM mine)
                AND NOT EXISTS (SELECT 1 FROM consent_consent c WHERE c.grant_id = wanted)))
        RETURNING 1)
    SELECT EXISTS (SELECT 1 FROM ended) OR EXISTS (SELECT 1 FROM closed) $$
"""

FUNCTIONS = {"whosees_looks(uuid, uuid)": LOOKS, "whosees_withdraw(uuid)": WITHDRAW}


def statements(roles: Roles) -> Iterator[str]:
    """Install the functions; only the web role may ask them."""
    yield "DROP FUNCTION IF EXISTS copies_looks(uuid)"
    for signature, body in FUNCTIONS.items():
        yield body
        yield f"REVOKE ALL ON FUNCTION {signature} FROM PUBLIC"
        yield f'GRANT EXECUTE ON FUNCTION {signature} TO "{roles.app}"'

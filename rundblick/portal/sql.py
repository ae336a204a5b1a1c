"""What a member may know although no own door opens the rows; idempotent, installed with the doors.

The functions are SECURITY DEFINER with a fixed search path and answer only to an open `self` grant of the caller. Those
about the household want a person who belongs to it today, and say nothing about a household with protected contact.
What they tell of programmes is about the caller's person alone: presence as a sum, never who was missing when.
"""

from collections.abc import Iterator

from rundblick.access.policies import Roles

_TODAY = "(now() AT TIME ZONE 'Europe/Berlin')::date"


def _holds(alias: str) -> str:
    return f"{alias}.valid_from <= {_TODAY} AND ({alias}.valid_until IS NULL OR {alias}.valid_until > {_TODAY})"


_AT_HOME = f"""EXISTS (
    SELECT 1 FROM access_grant g JOIN people_membership own
        ON own.dossier_id = g.dossier_id AND own.person_id = g.subject_id
    WHERE g.dossier_id = wanted AND g.basis = 'self' AND g.principal_id = ANY (access_principals())
        AND 'master' = ANY (g.topics) AND g.valid_from <= now() AND (g.valid_until IS NULL OR g.valid_until > now())
        AND {_holds("own")} AND NOT people_shielded(wanted, g.subject_id))"""

FAMILY = f"""
CREATE OR REPLACE FUNCTION portal_family(wanted uuid) RETURNS jsonb
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT jsonb_object_agg(p.id, p.first_names)
    FROM people_membership m JOIN people_person p ON p.id = m.person_id
    WHERE m.dossier_id = wanted AND {_holds("m")} AND {_AT_HOME} $$
"""

HOME = f"""
CREATE OR REPLACE FUNCTION portal_home(wanted uuid) RETURNS TABLE (street text, postcode text, town text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT a.street::text, a.postcode::text, a.town::text FROM people_address a
    WHERE a.dossier_id = wanted AND a.person_id IS NULL AND {_holds("a")} AND {_AT_HOME} ORDER BY a.valid_from DESC $$
"""

PROGRAMMES = f"""
CREATE OR REPLACE FUNCTION portal_programmes(wanted uuid, who uuid) RETURNS jsonb
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT jsonb_agg(jsonb_build_object(
        'definition', r.definition_id,
        'running', p.ended_on IS NULL OR p.ended_on >= {_TODAY},
        'present', (SELECT coalesce(sum(x.units), 0)::text FROM programmes_presence x
            WHERE x.participation_id = p.id AND x.state = 'present'),
        'sessions', (SELECT jsonb_agg(n) FROM (
            SELECT s."on", to_char(s.begins, 'FMHH24:MI') AS begins, s.topic, c.place
            FROM programmes_cohortmember m
            JOIN programmes_cohort c ON c.id = m.cohort_id
            JOIN programmes_session s ON s.cohort_id = c.id
            WHERE m.participation_id = p.id AND NOT s.cancelled AND s."on" >= {_TODAY}
                AND s."on" >= m.valid_from AND (m.valid_until IS NULL OR s."on" < m.valid_until)
            ORDER BY s."on", s.begins LIMIT 3) n),
        'promises', (SELECT jsonb_agg(n) FROM (
            SELECT d.label, d.due_on FROM programmes_dueitem d
            WHERE d.participation_id = p.id AND d.kind = 'follow_up' AND d.due_on >= {_TODAY}
                AND (d.person_id IS NULL OR d.person_id = p.person_id)
            ORDER BY d.due_on LIMIT 3) n)) ORDER BY p.started_on, p.id)
    FROM programmes_participation p JOIN programmes_run r ON r.id = p.run_id
    WHERE p.dossier_id = wanted AND p.person_id = who AND p.started_on <= {_TODAY} AND EXISTS (
        SELECT 1 FROM access_grant g
        WHERE g.dossier_id = wanted AND g.subject_id = who AND g.basis = 'self'
            AND g.principal_id = ANY (access_principals()) AND 'appointments' = ANY (g.topics)
            AND g.valid_from <= now() AND (g.valid_until IS NULL OR g.valid_until > now())) $$
"""

FUNCTIONS = {"portal_family(uuid)": FAMILY, "portal_home(uuid)": HOME, "portal_programmes(uuid, uuid)": PROGRAMMES}


def statements(roles: Roles) -> Iterator[str]:
    """Install the functions; only the web role may ask them."""
    for signature, body in FUNCTIONS.items():
        yield body
        yield f"REVOKE ALL ON FUNCTION {signature} FROM PUBLIC"
        yield f'GRANT EXECUTE ON FUNCTION {signature} TO "{roles.app}"'

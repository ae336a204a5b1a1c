"""Functions of this room in the database that count members of groups, and tell participants when they meet.

How large a group is must be true for whoever leads it, also where doors are closed to them; the functions answer
numbers and nothing else, and only to staff of the house the group belongs to. A participant is told when the own group
meets, and nothing about anybody else.
"""

from collections.abc import Iterator

from rundblick.access.policies import Roles

WHO_LEADS = ("coach", "coordinator")

_ROLES = "coalesce(nullif(current_setting('rundblick.roles', true), ''), '{}')::text[]"
_LEADS = f"""{_ROLES} && ARRAY{list(WHO_LEADS)}::text[] AND c.organisation_id = ANY (access_principals())"""

SIZES = f"""
CREATE OR REPLACE FUNCTION programmes_group_sizes(wanted uuid[], on_day date, exactly boolean)
RETURNS TABLE (cohort uuid, members bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
AS $$
    SELECT c.id, count(*)
    FROM programmes_cohort c
    JOIN programmes_cohortmember m ON m.cohort_id = c.id
    JOIN programmes_participation p ON p.id = m.participation_id
    WHERE c.id = ANY(wanted) AND {_LEADS}
    AND (NOT exactly OR m.valid_from <= on_day)
    AND (m.valid_until IS NULL OR m.valid_until > on_day) AND (p.ended_on IS NULL OR p.ended_on >= on_day)
    GROUP BY c.id
$$
"""

KEPT = f"""
CREATE OR REPLACE FUNCTION programmes_session_lines(wanted uuid) RETURNS bigint
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
AS $$
    SELECT count(*)
    FROM programmes_session s
    JOIN programmes_cohort c ON c.id = s.cohort_id
    JOIN programmes_presence l ON l.session_id = s.id
    WHERE s.id = wanted AND {_LEADS}
$$
"""

OWN = """
CREATE OR REPLACE FUNCTION programmes_own_sessions(from_day date)
RETURNS TABLE (on_day date, begins time, place text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
AS $$
    SELECT DISTINCT s."on", s.begins, c.place::text
    FROM access_grant g
    JOIN programmes_cohortmember m ON m.dossier_id = g.dossier_id AND m.person_id = g.subject_id
    JOIN programmes_participation p ON p.id = m.participation_id
    JOIN programmes_cohort c ON c.id = m.cohort_id
    JOIN programmes_session s ON s.cohort_id = c.id
    WHERE g.basis = 'self' AND g.principal_id = ANY (access_principals()) AND 'appointments' = ANY (g.topics)
    AND g.valid_from <= now() AND (g.valid_until IS NULL OR g.valid_until > now())
    AND NOT s.cancelled AND s."on" >= from_day
    AND m.valid_from <= s."on" AND (m.valid_until IS NULL OR m.valid_until > s."on")
    AND p.started_on <= s."on" AND (p.ended_on IS NULL OR p.ended_on >= s."on")
    AND (c.ended_on IS NULL OR c.ended_on >= s."on")
    ORDER BY 1, 2 LIMIT 3
$$
"""

FUNCTIONS = {
    "programmes_group_sizes(uuid[], date, boolean)": SIZES,
    "programmes_session_lines(uuid)": KEPT,
    "programmes_own_sessions(date)": OWN,
}


def statements(roles: Roles) -> Iterator[str]:
    """Idempotent statements that bring the functions and their rights in line; only the web role may ask."""
    for signature, body in FUNCTIONS.items():
        yield body
        yield f"REVOKE ALL ON FUNCTION {signature} FROM PUBLIC"
        yield f'GRANT EXECUTE ON FUNCTION {signature} TO "{roles.app}", "{roles.owner}"'

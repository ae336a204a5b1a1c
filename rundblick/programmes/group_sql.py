"""Functions of this room in the database that count members of groups.

How large a group is must be true for whoever leads it, also where doors are closed to them; the functions answer
numbers and nothing else, and only to staff of the house the group belongs to.
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

FUNCTIONS = {
    "programmes_group_sizes(uuid[], date, boolean)": SIZES,
    "programmes_session_lines(uuid)": KEPT,
}


def statements(roles: Roles) -> Iterator[str]:
    """Idempotent statements that bring the functions and their rights in line; only the web role may ask."""
    for signature, body in FUNCTIONS.items():
        yield body
        yield f"REVOKE ALL ON FUNCTION {signature} FROM PUBLIC"
        yield f'GRANT EXECUTE ON FUNCTION {signature} TO "{roles.app}", "{roles.owner}"'

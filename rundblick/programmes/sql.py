"""Functions of this room in the database.

How many places of a run are taken must be true for whoever begins a participation, also where most doors are closed
to them. The function answers numbers per site and nothing else, and only to staff who work with cases.
"""

from collections.abc import Iterator

from rundblick.access.policies import Roles

WHO_MAY_COUNT = ("coach", "team_lead", "nominator", "benefits", "placement", "coordinator")

_ROLES = "coalesce(nullif(current_setting('rundblick.roles', true), ''), '{}')::text[]"

TAKEN = f"""
CREATE OR REPLACE FUNCTION programmes_taken(programme text, run_code text, of_household boolean, on_day date)
RETURNS TABLE (site text, running bigint, coming bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
AS $$
    SELECT s.site, count(*) FILTER (WHERE s.starts <= on_day), count(*) FILTER (WHERE s.starts > on_day)
    FROM (
        SELECT p.site, min(p.started_on) AS starts
        FROM programmes_participation p
        JOIN programmes_run r ON r.id = p.run_id
        JOIN programmes_definition d ON d.id = r.definition_id
        WHERE d.code = programme AND r.code = run_code
        AND p.started_on IS NOT NULL AND (p.ended_on IS NULL OR p.ended_on >= on_day)
        GROUP BY p.site, CASE WHEN of_household THEN p.dossier_id ELSE p.id END
    ) s
    WHERE {_ROLES} && ARRAY{list(WHO_MAY_COUNT)}::text[]
    GROUP BY s.site
$$
"""


def statements(roles: Roles) -> Iterator[str]:
    """Idempotent statements that bring the function and its rights in line."""
    function = "programmes_taken(text, text, boolean, date)"
    yield TAKEN
    yield f"REVOKE ALL ON FUNCTION {function} FROM PUBLIC"
    yield f'GRANT EXECUTE ON FUNCTION {function} TO "{roles.app}", "{roles.worker}", "{roles.owner}"'

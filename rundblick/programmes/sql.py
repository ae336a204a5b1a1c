"""Functions of this room in the database.

How many places of a run are taken must be true for whoever begins a participation, also where most doors are closed
to them. The functions answer numbers and nothing else, and only to staff who work with cases: how many places are
taken per site, and which place on the waiting list somebody has whose proposal the asker knows already.
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

WAITING = f"""
CREATE OR REPLACE FUNCTION programmes_waiting(wanted uuid[])
RETURNS TABLE (participation uuid, place bigint, waiting bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
AS $$
    WITH lists AS (
        SELECT DISTINCT d.code AS programme, r.code AS run, d.document->>'unit' = 'household' AS of_household
        FROM programmes_participation p
        JOIN programmes_run r ON r.id = p.run_id
        JOIN programmes_definition d ON d.id = r.definition_id
        WHERE p.id = ANY(wanted) AND {_ROLES} && ARRAY{list(WHO_MAY_COUNT)}::text[]
    ), proposals AS (
        SELECT l.programme, l.run, p.id, CASE WHEN l.of_household THEN p.dossier_id ELSE p.id END AS unit,
            (SELECT min(e.occurred_on) FROM programmes_programmeevent e
             WHERE e.participation_id = p.id AND e.kind = 'participation.nominated') AS proposed_on
        FROM lists l
        JOIN programmes_definition d ON d.code = l.programme
        JOIN programmes_run r ON r.definition_id = d.id AND r.code = l.run
        JOIN programmes_participation p ON p.run_id = r.id
        WHERE p.started_on IS NULL AND p.ended_on IS NULL
    ), units AS (
        SELECT programme, run, unit, min(proposed_on) AS proposed_on FROM proposals GROUP BY programme, run, unit
    ), ranked AS (
        SELECT programme, run, unit,
            row_number() OVER (PARTITION BY programme, run ORDER BY proposed_on NULLS LAST, unit) AS place,
            count(*) OVER (PARTITION BY programme, run) AS waiting
        FROM units
    )
    SELECT p.id, k.place, k.waiting
    FROM proposals p JOIN ranked k ON k.programme = p.programme AND k.run = p.run AND k.unit = p.unit
    WHERE p.id = ANY(wanted)
$$
"""


def statements(roles: Roles) -> Iterator[str]:
    """Idempotent statements that bring the functions and their rights in line."""
    yield TAKEN
    yield WAITING
    for function in ("programmes_taken(text, text, boolean, date)", "programmes_waiting(uuid[])"):
        yield f"REVOKE ALL ON FUNCTION {function} FROM PUBLIC"
        yield f'GRANT EXECUTE ON FUNCTION {function} TO "{roles.app}", "{roles.worker}", "{roles.owner}"'

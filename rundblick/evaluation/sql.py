"""Functions and a policy of the room in PostgreSQL; idempotent, installed with the doors.

SECURITY DEFINER with a fixed search path; each checks the caller's house or grants itself.
"""

from collections.abc import Iterator

from rundblick.access.doors import PRINCIPALS
from rundblick.access.policies import Roles

_DEFINER = "SECURITY DEFINER SET search_path = public, pg_temp"
_OWN_HOUSE = (
    "(SELECT u.organisation_id FROM access_user u"
    " WHERE u.id::text = nullif(current_setting('rundblick.actor', true), ''))"
)
_RESEARCH = "'{research}' && coalesce(nullif(current_setting('rundblick.roles', true), ''), '{}')::text[]"
_OF_THE_HOUSE = (
    "'{coordinator,team_lead,coach}' && coalesce(nullif(current_setting('rundblick.roles', true), ''), '{}')::text[]"
)
_OPEN_FOR_RECORD = """EXISTS (
    SELECT 1 FROM access_grant g WHERE g.dossier_id = r.dossier_id
    AND g.principal_id = ANY (access_principals()) AND g.valid_from <= now()
    AND (g.valid_until IS NULL OR g.valid_until > now())
    AND r.topic_code = ANY (g.topics) AND (g.subject_id IS NULL OR g.subject_id = r.person_id))"""

# Runs the caller's house has to do with: as the provider, or because its households take part. CASE and not OR: the
# provider's own runs are known without looking at a single participation.
RUNS = f"""
CREATE OR REPLACE FUNCTION evaluation_runs() RETURNS TABLE (run_id uuid, is_provider boolean)
LANGUAGE sql STABLE {_DEFINER} AS $$
    SELECT r.id, coalesce(r.provider_id = {_OWN_HOUSE}, false) FROM programmes_run r
    WHERE CASE WHEN r.provider_id = {_OWN_HOUSE} THEN true ELSE EXISTS (
        SELECT 1 FROM programmes_participation p JOIN access_dossier d ON d.id = p.dossier_id
        WHERE p.run_id = r.id AND d.organisation_id = {_OWN_HOUSE}) END $$
"""

# All numbers of a report, for somebody who may open at least one of its records.
BOOK = f"""
CREATE OR REPLACE FUNCTION evaluation_book(wanted uuid) RETURNS jsonb
LANGUAGE sql STABLE {_DEFINER} AS $$
    SELECT b.content FROM evaluation_reportbook b WHERE b.snapshot_id = wanted AND EXISTS (
        SELECT 1 FROM evaluation_reportrecord r WHERE r.snapshot_id = wanted AND {_OPEN_FOR_RECORD}) $$
"""

# Figures of a report all of whose records are open to the caller, with the number of these records.
COVERED = f"""
CREATE OR REPLACE FUNCTION evaluation_covered(wanted uuid) RETURNS TABLE (place integer, records bigint)
LANGUAGE sql STABLE {_DEFINER} AS $$
    SELECT r.place, count(*) FROM evaluation_reportrecord r WHERE r.snapshot_id = wanted
    GROUP BY r.place HAVING bool_and({_OPEN_FOR_RECORD}) $$
"""

FUNCTIONS = ("evaluation_runs()", "evaluation_book(uuid)", "evaluation_covered(uuid)")


def statements(roles: Roles) -> Iterator[str]:
    """Create the functions; reports are read and ordered only where the own house has to do with the run."""
    yield from (RUNS, BOOK, COVERED)
    for function in FUNCTIONS:
        yield f"REVOKE ALL ON FUNCTION {function} FROM PUBLIC"
        yield f'GRANT EXECUTE ON FUNCTION {function} TO "{roles.app}", "{roles.worker}", "{roles.owner}"'
    mine = "run_id IN (SELECT e.run_id FROM evaluation_runs() e)"
    for table in ("evaluation_reportsnapshot", "evaluation_reportsnapshotevent"):
        yield f'DROP POLICY IF EXISTS door_own_runs ON "{table}"'
        yield (
            f'CREATE POLICY door_own_runs ON "{table}" AS RESTRICTIVE FOR ALL TO "{roles.app}" '
            f"USING ({mine} OR {_RESEARCH}) WITH CHECK ({mine})"
        )
    # A comment is written in one's own name, and by those outside for all who read the report.
    yield 'DROP POLICY IF EXISTS comment_in_own_name ON "evaluation_comment"'
    yield (
        f'CREATE POLICY comment_in_own_name ON "evaluation_comment" AS RESTRICTIVE FOR INSERT TO "{roles.app}" '
        f"WITH CHECK (author_id = ANY ({PRINCIPALS}) AND (NOT internal OR {_OF_THE_HOUSE}))"
    )

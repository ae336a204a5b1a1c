"""Functions of this room in the database: what may be known about entries that nobody may read.

When the consent ends, its door closes and the entries of the protected area are out of everybody's reach. Whoever
leads the case must still learn that something lies there and decide about it; these functions answer numbers and days
and erase, and never show a word. They ask for a writing door to the whole household, or for the worker.
"""

from collections.abc import Iterator

from rundblick.access.policies import Roles

_OPEN = "g.valid_from <= now() AND (g.valid_until IS NULL OR g.valid_until > now())"

LEADS = f"""
CREATE OR REPLACE FUNCTION situation_leads(wanted uuid) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
AS $$ SELECT EXISTS (
    SELECT 1 FROM access_grant g WHERE g.dossier_id = wanted AND g.principal_id = ANY (access_principals())
    AND {_OPEN} AND g.writes AND g.subject_id IS NULL AND 'situation' = ANY (g.topics)) $$
"""


def _reviews(worker: str) -> str:
    """Persons with protected entries to whom no door is open, and no decision made since the last one closed."""
    return f"""
CREATE OR REPLACE FUNCTION situation_reviews(wanted uuid[])
RETURNS TABLE (dossier_id uuid, person_id uuid, entries bigint, since timestamptz)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
AS $$
    WITH kept AS (
        SELECT e.dossier_id, e.person_id, count(*) AS entries, max(e.written_at) AS written
        FROM situation_protectedentry e WHERE e.dossier_id = ANY (wanted) GROUP BY 1, 2
    ), doors AS (
        SELECT k.dossier_id, k.person_id, k.entries,
            coalesce(bool_or({_OPEN}), false) AS open,
            coalesce(max(g.valid_until) FILTER (WHERE g.valid_until <= now()), k.written) AS since
        FROM kept k LEFT JOIN access_grant g ON g.dossier_id = k.dossier_id AND 'protected' = ANY (g.topics)
            AND (g.subject_id IS NULL OR g.subject_id = k.person_id)
        GROUP BY k.dossier_id, k.person_id, k.entries, k.written
    )
    SELECT d.dossier_id, d.person_id, d.entries, d.since FROM doors d
    WHERE NOT d.open AND (session_user = '{worker}' OR situation_leads(d.dossier_id))
        AND NOT EXISTS (
            SELECT 1 FROM situation_review r WHERE r.dossier_id = d.dossier_id AND r.person_id = d.person_id
            AND r.decision = 'kept' AND r.decided_at >= d.since)
$$
"""


LOCKED = f"""
CREATE OR REPLACE FUNCTION situation_protected_count(wanted uuid, whom uuid) RETURNS bigint
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
AS $$ SELECT count(*) FROM situation_protectedentry e
    WHERE e.dossier_id = wanted AND e.person_id = whom AND EXISTS (
        SELECT 1 FROM access_grant g WHERE g.dossier_id = wanted AND g.principal_id = ANY (access_principals())
        AND {_OPEN} AND (g.subject_id = whom OR (g.subject_id IS NULL AND 'situation' = ANY (g.topics)))) $$
"""

# The entries first, since deleting writes their last state into the history; then the history; then what authors had
# half written. Answers how many entries there were; 0 when a door is open, so that nobody erases what is being used.
ERASE = f"""
CREATE OR REPLACE FUNCTION situation_erase_protected(wanted uuid, whom uuid) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp
AS $$
DECLARE
    removed bigint;
BEGIN
    IF NOT situation_leads(wanted) OR EXISTS (
        SELECT 1 FROM access_grant g WHERE g.dossier_id = wanted AND 'protected' = ANY (g.topics) AND {_OPEN}
        AND (g.subject_id IS NULL OR g.subject_id = whom))
    THEN
        RETURN 0;
    END IF;
    DELETE FROM situation_protectedentry e WHERE e.dossier_id = wanted AND e.person_id = whom;
    GET DIAGNOSTICS removed = ROW_COUNT;
    DELETE FROM situation_protectedentryevent e WHERE e.dossier_id = wanted AND e.person_id = whom;
    DELETE FROM access_draft d WHERE d.dossier_id = wanted AND d.form_key LIKE 'situation.protected:' || whom || ':%';
    RETURN removed;
END $$
"""

_SIGNATURES = (
    "situation_leads(uuid)",
    "situation_reviews(uuid[])",
    "situation_protected_count(uuid, uuid)",
    "situation_erase_protected(uuid, uuid)",
)


def statements(roles: Roles) -> Iterator[str]:
    """Install the functions; idempotent."""
    yield LEADS
    yield _reviews(roles.worker)
    yield LOCKED
    yield ERASE
    for signature in _SIGNATURES:
        yield f"REVOKE ALL ON FUNCTION {signature} FROM PUBLIC"
        yield f'GRANT EXECUTE ON FUNCTION {signature} TO "{roles.app}", "{roles.worker}"'

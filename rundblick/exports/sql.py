"""Functions of the room in PostgreSQL; idempotent, installed with the doors.

SECURITY DEFINER with a fixed search path; each checks the caller's house itself.
"""

from collections.abc import Iterator

from rundblick.access.doors import PRINCIPALS
from rundblick.access.policies import Roles

_DEFINER = "SECURITY DEFINER SET search_path = public, pg_temp"

# Whether everybody in a finished research file still consents today, and to what their values rest on besides.
# Coordination holds no door to a consent; it learns yes or no about the whole file and nothing else. Somebody erased
# leaves no trace, so the number is compared too.
STILL_ALLOWED = f"""
CREATE OR REPLACE FUNCTION exports_still_allowed(wanted uuid, today date) RETURNS boolean
LANGUAGE sql STABLE {_DEFINER} AS $$
    SELECT EXISTS (
        SELECT 1 FROM exports_delivery d WHERE d.id = wanted AND d.house_id = ANY ({PRINCIPALS})
        AND (d.result ->> 'people')::int = (
            SELECT count(DISTINCT t.person_id) FROM exports_trace t
            WHERE t.delivery_id = d.id AND t.mark = 'subject' AND EXISTS (
                SELECT 1 FROM consent_consent c WHERE c.person_id = t.person_id AND c.purpose = 'research'
                AND c.withdrawn_at IS NULL AND c.superseded_at IS NULL
                AND c.given_on <= today AND c.valid_until > today)
            AND NOT EXISTS (
                SELECT 1 FROM exports_trace x WHERE x.delivery_id = d.id AND x.person_id = t.person_id
                AND x.mark = 'subject' AND x."column" <> '' AND NOT EXISTS (
                    SELECT 1 FROM consent_consent c WHERE c.person_id = x.person_id AND c.dossier_id = x.dossier_id
                    AND c.purpose = x."column" AND c.withdrawn_at IS NULL AND c.superseded_at IS NULL
                    AND c.given_on <= today AND c.valid_until > today)))) $$
"""

# The key of a project goes with the project. Only whoever may close it, and only when it is closed.
FORGET_KEY = f"""
CREATE OR REPLACE FUNCTION exports_forget_key(wanted uuid) RETURNS void
LANGUAGE sql VOLATILE {_DEFINER} AS $$
    DELETE FROM exports_projectkey k USING exports_project p
    WHERE k.project_id = wanted AND p.id = wanted AND p.closed_on IS NOT NULL AND p.house_id = ANY ({PRINCIPALS}) $$
"""

# Files that left the house and held this person, for whoever holds a door to them: the person's own copy. The log and
# the orders are closed to coaches.
PASSED_ON = f"""
CREATE OR REPLACE FUNCTION exports_passed_on(of_dossier uuid, of_person uuid)
RETURNS TABLE (taken_at timestamptz, kind text, title text, purpose text, recipient text, as_of date)
LANGUAGE sql STABLE {_DEFINER} AS $$
    SELECT DISTINCT e.taken_at, e.kind::text, e.title::text, e.purpose::text, e.recipient::text, e.as_of
    FROM exports_export e JOIN exports_trace t ON t.delivery_id = e.about
    WHERE t.dossier_id = of_dossier AND t.person_id = of_person AND t.mark = 'subject' AND EXISTS (
        SELECT 1 FROM access_grant g WHERE g.dossier_id = of_dossier AND g.principal_id = ANY ({PRINCIPALS})
        AND g.valid_from <= now() AND (g.valid_until IS NULL OR g.valid_until > now())
        AND 'programmes' = ANY (g.topics) AND (g.subject_id IS NULL OR g.subject_id = of_person))
    ORDER BY e.taken_at $$
"""

FUNCTIONS = ("exports_still_allowed(uuid, date)", "exports_forget_key(uuid)", "exports_passed_on(uuid, uuid)")


def statements(roles: Roles) -> Iterator[str]:
    """Create the functions; nobody but the three roles may call them."""
    yield from (STILL_ALLOWED, FORGET_KEY, PASSED_ON)
    for function in FUNCTIONS:
        yield f"REVOKE ALL ON FUNCTION {function} FROM PUBLIC"
        yield f'GRANT EXECUTE ON FUNCTION {function} TO "{roles.app}", "{roles.worker}", "{roles.owner}"'

"""What a member may know of the own household although no row is theirs alone; idempotent, installed with the doors.

Both functions are SECURITY DEFINER with a fixed search path. They answer only to an open `self` grant of the caller
whose person belongs to that household today, and never about a household with protected contact.
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

FUNCTIONS = {"portal_family(uuid)": FAMILY, "portal_home(uuid)": HOME}


def statements(roles: Roles) -> Iterator[str]:
    """Install the functions; only the web role may ask them."""
    for signature, body in FUNCTIONS.items():
        yield body
        yield f"REVOKE ALL ON FUNCTION {signature} FROM PUBLIC"
        yield f'GRANT EXECUTE ON FUNCTION {signature} TO "{roles.app}"'

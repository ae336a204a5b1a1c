"""What stands behind an applicant card, for whoever holds it, and what the person reads on the own page; idempotent.

All functions are SECURITY DEFINER with a fixed search path. Those of a card answer to the digest of a token alone, for
as long as the card is open: not closed, not over, and resting on a consent that holds at this second. Each asks for
itself, so that nothing read before a withdrawal is shown after it. Those of the person answer to the own access alone,
with what holds today.
"""

from collections.abc import Iterator

from rundblick.access.policies import Roles

_TODAY = "(now() AT TIME ZONE 'Europe/Berlin')::date"
_OPEN = f"""c.token_hash = hashed AND hashed <> '' AND c.revoked_at IS NULL AND c.valid_until > now()
        AND EXISTS (SELECT 1 FROM consent_consent k WHERE k.id = c.consent_id AND k.withdrawn_at IS NULL
            AND k.superseded_at IS NULL AND k.given_on <= {_TODAY} AND k.valid_until > {_TODAY})"""

CARD = f"""
CREATE OR REPLACE FUNCTION profiles_behind(hashed text) RETURNS SETOF profiles_card
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
AS $$ SELECT c.* FROM profiles_card c WHERE {_OPEN} $$
"""

FILES = f"""
CREATE OR REPLACE FUNCTION profiles_behind_files(hashed text) RETURNS SETOF files_storedfile
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
AS $$ SELECT f.* FROM profiles_card c JOIN profiles_released r ON r.card_id = c.id
        JOIN files_storedfile f ON f.id = r.file_id AND f.dossier_id = c.dossier_id
    WHERE {_OPEN} $$
"""

KEY = f"""
CREATE OR REPLACE FUNCTION profiles_behind_key(hashed text) RETURNS SETOF access_dossierkey
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
AS $$ SELECT d.* FROM profiles_card c JOIN access_dossierkey d ON d.dossier_id = c.dossier_id WHERE {_OPEN} $$
"""


def _told(table: str) -> str:
    return f"""
CREATE OR REPLACE FUNCTION {table}_told() RETURNS SETOF {table}
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
AS $$ SELECT r.* FROM {table} r WHERE r.valid_from <= {_TODAY} AND (r.valid_until IS NULL OR r.valid_until > {_TODAY})
    AND EXISTS (SELECT 1 FROM access_grant g WHERE g.dossier_id = r.dossier_id AND g.subject_id = r.person_id
        AND g.basis = 'self' AND g.principal_id = ANY (access_principals()) AND g.valid_from <= now()
        AND (g.valid_until IS NULL OR g.valid_until > now())) $$
"""


FUNCTIONS = {
    "profiles_behind(text)": CARD,
    "profiles_behind_files(text)": FILES,
    "profiles_behind_key(text)": KEY,
    "profiles_jobprofile_told()": _told("profiles_jobprofile"),
    "profiles_target_told()": _told("profiles_target"),
}


def statements(roles: Roles) -> Iterator[str]:
    """Install the functions; only the web role asks them."""
    for signature, body in FUNCTIONS.items():
        yield body
        yield f"REVOKE ALL ON FUNCTION {signature} FROM PUBLIC"
        yield f'GRANT EXECUTE ON FUNCTION {signature} TO "{roles.app}"'

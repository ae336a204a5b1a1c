"""What a link to confirm an entry opens, without a login, and how the words of entries lie on the disk; idempotent.

Those of a link are SECURITY DEFINER with a fixed search path and answer to the digest of a token alone, for as long as
the link is open. They say and change nothing but what the organisation's own public entry says.
"""

from collections.abc import Iterator

from rundblick.access.policies import Roles

_TODAY = "(now() AT TIME ZONE 'Europe/Berlin')::date"
_OPEN = """l.token_hash = hashed AND hashed <> '' AND l.used_at IS NULL AND l.revoked_at IS NULL
        AND l.valid_until > now()"""

BEHIND = f"""
CREATE OR REPLACE FUNCTION directory_behind(hashed text) RETURNS TABLE (organization uuid, until timestamptz)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT l.organization_id, l.valid_until FROM directory_confirmlink l WHERE {_OPEN} $$
"""

# `right_ones`: services that are as they say. `wrong`: by service, what is wrong, in the organisation's words.
CONFIRMED = f"""
CREATE OR REPLACE FUNCTION directory_confirmed(hashed text, right_ones uuid[], wrong jsonb) RETURNS boolean
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE link record;
BEGIN
    SELECT l.id, l.organization_id INTO link FROM directory_confirmlink l WHERE {_OPEN} FOR UPDATE OF l;
    IF link.id IS NULL THEN RETURN false; END IF;
    PERFORM set_config('rundblick.actor', 'link', true), set_config('rundblick.reason', 'directory.link', true);
    UPDATE directory_confirmlink SET used_at = now() WHERE id = link.id;
    UPDATE directory_service SET confirmed_on = {_TODAY}, confirmed_by = 'link', version = version + 1
        WHERE organization_id = link.organization_id AND id = ANY (right_ones);
    INSERT INTO directory_proof (id, organization_id, service_id, field, way, "on", note)
        SELECT gen_random_uuid(), s.organization_id, s.id, '', 'link', {_TODAY}, '' FROM directory_service s
        WHERE s.organization_id = link.organization_id AND s.id = ANY (right_ones);
    INSERT INTO directory_proof (id, organization_id, service_id, field, way, "on", note)
        SELECT gen_random_uuid(), s.organization_id, s.id, 'wrong', 'link', {_TODAY}, left(w.value, 200)
        FROM directory_service s JOIN jsonb_each_text(wrong) w ON w.key = s.id::text
        WHERE s.organization_id = link.organization_id;
    PERFORM set_config('rundblick.actor', '', true), set_config('rundblick.reason', '', true);
    RETURN true;
END $$
"""

# A search looks into the words of thousands of entries several times each: they lie unpacked beside their key.
UNPACKED = (
    "ALTER TABLE directory_indexedservice ALTER COLUMN document SET STORAGE EXTERNAL",
    "ALTER TABLE directory_indexedservice SET (toast_tuple_target = 8160)",
)

FUNCTIONS = {"directory_behind(text)": BEHIND, "directory_confirmed(text, uuid[], jsonb)": CONFIRMED}


# Only a table's owner may count it. Without fresh numbers the first questions after an import take seconds.
COUNTED = """
CREATE OR REPLACE FUNCTION directory_count_timetable() RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp
AS $$ BEGIN
    ANALYZE directory_transitstop, directory_transitline, directory_transitcalendar, directory_transitpattern,
        directory_transitcall, directory_transittrip;
END $$
"""


def statements(roles: Roles) -> Iterator[str]:
    """Install the functions; the worker asks the first one before a mail leaves."""
    yield from UNPACKED
    for signature, body in FUNCTIONS.items():
        yield body
        yield f"REVOKE ALL ON FUNCTION {signature} FROM PUBLIC"
        yield f'GRANT EXECUTE ON FUNCTION {signature} TO "{roles.app}", "{roles.worker}"'
    yield COUNTED
    yield "REVOKE ALL ON FUNCTION directory_count_timetable() FROM PUBLIC"
    yield f'REVOKE ALL ON FUNCTION directory_count_timetable() FROM "{roles.app}"'
    yield f'GRANT EXECUTE ON FUNCTION directory_count_timetable() TO "{roles.worker}"'

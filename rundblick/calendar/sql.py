"""Functions of this room in the database.

Whether a room or a colleague is free must be true also where the doors of the other cases are closed. The function
answers times and nothing else, and only within the asker's own house: no person, no case, no purpose.
"""

from collections.abc import Iterator

from rundblick.access.policies import Roles

_OWN_HOUSE = "(SELECT u.organisation_id FROM access_user u WHERE u.id::text = current_setting('rundblick.actor', true))"

TAKEN = f"""
CREATE OR REPLACE FUNCTION calendar_taken(coach uuid, rooms uuid[], start timestamptz, until timestamptz)
RETURNS TABLE (room_id uuid, meeting uuid, starts_at timestamptz, ends_at timestamptz, setting varchar)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
AS $$
    SELECT DISTINCT NULL::uuid, a.meeting, a.starts_at, a.ends_at, a.setting FROM calendar_appointment a
    WHERE a.coach_id = coach AND a.status = 'planned'
    AND a.starts_at > start - interval '1 day' AND a.starts_at < until AND a.ends_at > start
    AND (SELECT u.organisation_id FROM access_user u WHERE u.id = coach) = {_OWN_HOUSE}
    UNION ALL
    SELECT DISTINCT a.room_id, a.meeting, a.starts_at, a.ends_at, NULL::varchar FROM calendar_appointment a
    WHERE a.room_id = ANY (rooms) AND a.status = 'planned'
    AND a.starts_at > start - interval '1 day' AND a.starts_at < until AND a.ends_at > start
    AND (SELECT p.organisation_id FROM calendar_place p WHERE p.id = a.room_id) = {_OWN_HOUSE}
$$
"""


def statements(roles: Roles) -> Iterator[str]:
    """Idempotent statements that bring the function and its rights in line."""
    yield TAKEN
    function = "calendar_taken(uuid, uuid[], timestamptz, timestamptz)"
    yield f"REVOKE ALL ON FUNCTION {function} FROM PUBLIC"
    yield f'GRANT EXECUTE ON FUNCTION {function} TO "{roles.app}", "{roles.worker}", "{roles.owner}"'

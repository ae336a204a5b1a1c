"""Functions of this room in the database.

Sorting a list by name reads the members of every case the reader's doors open. Under row-level security each member
asks the door book four times, whichever page is shown; here it is read once. The function answers ids and places, no
content: what a line shows is read afterwards, behind the doors.
"""

from collections.abc import Iterator

from rundblick.access.models.dossiers import Basis, PrincipalKind
from rundblick.access.policies import Roles

BY_NAME = (Basis.RESPONSIBLE, Basis.DEPUTY, Basis.ASSIGNMENT)
"""Doors in somebody's own name that make a case theirs; a team's door does not."""

_MASTER = "'master' = ANY (g.topics)"
_OWN = f"""g.principal_kind = '{PrincipalKind.USER}' AND g.basis IN ({", ".join(f"'{basis}'" for basis in BY_NAME)})
            AND g.principal_id::text = current_setting('rundblick.actor', true)"""

# A case is called after its oldest member whom the doors show; cases without one come last. `anchor`: the case after
# which (or, backwards, before which) the page begins; an unknown one means the first page. LATERAL keeps to the index:
# joined freely, PostgreSQL reads the members of the whole house for the cases of one coach.
ORDERED = f"""
CREATE OR REPLACE FUNCTION cases_by_name(
    own boolean, is_closed boolean, among uuid[], today date, anchor uuid, backwards boolean, size int)
RETURNS TABLE (case_id uuid, place bigint, total bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
AS $$
    WITH doors AS MATERIALIZED (
        SELECT g.dossier_id, bool_or({_MASTER}) AS shows, bool_or({_MASTER} AND g.subject_id IS NULL) AS whole,
            array_agg(g.subject_id) FILTER (WHERE {_MASTER}) AS subjects, bool_or({_OWN}) AS named
        FROM access_grant g
        WHERE g.principal_id = ANY (access_principals()) AND g.valid_from <= now()
            AND (g.valid_until IS NULL OR g.valid_until > now())
        GROUP BY g.dossier_id
    ), called AS (
        SELECT c.id, eldest.sort_key
        FROM doors d JOIN cases_case c ON c.dossier_id = d.dossier_id
            LEFT JOIN LATERAL (
                SELECT p.sort_key FROM people_membership m JOIN people_person p ON p.id = m.person_id
                WHERE m.dossier_id = d.dossier_id AND m.valid_from <= today
                    AND (m.valid_until IS NULL OR m.valid_until > today)
                    AND (d.whole OR m.person_id = ANY (d.subjects))
                ORDER BY p.birth_date, m.id LIMIT 1
            ) eldest ON true
        WHERE d.shows AND (d.named OR NOT own) AND (c.closed_on IS NOT NULL) = is_closed
            AND (among IS NULL OR c.id = ANY (among))
    ), numbered AS (
        SELECT id, row_number() OVER (ORDER BY sort_key, id) AS place, count(*) OVER () AS total FROM called
    ), edge AS (
        SELECT (SELECT n.place FROM numbered n WHERE n.id = anchor) AS place
    )
    SELECT n.id, n.place, n.total FROM numbered n, edge e
    WHERE CASE WHEN backwards AND e.place IS NOT NULL THEN n.place >= e.place - size AND n.place < e.place
        ELSE n.place > coalesce(e.place, 0) AND n.place <= coalesce(e.place, 0) + size END
    ORDER BY n.place
$$
"""


def statements(roles: Roles) -> Iterator[str]:
    """Idempotent statements that bring the function and its rights in line."""
    function = "cases_by_name(boolean, boolean, uuid[], date, uuid, boolean, int)"
    yield f"DROP FUNCTION IF EXISTS {function}"
    yield ORDERED
    yield f"REVOKE ALL ON FUNCTION {function} FROM PUBLIC"
    yield f'GRANT EXECUTE ON FUNCTION {function} TO "{roles.app}"'

"""Functions of the room inside the database."""

from collections.abc import Iterator

from rundblick.access.policies import Roles

# Asked with each page, in the query that loads the user, when no row is open to anybody yet. It answers yes or no. Also
# while no worker runs.
CALLED = """
CREATE OR REPLACE FUNCTION visits_called(who uuid) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
AS $$ SELECT EXISTS (SELECT 1 FROM visits_watch w
    WHERE w.left_at IS NULL AND w.ended_at IS NULL AND who = ANY (w.watchers)
    AND (w.alarm_at IS NOT NULL OR w.expected_at + w.grace * interval '1 minute' <= now())) $$
"""


def statements(roles: Roles) -> Iterator[str]:
    """Whether somebody is called."""
    yield CALLED
    yield "REVOKE ALL ON FUNCTION visits_called(uuid) FROM PUBLIC"
    yield f'GRANT EXECUTE ON FUNCTION visits_called(uuid) TO "{roles.app}"'

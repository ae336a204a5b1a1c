"""Functions of the room inside the database."""

from collections.abc import Iterator

from rundblick.access.policies import Roles


def statements(roles: Roles) -> Iterator[str]:
    """The web role may not read the outbox; readiness learns only how long the oldest mail waits."""
    yield """
    CREATE OR REPLACE FUNCTION post_oldest_waiting() RETURNS timestamptz
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
    AS $$ SELECT min(created_at) FROM post_outgoingmail WHERE state = 'waiting' $$
    """
    yield "REVOKE ALL ON FUNCTION post_oldest_waiting() FROM PUBLIC"
    yield f'GRANT EXECUTE ON FUNCTION post_oldest_waiting() TO "{roles.app}", "{roles.worker}"'

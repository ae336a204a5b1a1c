"""Functions of the room inside the database."""

from collections.abc import Iterator

from rundblick.access.policies import Roles


def statements(roles: Roles) -> Iterator[str]:
    """The web role may not read the outbox; readiness learns only how long the oldest message waits.

    What its room holds back until later, such as over night, does not wait.
    """
    yield """
    CREATE OR REPLACE FUNCTION post_oldest_waiting() RETURNS timestamptz
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
    AS $$ SELECT min(created_at) FROM post_outgoingmail
        WHERE state = 'waiting' AND NOT (tries = 0 AND next_try_at > now()) $$
    """
    yield "REVOKE ALL ON FUNCTION post_oldest_waiting() FROM PUBLIC"
    yield f'GRANT EXECUTE ON FUNCTION post_oldest_waiting() TO "{roles.app}", "{roles.worker}"'

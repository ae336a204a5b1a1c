"""Functions of the room inside the database."""

from collections.abc import Iterator

from rundblick.access.policies import Roles

# Asked in the query that loads the user, when no row is open to anybody yet. It answers yes or no.
PARTY = """
CREATE OR REPLACE FUNCTION agreements_party(who uuid) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
AS $$ SELECT EXISTS (SELECT 1 FROM access_user u JOIN agreements_agreement a ON a.partner_id = u.organisation_id
    WHERE u.id = who) $$
"""


def statements(roles: Roles) -> Iterator[str]:
    """Whether somebody's organisation is party to an agreement."""
    yield PARTY
    yield "REVOKE ALL ON FUNCTION agreements_party(uuid) FROM PUBLIC"
    yield f'GRANT EXECUTE ON FUNCTION agreements_party(uuid) TO "{roles.app}"'

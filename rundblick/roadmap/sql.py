"""One question without a door: whether the person keeps sheets of the folder. Idempotent, installed with the doors."""

from collections.abc import Iterator

from rundblick.access.policies import Roles

# For the own copy: it says where the sheets are, to whoever may prepare one. Not how many, and not what.
FOLDER_HELD = """
CREATE OR REPLACE FUNCTION roadmap_folder_held(file uuid, who uuid) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT EXISTS (SELECT 1 FROM roadmap_leaf f WHERE f.dossier_id = file AND f.person_id = who AND NOT f.shown)
        AND EXISTS (SELECT 1 FROM access_grant g WHERE g.dossier_id = file AND g.basis = 'responsible'
            AND g.principal_id = ANY (access_principals()) AND g.valid_from <= now()
            AND (g.valid_until IS NULL OR g.valid_until > now())) $$
"""


def statements(roles: Roles) -> Iterator[str]:
    """Install the function; only the web role may ask it."""
    yield FOLDER_HELD
    yield "REVOKE ALL ON FUNCTION roadmap_folder_held(uuid, uuid) FROM PUBLIC"
    yield f'GRANT EXECUTE ON FUNCTION roadmap_folder_held(uuid, uuid) TO "{roles.app}"'

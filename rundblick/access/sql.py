"""SQL functions for data protection, which looks at doors without holding one."""

from collections.abc import Iterator

from rundblick.access.policies import Roles

TEMPORARY = """
CREATE OR REPLACE FUNCTION access_temporary_doors(before timestamptz, wanted integer)
RETURNS TABLE (id uuid, dossier_id uuid, user_id uuid, basis text, purpose text,
               valid_from timestamptz, valid_until timestamptz)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
AS $$ SELECT g.id, g.dossier_id, g.principal_id, g.basis::text, g.evidence::text, g.valid_from, g.valid_until
    FROM access_grant g JOIN access_dossier d ON d.id = g.dossier_id
    WHERE 'dpo' = ANY (coalesce(nullif(current_setting('rundblick.roles', true), ''), '{}')::text[])
      AND d.organisation_id = ANY (access_principals())
      AND g.basis IN ('break_glass', 'supervision') AND g.valid_from < before
    ORDER BY g.valid_from DESC LIMIT wanted $$
"""


def statements(roles: Roles) -> Iterator[str]:
    """Install the functions; idempotent."""
    yield TEMPORARY
    yield "REVOKE ALL ON FUNCTION access_temporary_doors(timestamptz, integer) FROM PUBLIC"
    yield f'GRANT EXECUTE ON FUNCTION access_temporary_doors(timestamptz, integer) TO "{roles.app}", "{roles.worker}"'

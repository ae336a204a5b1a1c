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


# Asked with each page, in the query that loads the user. Roles and the house are read, nothing about the case.
WANTED = """
CREATE OR REPLACE FUNCTION access_second_wanted(who uuid) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
AS $$ SELECT EXISTS (SELECT 1 FROM access_dangerrequest d JOIN access_user u ON u.organisation_id = d.organisation_id
    WHERE u.id = who AND d.asked_by_id <> who AND d.decided_at IS NULL AND d.asked_at > now() - interval '1 hour'
    AND EXISTS (SELECT 1 FROM access_roleassignment r WHERE r.user_id = who
        AND r.role IN ('coach', 'team_lead', 'nominator', 'benefits', 'placement')
        AND r.valid_from <= (now() AT TIME ZONE 'Europe/Berlin')::date
        AND (r.valid_until IS NULL OR r.valid_until > (now() AT TIME ZONE 'Europe/Berlin')::date))) $$
"""


def statements(roles: Roles) -> Iterator[str]:
    """Install the functions; idempotent."""
    yield TEMPORARY
    yield WANTED
    yield "REVOKE ALL ON FUNCTION access_second_wanted(uuid) FROM PUBLIC"
    yield f'GRANT EXECUTE ON FUNCTION access_second_wanted(uuid) TO "{roles.app}"'
    yield "REVOKE ALL ON FUNCTION access_temporary_doors(timestamptz, integer) FROM PUBLIC"
    yield f'GRANT EXECUTE ON FUNCTION access_temporary_doors(timestamptz, integer) TO "{roles.app}", "{roles.worker}"'

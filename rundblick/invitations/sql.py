"""Functions and triggers of the room inside the database; idempotent, installed with the doors."""

from collections.abc import Iterator

from rundblick.access.policies import Roles

FEED = """
CREATE OR REPLACE FUNCTION invitations_feed_owner(hashed text) RETURNS uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
AS $$ SELECT f.user_id FROM invitations_feedaddress f WHERE f.token_hash = hashed $$
"""

# Whatever the pages do: a Träger or partner agency cannot note a formal invitation. Jobs and tests of the owner have
# no user.
ONLY_JOBCENTER = """
CREATE OR REPLACE FUNCTION invitations_only_jobcenter() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    IF EXISTS (SELECT 1 FROM access_user u LEFT JOIN access_organisation o ON o.id = u.organisation_id
        WHERE u.id::text = current_setting('rundblick.actor', true) AND o.kind IS DISTINCT FROM 'jobcenter') THEN
        RAISE EXCEPTION 'a formal invitation is noted by a Jobcenter' USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN NEW;
END $$
"""


# The person ends their own wish through their own door, which writes nothing else.
END_OWN = """
CREATE OR REPLACE FUNCTION invitations_end_own(wanted uuid) RETURNS boolean
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    WITH ended AS (
        UPDATE invitations_wish w SET ended_at = now() WHERE w.id = wanted AND w.ended_at IS NULL AND EXISTS (
            SELECT 1 FROM access_grant g WHERE g.dossier_id = w.dossier_id AND g.subject_id = w.person_id
                AND g.basis = 'self' AND g.principal_id = ANY (access_principals())
                AND 'appointments' = ANY (g.topics)
                AND g.valid_from <= now() AND (g.valid_until IS NULL OR g.valid_until > now()))
        RETURNING 1)
    SELECT EXISTS (SELECT 1 FROM ended) $$
"""


def statements(roles: Roles) -> Iterator[str]:
    """Who a feed's address belongs to, the end of an own wish, and who may note a formal invitation."""
    yield FEED
    yield "REVOKE ALL ON FUNCTION invitations_feed_owner(text) FROM PUBLIC"
    yield f'GRANT EXECUTE ON FUNCTION invitations_feed_owner(text) TO "{roles.app}"'
    yield END_OWN
    yield "REVOKE ALL ON FUNCTION invitations_end_own(uuid) FROM PUBLIC"
    yield f'GRANT EXECUTE ON FUNCTION invitations_end_own(uuid) TO "{roles.app}"'
    yield ONLY_JOBCENTER
    yield "REVOKE ALL ON FUNCTION invitations_only_jobcenter() FROM PUBLIC"
    yield "DROP TRIGGER IF EXISTS only_jobcenter ON invitations_outsideinvitation"
    yield (
        "CREATE TRIGGER only_jobcenter BEFORE INSERT OR UPDATE ON invitations_outsideinvitation"
        " FOR EACH ROW EXECUTE FUNCTION invitations_only_jobcenter()"
    )

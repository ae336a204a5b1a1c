"""Functions of this room in the database: what may be known about answers that nobody may read.

When the consent ends, its door closes and answers about health are out of everybody's reach. Whoever leads the case
must still learn that some lie there, and erase them; these functions answer a number and erase, and show no word.
"""

from collections.abc import Iterator

from rundblick.access.policies import Roles

_OPEN = "g.valid_from <= now() AND (g.valid_until IS NULL OR g.valid_until > now())"

LEADS = f"""
CREATE OR REPLACE FUNCTION surveys_leads(wanted uuid, whom uuid) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
AS $$ SELECT EXISTS (
    SELECT 1 FROM access_grant g WHERE g.dossier_id = wanted AND g.principal_id = ANY (access_principals())
    AND {_OPEN} AND g.writes AND (g.subject_id IS NULL OR g.subject_id = whom) AND 'situation' = ANY (g.topics))
    AND NOT EXISTS (
    SELECT 1 FROM access_grant g WHERE g.dossier_id = wanted AND 'protected' = ANY (g.topics) AND {_OPEN}
    AND (g.subject_id IS NULL OR g.subject_id = whom)) $$
"""

HIDDEN = """
CREATE OR REPLACE FUNCTION surveys_out_of_reach(wanted uuid, whom uuid) RETURNS bigint
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
AS $$ SELECT count(*) FROM surveys_answers a
    WHERE a.dossier_id = wanted AND a.person_id = whom AND a.topic = 'protected' AND surveys_leads(wanted, whom) $$
"""

# The rows first, since deleting writes their last state into the history; then the history and what was half written.
ERASE = """
CREATE OR REPLACE FUNCTION surveys_erase_protected(wanted uuid, whom uuid) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp
AS $$
DECLARE
    removed bigint;
BEGIN
    IF NOT surveys_leads(wanted, whom) THEN
        RETURN 0;
    END IF;
    DELETE FROM surveys_answers a WHERE a.dossier_id = wanted AND a.person_id = whom AND a.topic = 'protected';
    GET DIAGNOSTICS removed = ROW_COUNT;
    DELETE FROM surveys_answersevent a WHERE a.dossier_id = wanted AND a.person_id = whom AND a.topic = 'protected';
    DELETE FROM access_draft d WHERE d.dossier_id = wanted AND d.form_key LIKE 'surveys.fill:' || whom || ':%';
    RETURN removed;
END $$
"""

FUNCTIONS = {
    "surveys_leads(uuid, uuid)": LEADS,
    "surveys_out_of_reach(uuid, uuid)": HIDDEN,
    "surveys_erase_protected(uuid, uuid)": ERASE,
}


def statements(roles: Roles) -> Iterator[str]:
    """The functions, and who may call them."""
    for signature, body in FUNCTIONS.items():
        yield body
        yield f"REVOKE ALL ON FUNCTION {signature} FROM PUBLIC"
        yield f'GRANT EXECUTE ON FUNCTION {signature} TO "{roles.app}"'

"""Answers without an account, and what the person reads on the own page; idempotent.

All functions are SECURITY DEFINER with a fixed search path. Those of a link answer to the digest of a token alone, for
as long as the link is open and what it rests on stands: the agency's door, or the consent that names the office. Those
of the person answer to the own access alone, with the ways a coach chose to show, and of their steps no word.
"""

from collections.abc import Iterator

from rundblick.access.policies import Roles

_TODAY = "(now() AT TIME ZONE 'Europe/Berlin')::date"
_OPEN = f"""l.token_hash = hashed AND hashed <> '' AND l.used_at IS NULL AND l.revoked_at IS NULL
        AND l.valid_until > now()
        AND (l.grant_id IS NULL OR EXISTS (SELECT 1 FROM access_grant g WHERE g.id = l.grant_id
            AND g.valid_from <= now() AND (g.valid_until IS NULL OR g.valid_until > now())))
        AND (l.consent_id IS NULL OR EXISTS (SELECT 1 FROM consent_consent c WHERE c.id = l.consent_id
            AND c.withdrawn_at IS NULL AND c.superseded_at IS NULL AND c.valid_until > {_TODAY}
            AND (c.grant_id IS NULL OR EXISTS (SELECT 1 FROM access_grant g WHERE g.id = c.grant_id
                AND (g.valid_until IS NULL OR g.valid_until > now())))))
        AND NOT EXISTS (SELECT 1 FROM referrals_step s WHERE s.referral_id = l.referral_id AND s.state = 'ended'
            AND s.undone_at IS NULL)"""

LINK = f"""
CREATE OR REPLACE FUNCTION referrals_link(hashed text)
RETURNS TABLE (reference text, house text, begun date, until timestamptz)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT l.reference::text, o.name::text, r.begun_on, l.valid_until
    FROM referrals_answerlink l JOIN referrals_referral r ON r.id = l.referral_id
        JOIN access_dossier d ON d.id = l.dossier_id JOIN access_organisation o ON o.id = d.organisation_id
    WHERE {_OPEN} $$
"""

# The step is the agency's only where the referral was handed to it; else the house alone reads it. The history asks who
# acts and why, so the function says it.
ANSWER = f"""
CREATE OR REPLACE FUNCTION referrals_answer(
    hashed text, what text, happened date, expected date, outcome text, refused text)
RETURNS boolean LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE link record;
BEGIN
    SELECT l.id, l.dossier_id, l.person_id, l.referral_id, r.agency_id, r.begun_on INTO link
        FROM referrals_answerlink l JOIN referrals_referral r ON r.id = l.referral_id WHERE {_OPEN} FOR UPDATE OF l;
    IF link.id IS NULL OR happened > {_TODAY} OR happened < link.begun_on
        OR what NOT IN ('contacted', 'waiting', 'first', 'running', 'ended')
        OR (what = 'ended') <> (outcome IN ('closed', 'declined'))
        OR (refused <> '' AND (outcome <> 'declined' OR refused NOT IN
            ('no_place', 'not_competent', 'conditions', 'unreached', 'other'))) THEN
        RETURN false;
    END IF;
    PERFORM set_config('rundblick.actor', 'link', true), set_config('rundblick.reason', 'referrals.link.answer', true);
    UPDATE referrals_answerlink SET used_at = now() WHERE id = link.id;
    INSERT INTO referrals_step (id, dossier_id, person_id, referral_id, agency_id, state, "on", way, reached,
        expected_on, company, result, refusal, source, recorded_at)
    VALUES (gen_random_uuid(), link.dossier_id, link.person_id, link.referral_id, link.agency_id, what, happened, '',
        CASE WHEN what = 'contacted' THEN true END, CASE WHEN what = 'waiting' THEN expected END, '',
        outcome, refused, 'link', now());
    INSERT INTO programmes_duemark (id, dossier_id, marked_at) VALUES (gen_random_uuid(), link.dossier_id, now());
    PERFORM set_config('rundblick.actor', '', true), set_config('rundblick.reason', '', true);
    RETURN true;
END $$
"""

_OWN = """r.for_person AND EXISTS (
        SELECT 1 FROM access_grant g WHERE g.dossier_id = r.dossier_id AND g.subject_id = r.person_id
        AND g.basis = 'self' AND g.principal_id = ANY (access_principals()) AND g.valid_from <= now()
        AND (g.valid_until IS NULL OR g.valid_until > now()))"""

TOLD = f"""
CREATE OR REPLACE FUNCTION referrals_told() RETURNS SETOF referrals_referral
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
AS $$ SELECT r.* FROM referrals_referral r WHERE {_OWN} $$
"""

HAPPENED = f"""
CREATE OR REPLACE FUNCTION referrals_told_steps() RETURNS TABLE (referral uuid, happened jsonb)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
AS $$ SELECT s.referral_id, jsonb_agg(jsonb_build_object('state', s.state, 'on', s."on", 'at', s.recorded_at,
        'reached', s.reached, 'expected', s.expected_on, 'result', s.result) ORDER BY s."on", s.recorded_at)
    FROM referrals_step s JOIN referrals_referral r ON r.id = s.referral_id
    WHERE s.undone_at IS NULL AND {_OWN} GROUP BY s.referral_id $$
"""

FUNCTIONS = {
    "referrals_link(text)": LINK,
    "referrals_answer(text, text, date, date, text, text)": ANSWER,
}


OF_THE_PERSON = {"referrals_told()": TOLD, "referrals_told_steps()": HAPPENED}


def statements(roles: Roles) -> Iterator[str]:
    """Install the functions; the web role asks both, the worker the first one, before a mail leaves."""
    for signature, body in FUNCTIONS.items():
        yield body
        yield f"REVOKE ALL ON FUNCTION {signature} FROM PUBLIC"
        yield f'GRANT EXECUTE ON FUNCTION {signature} TO "{roles.app}", "{roles.worker}"'
    for signature, body in OF_THE_PERSON.items():
        yield body
        yield f"REVOKE ALL ON FUNCTION {signature} FROM PUBLIC"
        yield f'GRANT EXECUTE ON FUNCTION {signature} TO "{roles.app}"'

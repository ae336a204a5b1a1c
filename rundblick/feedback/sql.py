"""What is asked and said without a door, inside the database; idempotent.

All functions are SECURITY DEFINER with a fixed search path. Those of an invitation answer to the digest of its link or
code, while it is open and its coach still reads the notes of this person. Those of the person answer to the own access
alone. Those without a name write into the present quarter, and tell of closed ones from ten answers by five people.
"""

from collections.abc import Iterator

from rundblick.access.models.logs import ROLES
from rundblick.access.policies import Roles
from rundblick.feedback.rules import LEAST_ANSWERS, LEAST_PEOPLE

_TODAY = "(now() AT TIME ZONE 'Europe/Berlin')::date"
_QUARTER = f"date_trunc('quarter', {_TODAY})::date"
TALKS_FOR = 30
"""Days in which somebody may say on the own page how a talk was."""


def _open(alias: str) -> str:
    return f"{alias}.valid_from <= now() AND ({alias}.valid_until IS NULL OR {alias}.valid_until > now())"


def _reads(alias: str) -> str:
    """That the coach of a row still has a door that shows notes of its person."""
    return f"""EXISTS (SELECT 1 FROM access_grant g WHERE g.dossier_id = {alias}.dossier_id
        AND g.principal_id = {alias}.coach_id AND g.basis <> 'self' AND 'notes' = ANY (g.topics)
        AND (g.subject_id IS NULL OR g.subject_id = {alias}.person_id) AND {_open("g")})"""


def _own(alias: str) -> str:
    """That the caller is the person of a row, with an open access to the own page."""
    return f"""EXISTS (SELECT 1 FROM access_grant s WHERE s.dossier_id = {alias}.dossier_id
        AND s.subject_id = {alias}.person_id AND s.basis = 'self' AND 'notes' = ANY (s.topics)
        AND s.principal_id = ANY (access_principals()) AND {_open("s")})"""


_WAITS = f"""a.used_at IS NULL AND a.revoked_at IS NULL AND a.valid_until > now() AND {_reads("a")}"""
_BY_KEY = (
    f"""hashed <> '' AND (a.token_hash = hashed OR (a.code_hash = hashed AND a.code_until > now())) AND {_WAITS}"""
)

# The wrapped key of the dossier comes along, so that the words are sealed before they reach the database.
BEHIND = f"""
CREATE OR REPLACE FUNCTION feedback_behind(hashed text)
RETURNS TABLE (dossier uuid, house uuid, coach text, happened date, until timestamptz, master text, wrapped bytea)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT a.dossier_id, u.organisation_id, u.display_name::text, a."on", a.valid_until, k.master_id::text, k.wrapped
    FROM feedback_ask a JOIN access_user u ON u.id = a.coach_id JOIN access_dossierkey k ON k.dossier_id = a.dossier_id
    WHERE {_BY_KEY} $$
"""

ANSWER = f"""
CREATE OR REPLACE FUNCTION feedback_answer(
    hashed text, key uuid, sheet text, version int, numbers jsonb, words bytea)
RETURNS boolean LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE asked feedback_ask;
BEGIN
    SELECT a.* INTO asked FROM feedback_ask a WHERE {_BY_KEY} FOR UPDATE OF a;
    IF asked.id IS NULL THEN RETURN false; END IF;
    UPDATE feedback_ask SET used_at = now(), code_hash = NULL WHERE id = asked.id;
    INSERT INTO feedback_talkfeedback (id, dossier_id, person_id, coach_id, "on", said_on, form, form_version, answers,
        comment, way)
    VALUES (key, asked.dossier_id, asked.person_id, asked.coach_id, asked."on", {_TODAY}, sheet, version, numbers,
        words, CASE WHEN asked.token_hash = hashed THEN 'link' ELSE 'tablet' END);
    RETURN true;
END $$
"""

TOLD = f"""
CREATE OR REPLACE FUNCTION feedback_told() RETURNS SETOF feedback_talkfeedback
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
AS $$ SELECT f.* FROM feedback_talkfeedback f WHERE {_own("f")} $$
"""

# Talks the person may still say something about: asked for, or handed to them as a note, in the last weeks.
TALKS = f"""
CREATE OR REPLACE FUNCTION feedback_talks()
RETURNS TABLE (dossier uuid, person uuid, coach uuid, name text, happened date)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT DISTINCT t.dossier_id, t.person_id, t.coach_id, u.display_name::text, t.happened_on FROM (
        SELECT a.dossier_id, a.person_id, a.coach_id, a."on" AS happened_on FROM feedback_ask a WHERE {_WAITS}
        UNION
        SELECT n.dossier_id, n.person_id, n.author_id, n.happened_on FROM cases_contactnote n
        WHERE n.released_at IS NOT NULL AND n.person_id IS NOT NULL) t
        JOIN access_user u ON u.id = t.coach_id
    WHERE t.happened_on BETWEEN {_TODAY} - {TALKS_FOR} AND {_TODAY} AND {_own("t")} AND {_reads("t")}
        AND NOT EXISTS (SELECT 1 FROM feedback_talkfeedback f WHERE f.dossier_id = t.dossier_id
            AND f.person_id = t.person_id AND f.coach_id = t.coach_id AND f."on" = t.happened_on)
    ORDER BY t.happened_on DESC $$
"""

SAY = f"""
CREATE OR REPLACE FUNCTION feedback_say(file uuid, who uuid, whom uuid, day date,
    key uuid, sheet text, version int, numbers jsonb, words bytea)
RETURNS boolean LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    IF NOT EXISTS (SELECT 1 FROM feedback_talks() t
        WHERE t.dossier = file AND t.person = who AND t.coach = whom AND t.happened = day) THEN
        RETURN false;
    END IF;
    UPDATE feedback_ask SET used_at = now(), code_hash = NULL WHERE dossier_id = file AND person_id = who
        AND coach_id = whom AND "on" = day AND used_at IS NULL;
    INSERT INTO feedback_talkfeedback (id, dossier_id, person_id, coach_id, "on", said_on, form, form_version, answers,
        comment, way)
    VALUES (key, file, who, whom, day, {_TODAY}, sheet, version, numbers, words, 'own_page');
    RETURN true;
END $$
"""

TAKE_BACK = f"""
CREATE OR REPLACE FUNCTION feedback_take_back(wanted uuid) RETURNS boolean
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    DELETE FROM feedback_talkfeedback f WHERE f.id = wanted AND {_own("f")};
    RETURN FOUND;
END $$
"""

# Whether somebody else holds answers of this person: for the own copy, which says where to find them, to whoever may
# prepare one.
OTHERS = f"""
CREATE OR REPLACE FUNCTION feedback_others(file uuid, who uuid) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT EXISTS (SELECT 1 FROM feedback_talkfeedback f WHERE f.dossier_id = file AND f.person_id = who
            AND NOT (f.coach_id = ANY (access_principals()) AND {_reads("f")}))
        AND EXISTS (SELECT 1 FROM access_grant g WHERE g.dossier_id = file AND g.basis = 'responsible'
            AND g.principal_id = ANY (access_principals()) AND {_open("g")}) $$
"""

UNNAMED = f"""
CREATE OR REPLACE FUNCTION feedback_unnamed(
    house uuid, kind text, sheet text, version int, numbers jsonb, words text, chosen text)
RETURNS boolean LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    IF NOT EXISTS (SELECT 1 FROM access_organisation o WHERE o.id = house) THEN RETURN false; END IF;
    INSERT INTO feedback_unnamed (id, organisation_id, quarter, letter, form, form_version, answers, comment, who)
    VALUES (gen_random_uuid(), house, {_QUARTER}, kind, sheet, version, numbers, words, chosen);
    RETURN true;
END $$
"""

_ENOUGH = f"count(*) >= {LEAST_ANSWERS} AND count(DISTINCT r.who) >= {LEAST_PEOPLE}"
_CLOSED = f"r.quarter < {_QUARTER}"

# Answers without a chosen word share the digest "" and so count as one person. A statement needs enough numbers itself.
FIGURES = f"""
CREATE OR REPLACE FUNCTION feedback_figures(house uuid)
RETURNS TABLE (quarter date, letter text, sheet text, version int, answers bigint, people bigint, counts jsonb,
    words jsonb)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    WITH groups AS (
        SELECT r.quarter, r.letter, r.form, r.form_version, count(*) AS answers, count(DISTINCT r.who) AS people,
            jsonb_agg(jsonb_build_object('id', r.id, 'sealed', r.comment) ORDER BY r.id)
                FILTER (WHERE r.comment <> '') AS words
        FROM feedback_unnamed r
        WHERE r.organisation_id = house AND house = ANY (access_principals()) AND {_CLOSED}
        GROUP BY 1, 2, 3, 4 HAVING {_ENOUGH}),
    given AS (
        SELECT r.quarter, r.letter, r.form, r.form_version, n.key AS code, n.value AS number, r.who
        FROM feedback_unnamed r JOIN groups b USING (quarter, letter, form, form_version), jsonb_each_text(r.answers) n
        WHERE r.organisation_id = house),
    enough AS (
        SELECT r.quarter, r.letter, r.form, r.form_version, r.code FROM given r
        GROUP BY 1, 2, 3, 4, 5 HAVING {_ENOUGH}),
    cells AS (
        SELECT quarter, letter, form, form_version, code, number, count(*) AS times
        FROM given JOIN enough USING (quarter, letter, form, form_version, code) GROUP BY 1, 2, 3, 4, 5, 6),
    counted AS (
        SELECT quarter, letter, form, form_version, code, jsonb_object_agg(number, times) AS times
        FROM cells GROUP BY 1, 2, 3, 4, 5)
    SELECT b.quarter, b.letter::text, b.form::text, b.form_version::int, b.answers, b.people,
        coalesce((SELECT jsonb_object_agg(c.code, c.times) FROM counted c WHERE (c.quarter, c.letter, c.form,
            c.form_version) = (b.quarter, b.letter, b.form, b.form_version)), '{{}}'::jsonb),
        coalesce(b.words, '[]'::jsonb)
    FROM groups b ORDER BY b.quarter DESC, b.letter, b.form, b.form_version $$
"""

STRIKE = f"""
CREATE OR REPLACE FUNCTION feedback_strike(wanted uuid) RETURNS boolean
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    UPDATE feedback_unnamed r SET comment = '' WHERE r.id = wanted AND r.comment <> '' AND {_CLOSED}
        AND r.organisation_id = ANY (access_principals()) AND '{{coordinator}}' && {ROLES};
    RETURN FOUND;
END $$
"""

FUNCTIONS = {
    "feedback_behind(text)": BEHIND,
    "feedback_answer(text, uuid, text, int, jsonb, bytea)": ANSWER,
    "feedback_told()": TOLD,
    "feedback_talks()": TALKS,
    "feedback_say(uuid, uuid, uuid, date, uuid, text, int, jsonb, bytea)": SAY,
    "feedback_take_back(uuid)": TAKE_BACK,
    "feedback_others(uuid, uuid)": OTHERS,
    "feedback_unnamed(uuid, text, text, int, jsonb, text, text)": UNNAMED,
    "feedback_figures(uuid)": FIGURES,
    "feedback_strike(uuid)": STRIKE,
}


def statements(roles: Roles) -> Iterator[str]:
    """Install the functions; only the web role may ask them."""
    for signature, body in FUNCTIONS.items():
        yield body
        yield f"REVOKE ALL ON FUNCTION {signature} FROM PUBLIC"
        yield f'GRANT EXECUTE ON FUNCTION {signature} TO "{roles.app}"'

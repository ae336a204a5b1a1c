"""Functions, triggers and further policies of the room in PostgreSQL; idempotent, installed with the doors.

All functions are SECURITY DEFINER with a fixed search path and check the caller's grants or right themselves.
They answer ids, or the few columns their page may show. "Today" is Berlin's, since the session runs in UTC.
"""

from collections.abc import Iterator

from rundblick.access.doors import Door, condition
from rundblick.access.policies import Roles

_BERLIN = "(now() AT TIME ZONE 'Europe/Berlin')::date"
_OPEN = """{g}.principal_id = ANY (access_principals()) AND {g}.valid_from <= now()
    AND ({g}.valid_until IS NULL OR {g}.valid_until > now()) AND 'master' = ANY ({g}.topics)"""
_ROLES = "coalesce(nullif(current_setting('rundblick.roles', true), ''), '{}')::text[]"
_OWN_HOUSE = "(SELECT u.organisation_id FROM access_user u WHERE u.id::text = current_setting('rundblick.actor', true))"
_DEFINER = "SECURITY DEFINER SET search_path = public, pg_temp"


def _holds(alias: str, on: str = _BERLIN) -> str:
    return f"{alias}.valid_from <= {on} AND ({alias}.valid_until IS NULL OR {alias}.valid_until > {on})"


PROTECTED = f"""
CREATE OR REPLACE FUNCTION people_protected(persons uuid[]) RETURNS SETOF uuid
LANGUAGE sql STABLE {_DEFINER} AS $$
    SELECT DISTINCT c.person_id FROM people_protectedcontact c WHERE c.person_id = ANY (persons) AND {_holds("c")} $$
"""

SHIELDED = f"""
CREATE OR REPLACE FUNCTION people_shielded(dossier uuid, person uuid) RETURNS boolean
LANGUAGE sql STABLE {_DEFINER} AS $$
    SELECT EXISTS (
        SELECT 1 FROM people_protectedcontact c WHERE {_holds("c")} AND (
            c.person_id = person OR EXISTS (
                SELECT 1 FROM people_membership m
                WHERE m.dossier_id = dossier AND m.person_id = c.person_id AND {_holds("m")}))) $$
"""

SHIELDED_DOSSIERS = f"""
CREATE OR REPLACE FUNCTION people_shielded_dossiers(dossiers uuid[]) RETURNS SETOF uuid
LANGUAGE sql STABLE {_DEFINER} AS $$
    SELECT DISTINCT m.dossier_id FROM people_protectedcontact c JOIN people_membership m ON m.person_id = c.person_id
    WHERE m.dossier_id = ANY (dossiers) AND {_holds("m")} AND {_holds("c")} $$
"""

# One typed piece with digits: birth date or year, household number, phone (the beginning of the number written
# back to front, or all of a stored number that lacks the area code).
READING = f"""
CREATE OR REPLACE FUNCTION people_reading(reading jsonb, today date) RETURNS SETOF uuid
LANGUAGE sql STABLE {_DEFINER} AS $$
    SELECT p.id FROM people_person p
    WHERE (p.birth_date = ANY (ARRAY(SELECT jsonb_array_elements_text(reading->'days'))::date[])
        OR p.birth_date BETWEEN make_date(nullif(reading->>'year', '')::int, 1, 1)
            AND make_date(nullif(reading->>'year', '')::int, 12, 31))
    AND EXISTS (SELECT 1 FROM people_membership m JOIN access_grant g ON g.dossier_id = m.dossier_id
        WHERE m.person_id = p.id AND (g.subject_id IS NULL OR g.subject_id = p.id) AND {_OPEN.format(g="g")})
    UNION
    SELECT m.person_id FROM people_household h JOIN people_membership m ON m.household_id = h.id
        JOIN access_grant g ON g.dossier_id = h.dossier_id
    WHERE reading->>'number' <> '' AND h.number_keys @> ARRAY[(reading->>'number')::varchar]
        AND (m.valid_until IS NULL OR m.valid_until > today) AND (g.subject_id IS NULL OR g.subject_id = m.person_id)
        AND {_OPEN.format(g="g")}
    UNION
    SELECT c.person_id FROM people_contactpoint c JOIN access_grant g ON g.dossier_id = c.dossier_id
    WHERE reading->>'phone' <> '' AND c.phone_reversed <> ''
        AND ((c.phone_reversed >= reading->>'phone'
                AND c.phone_reversed < (reading->>'phone') || chr(1114111))
            OR c.phone_reversed = ANY (ARRAY(SELECT jsonb_array_elements_text(reading->'shorter'))))
        AND (c.valid_until IS NULL OR c.valid_until > today)
        AND (g.subject_id IS NULL OR g.subject_id = c.person_id OR c.shared) AND {_OPEN.format(g="g")}
        AND NOT people_shielded(c.dossier_id, c.person_id) $$
"""

# Of several rows with one word and kind only the heaviest counts, kinds add up. How many words were found is
# compared among the persons the caller may see, so that a foreign person never makes an own one vanish. The doors
# are asked only for who has enough of the words, and all at once: a common name has hundreds of namesakes in a large
# house, most of them behind closed doors. OFFSET 0 keeps each beginning a walk through the index: joined
# freely, PostgreSQL thinks that a range fits a ninth of all keys and reads them all.
SEARCH = f"""
CREATE OR REPLACE FUNCTION people_search(keys jsonb, needed int, readings jsonb, today date, top int)
RETURNS TABLE (person_id uuid, score bigint)
LANGUAGE plpgsql STABLE {_DEFINER} AS $$
#variable_conflict use_column
DECLARE
    reading jsonb;
    fitting uuid[];
BEGIN
    FOR reading IN SELECT value FROM jsonb_array_elements(readings) LOOP
        fitting := ARRAY(SELECT r FROM people_reading(reading, today) r WHERE fitting IS NULL OR r = ANY (fitting));
    END LOOP;
    IF jsonb_array_length(keys) = 0 THEN
        RETURN QUERY SELECT p.id, 0::bigint FROM people_person p WHERE p.id = ANY (fitting)
            ORDER BY p.sort_key LIMIT top;
        RETURN;
    END IF;
    RETURN QUERY
    WITH asked AS MATERIALIZED (
        SELECT * FROM jsonb_to_recordset(keys) AS a(word int, kind text, key text, weight int, prefix boolean)
    ), hits AS (
        SELECT n.person_id, a.word, a.kind, a.weight FROM asked a
            JOIN people_namekey n ON n.kind = a.kind AND n.key = a.key WHERE NOT a.prefix
        UNION ALL
        SELECT n.person_id, a.word, a.kind, a.weight FROM asked a CROSS JOIN LATERAL (
            SELECT k.person_id FROM people_namekey k
            WHERE k.kind = a.kind AND k.key >= a.key AND k.key < a.key || chr(1114111) OFFSET 0) n
        WHERE a.prefix
    ), heaviest AS (
        SELECT person_id, word, kind, max(weight) AS weight FROM hits
        WHERE fitting IS NULL OR person_id = ANY (fitting) GROUP BY 1, 2, 3
    ), ranked AS MATERIALIZED (
        SELECT person_id, sum(weight) AS score, count(DISTINCT word) AS found FROM heaviest GROUP BY 1
        HAVING count(DISTINCT word) >= needed
    ), doors AS MATERIALIZED (
        SELECT g.dossier_id, g.subject_id FROM access_grant g WHERE {_OPEN.format(g="g")}
    ), places AS MATERIALIZED (
        SELECT m.person_id, m.dossier_id FROM people_membership m
        WHERE m.person_id = ANY (ARRAY(SELECT r.person_id FROM ranked r))
    ), visible AS MATERIALIZED (
        SELECT * FROM ranked r WHERE r.person_id IN (
            SELECT p.person_id FROM places p JOIN doors d ON d.dossier_id = p.dossier_id
            WHERE d.subject_id IS NULL OR d.subject_id = p.person_id)
    )
    SELECT v.person_id, v.score FROM visible v JOIN people_person p ON p.id = v.person_id
    WHERE v.found = (SELECT max(found) FROM visible)
    ORDER BY v.score DESC, p.sort_key LIMIT top;
END $$
"""

TWINS = f"""
CREATE OR REPLACE FUNCTION people_twin_candidates(keys text[])
RETURNS TABLE (person_id uuid, dossier_id uuid, first_names varchar, last_name varchar, former_names varchar,
    birth_date date, team varchar)
LANGUAGE sql STABLE {_DEFINER} AS $$
    SELECT DISTINCT ON (p.id) p.id, m.dossier_id, p.first_names, p.last_name, p.former_names, p.birth_date, t.name
    FROM people_namekey n JOIN people_person p ON p.id = n.person_id
        JOIN people_membership m ON m.person_id = p.id
        JOIN access_dossier d ON d.id = m.dossier_id JOIN access_team t ON t.id = d.team_id
    WHERE 'intake' = ANY ({_ROLES}) AND n.kind = 'b' AND n.key = ANY (keys)
        AND d.organisation_id = {_OWN_HOUSE} AND NOT people_shielded(m.dossier_id, p.id)
    ORDER BY p.id, m.valid_until DESC NULLS FIRST, m.valid_from DESC LIMIT 500 $$
"""

# For the steward's desk. A pair is shown where one of the two belongs to the steward's own organisation.
PAIRS = f"""
CREATE OR REPLACE FUNCTION people_pair_sides(persons uuid[])
RETURNS TABLE (person_id uuid, dossier_id uuid, first_names varchar, last_name varchar, former_names varchar,
    birth_date date, birth_date_estimated boolean, languages varchar[], created_at timestamptz,
    organisation varchar, own boolean, team varchar, role varchar, valid_from date, valid_until date)
LANGUAGE sql STABLE {_DEFINER} AS $$
    SELECT p.id, m.dossier_id, p.first_names, p.last_name, p.former_names, p.birth_date, p.birth_date_estimated,
        p.languages, p.created_at, o.name, coalesce(o.id = {_OWN_HOUSE}, false),
        CASE WHEN people_shielded(m.dossier_id, p.id) THEN NULL ELSE t.name END,
        m.role, m.valid_from, m.valid_until
    FROM people_person p LEFT JOIN people_membership m ON m.person_id = p.id
        LEFT JOIN access_dossier d ON d.id = m.dossier_id LEFT JOIN access_team t ON t.id = d.team_id
        LEFT JOIN access_organisation o ON o.id = d.organisation_id
    WHERE 'steward' = ANY ({_ROLES}) AND p.id = ANY (persons)
        AND EXISTS (SELECT 1 FROM people_duplicatesuspicion s
            WHERE p.id IN (s.first_id, s.second_id) AND people_ours(s.first_id, s.second_id))
    ORDER BY p.id, m.valid_from $$
"""

OURS = f"""
CREATE OR REPLACE FUNCTION people_ours(one uuid, other uuid) RETURNS boolean
LANGUAGE sql STABLE {_DEFINER} AS $$
    SELECT EXISTS (SELECT 1 FROM people_membership m JOIN access_dossier d ON d.id = m.dossier_id
        WHERE m.person_id IN (one, other) AND d.organisation_id = {_OWN_HOUSE}) $$
"""

# The web role replaces the keys of persons it may change; it can never read one.
WRITE_KEYS = f"""
CREATE OR REPLACE FUNCTION people_write_name_keys(persons uuid[], kinds text[], keys text[]) RETURNS void
LANGUAGE plpgsql {_DEFINER} AS $$
DECLARE
    asked uuid[] := ARRAY(SELECT DISTINCT unnest(persons));
BEGIN
    IF EXISTS (SELECT 1 FROM unnest(asked) AS a(id) WHERE NOT EXISTS (
        SELECT 1 FROM people_membership m JOIN access_grant g ON g.dossier_id = m.dossier_id
        WHERE m.person_id = a.id AND g.writes AND (g.subject_id IS NULL OR g.subject_id = a.id)
            AND {_OPEN.format(g="g")})) THEN
        RAISE EXCEPTION 'name keys of a foreign person refused' USING ERRCODE = 'insufficient_privilege';
    END IF;
    DELETE FROM people_namekey WHERE person_id = ANY (asked);
    INSERT INTO people_namekey (person_id, kind, key)
        SELECT * FROM unnest(persons, kinds, keys) ON CONFLICT DO NOTHING;
END $$
"""

# What an exclusion constraint would say; btree_gist is not everywhere. The lock makes two savers wait in line. Since
# a membership opens the person, nobody may make one for a person they cannot see; jobs have no principals.
MEMBERSHIP_GUARD = f"""
CREATE OR REPLACE FUNCTION people_membership_guard() RETURNS trigger
LANGUAGE plpgsql {_DEFINER} AS $$
DECLARE
    home uuid;
BEGIN
    SELECT h.dossier_id INTO home FROM people_household h WHERE h.id = NEW.household_id FOR UPDATE;
    IF home IS DISTINCT FROM NEW.dossier_id THEN
        RAISE EXCEPTION 'membership and household name different dossiers'
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    IF (TG_OP = 'INSERT' OR NEW.person_id <> OLD.person_id) AND access_principals() <> '{{}}'
        AND EXISTS (SELECT 1 FROM people_membership m WHERE m.person_id = NEW.person_id)
        AND NOT EXISTS (SELECT 1 FROM people_membership m JOIN access_grant g ON g.dossier_id = m.dossier_id
            WHERE m.person_id = NEW.person_id AND (g.subject_id IS NULL OR g.subject_id = m.person_id)
                AND {_OPEN.format(g="g")}) THEN
        RAISE EXCEPTION 'a foreign person cannot be drawn into a household' USING ERRCODE = 'insufficient_privilege';
    END IF;
    IF EXISTS (SELECT 1 FROM people_membership m
        WHERE m.household_id = NEW.household_id AND m.person_id = NEW.person_id AND m.id <> NEW.id
            AND m.valid_from < coalesce(NEW.valid_until, 'infinity')
            AND coalesce(m.valid_until, 'infinity') > NEW.valid_from) THEN
        RAISE EXCEPTION 'person twice in one household at the same time' USING ERRCODE = 'exclusion_violation';
    END IF;
    RETURN NEW;
END $$
"""

FUNCTIONS = {
    "people_protected(uuid[])": PROTECTED,
    "people_shielded(uuid, uuid)": SHIELDED,
    "people_shielded_dossiers(uuid[])": SHIELDED_DOSSIERS,
    "people_reading(jsonb, date)": READING,
    "people_search(jsonb, int, jsonb, date, int)": SEARCH,
    "people_twin_candidates(text[])": TWINS,
    "people_ours(uuid, uuid)": OURS,
    "people_pair_sides(uuid[])": PAIRS,
    "people_write_name_keys(uuid[], text[], text[])": WRITE_KEYS,
}
_INNER = frozenset({"people_reading(jsonb, date)"})


def statements(roles: Roles) -> Iterator[str]:
    """Everything the room adds to its tables; `access.policies` runs it as owner after the doors."""
    for signature, body in FUNCTIONS.items():
        if "RETURNS TABLE" in body:
            # The columns of a result cannot be changed in place.
            yield f"DROP FUNCTION IF EXISTS {signature}"
        yield body
        yield f'REVOKE ALL ON FUNCTION {signature} FROM PUBLIC, "{roles.app}", "{roles.worker}"'
        if signature not in _INNER:
            yield f'GRANT EXECUTE ON FUNCTION {signature} TO "{roles.app}", "{roles.worker}"'
    yield MEMBERSHIP_GUARD
    yield "REVOKE ALL ON FUNCTION people_membership_guard() FROM PUBLIC"
    yield (
        "CREATE OR REPLACE TRIGGER people_membership_guard BEFORE INSERT OR UPDATE ON people_membership"
        " FOR EACH ROW EXECUTE FUNCTION people_membership_guard()"
    )
    yield f'REVOKE ALL ON people_namekey FROM "{roles.app}"'
    for table in ("people_address", "people_contactpoint"):
        for shielded in (table, f"{table}event"):
            yield from _shield(shielded, roles)
    yield from _own_pairs(roles)


def _shield(table: str, roles: Roles) -> Iterator[str]:
    """Rows of a protected household are read only by who may write there and asked for them in this transaction."""
    writing = condition(table, Door(topic="master", for_members=True), writing=True)
    yield f'DROP POLICY IF EXISTS protected_contact ON "{table}"'
    yield (
        f'CREATE POLICY protected_contact ON "{table}" AS RESTRICTIVE FOR SELECT TO "{roles.app}" USING ('
        f"(dossier_id::text = current_setting('rundblick.reveal', true) AND {writing})"
        " OR NOT people_shielded(dossier_id, person_id))"
    )


def _own_pairs(roles: Roles) -> Iterator[str]:
    yield "DROP POLICY IF EXISTS own_house ON people_duplicatesuspicion"
    yield (
        f'CREATE POLICY own_house ON people_duplicatesuspicion AS RESTRICTIVE FOR ALL TO "{roles.app}"'
        " USING (people_ours(first_id, second_id))"
    )

"""How many questions the benefits department of the reader's own house answered in time; idempotent.

A clerk reads only the questions put to them, so the count is a SECURITY DEFINER function with a fixed search path. It
answers to people of the benefits department alone, about their own house, with numbers and nothing else: no question,
no case, no clerk.
"""

from collections.abc import Iterator

from rundblick.access.policies import Roles

_ROLES = "coalesce(nullif(current_setting('rundblick.roles', true), ''), '{}')::text[]"
_DAY = "(%s AT TIME ZONE 'Europe/Berlin')::date"

COUNTED = f"""
CREATE OR REPLACE FUNCTION inquiries_counted(since date, as_of date)
RETURNS TABLE (clerks bigint, due bigint, in_time bigint, due_cases bigint, in_time_cases bigint, late_cases bigint,
    answered bigint, answered_cases bigint, median_days integer, withdrawn bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    WITH house AS (
        SELECT u.organisation_id AS id FROM access_user u
        WHERE u.id = ANY (access_principals()) AND 'benefits' = ANY ({_ROLES})
    ), questions AS (
        SELECT i.dossier_id, i.due_on, {_DAY % "i.asked_at"} AS asked_on, {_DAY % "i.ended_at"} AS ended_on,
            (SELECT {_DAY % "min(l.at)"} FROM inquiries_line l
             WHERE l.inquiry_id = i.id AND l.from_benefits AND l.outcome <> 'asking_back') AS said_on
        FROM inquiries_inquiry i JOIN access_dossier d ON d.id = i.dossier_id
        WHERE d.organisation_id IN (SELECT h.id FROM house h)
    ), asked AS (
        SELECT q.dossier_id, q.due_on, q.asked_on, CASE WHEN q.said_on <= as_of THEN q.said_on END AS answered_on,
            CASE WHEN q.ended_on <= as_of THEN q.ended_on END AS ended_on
        FROM questions q WHERE q.asked_on BETWEEN since AND as_of
    ), counted AS (
        SELECT a.*, coalesce(a.answered_on <= a.due_on, false) AS timely FROM asked a
        WHERE a.answered_on IS NOT NULL OR (a.due_on < as_of AND (a.ended_on IS NULL OR a.ended_on > a.due_on))
    )
    SELECT
        (SELECT count(DISTINCT r.user_id) FROM access_roleassignment r JOIN access_user u ON u.id = r.user_id
         WHERE r.role = 'benefits' AND u.is_active AND u.organisation_id IN (SELECT h.id FROM house h)
         AND r.valid_from <= as_of AND (r.valid_until IS NULL OR r.valid_until > as_of)),
        count(*), count(*) FILTER (WHERE c.timely), count(DISTINCT c.dossier_id),
        count(DISTINCT c.dossier_id) FILTER (WHERE c.timely),
        count(DISTINCT c.dossier_id) FILTER (WHERE NOT c.timely),
        count(c.answered_on), count(DISTINCT c.dossier_id) FILTER (WHERE c.answered_on IS NOT NULL),
        (percentile_disc(0.5) WITHIN GROUP (ORDER BY c.answered_on - c.asked_on))::integer,
        (SELECT count(*) FROM asked a WHERE a.answered_on IS NULL AND a.ended_on <= a.due_on)
    FROM counted c $$
"""


def statements(roles: Roles) -> Iterator[str]:
    """Install the function, for the web role alone."""
    yield COUNTED
    yield "REVOKE ALL ON FUNCTION inquiries_counted(date, date) FROM PUBLIC"
    yield f'GRANT EXECUTE ON FUNCTION inquiries_counted(date, date) TO "{roles.app}"'

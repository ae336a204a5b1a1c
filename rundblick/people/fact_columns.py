"""The facts of `contributions.facts` as SQL, for reports that ask many households at once.

Both must say the same; a test compares them. The statements run as the caller: row-level security decides what is
read, and the address of a protected household is not (`sql`). `%(day)s` is the day asked for, inclusive.
"""

from rundblick.people.rules import Role

HOUSEHOLD: dict[str, str] = {
    "household.children": "home.children",
    "household.adults": "home.adults",
    "household.single_parent": "home.single_parent",
    "household.youngest_child": "home.youngest_child",
    "household.municipality": "town.town",
}
"""Facts about a household as columns of `home` (`homes`) and `town` (`towns`)."""

PERSON: dict[str, str] = {
    "person.age": "member.age",
    "person.is_parent": (
        f"CASE WHEN member.role IN ('{Role.SINGLE_PARENT}', '{Role.PARENT}') THEN nullif(home.children > 0, false)"
        f" WHEN member.role = '{Role.PARTNER}' THEN nullif(home.children > 0, true) ELSE false END"
    ),
}
"""Facts about a member as columns of `member` (`members`) and `home`."""

_HELD = "{0}.valid_from <= %(day)s AND ({0}.valid_until IS NULL OR {0}.valid_until > %(day)s)"
_CHILD = f"m.role IN ('{Role.CHILD}', '{Role.ADULT_CHILD}')"
_ORDER = " ".join(f"WHEN '{role}' THEN {place}" for place, role in enumerate(Role))


def members(doors: str) -> str:
    """Who belongs to the households of these dossiers on that day: dossier_id, person_id, role, sort_key, age.

    `doors`: a query or the name of a relation with a column dossier_id. The age is None without a birth date and
    before birth; who is born on 29 February is a year older from 1 March (`rules.turns`), as PostgreSQL counts too.
    """
    return (
        "SELECT m.dossier_id, m.person_id, m.role, p.sort_key, CASE WHEN p.birth_date <= %(day)s"
        " THEN extract(year FROM age(%(day)s::date::timestamp, p.birth_date::timestamp))::int END AS age"
        " FROM people_membership m JOIN people_person p ON p.id = m.person_id"
        f" WHERE m.dossier_id IN (SELECT dossier_id FROM {doors}) AND {_HELD.format('m')}"
    )


def homes(relation: str) -> str:
    """One row per household from the relation of its members: the columns of `HOUSEHOLD`, and a key to sort by.

    The youngest child has no age while the birth date of a child is missing: it may be the younger one.
    """
    return (
        f"SELECT m.dossier_id, count(*) FILTER (WHERE {_CHILD})::int AS children,"
        f" count(*) FILTER (WHERE NOT {_CHILD})::int AS adults,"
        f" bool_or(m.role = '{Role.SINGLE_PARENT}') AS single_parent,"
        f" CASE WHEN bool_and(m.age IS NOT NULL) FILTER (WHERE {_CHILD})"
        f" THEN min(m.age) FILTER (WHERE {_CHILD}) END AS youngest_child,"
        f" (array_agg(m.sort_key ORDER BY CASE m.role {_ORDER} END, m.sort_key))[1] AS sort_key"
        f" FROM {relation} m GROUP BY m.dossier_id"
    )


def towns(doors: str) -> str:
    """The municipality of each household on that day, where it is known and not withheld: dossier_id, town."""
    return (
        "SELECT DISTINCT ON (a.dossier_id) a.dossier_id, a.town FROM people_address a"
        f" WHERE a.dossier_id IN (SELECT dossier_id FROM {doors}) AND a.person_id IS NULL AND {_HELD.format('a')}"
        " ORDER BY a.dossier_id, a.valid_from DESC, a.id DESC"
    )

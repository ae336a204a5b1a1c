"""Who could a programme suit? One query over unprotected facts of all households whose doors are open to the reader.

A target group becomes one SQL expression. PostgreSQL's AND, OR and NOT with NULL are the three-valued logic of
`conditions.evaluate`: NULL is "unknown". Facts that contradict each other are NULL. The answer informs; people decide
(design rule 9), and nobody is found whose household is not open to the reader as a whole.
"""

import datetime as dt
import uuid
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, Literal

from django.db import connection

from rundblick.access.doors import whole_doors
from rundblick.people import fact_columns
from rundblick.programmes.conditions import Condition
from rundblick.programmes.considering import WORKING_AGE
from rundblick.programmes.definition import Programme
from rundblick.programmes.registries import household_values
from rundblick.programmes.statements import COLUMNS
from rundblick.programmes.vocabulary import KnownFact, vocabulary

SIZE = 50
TOPICS = ("master", "programmes")
"""What must be open of a household to ask whom a programme suits."""

Wanted = Literal["", "yes", "unknown"]
_TYPES = {"boolean": "boolean", "number": "numeric", "date": "date", "text": "text"}
_SIGNS = {"equals": "=", "at_least": ">=", "at_most": "<=", "more_than": ">", "less_than": "<"}


@dataclass(frozen=True, slots=True)
class Match:
    """A household, or a person of it, that is not known to be outside of the target group.

    `open`: codes of the facts whose answer would decide, none where everything is answered with yes. `writes`:
    whether the reader may propose.
    """

    dossier_id: uuid.UUID
    person_id: uuid.UUID | None
    fits: bool | None
    open: tuple[str, ...]
    writes: bool


@dataclass(frozen=True, slots=True)
class Matches:
    """One page of them, those who fit first, then those with the fewest open questions; and how many there are.

    `after`: cursor of the next page, "" at the end. Who takes part or is proposed already is not counted.
    """

    rows: tuple[Match, ...]
    yes: int
    unknown: int
    no: int
    after: str


@dataclass
class Asked:
    """A condition as SQL: what it compares with (`params`) and which facts it reads (`columns`, by code)."""

    params: dict[str, Any] = field(default_factory=dict)
    columns: dict[str, str] = field(default_factory=dict)

    def expression(self, condition: Condition) -> str:
        """One boolean expression; NULL where `evaluate` says unknown."""
        if condition.all is not None:
            return "(" + " AND ".join(map(self.expression, condition.all)) + ")"
        if condition.any is not None:
            return "(" + " OR ".join(map(self.expression, condition.any)) + ")"
        if condition.not_ is not None:
            return f"(NOT {self.expression(condition.not_)})"
        return self._comparison(condition)

    def undecided(self, condition: Condition) -> Iterator[str]:
        """For each comparison an expression that is its fact's code while that answer would matter, else NULL."""
        yield from self._undecided(condition, ())

    def _undecided(self, condition: Condition, above: tuple[str, ...]) -> Iterator[str]:
        parts = condition.all or condition.any or ((condition.not_,) if condition.not_ is not None else ())
        for part in parts:
            yield from self._undecided(part, (*above, f"{self.expression(part)} IS NULL"))
        if condition.fact is not None:
            while_open = " AND ".join(above) or "true"
            yield f"CASE WHEN {while_open} THEN {self._param(condition.fact, 'text')} END"

    def _comparison(self, condition: Condition) -> str:
        assert condition.fact is not None
        known = vocabulary().fact(condition.fact)
        kind = _TYPES[known.type] if known else "text"
        column = self.columns.setdefault(condition.fact, f"f{len(self.columns)}")
        compared = []
        for name, wanted in condition.comparisons().items():
            if isinstance(wanted, tuple):
                compared.append(f"{column} = ANY ({self._param(list(wanted), f'{kind}[]')})")
            else:
                compared.append(f"{column} {_SIGNS[name]} {self._param(wanted, kind)}")
        return "(" + " AND ".join(compared) + ")"

    def _param(self, value: object, kind: str) -> str:
        same = next((name for name, given in self.params.items() if _alike(given, value)), None)
        name = same or f"c{len(self.params)}"
        self.params[name] = value
        return f"%({name})s::{kind}"


def matches(programme: Programme, day: dt.date, *, wanted: Wanted = "", after: str = "", size: int = SIZE) -> Matches:
    """Everybody whom the programme could suit on that day, of the households open to the current context.

    `wanted` narrows the rows, never the counts. A cursor nobody knows begins at the top. One query, and those of the
    rooms that compute a fact the target group asks for (`registries.household_values`).
    """
    sql, params = _statement(programme, day)
    params |= {"day": day, "code": programme.id, "wanted": wanted, "size": size + 1, **_cursor(after)}
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        found = cursor.fetchall()
    yes, unknown, no = found[0][:3]
    rows = tuple(
        Match(dossier_id, person_id, fits, tuple(codes or ()), writes)
        for _, _, _, dossier_id, person_id, fits, codes, writes in found
        if dossier_id is not None
    )
    more, rows = len(rows) > size, rows[:size]
    return Matches(rows, yes, unknown, no, _after(rows[-1]) if more else "")


def _after(row: Match) -> str:
    return f"{row.dossier_id}.{row.person_id or row.dossier_id}"


def _cursor(after: str) -> dict[str, uuid.UUID | None]:
    dossier, _, member = after.partition(".")
    try:
        return {"dossier": uuid.UUID(dossier), "member": uuid.UUID(member)}
    except ValueError:
        return {"dossier": None, "member": None}


def _statement(programme: Programme, day: dt.date) -> tuple[str, dict[str, Any]]:
    asked = Asked()
    condition = programme.target_group.condition
    fits = asked.expression(condition)
    undecided = ", ".join(asked.undecided(condition))
    of_person = programme.unit != "household"
    facts = [fact for code in asked.columns if (fact := vocabulary().fact(code)) is not None]
    stated = [fact for fact in facts if fact.stated]
    columns = [f"{_source(code, of_person, name)} AS {name}" for code, name in asked.columns.items()]
    ctes = {
        "doors": whole_doors(*TOPICS),
        "members": fact_columns.members("doors"),
        "homes": fact_columns.homes("members"),
    }
    joins = []
    if stated:
        ctes["said"] = _said(stated, asked.columns)
        joins.append("LEFT JOIN said ours ON ours.dossier_id = home.dossier_id AND ours.person_id IS NULL")
        if of_person:
            joins.append("LEFT JOIN said own ON own.dossier_id = home.dossier_id AND own.person_id = member.person_id")
    if any("town." in _source(code, of_person, name) for code, name in asked.columns.items()):
        ctes["towns"] = fact_columns.towns("doors")
        joins.append("LEFT JOIN towns town ON town.dossier_id = home.dossier_id")
    computed = [code for code in asked.columns if household_values.get(code)]
    for code in computed:
        name = asked.columns[code]
        ctes[f"v_{name}"] = f"SELECT * FROM unnest(%(d_{name})s::uuid[], %(v_{name})s::text[]) v (dossier_id, value)"
        joins.append(f"LEFT JOIN v_{name} ON v_{name}.dossier_id = home.dossier_id")
    ctes["candidates"] = _candidates(columns, joins, of_person)
    ctes["judged"] = f"SELECT c.*, {fits} AS fits FROM candidates c"
    # Fact columns stand in `judged` too: which answers are missing is asked only where they would decide.
    ctes["ranked"] = (
        "SELECT *, CASE WHEN fits IS NULL THEN ARRAY("
        f"SELECT DISTINCT u FROM unnest(ARRAY[{undecided}]) u WHERE u IS NOT NULL ORDER BY u)"
        " ELSE '{}'::text[] END AS open FROM judged"
    )
    params = asked.params | {f"s_{asked.columns[fact.code]}": fact.code for fact in stated}
    params |= {"stated": [fact.code for fact in stated], "age": WORKING_AGE}
    params |= _values({code: asked.columns[code] for code in computed}, day)
    written = ", ".join(f"{name} AS MATERIALIZED ({body})" for name, body in ctes.items())
    return f"WITH {written}, {_PAGE}", params


def _values(names: dict[str, str], day: dt.date) -> dict[str, Any]:
    """What rooms above know of the households that are open to the caller, as two lists per fact."""
    if not names:
        return {}
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT dossier_id FROM ({whole_doors(*TOPICS)}) doors")
        ids = [row[0] for row in cursor.fetchall()]
    params: dict[str, Any] = {}
    for code, name in names.items():
        compute = household_values.get(code)
        known = compute(ids, day) if compute else {}
        params |= {f"d_{name}": list(known), f"v_{name}": list(known.values())}
    return params


def _source(code: str, of_person: bool, name: str) -> str:
    """Where the answer to a question stands; NULL where nobody delivers it."""
    known = vocabulary().fact(code)
    if known is None:
        return "NULL::text"
    about_person = known.about == "person"
    if about_person and not of_person:
        return f"NULL::{_TYPES[known.type]}"
    if known.stated:
        return f'{"own" if about_person else "ours"}."{code}"'
    if household_values.get(code):
        return f"v_{name}.value"
    computed = fact_columns.PERSON if about_person else fact_columns.HOUSEHOLD
    return computed.get(code, f"NULL::{_TYPES[known.type]}")


def _said(facts: list[KnownFact], names: dict[str, str]) -> str:
    """Stated answers side by side; where two contradict each other there is none."""
    columns = []
    for fact in facts:
        only = f"FILTER (WHERE f.code = %(s_{names[fact.code]})s)"
        low, high = ("bool_and", "bool_or") if fact.type == "boolean" else ("min", "max")
        value = f"f.{COLUMNS[fact.type]}"
        columns.append(
            f'CASE WHEN {low}({value}) {only} = {high}({value}) {only} THEN {low}({value}) {only} END AS "{fact.code}"'
        )
    return (
        f"SELECT f.dossier_id, f.person_id, {', '.join(columns)} FROM programmes_statedfact f"
        " WHERE f.dossier_id IN (SELECT dossier_id FROM doors) AND f.code = ANY (%(stated)s)"
        " AND f.valid_from <= %(day)s AND (f.valid_until IS NULL OR f.valid_until > %(day)s)"
        " GROUP BY f.dossier_id, f.person_id"
    )


def _candidates(columns: list[str], joins: list[str], of_person: bool) -> str:
    """Households, or members of working age, who do not take part and are not proposed yet."""
    busy = (
        "EXISTS (SELECT 1 FROM programmes_participation p JOIN programmes_run r ON r.id = p.run_id"
        " JOIN programmes_definition d ON d.id = r.definition_id"
        " WHERE d.code = %(code)s AND p.dossier_id = home.dossier_id"
        " AND (p.ended_on IS NULL OR p.ended_on >= %(day)s)"
    )
    if of_person:
        person, sort, members = "member.person_id", "member.sort_key", " JOIN members member USING (dossier_id)"
        where = "(member.age IS NULL OR member.age >= %(age)s) AND NOT " + busy
        where += " AND (p.person_id IS NULL OR p.person_id = member.person_id))"
    else:
        person, sort, members, where = "NULL::uuid", "home.sort_key", "", f"NOT {busy})"
    selected = ", ".join(["home.dossier_id", f"{person} AS person_id", f"{sort} AS sort_key", "door.writes", *columns])
    joined = " ".join(joins)
    return f"SELECT {selected} FROM homes home JOIN doors door USING (dossier_id){members} {joined} WHERE {where}"


_KEY = (
    "({0}.fits IS NULL, cardinality({0}.open), {0}.sort_key, {0}.dossier_id, coalesce({0}.person_id, {0}.dossier_id))"
)
_PLACE = (
    "SELECT p.fits IS NULL, cardinality(p.open), p.sort_key, p.dossier_id, coalesce(p.person_id, p.dossier_id)"
    " FROM place p"
)
_PAGE = f"""
place AS MATERIALIZED (
    SELECT * FROM ranked WHERE dossier_id = %(dossier)s AND coalesce(person_id, dossier_id) = %(member)s
),
counted AS (
    SELECT count(*) FILTER (WHERE fits) AS yes, count(*) FILTER (WHERE fits IS NULL) AS unknown,
        count(*) FILTER (WHERE NOT fits) AS no FROM ranked
)
SELECT c.yes, c.unknown, c.no, l.dossier_id, l.person_id, l.fits, l.open, l.writes FROM counted c LEFT JOIN (
    SELECT r.* FROM ranked r
    WHERE r.fits IS NOT FALSE
        AND (%(wanted)s = '' OR (%(wanted)s = 'yes') = (r.fits IS TRUE))
        AND (NOT EXISTS (SELECT 1 FROM place) OR {_KEY.format("r")} > ({_PLACE}))
    ORDER BY {_KEY.format("r")} LIMIT %(size)s
) l ON true ORDER BY {_KEY.format("l")}
"""


def _alike(one: object, other: object) -> bool:
    """Whether two values may share a parameter; True is not 1, and 1.0 is 1."""
    if isinstance(one, int | Decimal) and isinstance(other, int | Decimal):
        return isinstance(one, bool) == isinstance(other, bool) and one == other
    return type(one) is type(other) and one == other

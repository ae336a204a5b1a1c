"""What a table is, seen from the door book, and the PostgreSQL policies that follow from it.

Each model says `door = Door(...)`, `Reference()` or `System()`. After every migration `install_policies` writes
row-level security from these declarations, so a table cannot be forgotten: a model without a door is an error.

Policies compare with `(SELECT access_principals())`, which PostgreSQL evaluates once per statement, and with
`now()`, the start of the transaction; `CURRENT_DATE` would use the session's UTC date.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from django.apps import apps
from django.db import models

TOPICS: tuple[str, ...] = (
    "master",
    "appointments",
    "notes",
    "tasks",
    "goals",
    "situation",
    "programmes",
    "journeys",
    "outcomes",
    "documents",
    "cooperation",
    "benefits",
    "health",
    "protected",
)
BETWEEN_HOUSES = ("cooperation", "benefits", "health")
"""What professionals say to each other. The person reads on the own page what is meant for them, and all in a copy."""
BY_CONSENT_ALONE = frozenset({"health", "protected"})
"""Topics that nobody holds by office: only a consent opens them, or acute danger with a second person."""


@dataclass(frozen=True)
class Sides:
    """Columns of a row that say which sides of a cooperation read it (decision 28).

    A door is a guest's when whoever goes through it works for another house than the dossier's. `agency`: column with
    the organisation whose guests read and write the row; no other guest does, whatever topics their doors carry.
    `table` and `via`: where that column stands in another table instead, whose rows point to what `via` points to
    here. `unnamed`: a row that names no agency is open to every guest as any other row. `house`: boolean column
    without which the dossier's own house reads nothing. `contractors`: whoever
    works with the case by contract counts as the dossier's own house (decision 30). `reads_only`: guests read the rows
    that name their house and write none. Without `agency` guests read nothing at all.
    `here`: what `via` is called in this table, where it has another name. `told`: boolean column by which a row of one
    agency (`agency` stands in both tables then) is read by all others in `table`; written by its agency alone, while it
    stands there. `staff_only`: the person's own access reads nothing, whatever topic the row carries (decision 32).
    """

    agency: str
    contractors: bool = False
    reads_only: bool = False
    staff_only: bool = False
    table: str = ""
    here: str = ""
    told: str = ""
    via: str = ""
    unnamed: bool = False
    house: str = ""


@dataclass(frozen=True)
class Door:
    """A table whose rows belong to one dossier.

    `topic`: what a grant must carry; with `topic_column` the row itself names it. `subject`: column with the
    member's person uuid; a grant limited to one member opens only that member's rows. `shared`: boolean column
    by which the member opened the row to the other members. `for_members`: rows without a subject that every
    member may see (the household's own master row); changing them takes a door to the whole dossier.
    `dossier_column`: "id" for the dossier table itself.
    `sides`: who of several houses that work together reads and writes the row; its guests need no writing door.
    """

    topic: str | None = None
    topic_column: str | None = None
    subject: str | None = None
    shared: str | None = None
    for_members: bool = False
    dossier_column: str = "dossier_id"
    insert_free: bool = False
    sides: Sides | None = None


@dataclass(frozen=True)
class LinkedDoor:
    """A table whose rows are reached through a link table that carries dossier and subject.

    Used for persons, who may belong to several households and therefore to several dossiers. `link` is the
    table, `link_column` its column that points here. Inserting is free, since the link can only follow.
    """

    topic: str
    link: str
    link_column: str
    local_column: str = "id"


@dataclass(frozen=True)
class NamedDoor:
    """A table whose rows very few may read, whatever topics their doors carry (decision 21).

    Whoever holds a door on one of `bases` reads a row, and changes it if that door writes. So does the user in
    `author`, who alone can add it; the user or team in `named` only reads. Both need any open door to the dossier
    besides, so that a closed door closes these rows too; a person's own access is none. Without `bases` nobody else
    reads. `subject` as in `Door`. `topic`: what every one of these doors must carry besides; "" = nothing particular.
    """

    bases: tuple[str, ...]
    author: str
    named: str
    subject: str
    topic: str = ""


@dataclass(frozen=True)
class BehindDoor:
    """A table whose rows belong to a row with a `NamedDoor` and are read when that row is.

    `table` and `column`: the other table, and the column here that points to it. Rows are added and taken back in
    one's own name only (`author`), by those who may change the other row and by the one it names.
    """

    parent: NamedDoor
    table: str
    column: str
    author: str


@dataclass(frozen=True)
class OwnDoor:
    """A table about one person that this person reads through the own access, whatever topics it carries (decision 52).

    `subject`: column with the person's uuid. `topic`: what a door of staff must carry to read a row. `shown`: boolean
    column without which staff read nothing. `by_person`: which rows the person writes, and staff then do not: True =
    all, False = none, else the boolean column that says so.
    """

    subject: str
    topic: str
    shown: str = ""
    by_person: str | bool = False


@dataclass(frozen=True)
class StaffDoor:
    """A table that staff write among each other, without a dossier (decision 22).

    `author`: the column with the user who wrote a row; only they add and change it. `read`: SQL under which the row is
    read; "" = by its author alone. `removable`: further SQL under which it may be taken away, as when it answers
    something that is taken back.
    """

    author: str
    read: str = ""
    removable: str = ""


@dataclass(frozen=True)
class HouseDoor:
    """A table in which houses keep their own work, without a dossier and without participants (decision 29).

    `read`: SQL under which a row is read; `write`: SQL under which it is added, changed and removed. Neither names the
    table, because both hold for its history too. `app`: what the web role may do at all, e.g. "SELECT, INSERT" for rows
    that stay as they were written.
    """

    read: str
    write: str
    app: str = "SELECT, INSERT, UPDATE"


@dataclass(frozen=True)
class Reference:
    """A table without personal data of participants, readable by everyone who is logged in."""


@dataclass(frozen=True)
class System:
    """A table used only by the machinery. `app` lists what the web role may do, e.g. "SELECT, INSERT".

    `read_policy` is the SQL under which the web role may read rows; None leaves the table without row policies.
    """

    app: str = "SELECT, INSERT, UPDATE, DELETE"
    read_policy: str | None = None


case_door = Door | LinkedDoor | NamedDoor | BehindDoor | OwnDoor
type_of_door = case_door | StaffDoor | HouseDoor | Reference | System

PRINCIPALS = "(SELECT access_principals())::uuid[]"
_CONTRACT = "assignment"
_SELF = "self"


def _grant_is_open(alias: str = "g") -> str:
    return (
        f"{alias}.principal_id = ANY ({PRINCIPALS}) AND {alias}.valid_from <= now() "
        f"AND ({alias}.valid_until IS NULL OR {alias}.valid_until > now())"
    )


def condition(table: str, door: Door, *, writing: bool) -> str:
    """SQL condition under which the web role may read (or write) a row of `table`."""
    parts = [f'g.dossier_id = "{table}"."{door.dossier_column}"', _grant_is_open()]
    if door.topic_column:
        parts.append(f'"{table}"."{door.topic_column}" = ANY (g.topics)')
    elif door.topic:
        parts.append(f"'{door.topic}' = ANY (g.topics)")
    if writing or not door.for_members:
        subject = "g.subject_id IS NULL"
        if door.subject:
            subject += f' OR g.subject_id = "{table}"."{door.subject}"'
        if door.shared and not writing:
            subject += f' OR "{table}"."{door.shared}"'
        parts.append(f"({subject})")
    if door.sides:
        parts += _sides(table, door.sides, writing=writing)
    elif writing:
        parts.append("g.writes")
    return f"EXISTS (SELECT 1 FROM access_grant g WHERE {' AND '.join(parts)})"


def _sides(table: str, sides: Sides, *, writing: bool) -> list[str]:
    """SQL conditions on a grant `g` and a row of `table` by the side the grant belongs to."""
    guest = f"(g.guest AND g.basis <> '{_CONTRACT}')" if sides.contractors else "g.guest"
    mine = f'"{table}"."{sides.agency}" = ANY ({PRINCIPALS})' if sides.agency else "false"
    if sides.table:
        seated = (
            f'EXISTS (SELECT 1 FROM "{sides.table}" s WHERE s."{sides.via}" = "{table}"."{sides.here or sides.via}"'
            f' AND s."{sides.agency}" = ANY ({PRINCIPALS}))'
        )
        if not sides.told:
            mine = seated
        else:
            mine = f"({mine} AND {seated})" if writing else f'({mine} OR ("{table}"."{sides.told}" AND {seated}))'
    unnamed = f'"{table}"."{sides.agency}" IS NULL'
    if writing:
        bound = f"{guest} AND NOT ({unnamed})" if sides.unnamed else guest
        parts = [f"(CASE WHEN {bound} THEN {'false' if sides.reads_only else mine} ELSE g.writes END)"]
    else:
        parts = [f"(NOT {guest} OR {mine}{f' OR {unnamed}' if sides.unnamed else ''})"]
    if sides.house:
        parts.append(f'({guest} OR "{table}"."{sides.house}")')
    if sides.staff_only:
        parts.append(f"g.basis <> '{_SELF}'")
    return parts


def linked_condition(table: str, door: LinkedDoor, *, writing: bool) -> str:
    """SQL condition for a row that is reached through a link table."""
    parts = [
        f'l."{door.link_column}" = "{table}"."{door.local_column}"',
        "g.dossier_id = l.dossier_id",
        _grant_is_open(),
        f"'{door.topic}' = ANY (g.topics)",
        f'(g.subject_id IS NULL OR g.subject_id = l."{door.link_column}")',
    ]
    if writing:
        parts.append("g.writes")
    return f'EXISTS (SELECT 1 FROM "{door.link}" l, access_grant g WHERE {" AND ".join(parts)})'


def _named(table: str, door: NamedDoor, *, who: str, writing: bool) -> str:
    """SQL condition that an open door to the row's dossier and member stands, and `who` (SQL) holds besides."""
    parts = [
        f'g.dossier_id = "{table}"."dossier_id"',
        _grant_is_open(),
        "g.basis <> 'self'",
        f'(g.subject_id IS NULL OR g.subject_id = "{table}"."{door.subject}")',
        f"({who})",
    ]
    if door.topic:
        parts.append(f"'{door.topic}' = ANY (g.topics)")
    if writing:
        parts.append("g.writes")
    return f"EXISTS (SELECT 1 FROM access_grant g WHERE {' AND '.join(parts)})"


def _me(table: str, column: str) -> str:
    return f'"{table}"."{column}" = ANY ({PRINCIPALS})'


def named_condition(table: str, door: NamedDoor, *, writing: bool) -> str:
    """SQL condition for a row with a `NamedDoor`."""
    held = ", ".join(f"'{basis}'" for basis in door.bases)
    who = [*([f"g.basis IN ({held})"] if held else []), _me(table, door.author)]
    if not writing:
        who.append(_me(table, door.named))
    return _named(table, door, who=" OR ".join(who), writing=writing)


def own_condition(table: str, door: OwnDoor, *, writing: bool) -> str:
    """SQL condition for a row with an `OwnDoor`."""
    subject = f'"{table}"."{door.subject}"'
    person = [f"g.basis = '{_SELF}'", f"g.subject_id = {subject}"]
    staff = [f"g.basis <> '{_SELF}'", f"'{door.topic}' = ANY (g.topics)"]
    staff.append(f"(g.subject_id IS NULL OR g.subject_id = {subject})")
    if door.shown:
        staff.append(f'"{table}"."{door.shown}"')
    if writing:
        theirs = f'"{table}"."{door.by_person}"' if isinstance(door.by_person, str) else str(door.by_person).lower()
        person.append(theirs)
        staff += ["g.writes", f"NOT {theirs}"]
    who = f"(({' AND '.join(person)}) OR ({' AND '.join(staff)}))"
    parts = [f'g.dossier_id = "{table}"."dossier_id"', _grant_is_open(), who]
    return f"EXISTS (SELECT 1 FROM access_grant g WHERE {' AND '.join(parts)})"


def staff_conditions(table: str, door: StaffDoor) -> tuple[str, str, str]:
    """SQL under which the web role may read, add or change, and remove a row of a `StaffDoor`."""
    mine = _me(table, door.author)
    read = door.read or mine
    return read, f"{mine} AND ({read})", f"{mine} OR ({door.removable})" if door.removable else mine


def behind_condition(table: str, door: BehindDoor, *, writing: bool) -> str:
    """SQL condition for a row behind another one; that row's own policy is asked with it."""
    parent = f'"{door.table}"'
    parts = [f'{parent}."id" = "{table}"."{door.column}"', f'{parent}."dossier_id" = "{table}"."dossier_id"']
    if writing:
        change = named_condition(door.table, door.parent, writing=True)
        parts += [_me(table, door.author), f"({_me(door.table, door.parent.named)} OR {change})"]
    return f"EXISTS (SELECT 1 FROM {parent} WHERE {' AND '.join(parts)})"


def reading(table: str, door: case_door) -> str:
    """SQL condition under which the web role may read a row, whatever kind of door it has."""
    return _condition(table, door, writing=False)


def writing(table: str, door: case_door) -> str:
    """SQL condition under which the web role may change a row."""
    return _condition(table, door, writing=True)


def inserting(table: str, door: case_door) -> str:
    """SQL condition under which the web role may add a row."""
    if isinstance(door, LinkedDoor) or (isinstance(door, Door) and door.insert_free):
        return "true"
    if isinstance(door, NamedDoor):
        return _named(table, door, who=_me(table, door.author), writing=True)
    return writing(table, door)


def _condition(table: str, door: case_door, *, writing: bool) -> str:
    match door:
        case Door():
            return condition(table, door, writing=writing)
        case LinkedDoor():
            return linked_condition(table, door, writing=writing)
        case NamedDoor():
            return named_condition(table, door, writing=writing)
        case BehindDoor():
            return behind_condition(table, door, writing=writing)
        case OwnDoor():
            return own_condition(table, door, writing=writing)


def whole_doors(*topics: str) -> str:
    """SQL of the dossiers whose whole household is open to the caller in all these topics: dossier_id, writes.

    For reports over many households; asked once per statement, beside the policies. `writes`: whether each of the
    topics is open for writing.
    """
    held = " AND ".join(f"bool_or('{topic}' = ANY (g.topics))" for topic in topics)
    writes = " AND ".join(f"bool_or(g.writes AND '{topic}' = ANY (g.topics))" for topic in topics)
    return (
        f"SELECT g.dossier_id, {writes} AS writes FROM access_grant g"
        f" WHERE {_grant_is_open()} AND g.subject_id IS NULL GROUP BY g.dossier_id HAVING {held}"
    )


def rooms_models() -> Iterator[type[models.Model]]:
    """Every concrete model of Rundblick's own rooms, history tables included."""
    for model in apps.get_models(include_auto_created=True):
        if model.__module__.startswith("rundblick.") and not model._meta.proxy:
            yield model


def door_of(model: type[models.Model]) -> type_of_door:
    """The door a model declares; a history table inherits that of the table it tracks.

    Raises LookupError for a model that declares none.
    """
    tracked = getattr(model, "pgh_tracked_model", None)
    source = tracked or model
    door = getattr(source, "door", None)
    if not isinstance(door, type_of_door):
        raise LookupError(f"{model._meta.label} declares no door")
    return door


def is_history(model: type[models.Model]) -> bool:
    """Whether the model is a history table written by triggers."""
    return getattr(model, "pgh_tracked_model", None) is not None


def case_dossier_columns(*, history: bool) -> Iterator[tuple[str, str]]:
    """(table, dossier column) of every table that names its dossier; history tables or the rooms' own."""
    for model in rooms_models():
        if is_history(model) != history:
            continue
        columns = {field.column for field in model._meta.concrete_fields}
        if "dossier_id" in columns:
            yield model._meta.db_table, "dossier_id"

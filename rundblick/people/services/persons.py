"""Persons: creating, changing, and the keys under which they are found."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection
from django.db.models import F
from procrastinate.contrib.django import app

from rundblick.access.context import reason
from rundblick.people.duplicates import Stub, blocking_keys
from rundblick.people.models import Person
from rundblick.people.names import search_keys, sort_key
from rundblick.people.rules import birth_date_problem
from rundblick.people.services.errors import Outdated, Refused
from rundblick.web.clock import today

BLOCKING = "b"
LOOK_FOR_TWINS = "people.look_for_twins"
_NAMES = frozenset({"first_names", "last_name", "former_names", "birth_date"})
_CHANGEABLE = _NAMES | {
    "birth_date_estimated",
    "languages",
    "interpreter_language",
    "interpreter_wish",
    "communication_needs",
}


@dataclass(frozen=True, kw_only=True)
class NewPerson:
    """Somebody who is not in the house yet. `languages` and `communication_needs` are codes, preferred first."""

    first_names: str
    last_name: str
    former_names: str = ""
    birth_date: dt.date | None = None
    birth_date_estimated: bool = False
    languages: Sequence[str] = ()
    interpreter_language: str = ""
    interpreter_wish: str = ""
    communication_needs: Sequence[str] = ()


def person_row(new: NewPerson) -> Person:
    """An unsaved person; the caller saves it before the membership. Raises Refused for an impossible birth date."""
    if not new.last_name.strip() and not new.first_names.strip():
        raise Refused("Bitte geben Sie einen Namen ein.", "last_name")
    _check_birth_date(new.birth_date)
    return Person(
        first_names=new.first_names.strip(),
        last_name=new.last_name.strip(),
        former_names=new.former_names.strip(),
        birth_date=new.birth_date,
        birth_date_estimated=new.birth_date_estimated,
        sort_key=sort_key(new.last_name, new.first_names),
        languages=list(new.languages),
        interpreter_language=new.interpreter_language,
        interpreter_wish=new.interpreter_wish,
        communication_needs=list(new.communication_needs),
    )


def change_person(*, person: Person, version: int, **changes: Any) -> Person:
    """Change names, birth date or how the person likes to be spoken with; `version` is what the form was filled from.

    Answers the person as stored now. Raises Outdated when somebody saved in between, Refused for an impossible
    birth date, TypeError for a field that is not changed here.
    """
    if unknown := set(changes) - _CHANGEABLE:
        raise TypeError(f"not changed here: {', '.join(sorted(unknown))}")
    if "birth_date" in changes:
        _check_birth_date(changes["birth_date"])
    for field, value in changes.items():
        setattr(person, field, value)
    person.sort_key = sort_key(person.last_name, person.first_names)
    with reason("people.person.change"):
        saved = Person.objects.filter(pk=person.pk, version=version).update(
            **changes, sort_key=person.sort_key, version=F("version") + 1
        )
        if not saved:
            raise Outdated
        person.version = version + 1
        if _NAMES & set(changes):
            index_names([person])
    return person


def index_names(persons: Iterable[Person]) -> None:
    """Write the search keys of these persons anew, in one statement; they need a membership first.

    A job then looks for duplicates in the whole house and tells the steward.
    The database refuses for persons the user may not change.
    """
    rows = [(person.pk, kind, key) for person in persons for kind, key in keys_of(person)]
    if not rows:
        return
    ids, kinds, keys = zip(*rows, strict=True)
    with connection.cursor() as cursor:
        cursor.execute("SELECT people_write_name_keys(%s, %s, %s)", [list(ids), list(kinds), list(keys)])
    look_for_twins = app.configure_task(LOOK_FOR_TWINS, queue="default")
    look_for_twins.defer(person_ids=[*sorted({str(person_id) for person_id in ids})])


def keys_of(person: Person) -> list[tuple[str, str]]:
    """All index rows (kind, key) of a person: for search, and for finding duplicates."""
    found = [(str(kind), key) for kind, key in search_keys(person.first_names, person.last_name, person.former_names)]
    return found + [(BLOCKING, key) for key in blocking_keys(stub_of(person))]


def stub_of(person: Person) -> Stub:
    """What is compared of a person when looking for duplicates."""
    former = tuple(name.strip() for name in person.former_names.split(",") if name.strip())
    return Stub(person.first_names, person.last_name, former, person.birth_date)


def _check_birth_date(birth_date: dt.date | None) -> None:
    if birth_date and (problem := birth_date_problem(birth_date, today=today())):
        raise Refused(problem, "birth_date")

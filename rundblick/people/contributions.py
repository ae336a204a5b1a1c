"""The room's share of search, facts, export, erasure and the case page."""

import datetime as dt
import uuid
from collections.abc import Iterable
from typing import Any

from django.db import connection
from django.urls import reverse

from rundblick.access.hooks import SearchHit
from rundblick.access.requests import Request
from rundblick.people import queries, rules
from rundblick.people.household_page import written_period
from rundblick.people.languages import language_names, need_names
from rundblick.people.models import Address, ContactPoint, Membership, Person, ProtectedContact
from rundblick.people.protection import revealed, shielded_dossiers
from rundblick.people.rules import Role
from rundblick.people.search import find
from rundblick.web.clock import today
from rundblick.web.german import german_date

_CHILDREN = frozenset({Role.CHILD, Role.ADULT_CHILD})


def household_url(dossier_id: uuid.UUID) -> str:
    """Address of the page of a household."""
    return reverse("people:household", args=[dossier_id])


def member_names(dossier_id: uuid.UUID) -> dict[uuid.UUID, str]:
    """Everybody who belongs or belonged to the household and may be seen, by given name and age today."""
    names = {}
    for member in queries.memberships_of([dossier_id]).get(dossier_id, []):
        age = queries.age_on(member.person.birth_date, today())
        names[member.person.pk] = member.person.first_names + (f" ({age})" if age is not None else "")
    return names


def search(context: Any, typed: str) -> list[SearchHit]:
    """Persons the current user may see, for whoever offers a search of everything."""
    return [
        SearchHit(
            url=hit.places[0].case_url or household_url(hit.places[0].dossier_id),
            title=hit.name,
            detail=hit.places[0].label,
            rank=float(place),
            kind="people",
        )
        for place, hit in enumerate(find(typed, today=today()).hits)
    ]


def facts(dossier_ids: Iterable[uuid.UUID], as_of: dt.date) -> dict[uuid.UUID, dict[str, Any]]:
    """About each household on that day, three queries for all.

    household.members, household.children (roles child and adult child), household.adults, household.single_parent,
    household.ages (known ages, oldest first), household.languages (codes), household.interpreter, household.site,
    household.municipality (None when unknown or withheld), household.youngest_child (age; None while a child's birth
    date is missing), and by {person id: value} person.age and person.is_parent. `fact_columns` says the same in SQL.
    """
    ids = list(dossier_ids)
    members = queries.members_of(ids, as_of)
    places = queries.households(ids)
    towns = queries.towns(ids, as_of)
    found = {}
    for dossier_id in ids:
        present = members[dossier_id]
        ages = {m.person.pk: age for m in present if (age := m.age(as_of)) is not None}
        children = sum(m.role in _CHILDREN for m in present)
        household = places.get(dossier_id)
        found[dossier_id] = {
            "household.members": len(present),
            "household.children": children,
            "household.adults": len(present) - children,
            "household.single_parent": any(m.role is Role.SINGLE_PARENT for m in present),
            "household.ages": sorted(ages.values(), reverse=True),
            "household.languages": sorted({code for m in present for code in m.person.languages}),
            "household.interpreter": any(m.person.interpreter_language for m in present),
            "household.site": household.site if household else None,
            "household.municipality": towns.get(dossier_id),
            "household.youngest_child": _youngest(present, as_of),
            "person.age": ages,
            "person.is_parent": {m.person.pk: rules.raises_children(m.role, children) for m in present},
        }
    return found


def _youngest(present: Iterable[queries.Member], as_of: dt.date) -> int | None:
    ages = [member.age(as_of) for member in present if member.role in _CHILDREN]
    known = [age for age in ages if age is not None]
    return min(known, default=None) if len(known) == len(ages) else None


def export(dossier_id: uuid.UUID, person_id: uuid.UUID) -> list[dict[str, Any]]:
    """What the room holds about one person in one dossier, for their own copy; nothing about other members.

    The person's own ways to be reached are in it although protected contact withholds them on pages.
    """
    person = Person.objects.filter(pk=person_id).first()
    if person is None:
        return []
    sections = [{"title": "Angaben zur Person", "rows": _about(person)}]
    rows = queries.memberships_of_persons([person_id]).get(person_id, [])
    times = [(m.role_label, written_period(m)) for m in rows if m.dossier_id == dossier_id]
    sections.append({"title": "Zugehörigkeit zum Haushalt", "rows": times})
    with revealed(dossier_id):
        contacts = ContactPoint.objects.filter(dossier_id=dossier_id, person_id=person_id).order_by("valid_from")
        ways = [(c.get_kind_display(), c.value, c.note, german_date(c.valid_from)) for c in contacts]
        own = Address.objects.filter(dossier_id=dossier_id, person_id=person_id)
        # An address of all is left out where it would tell where another, protected member lives.
        protected_by = ProtectedContact.objects.filter(dossier_id=dossier_id, valid_until__isnull=True)
        if not shielded_dossiers([dossier_id]) or protected_by.filter(person_id=person_id).exists():
            own = own | Address.objects.filter(dossier_id=dossier_id, person__isnull=True)
        places = [(f"{a.street}, {a.postcode} {a.town}", german_date(a.valid_from)) for a in own.order_by("valid_from")]
    sections.append({"title": "Erreichbarkeit", "rows": ways})
    sections.append({"title": "Anschriften", "rows": places})
    protections = ProtectedContact.objects.filter(dossier_id=dossier_id, person_id=person_id).order_by("valid_from")
    told = [(german_date(p.valid_from), german_date(p.valid_until), p.ended_because or "") for p in protections]
    sections.append({"title": "Geschützter Kontakt", "rows": told})
    return [section for section in sections if section["rows"]]


def _about(person: Person) -> list[tuple[str, str]]:
    rows = [
        ("Vornamen", person.first_names),
        ("Nachname", person.last_name),
        ("Frühere Namen", person.former_names),
        ("Geburtsdatum", german_date(person.birth_date) if person.birth_date else ""),
        ("Sprachen", ", ".join(language_names(person.languages))),
        ("Dolmetschen", " ".join(language_names(person.interpreter_language.split()))),
        ("Verständigung", ", ".join(need_names(person.communication_needs))),
    ]
    return [(what, told) for what, told in rows if told]


_OF_THE_DOSSIER = (
    "people_contactpoint",
    "people_address",
    "people_protectedcontact",
    "people_membership",
    "people_household",
)


def erase(dossier_id: uuid.UUID) -> int:
    """Remove the household; persons go with it when no other household names them. As worker.

    Plain SQL: rows of rooms above still point here and go later in the same transaction, which checks foreign keys
    at its end. Husks of merged records go with the person they became.
    """
    removed = 0
    persons = list(Membership.objects.filter(dossier_id=dossier_id).values_list("person_id", flat=True))
    with connection.cursor() as cursor:
        for table in _OF_THE_DOSSIER:
            cursor.execute(f'DELETE FROM "{table}" WHERE dossier_id = %s', [dossier_id])
            removed += cursor.rowcount
        while persons:
            cursor.execute(
                "SELECT p.id FROM people_person p WHERE p.id = ANY (%s) AND NOT EXISTS"
                " (SELECT 1 FROM people_membership m WHERE m.person_id = p.id)",
                [persons],
            )
            gone = [row[0] for row in cursor.fetchall()]
            cursor.execute(
                "SELECT id FROM people_person WHERE merged_into_id = ANY (%s) AND NOT id = ANY (%s)", [gone, gone]
            )
            persons = [row[0] for row in cursor.fetchall()]
            removed += _erase_persons(cursor, gone)
    return removed


def _erase_persons(cursor: Any, ids: list[uuid.UUID]) -> int:
    cursor.execute("DELETE FROM people_namekey WHERE person_id = ANY (%s)", [ids])
    removed = int(cursor.rowcount)
    cursor.execute(
        "DELETE FROM people_duplicatesuspicion WHERE first_id = ANY (%s) OR second_id = ANY (%s)", [ids, ids]
    )
    removed += cursor.rowcount
    cursor.execute("DELETE FROM people_person WHERE id = ANY (%s)", [ids])
    removed += cursor.rowcount
    cursor.execute("DELETE FROM people_personevent WHERE pgh_obj_id = ANY (%s)", [ids])
    return removed + int(cursor.rowcount)


def part(request: Request, case: Any) -> dict[str, Any] | None:
    """The household beside the case: who belongs to it today and how they are reached. One query.

    Of `case` the part takes `dossier_id`, `members`, `protected` (ids of persons) and `member`, the one who reads
    along: then others' ways to be reached are left out unless they opened them (design rule 6).
    """
    day = today()
    contacts = queries.contact_points(case.dossier_id, as_of=day)
    if case.member is not None:
        contacts = [c for c in contacts if c.shared or c.person_id == case.member]
    lines = [
        {
            "member": member,
            "age": member.age(day),
            "protected": member.person.pk in case.protected,
            "interpreter": " ".join(language_names(member.person.interpreter_language.split())),
            "needs": ", ".join(need_names(member.person.communication_needs)),
            "contact": next((c for c in contacts if c.person_id == member.person.pk), None),
        }
        for member in case.members
    ]
    return {"lines": lines, "shielded": bool(case.protected), "url": household_url(case.dossier_id)}

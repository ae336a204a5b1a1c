"""Everything the page of a person shows."""

import datetime as dt
from dataclasses import dataclass

from rundblick.access.context import Context
from rundblick.people import queries
from rundblick.people.case_links import case_urls
from rundblick.people.household_page import written_period
from rundblick.people.languages import language_names, need_names
from rundblick.people.models import ContactPoint, Person
from rundblick.people.protection import guarded
from rundblick.people.queries import Neighbour
from rundblick.web.german import german_date


@dataclass(frozen=True)
class PersonPage:
    """A person; `places` holds one household only where protected contact hides the links between them."""

    person: Person
    age: int | None
    protected: bool
    shielded: bool
    may_write: bool
    rows: tuple[tuple[str, str], ...]
    places: tuple[Neighbour, ...]
    contacts: tuple[ContactPoint, ...]
    periods: tuple[str, ...]
    case_url: str

    @property
    def stations(self) -> list[tuple[Neighbour, str]]:
        """Households with the period in words."""
        return list(zip(self.places, self.periods, strict=True))


def person_page(context: Context, person: Person, *, today: dt.date) -> PersonPage:
    """Collect the page; five queries."""
    near = queries.neighbourhood([person.pk]).get(person.pk, [])
    dossiers = [n.member.dossier_id for n in near]
    protected, shielded = guarded(persons=[person.pk], dossiers=dossiers)
    if protected or shielded:
        near = near[:1]
    writable = Person.objects.visible_to(context, writing=True).filter(pk=person.pk).exists()
    contacts = queries.contact_points(near[0].member.dossier_id, as_of=today) if near else []
    return PersonPage(
        person=person,
        age=queries.age_on(person.birth_date, today),
        protected=bool(protected),
        shielded=bool(shielded),
        may_write=writable,
        rows=tuple(_rows(person, today)),
        places=tuple(near),
        contacts=tuple(point for point in contacts if point.person_id == person.pk),
        periods=tuple(written_period(n.member) for n in near),
        case_url=next(iter(case_urls(dossiers[:1]).values()), ""),
    )


def _rows(person: Person, today: dt.date) -> list[tuple[str, str]]:
    age = queries.age_on(person.birth_date, today)
    born = german_date(person.birth_date) if person.birth_date else "nicht bekannt"
    if age is not None:
        born += f" ({age} Jahre{', geschätzt' if person.birth_date_estimated else ''})"
    rows = [("Geburtsdatum", born)]
    if person.former_names:
        rows.append(("Frühere Namen", person.former_names))
    rows.append(("Sprachen", ", ".join(language_names(person.languages)) or "nicht eingetragen"))
    if person.interpreter_language:
        wish = f", {person.get_interpreter_wish_display()}" if person.interpreter_wish else ""
        rows.append(("Dolmetschen", language_names([person.interpreter_language])[0] + wish))
    if person.communication_needs:
        rows.append(("Verständigung", ", ".join(need_names(person.communication_needs))))
    return rows

"""Everything the page of a household shows, in a handful of queries."""

import datetime as dt
import uuid
from collections.abc import Sequence
from dataclasses import dataclass, field

from rundblick.access.context import Context
from rundblick.people import queries
from rundblick.people.access import may_write
from rundblick.people.case_links import case_urls, opening_url
from rundblick.people.languages import language_names, need_names
from rundblick.people.models import Address, ContactPoint, Household, ProtectedContact
from rundblick.people.picture import membership_picture
from rundblick.people.protection import guarded
from rundblick.people.queries import Member, Neighbour
from rundblick.people.rules import Member as DatedMember
from rundblick.people.rules import conflicts, next_turning, role_hint
from rundblick.web.german import german_date
from rundblick.web.parts import Badge, Cell, Column, Table
from rundblick.web.pictures import Picture

_SOON = dt.timedelta(days=92)


@dataclass(frozen=True)
class MemberLine:
    """One member as the page shows them.

    `hints`: German sentences. `since`: first day here without a gap, whatever the role was. `elsewhere`: other
    households, if not hidden.
    """

    member: Member
    age: int | None
    protected: bool
    languages: str
    interpreter: str
    needs: str
    hints: tuple[str, ...]
    since: dt.date
    elsewhere: tuple[Neighbour, ...] = ()


@dataclass(frozen=True)
class HouseholdPage:
    """The page of one household on one day. `shielded`: addresses and ways to reach people are withheld."""

    household: Household
    label: str
    as_of: dt.date
    today: dt.date
    lines: tuple[MemberLine, ...]
    former: tuple[Member, ...]
    picture: Picture | None
    shielded: bool
    revealed: bool
    may_write: bool
    contacts: tuple[ContactPoint, ...]
    addresses: tuple[Address, ...]
    protections: tuple[ProtectedContact, ...]
    case_url: str
    opening_url: str
    notes: tuple[str, ...] = field(default=())

    @property
    def dossier_id(self) -> uuid.UUID:
        """The dossier, which is also the id in addresses of pages."""
        return self.household.dossier_id

    @property
    def hidden(self) -> bool:
        """Whether something is withheld on this page now."""
        return self.shielded and not self.revealed


def household_page(
    context: Context, household: Household, *, as_of: dt.date, today: dt.date, revealed: bool = False
) -> HouseholdPage:
    """Collect the page; nine queries. `revealed` only inside `protection.revealed`, which shows what is withheld."""
    dossier_id = household.dossier_id
    members = queries.memberships_of([dossier_id]).get(dossier_id, [])
    present = queries.ordered(members, as_of=as_of)
    near = queries.neighbourhood([member.person.pk for member in members])
    dossiers = {n.member.dossier_id for them in near.values() for n in them} | {dossier_id}
    protected, shielded = guarded(persons=[m.person.pk for m in members], dossiers=dossiers)
    links_hidden = bool(shielded & dossiers)
    writes = may_write(context, dossier_id)
    case_url = case_urls([dossier_id]).get(dossier_id, "")
    return HouseholdPage(
        household=household,
        label=queries.label_of(members, today),
        as_of=as_of,
        today=today,
        lines=tuple(
            _line(
                member,
                protected=member.person.pk in protected,
                as_of=as_of,
                since=_since(member, members),
                elsewhere=[]
                if links_hidden or member.person.pk in protected
                else [n for n in near.get(member.person.pk, []) if n.member.dossier_id != dossier_id],
            )
            for member in present
        ),
        former=tuple(m for m in members if m not in present),
        picture=membership_picture(_in_order(present, members), as_of=as_of, today=today),
        shielded=dossier_id in shielded,
        revealed=revealed,
        may_write=writes,
        contacts=tuple(queries.contact_points(dossier_id, as_of=as_of)),
        addresses=tuple(queries.addresses(dossier_id)),
        protections=tuple(running_protections(dossier_id)) if protected else (),
        case_url=case_url,
        opening_url="" if case_url or not writes else opening_url(household.pk),
        notes=_notes(present),
    )


def running_protections(dossier_id: uuid.UUID) -> list[ProtectedContact]:
    """Protections this household has set and not lifted. One query."""
    rows = ProtectedContact.objects.filter(dossier_id=dossier_id, valid_until__isnull=True)
    return list(queries.opened(rows).select_related("person"))


def _since(member: Member, everybody: Sequence[Member]) -> dt.date:
    """Beginning of the unbroken time in the household that this membership belongs to."""
    begins = {m.valid_until: m.valid_from for m in everybody if m.person.pk == member.person.pk and m.valid_until}
    since = member.valid_from
    while since in begins:
        since = begins.pop(since)
    return since


def _line(
    member: Member, *, protected: bool, as_of: dt.date, since: dt.date, elsewhere: Sequence[Neighbour]
) -> MemberLine:
    person = member.person
    hints = [hint] if (hint := role_hint(member.role, person.birth_date, as_of=as_of)) else []
    if person.birth_date:
        turning = next_turning(person.birth_date, as_of=as_of)
        if turning and turning.on - as_of <= _SOON:
            hints.append(f"Wird am {german_date(turning.on)} {turning.age} Jahre alt.")
    interpreter = "".join(f"Dolmetschen: {name}" for name in language_names(person.interpreter_language.split()))
    if interpreter and person.interpreter_wish:
        interpreter += f", {person.get_interpreter_wish_display()}"
    return MemberLine(
        member=member,
        age=member.age(as_of),
        protected=protected,
        languages=", ".join(language_names(person.languages)),
        interpreter=interpreter,
        needs=", ".join(need_names(person.communication_needs)),
        hints=tuple(hints),
        since=since,
        elsewhere=tuple(elsewhere),
    )


def _in_order(present: Sequence[Member], everybody: Sequence[Member]) -> list[Member]:
    return [*present, *(member for member in everybody if member not in present)]


def _notes(present: Sequence[Member]) -> tuple[str, ...]:
    rows = [DatedMember(m.person.pk, m.household_id, m.role, m.period, m.person.birth_date) for m in present]
    return tuple(dict.fromkeys(c.message for c in conflicts(rows) if not c.blocking))


def members_table(page: HouseholdPage) -> Table:
    """Everybody who belongs on the day, as a table for screen and print."""
    return Table(
        caption=f"Mitglieder am {german_date(page.as_of)}",
        columns=[
            Column(label="Name"),
            Column(label="Rolle"),
            Column(label="Alter", numeric=True),
            Column(label="gehört dazu"),
        ],
        rows=[
            [
                Cell(
                    text=line.member.name,
                    badge=Badge(text="geschützter Kontakt", kind="warning") if line.protected else None,
                ),
                line.member.role_label,
                str(line.age) if line.age is not None else "",
                written_period(line.member),
            ]
            for line in page.lines
        ],
    )


def written_period(member: Member) -> str:
    """The period in words, with the last day itself: "seit 01.02.2024", "01.02.2024 bis 31.07.2025"."""
    if member.valid_until is None:
        return f"seit {german_date(member.valid_from)}"
    last = member.valid_until - dt.timedelta(days=1)
    return f"{german_date(member.valid_from)} bis {german_date(last)}"

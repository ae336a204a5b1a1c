"""A case as its pages need it: household, members, who is in focus, and what the reader may see and change."""

import uuid
from dataclasses import dataclass, replace
from functools import cached_property

from rundblick.cases.models import Case
from rundblick.people.models import Household, Person
from rundblick.people.queries import Member, label_of, memberships_of, ordered
from rundblick.web.clock import today

EVERYBODY = "Ganzer Haushalt"
SOMEBODY = "Mitglied"


@dataclass(frozen=True)
class File:
    """What `hooks.CasePart.load(request, case)` of every room receives as `case`.

    `reads` and `writes`: topics the reader's doors carry; `own`: those of doors in the own name, as coach, deputy or by
    contract. `leads`: whether the reader is responsible for the whole case. `focus`: persons in focus today.
    `member_ids`: today's members. `protected`: persons whose contact is protected. `responsible`: name of the coach.
    `member`: the member looked at; parts then show only that member's rows and shared ones, as the page may lie open in
    front of that person (design rule 6).
    """

    case: Case
    reads: frozenset[str]
    writes: frozenset[str]
    own: frozenset[str]
    leads: bool
    focus: frozenset[uuid.UUID]
    member_ids: frozenset[uuid.UUID] = frozenset()
    protected: frozenset[uuid.UUID] = frozenset()
    responsible: str = ""
    member: uuid.UUID | None = None

    @cached_property
    def everybody(self) -> list[Member]:
        """Members of all times. One query, when somebody asks."""
        return memberships_of([self.case.pk]).get(self.case.pk, [])

    def looking_at(self, member: uuid.UUID | None) -> "File":
        """The same file with another member looked at; members that were read already are not read again."""
        file = replace(self, member=member)
        if "everybody" in self.__dict__:
            file.__dict__["everybody"] = self.everybody
        return file

    @property
    def pk(self) -> uuid.UUID:
        """Id of the case, which is that of the dossier."""
        return self.case.pk

    @property
    def dossier_id(self) -> uuid.UUID:
        """Id of the dossier, which is that of the case."""
        return self.case.dossier_id

    @property
    def may_write(self) -> bool:
        """Whether the reader may change anything in this file."""
        return bool(self.writes)

    @property
    def household(self) -> Household:
        """The household."""
        return self.case.household

    @property
    def members(self) -> list[Member]:
        """Today's members in the order of lists."""
        return ordered(self.everybody, as_of=today())

    @property
    def shown_focus(self) -> frozenset[uuid.UUID]:
        """Persons in focus, as far as the member looked at may know."""
        return self.focus if self.member is None else self.focus & {self.member}

    @property
    def persons(self) -> list[Person]:
        """Everybody who belongs or belonged to the household."""
        return list({member.person.pk: member.person for member in self.everybody}.values())

    @property
    def label(self) -> str:
        """What the household is called."""
        return label_of(self.everybody, today())

    @cached_property
    def names(self) -> dict[uuid.UUID, str]:
        """Names of members of all times."""
        return {member.person.pk: member.name for member in self.everybody}

    def name(self, person_id: uuid.UUID | None) -> str:
        """Whom a row is about, in words."""
        return EVERYBODY if person_id is None else self.names.get(person_id, SOMEBODY)

    def choices(self) -> list[tuple[uuid.UUID, str]]:
        """Today's members for forms: those in focus first, with their roles."""
        first = sorted(self.members, key=lambda member: member.person.pk not in self.focus)
        return [(member.person.pk, f"{member.name} ({member.role_label})") for member in first]

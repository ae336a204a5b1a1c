"""What the demo consists of. All keys are stable; loaders derive ids from them. Periods are half-open.

Times are naive and mean Europe/Berlin. Texts are German, because they stand on the screen. `shared` means that
the member opened the record to the household (design rule 6).
"""

import datetime as dt
from dataclasses import dataclass, fields


@dataclass(frozen=True, slots=True, kw_only=True)
class Organisation:
    """`kind`: jobcenter, provider, partner or research."""

    key: str
    name: str
    kind: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Team:
    """A team of one organisation; `site` only where it serves one municipality."""

    key: str
    organisation: str
    name: str
    site: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class User:
    """Somebody who logs in as `login`@demo.example. `person` is set for participants."""

    login: str
    name: str
    organisation: str
    roles: tuple[str, ...]
    team: str = ""
    person: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cover:
    """A deputy covers an absent colleague from `valid_from` until `valid_until` (exclusive)."""

    absent: str
    deputy: str
    valid_from: dt.date
    valid_until: dt.date


@dataclass(frozen=True, slots=True, kw_only=True)
class Household:
    """One Bedarfsgemeinschaft. `responsible` and `coach` are logins; `coach` is empty without a programme."""

    key: str
    number: str
    site: str
    team: str
    responsible: str
    opened: dt.date
    coach: str = ""
    closed: dt.date | None = None
    closing_reason: str = ""
    protected_contact: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Residence:
    """Where a household lives. Streets are invented, the municipalities are not."""

    household: str
    street: str
    postcode: str
    place: str
    valid_from: dt.date
    valid_until: dt.date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """A member. `languages` are ISO 639-1 codes, the preferred one first; `interpreter` is the language needed.

    `needs` are codes of `words.NEEDS`: what helps this person to be reached and understood.
    """

    key: str
    given_name: str
    family_name: str
    born: dt.date
    languages: tuple[str, ...] = ("de",)
    interpreter: str = ""
    needs: tuple[str, ...] = ()
    phone: str = ""
    email: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Membership:
    """`role`: a code of `words.RELATIONSHIPS`. Nobody belongs to two at a time."""

    household: str
    person: str
    role: str
    valid_from: dt.date
    valid_until: dt.date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Grant:
    """One line of the door book. `principal` is a login, team key or organisation key, as `principal_kind` says."""

    household: str
    principal_kind: str
    principal: str
    basis: str
    topics: tuple[str, ...]
    writes: bool
    valid_from: dt.date
    valid_until: dt.date | None = None
    member: str = ""
    evidence: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class NextStep:
    """What was agreed to happen. `responsible`: person, jobcenter, provider or third."""

    text: str
    responsible: str
    due: dt.date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactNote:
    """A talk with `person`. `concern` is in the person's own words, `minutes` is 0 when nobody looked at the clock."""

    key: str
    household: str
    person: str
    author: str
    at: dt.datetime
    setting: str
    sentence: str
    minutes: int = 0
    concern: str = ""
    summary: str = ""
    agreements: str = ""
    next_steps: tuple[NextStep, ...] = ()
    shared: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Goal:
    """`level`: lead (Leitziel), area (Bereichsziel) or action (Handlungsziel). `members` carry it together."""

    key: str
    household: str
    members: tuple[str, ...]
    level: str
    text: str
    set_on: dt.date
    parent: str = ""
    due: dt.date | None = None
    reached_on: dt.date | None = None
    shared: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """`responsible`: person, jobcenter, provider or third; `assignee` is a login when staff do it."""

    key: str
    household: str
    person: str
    text: str
    responsible: str
    created: dt.date
    due: dt.date | None = None
    assignee: str = ""
    done_on: dt.date | None = None
    shared: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Appointment:
    """`status`: planned, held, cancelled or missed; none of them says why."""

    key: str
    household: str
    person: str
    staff: str
    starts: dt.datetime
    minutes: int
    setting: str
    subject: str
    status: str = "planned"
    shared: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Participation:
    """One person in one run of a programme; proposed only, without `valid_from`. `valid_until` is exclusive."""

    key: str
    household: str
    person: str
    programme: str
    run: str
    valid_from: dt.date | None
    valid_until: dt.date | None = None
    employer: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgrammeEvent:
    """`kind`: participation.nominated, .informed, .agreed, .started or .ended, discharge_card.handed_over ...

    `value`: what the event is about where its kind asks for it (a consent, a module, yes or no, a planned day).
    """

    participation: str
    kind: str
    on: dt.date
    note: str = ""
    value: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Presence:
    """One line of an attendance ledger: present, excused, unexcused or sick; `session` is the key of a group's."""

    participation: str
    on: dt.date
    state: str
    units: str = "1"
    session: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """A group of a programme with its members (keys of participations) and sessions (key, day, topic, units)."""

    key: str
    programme: str
    label: str
    place: str
    starts: dt.date
    members: tuple[str, ...]
    sessions: tuple[tuple[str, dt.date, str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Stated:
    """What was stated about a member, or about the household without one; `value` as typed."""

    household: str
    person: str
    code: str
    value: str
    since: dt.date


@dataclass(frozen=True, slots=True, kw_only=True)
class Journey:
    """Head of a user journey sheet: one per household and programme run."""

    key: str
    household: str
    programme: str
    run: str
    definition: str
    coach: str
    site: str
    created: dt.date
    last_edited: dt.date


@dataclass(frozen=True, slots=True, kw_only=True)
class JourneyCell:
    """One entry: a child, a benefit, a step, yes or no, known since `on`. A later entry replaces an earlier one.

    `reasons` stand at a no, `details` at the last yes: where lunch is eaten, subjects, kinds of participation.
    """

    key: str
    journey: str
    child: str
    benefit: str
    step: str
    reached: bool
    on: dt.date
    reasons: tuple[str, ...] = ()
    details: tuple[str, ...] = ()
    footnote: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Application:
    """An application made during the programme; book-keeping apart from the journeys (report 6.6)."""

    key: str
    household: str
    child: str
    benefit: str
    on: dt.date


@dataclass(frozen=True, slots=True, kw_only=True)
class ProjectAttribute:
    """Something a programme asks for although it is no attribute of a person here. Carries its purpose (rule 11)."""

    person: str
    programme: str
    run: str
    code: str
    value: str
    purpose: str
    recorded_on: dt.date


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """Something achieved; counts from `on`. `benefit_ended_on`: the household then needed no benefit any more."""

    key: str
    household: str
    person: str
    programme: str
    run: str
    kind: str
    on: dt.date
    title: str = ""
    until: dt.date | None = None
    benefit_ended_on: dt.date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Sponsorship:
    """Somebody who stands by a household: a formal sponsor, or one found in passing (club, group)."""

    key: str
    household: str
    person: str
    programme: str
    run: str
    formal: bool
    on: dt.date
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Situation:
    """What an employable child does: apprenticeship, voluntary_year, seeking_work or school."""

    key: str
    household: str
    person: str
    kind: str
    valid_from: dt.date
    valid_until: dt.date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DuplicatePair:
    """Two persons of the demo that the intake check must show (`same`) or must keep apart."""

    first: str
    second: str
    same: bool
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Scenario:
    """All records of the demo, or of a part of it."""

    organisations: tuple[Organisation, ...] = ()
    teams: tuple[Team, ...] = ()
    users: tuple[User, ...] = ()
    covers: tuple[Cover, ...] = ()
    households: tuple[Household, ...] = ()
    residences: tuple[Residence, ...] = ()
    persons: tuple[Person, ...] = ()
    memberships: tuple[Membership, ...] = ()
    grants: tuple[Grant, ...] = ()
    notes: tuple[ContactNote, ...] = ()
    goals: tuple[Goal, ...] = ()
    tasks: tuple[Task, ...] = ()
    appointments: tuple[Appointment, ...] = ()
    participations: tuple[Participation, ...] = ()
    events: tuple[ProgrammeEvent, ...] = ()
    presences: tuple[Presence, ...] = ()
    groups: tuple[Group, ...] = ()
    stated: tuple[Stated, ...] = ()
    journeys: tuple[Journey, ...] = ()
    cells: tuple[JourneyCell, ...] = ()
    applications: tuple[Application, ...] = ()
    attributes: tuple[ProjectAttribute, ...] = ()
    outcomes: tuple[Outcome, ...] = ()
    sponsorships: tuple[Sponsorship, ...] = ()
    situations: tuple[Situation, ...] = ()
    duplicates: tuple[DuplicatePair, ...] = ()

    def __add__(self, other: "Scenario") -> "Scenario":
        """Both parts, in order. Records of the same part twice would repeat keys; tests refuse that."""
        return Scenario(**{f.name: getattr(self, f.name) + getattr(other, f.name) for f in fields(self)})

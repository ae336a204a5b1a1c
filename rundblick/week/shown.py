"""What the page of the week shows, as plain values for templates and the drawing."""

import datetime as dt
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from rundblick.cases.file import File
from rundblick.cases.models import Goal
from rundblick.people.queries import Member
from rundblick.people.rules import Role
from rundblick.web.german import german_date, german_time
from rundblick.web.pictures import Picture
from rundblick.week import picture, queries, rules
from rundblick.week.codes import SHORT, Kind, Provider, Span, Stage, State, Weeks
from rundblick.week.models import Block, CareSpan, Need

TODAY, PLAN = "heute", "plan"


@dataclass(frozen=True)
class Line:
    """A block in the list of its member."""

    block: Block
    title: str
    when: str
    notes: list[str]


@dataclass(frozen=True)
class Missing:
    """Stretches in which a child has nobody. `stage`: today's or the plan's. `token`: for the form of a task."""

    child: uuid.UUID
    name: str
    stage: str
    slots: list[str]
    token: uuid.UUID = field(default_factory=uuid.uuid4)

    @property
    def sentence(self) -> str:
        """All stretches in one line."""
        return "; ".join(self.slots)


@dataclass(frozen=True)
class Change:
    """What the plan changes for one child."""

    name: str
    opened: list[str]
    closed: list[str]
    causes: list[str]
    collisions: list[str]


@dataclass(frozen=True)
class Person:
    """A member in the list below the picture."""

    member: Member
    lines: list[Line]
    need: Need | None
    carers: list[str]
    spans: list[tuple[CareSpan, str]]
    is_child: bool


@dataclass(frozen=True)
class Week:
    """Everything on the page."""

    people: list[Person]
    today: Picture | None
    plan: Picture | None
    missing: list[Missing]
    missing_planned: list[Missing]
    changes: list[Change]
    needed: bool


def read(
    file: File,
    *,
    blocks: Sequence[Block],
    needs: Mapping[uuid.UUID, Need],
    goals: Sequence[Goal],
    spans: Sequence[CareSpan],
) -> Week:
    """The week of today's members from what was read. No query."""
    known = {goal.pk: goal for goal in goals}
    ours = [block for block in blocks if block.person_id in file.member_ids]
    times = [time(block, known) for block in ours]
    by_key = {block.thread: block for block in ours}
    looks = {block.thread: picture.Look(block.kind, words(block)) for block in ours}
    names = {member.person.pk: member.person.first_names for member in file.members}
    found = [
        rules.gaps(child, queries.carers_of(need, file), times)
        for child in names
        if (need := needs.get(child)) is not None
    ]
    has_plan = any(not (one.today and one.planned) for one in times)
    people = [_person(member, ours, needs, known, spans, file) for member in file.members]
    today = [one for one in times if one.today]
    planned = [one for one in times if one.planned]
    return Week(
        people=people,
        today=_drawn(
            names, today, {one.child: one.today for one in found}, looks, "Arbeit, Wege und Betreuung heute", TODAY
        ),
        plan=_drawn(
            names,
            planned,
            {one.child: one.planned for one in found},
            looks,
            "Arbeit, Wege und Betreuung wie geplant",
            PLAN,
        )
        if has_plan
        else None,
        missing=[Missing(one.child, names[one.child], TODAY, _slots(one.today)) for one in found if one.today],
        missing_planned=[Missing(one.child, names[one.child], PLAN, _slots(one.opened)) for one in found if one.opened],
        changes=[_change(one, names, by_key, known) for one in found if one.opened or one.closed],
        needed=bool(found),
    )


def time(block: Block, goals: Mapping[uuid.UUID, Goal]) -> rules.Time:
    """A block as the rules take it; its goal only where the member shares it."""
    assert block.person_id is not None
    goal = _goal(block, goals)
    return rules.Time(
        key=block.thread,
        person=block.person_id,
        weekdays=tuple(block.weekdays),
        starts=minute(block.starts),
        ends=minute(block.ends),
        way_before=block.way_before,
        way_after=block.way_after,
        weeks=block.weeks,
        care=block.kind == Kind.CARE,
        today=block.stage != Stage.PLANNED,
        planned=block.stage != Stage.TODAY,
        goal=goal.pk if goal is not None and goal.shared else None,
    )


def _goal(block: Block, goals: Mapping[uuid.UUID, Goal]) -> Goal | None:
    """The goal of a block, where it may be seen."""
    return goals.get(block.goal_id) if block.goal_id else None


def minute(moment: dt.time) -> int:
    """The minute of the day."""
    return moment.hour * 60 + moment.minute


def words(block: Block) -> str:
    """What a block is called in few words: its own, who looks after the child, or its kind."""
    if block.label:
        return block.label
    return Provider(block.provider).label if block.provider else SHORT[block.kind]


def when(block: Block) -> str:
    """Days and times in German."""
    days = rules.day_words(day + week for day in block.weekdays for week in (0, 7))
    over = " (am nächsten Tag)" if block.ends < block.starts else ""
    return f"{days}, {german_time(block.starts)}–{german_time(block.ends)} Uhr{over}"


def span_words(row: CareSpan, names: Mapping[uuid.UUID, str]) -> str:
    """A leave or a place in one line."""
    parts = [Span(row.kind).label + (f" für {names.get(row.child_id, 'ein Kind')}" if row.child_id else "")]
    if row.label:
        parts.append(row.label)
    if row.state:
        parts.append(f"{State(row.state).label} seit {german_date(row.state_since)}")
    if row.first_day:
        parts.append(f"ab {german_date(row.first_day)}")
    if row.last_day:
        parts.append(f"bis {german_date(row.last_day)}")
    if row.hours:
        parts.append(f"{row.hours} Stunden in der Woche")
    return ", ".join(parts)


def _person(
    member: Member,
    blocks: Sequence[Block],
    needs: Mapping[uuid.UUID, Need],
    goals: Mapping[uuid.UUID, Goal],
    spans: Sequence[CareSpan],
    file: File,
) -> Person:
    who = member.person.pk
    need = needs.get(who)
    return Person(
        member=member,
        lines=[_line(block, goals) for block in blocks if block.person_id == who],
        need=need,
        carers=[file.name(carer) for carer in queries.carers_of(need, file)] if need else [],
        spans=[(row, span_words(row, file.names)) for row in spans if row.person_id == who],
        is_child=member.role == Role.CHILD,
    )


def _line(block: Block, goals: Mapping[uuid.UUID, Goal]) -> Line:
    notes = []
    if block.label:
        notes.append(Provider(block.provider).label if block.provider else Kind(block.kind).label)
    if block.way_before or block.way_after:
        notes.append(f"Weg {block.way_before} und {block.way_after} Minuten")
    if block.weeks != Weeks.EVERY:
        notes.append(Weeks(block.weeks).label)
    if block.stage != Stage.STAYS:
        notes.append(Stage(block.stage).label)
    if goal := _goal(block, goals):
        notes.append(f"Ziel: {goal.text}")
    return Line(block, words(block), when(block), notes)


def _drawn(
    names: Mapping[uuid.UUID, str],
    times: Sequence[rules.Time],
    missing: Mapping[uuid.UUID, rules.Spans],
    looks: Mapping[uuid.UUID, picture.Look],
    title: str,
    key: str,
) -> Picture | None:
    """Only members with something on a day; nothing at all without any block."""
    if not times:
        return None
    shown = [who for who in names if missing.get(who) or any(one.person == who for one in times)]
    groups = rules.days_alike(shown, times, missing)
    return picture.week(groups, names=names, looks=looks, title=title, key=key)


def _slots(spans: rules.Spans) -> list[str]:
    return [slot.words for slot in rules.slots(spans)]


def _change(
    one: rules.Gaps,
    names: Mapping[uuid.UUID, str],
    blocks: Mapping[uuid.UUID, Block],
    goals: Mapping[uuid.UUID, Goal],
) -> Change:
    def called(time: rules.Time) -> str:
        block = blocks[time.key]
        goal = _goal(block, goals)
        aim = f", Ziel „{goal.text}“" if goal else ""
        return f"{words(block)} ({names[time.person]}{aim})"

    return Change(
        name=names[one.child],
        opened=_slots(one.opened),
        closed=_slots(one.closed),
        causes=[
            f"{called(cause.time)}{' fällt weg' if cause.leaves else ''}: {'; '.join(_slots(cause.spans))}"
            for cause in one.causes
        ],
        collisions=[
            f"{called(both.first)} und {called(both.second)}: {'; '.join(_slots(both.spans))}"
            for both in one.collisions
        ],
    )

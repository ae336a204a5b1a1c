"""The household side by side: one card per member of today, as far as doors and the occasion carry it.

`together` (a talk with several members at one screen): only what each member shares and what is the household's. Then
there are no links, and nothing tells that there is more.
"""

import uuid
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.urls import reverse

from rundblick.access.context import Context
from rundblick.calendar.codes import Setting
from rundblick.cases.file import EVERYBODY, File
from rundblick.cases.models import Goal
from rundblick.family import queries, rules
from rundblick.journeys.definition import Journey
from rundblick.journeys.models import Cell, Standing
from rundblick.journeys.wordings import wording_of
from rundblick.network.queries import helping
from rundblick.people.queries import Member
from rundblick.programmes.bridge import Frame, frames_of
from rundblick.web.clock import now, today
from rundblick.web.german import german_date, german_datetime

GOALS = 4
OPEN_TRACKS = 3


@dataclass(frozen=True, kw_only=True)
class Line:
    """One entry on a card. `url` is empty on a screen that all look at."""

    text: str
    note: str = ""
    url: str = ""
    shared: bool = False


@dataclass(frozen=True, kw_only=True)
class Section:
    """A topic on a card. `url` leads to the tool; `empty` is said where nothing is there."""

    title: str
    lines: list[Line]
    url: str = ""
    more: str = ""
    empty: str = ""


@dataclass(kw_only=True)
class Card:
    """A member, or all together."""

    name: str
    about: str = ""
    url: str = ""
    protected: bool = False
    sections: list[Section] = field(default_factory=list)


@dataclass(frozen=True)
class Carried:
    """A shared goal that several members carry."""

    text: str
    names: list[str]
    due: str


@dataclass(frozen=True)
class Week:
    """The hint about a week, with what each has set themselves."""

    sentence: str
    begins: str
    lines: list[tuple[str, str]]


@dataclass(frozen=True)
class View:
    """Everything on the page."""

    cards: list[Card]
    common: Card | None
    carried: list[Carried]
    weeks: list[Week]
    relatives: list[rules.Relative]


@dataclass
class _Rows:
    """What was read, by person; None stands for the household."""

    goals: dict[uuid.UUID | None, list[Line]] = field(default_factory=lambda: defaultdict(list))
    appointments: dict[uuid.UUID | None, list[Line]] = field(default_factory=lambda: defaultdict(list))
    programmes: dict[uuid.UUID | None, list[Line]] = field(default_factory=lambda: defaultdict(list))
    helpers: dict[uuid.UUID | None, list[Line]] = field(default_factory=lambda: defaultdict(list))
    journeys: dict[uuid.UUID | None, list[Line]] = field(default_factory=lambda: defaultdict(list))
    successes: dict[uuid.UUID | None, list[Line]] = field(default_factory=lambda: defaultdict(list))


def read(context: Context, file: File, *, together: bool) -> View:
    """The whole view; at most ten queries whatever the size of the household."""
    members, rows = file.members, _Rows()
    goals = queries.open_goals(context, file.pk, together=together) if "goals" in file.reads else []
    carried = _carried(goals, file)
    _read_goals(rows, goals, carried, together=together)
    if "goals" in file.reads:
        for won in queries.successes(context, file.pk, together=together, day=today()):
            rows.successes[won.person_id].append(Line(text=won.text, note=german_date(won.on)))
    if "appointments" in file.reads:
        _read_appointments(rows, context, file, together=together)
    if "programmes" in file.reads:
        _read_programmes(rows, file, together=together)
    if "situation" in file.reads:
        _read_helpers(rows, context, file, together=together)
    if "journeys" in file.reads and not together:
        _read_journeys(rows, queries.standings(context, file.pk))
    return View(
        cards=[_card(member, rows, file, together=together) for member in members],
        common=_common(rows),
        carried=[_one_for_all(group, file) for group in carried.values()],
        weeks=_weeks(goals, file),
        relatives=[
            rules.Relative(
                one.person.pk, one.person.first_names, one.role, one.person.birth_date, one.person.pk in file.protected
            )
            for one in members
        ],
    )


def _carried(goals: Iterable[Goal], file: File) -> dict[uuid.UUID, list[Goal]]:
    """Shared goals that at least two members of today carry, by what holds them together."""
    groups: dict[uuid.UUID, list[Goal]] = defaultdict(list)
    for goal in goals:
        if goal.shared and goal.together and goal.person_id in file.member_ids:
            groups[goal.together].append(goal)
    return {key: rows for key, rows in groups.items() if len(rows) > 1}


def _one_for_all(rows: list[Goal], file: File) -> Carried:
    first = rows[0]
    return Carried(first.text, [file.name(row.person_id) for row in rows], _until(first))


def _until(goal: Goal) -> str:
    return f"bis {german_date(goal.due_on)}" if goal.due_on else ""


def _read_goals(rows: _Rows, goals: Iterable[Goal], carried: dict[uuid.UUID, list[Goal]], *, together: bool) -> None:
    on_top = {goal.pk for group in carried.values() for goal in group}
    for goal in goals:
        if goal.pk not in on_top:
            note = " · ".join(part for part in (goal.get_kind_display(), _until(goal)) if part)
            shown = Line(text=goal.text, note=note, shared=goal.shared and not together)
            rows.goals[goal.person_id].append(shown)


def _read_appointments(rows: _Rows, context: Context, file: File, *, together: bool) -> None:
    """Without the place, which protected contact would have to hide."""
    for one in queries.appointments(context, file.pk, together=together, at=now()):
        if together and one.person_id in file.protected:
            continue
        words = one.purpose or Setting(one.setting).label
        url = "" if together else reverse("calendar:appointment", args=[one.pk])
        rows.appointments[one.person_id].append(Line(text=german_datetime(one.starts_at), note=words, url=url))


def _read_programmes(rows: _Rows, file: File, *, together: bool) -> None:
    """Running participations. Nobody can share their own, so only those of the household stand before all."""
    for frame in frames_of([file.pk]):
        for person in {row.person_id for row in frame.rows}:
            own = _of(frame, person)
            if own.running(today()) and not (together and person):
                url = "" if together else reverse("programmes:participation", args=[own.lead.pk])
                since = f"seit {german_date(own.lead.started_on)}" if own.lead.started_on else ""
                rows.programmes[person].append(Line(text=frame.programme.title, note=since, url=url))


def _of(frame: Frame, person: uuid.UUID | None) -> Frame:
    return Frame(frame.programme, frame.run, tuple(row for row in frame.rows if row.person_id == person))


def _read_helpers(rows: _Rows, context: Context, file: File, *, together: bool) -> None:
    """Formal helpers; those of somebody with protected contact stand on that person's own map alone."""
    found = helping(context, file.pk, member=None, protected=file.protected)
    for tie in found.filter(queries.family_only(together)).exclude(person_id__in=file.protected):
        rows.helpers[tie.person_id].append(Line(text=tie.label, note=tie.get_kind_display()))


def _read_journeys(rows: _Rows, found: Iterable[Standing]) -> None:
    """Per member and journey: which helps are still on their way, and what comes next."""
    grouped: dict[tuple[uuid.UUID, uuid.UUID], list[Standing]] = defaultdict(list)
    for standing in found:
        grouped[standing.person_id, standing.sheet_id].append(standing)
    for (person, sheet_id), standings in grouped.items():
        journey = wording_of(standings[0].sheet)
        if journey is not None:
            url = f"{reverse('journeys:sheet', args=[sheet_id])}?mitglied={person}"
            rows.journeys[person].append(Line(text=journey.title, note=_next_steps(journey, standings), url=url))


def _next_steps(journey: Journey, standings: Iterable[Standing]) -> str:
    tracks = {track.code: track.label for track in journey.tracks}
    steps = {step.code: step.label for step in journey.steps}
    ahead = [
        f"{tracks[one.track]} (als Nächstes: {steps[one.stop]})"
        for one in standings
        if one.track in tracks and one.stop in steps and not _no_claim(journey, one)
    ]
    more = " und weiteres" if len(ahead) > OPEN_TRACKS else ""
    return f"{', '.join(ahead[:OPEN_TRACKS])}{more}" if ahead else "alles angekommen"


def _no_claim(journey: Journey, one: Standing) -> bool:
    return one.stop == journey.funnel_steps(one.track)[0] and one.answer == Cell.Answer.NO


def _weeks(goals: Iterable[Goal], file: File) -> list[Week]:
    """The hint about shared goals that end in the same week."""
    shared = {
        (goal.person_id, goal.together or goal.pk): goal
        for goal in goals
        if goal.shared and goal.due_on and goal.person_id in file.member_ids
    }
    planned = [rules.Planned(person, key, goal.due_on) for (person, key), goal in shared.items() if goal.due_on]
    return [
        Week(
            week.sentence,
            german_date(week.monday),
            [(file.name(one.person), shared[one.person, one.goal].text) for one in week.planned],  # type: ignore[index]
        )
        for week in rules.same_week(planned, today())
    ]


def _card(member: Member, rows: _Rows, file: File, *, together: bool) -> Card:
    person = member.person.pk
    protected = person in file.protected
    if together:
        sections = [*_filled(rows, person)]
        return Card(name=member.name, about=member.role_label, sections=sections)
    age = member.age(today())
    known = f"{member.role_label}, {age} Jahre" if age is not None else member.role_label
    return Card(
        name=member.name,
        about=known,
        url=reverse("cases:page", args=[file.pk]) + f"?mitglied={person}",
        protected=protected,
        sections=_all(rows, person, file, protected=protected),
    )


def _all(rows: _Rows, person: uuid.UUID, file: File, *, protected: bool) -> list[Section]:
    """What the coach sees, in the order of the page; what doors do not carry is missing altogether."""
    sections = []
    if "goals" in file.reads:
        own, url = rows.goals[person], reverse("cases:goal_tree", args=[file.pk, person])
        more = "alle Ziele" if len(own) > GOALS else "Ziele ansehen"
        sections.append(Section(title="Ziele", lines=own[:GOALS], url=url, more=more, empty="Noch kein Ziel notiert."))
    if "appointments" in file.reads:
        sections.append(Section(title="Termine", lines=rows.appointments[person], empty="Kein Termin vereinbart."))
    for title, lines in (("Programme", rows.programmes[person]), ("Journeys", rows.journeys[person])):
        if lines:
            sections.append(Section(title=title, lines=lines))
    if rows.helpers[person] and not protected:
        url = reverse("network:map", args=[file.pk, person])
        sections.append(Section(title="Wer hilft", lines=rows.helpers[person], url=url, more="Netzwerkkarte"))
    if rows.successes[person]:
        sections.append(Section(title="Gelungen", lines=rows.successes[person]))
    return sections


def _filled(rows: _Rows, person: uuid.UUID | None) -> list[Section]:
    """What is there, without links and without a word about what is not."""
    named = (
        ("Ziele", rows.goals[person]),
        ("Termine", rows.appointments[person]),
        ("Programme", rows.programmes[person]),
        ("Wer hilft", rows.helpers[person]),
        ("Gelungen", rows.successes[person]),
    )
    return [Section(title=title, lines=lines) for title, lines in named if lines]


def _common(rows: _Rows) -> Card | None:
    sections = _filled(rows, None)
    return Card(name=EVERYBODY, about="für alle", sections=sections) if sections else None

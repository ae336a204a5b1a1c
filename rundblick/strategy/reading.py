"""A strategy talk as it is shown, to the coach alone or before members."""

import uuid
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from rundblick.access.requests import Request
from rundblick.cases.file import File
from rundblick.programmes.bridge import Frame
from rundblick.strategy import picture, queries, rules
from rundblick.strategy.catalogue import AllowanceTable, allowances, catalogue
from rundblick.strategy.catalogue import Way as KnownWay
from rundblick.strategy.codes import Certified, PhaseCode, WayState
from rundblick.strategy.due import keeping_the_clocks
from rundblick.strategy.models import Finding, Meeting, Part, Review, Way
from rundblick.strategy.queries import Eyes
from rundblick.web.clock import today
from rundblick.web.german import NBSP, count, german_date, german_number, minutes
from rundblick.web.parts import Cell, Column, Table
from rundblick.web.pictures.drawing import Picture

FULL_AGE = 18


def plain(value: Decimal) -> Decimal:
    """A number without zeros behind the comma."""
    return value.quantize(Decimal(1)) if value == value.to_integral_value() else value.normalize()


def euros(value: Decimal | None) -> str:
    """An amount with its sign; cents only where there are any."""
    if value is None:
        return german_number(None)
    return f"{german_number(value, 0 if value == value.to_integral_value() else 2)}{NBSP}€"


def hours(value: Decimal | None) -> str:
    """Hours a week."""
    return german_number(None) if value is None else f"{german_number(plain(value))}{NBSP}Std."


def week_and_month(week: Decimal | None, gross: Decimal | None) -> str:
    """Hours a week and gross earnings a month, as far as they are known; "" without either."""
    said = [f"{hours(week)} in der Woche"] if week is not None else []
    return ", ".join([*said, f"{euros(gross)} brutto im Monat"] if gross is not None else said)


@dataclass(frozen=True)
class ShownWay:
    """A strategy in words. `hints`: what is good to know, never an obstacle."""

    way: Way
    label: str
    detail: str
    hints: list[str]

    @property
    def chosen(self) -> bool:
        """Whether it is gone."""
        return self.way.state == WayState.CHOSEN


@dataclass(frozen=True)
class Limit:
    """Hours of one kind, what limits them and what would widen them."""

    label: str
    hours: str
    reason: str
    help: str


@dataclass(frozen=True)
class Estimate:
    """What stays free of some more gross earnings, in words."""

    more: str
    gross: str
    kept: str


@dataclass
class Card:
    """One member's part. `now`: hours and earnings at the talk. `findings`: review, the same then, and words."""

    part: Part
    name: str
    now: str
    protected: bool
    levers: list[str]
    limits: list[Limit]
    ways: list[ShownWay] = field(default_factory=list)
    findings: list[tuple[str, str, str]] = field(default_factory=list)
    estimates: list[Estimate] = field(default_factory=list)


@dataclass(frozen=True)
class View:
    """Everything a page about one talk shows. Empty strings and lists where these eyes see nothing."""

    meeting: Meeting
    cards: list[Card]
    others: list[Meeting]
    colleagues: list[str]
    present: list[str]
    picture: Picture | None
    reviews: list[Review]
    course: Table | None
    summary: list[str]
    effort: str
    law: AllowanceTable | None
    frames: list[Frame]
    missing: int


def read(request: Request, file: File, meetings: Sequence[Meeting], meeting: Meeting, eyes: Eyes) -> View:
    """The talk for these eyes; a fixed number of queries."""
    context = request.access
    parts = queries.parts(context, file.pk, eyes)
    reviews = queries.reviews(context, file.pk)
    findings = queries.findings(context, file.pk, eyes)
    own = [part for part in parts if part.meeting_id == meeting.pk]
    law = rules.table_for(allowances(), today())
    cards = _cards(file, own, queries.ways(context, meeting, eyes), findings, reviews, law)
    both = rules.phases(meeting.held_on, meeting.action_months, meeting.observation_months)
    of_meeting = [review for review in reviews if review.meeting_id == meeting.pk]
    days = queries.contact_days(context, file.pk, eyes, start=both[0].start, until=both[1].until)
    drawn = picture.phases(both, contacts=days, reviews={one.phase: one.held_on for one in of_meeting}, today=today())
    return View(
        meeting=meeting,
        cards=cards,
        others=[one for one in meetings if one.pk != meeting.pk],
        colleagues=[catalogue().label("colleagues", code) for code in meeting.colleagues],
        present=[card.name for card in cards if card.part.present] if eyes.alone else [],
        picture=drawn if meeting.completed_on else None,
        reviews=of_meeting,
        course=_course(file, meetings, parts, reviews, findings),
        summary=_summary(meeting, own, of_meeting, findings) if eyes.alone else [],
        effort=_effort(meetings) if eyes.alone else "",
        law=law if any(card.estimates for card in cards) else None,
        frames=keeping_the_clocks([file.pk], today()) if eyes.alone else [],
        missing=sum(not part.decided for part in own),
    )


def _cards(
    file: File,
    parts: Iterable[Part],
    ways: Iterable[Way],
    findings: Iterable[Finding],
    reviews: Iterable[Review],
    law: AllowanceTable | None,
) -> list[Card]:
    of_part: dict[uuid.UUID, list[Way]] = defaultdict(list)
    for way in ways:
        of_part[way.part_id].append(way)
    phases = {review.pk: f"{PhaseCode(review.phase).label}, {german_date(review.held_on)}" for review in reviews}
    found: dict[uuid.UUID, list[tuple[str, str, str]]] = defaultdict(list)
    for one in findings:
        if one.review_id in phases:
            said = week_and_month(one.hours, one.earnings)
            found[one.part_id].append((phases[one.review_id], said, one.words or ""))
    ages = [member.age(today()) for member in file.members]
    with_minor = any(age is not None and age < FULL_AGE for age in ages)
    order = {member.person.pk: place for place, member in enumerate(file.everybody)}
    return [
        Card(
            part=part,
            name=file.name(part.person_id),
            now=week_and_month(part.hours_now, part.earnings),
            protected=part.person_id in file.protected,
            levers=[catalogue().label("levers", code) for code in part.levers],
            limits=_limits(part),
            ways=_ways(of_part[part.pk]),
            findings=found[part.pk],
            estimates=_estimates(part, law, with_minor=with_minor) if law else [],
        )
        for part in sorted(parts, key=lambda part: order.get(part.person_id, len(order)))
    ]


def _limits(part: Part) -> list[Limit]:
    kinds = (
        ("Möglich", part.hours_possible, part.possible_reason, part.possible_help),
        ("Tragbar", part.hours_bearable, part.bearable_reason, part.bearable_help),
    )
    return [
        Limit(
            label, "" if value is None else hours(value), reason or "", catalogue().label("helps", code) if code else ""
        )
        for label, value, reason, code in kinds
        if value is not None or reason or code
    ]


def _ways(ways: Sequence[Way]) -> list[ShownWay]:
    """In the order of the catalogue."""
    order = {known.code: place for place, known in enumerate(catalogue().ways)}
    codes = {way.code for way in ways}
    return [
        ShownWay(way, catalogue().label("ways", way.code), _detail(way), _hints(way, catalogue().way(way.code), codes))
        for way in sorted(ways, key=lambda way: order.get(way.code, len(order)))
    ]


def _detail(way: Way) -> str:
    said = [catalogue().label("formats", way.format)] if way.format else []
    if way.certified:
        said.append(f"zertifiziert: {Certified(way.certified).label}")
    return ", ".join(said)


def _hints(way: Way, known: KnownWay | None, codes: set[str]) -> list[str]:
    if known is None or way.state != WayState.CHOSEN:
        return []
    found = [known.caution] if known.caution and not way.task_id else []
    if way.certified == Certified.NO:
        found.append("Was nicht zertifiziert ist, kann nicht gefördert werden.")
    if before := rules.not_looked_at(known, codes):
        named = ", ".join(f"„{catalogue().label('ways', code)}“" for code in before)
        found.append(f"Dieser Weg steht zuletzt. Noch nicht angesehen: {named}.")
    return found


def _estimates(part: Part, law: AllowanceTable, *, with_minor: bool) -> list[Estimate]:
    """For who earns something, or looks for the first work."""
    gross = Decimal(0) if part.earnings is None and "first_job" in part.levers else part.earnings
    if gross is None or part.no_action:
        return []
    free = rules.allowance(gross, law, with_minor=with_minor)
    return [
        Estimate(
            more=euros(Decimal(more)),
            gross=euros(gross + more),
            kept=euros(rules.allowance(gross + more, law, with_minor=with_minor) - free),
        )
        for more in law.examples
    ]


def _course(
    file: File,
    meetings: Sequence[Meeting],
    parts: Sequence[Part],
    reviews: Sequence[Review],
    findings: Sequence[Finding],
) -> Table | None:
    """All talks and reviews in the order of time, with what was known then; None while there is only one."""
    if len(meetings) + len(reviews) < 2:
        return None
    persons = [pk for pk in file.names if any(part.person_id == pk for part in parts)]
    told = {(part.meeting_id, part.person_id): (part.hours_now, part.earnings) for part in parts}
    told |= {(one.review_id, one.person_id): (one.hours, one.earnings) for one in findings}
    points: list[tuple[Meeting | Review, str]] = [(one, "Strategiegespräch") for one in meetings]
    points += [(one, f"Rückblick: {PhaseCode(one.phase).label}") for one in reviews]
    points.sort(key=lambda point: (point[0].held_on, point[0].written_at))
    return Table(
        caption="Damals und heute",
        columns=[
            Column(label="Tag"),
            Column(label="Anspruch im Monat", numeric=True),
            *(Column(label=file.name(person)) for person in persons),
        ],
        rows=[
            [
                Cell(text=german_date(row.held_on), note=words),
                euros(row.entitlement),
                *(_then(*told.get((row.pk, person), (None, None))) for person in persons),
            ]
            for row, words in points
        ],
        hidden_caption=True,
    )


def _then(week: Decimal | None, gross: Decimal | None) -> Cell:
    if week is None and gross is None:
        return Cell(text=german_number(None))
    return Cell(text=hours(week), note=f"{euros(gross)} brutto" if gross is not None else "")


def _summary(
    meeting: Meeting, parts: Sequence[Part], reviews: Sequence[Review], findings: Sequence[Finding]
) -> list[str]:
    """What changed since the talk, with denominators; who needs nothing more is counted apart (E04.14)."""
    if not reviews:
        return []
    latest = {one.part_id: one for one in findings if one.review_id == reviews[-1].pk}
    on_their_way = [part for part in parts if part.levers]
    said = []
    for name, then, now in (("Stunden", "hours_now", "hours"), ("Bruttolohn", "earnings", "earnings")):
        figures = [rules.Then(getattr(part, then), getattr(latest.get(part.pk), now, None)) for part in on_their_way]
        said.append(_counted(name, rules.counted(figures)))
    change = rules.Then(meeting.entitlement, reviews[-1].entitlement)
    if change.difference is not None:
        said.append(_entitlement(change.then, change.now, change.difference))
    else:
        said.append("Der Anspruch ist nicht für beide Tage bekannt.")
    apart = sum(part.no_action for part in parts)
    if apart:
        said.append(f"{count(apart, 'Mitglied', 'Mitglieder')} ohne weiteren Handlungsbedarf: nicht mitgezählt.")
    return said


def _counted(name: str, one: rules.Counted) -> str:
    known = f"{name}: damals und heute bekannt bei {one.known} von {count(one.of, 'Mitglied', 'Mitgliedern')} mit Hebel"
    return f"{known}; {one.more} mehr, {one.same} gleich, {one.fewer} weniger." if one.known else f"{known}."


def _entitlement(then: Decimal | None, now: Decimal | None, difference: Decimal) -> str:
    word = "weniger" if difference < 0 else "mehr"
    changed = f"{euros(abs(difference))} {word}" if difference else "gleich"
    return f"Anspruch des Haushalts im Monat: {euros(then)} damals, {euros(now)} beim Rückblick ({changed})."


def _effort(meetings: Sequence[Meeting]) -> str:
    """How much time the talks with this household took, to plan the next one."""
    told = [one for one in meetings if one.preparation_minutes is not None or one.talk_minutes is not None]
    if not told:
        return ""
    prepared = sum(one.preparation_minutes or 0 for one in told)
    talked = sum(one.talk_minutes or 0 for one in told)
    number = count(len(told), "Gespräch", "Gespräche")
    return f"{number} mit Angabe: {minutes(prepared)} Vorbereitung, {minutes(talked)} Gespräch."

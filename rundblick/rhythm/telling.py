"""What the page says about each member: the strip, every rhythm with its figure, and why there is none."""

import datetime as dt
import uuid
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from rundblick.cases.file import File
from rundblick.cases.standing import seen
from rundblick.programmes.bridge import Frame
from rundblick.programmes.due import due_items, rhythm_periods
from rundblick.programmes.duebook import CLOSED
from rundblick.programmes.facts import Fact
from rundblick.programmes.facts import known as known_facts
from rundblick.programmes.participation import Participation
from rundblick.programmes.vocabulary import vocabulary
from rundblick.rhythm.models import Pace
from rundblick.rhythm.picture import Strip, strip
from rundblick.rhythm.queries import AGREED, source_of
from rundblick.rhythm.rules import (
    IN_THE_FILE,
    ONE_DAY,
    SPOKEN,
    WEEK,
    WEEKS_AHEAD,
    WEEKS_BACK,
    Days,
    Step,
    Window,
    first_week,
    next_contact,
    windows,
)
from rundblick.web.german import count, german_date
from rundblick.web.pictures import Picture

RESTING = "Solange es ruht, ist kein Gespräch zu erwarten; deshalb steht hier keine Zahl."
OF_ALL = "Der Rhythmus gilt für den ganzen Haushalt. Gezählt wird er nur in der Ansicht „Alle“."
OTHERS_COUNT = " Der Rhythmus gilt für den ganzen Haushalt: Ein Gespräch mit einem anderen Mitglied zählt mit."


@dataclass(frozen=True)
class ShownRhythm:
    """One rhythm that holds today: how often, from where, what it counts, and what came of it in words.

    `due_on`: by when the next contact is due; None while it rests. `figure`: with numerator and denominator, or why
    there is none. `counts`: what counts and what does not.
    """

    words: str
    source: str
    counts: str
    figure: str
    due_on: dt.date | None
    agreed: bool
    counting: frozenset[str]
    windows: Sequence[Window] = ()


@dataclass(frozen=True)
class Told:
    """One member. `rhythms`: the leading one first. `last`: day and form of the last talk."""

    person_id: uuid.UUID
    name: str
    last: tuple[dt.date, str] | None
    next_on: dt.date | None
    rhythms: list[ShownRhythm]
    picture: Picture
    pace: Pace | None
    former: list[Pace]

    @property
    def seen(self) -> str:
        """The state of what was agreed, for the form that ends it."""
        return seen(self.pace) if self.pace else ""


@dataclass(frozen=True)
class Read:
    """What was read about one household: facts, frames with theirs, agreements, appointments."""

    heard: list[Fact]
    frames: list[tuple[Frame, list[Fact]]]
    paces: list[Pace]
    planned: list[tuple[uuid.UUID | None, dt.date]]


def told(read: Read, file: File, *, day: dt.date) -> list[Told]:
    """The members that have something of their own: in focus, agreed with, in a programme, or spoken with alone."""
    own = {fact.subject for fact in read.heard if fact.code in SPOKEN and fact.valid_from >= first_week(day)}
    own |= {row.person_id for row in read.paces} | set(file.focus)
    own |= {row.person_id for frame, _facts in read.frames for row in frame.rows if frame.running(day)}
    shown = [file.member] if file.member else [key for key, _label in file.choices() if key in own]
    return [_member(read, file, person_id, day) for person_id in shown]


def _member(read: Read, file: File, person_id: uuid.UUID, day: dt.date) -> Told:
    since = first_week(day)
    theirs = [fact for fact in read.heard if fact.subject in (None, person_id) and fact.valid_from <= day]
    gaps = [(fact.valid_from, fact.valid_until) for fact in theirs if fact.code == CLOSED]
    spoken = sorted((fact for fact in theirs if fact.code in SPOKEN), key=lambda fact: fact.valid_from)
    paces = [row for row in read.paces if row.person_id == person_id]
    rhythms = [*_agreed(paces, spoken, gaps, since, day), *_of_programmes(read, file, person_id, gaps, since, day)]
    counting = rhythms[0].counting if rhythms else SPOKEN
    planned = sorted(on for whose, on in read.planned if whose in (None, person_id))
    drawn = Strip(
        first=since,
        weeks=WEEKS_BACK + WEEKS_AHEAD,
        as_of=day,
        counting={fact.valid_from for fact in theirs if fact.code in counting},
        others={fact.valid_from for fact in theirs if fact.code in SPOKEN - counting},
        planned=planned,
        windows=rhythms[0].windows if rhythms else (),
    )
    standing = next((row for row in paces if row.valid_until is None), None)
    return Told(
        person_id=person_id,
        name=file.name(person_id),
        last=(spoken[-1].valid_from, _label(spoken[-1].code)) if spoken else None,
        next_on=planned[0] if planned else None,
        rhythms=rhythms,
        picture=strip(drawn, title="Kontakte im Rhythmus", key=person_id.hex),
        pace=standing,
        former=[row for row in reversed(paces) if row is not standing],
    )


def _agreed(
    paces: list[Pace], spoken: list[Fact], gaps: Sequence[Days], since: dt.date, day: dt.date
) -> Iterable[ShownRhythm]:
    """What was agreed for the person and holds today."""
    row = next((row for row in paces if row.valid_until is None), None)
    if row is None or (row.every is None and not row.rests(day)):
        return
    days = [fact.valid_from for fact in spoken]
    steps = [Step(one.every, one.valid_from, one.valid_until) for one in paces if one.every]
    found = windows(steps, gaps=gaps, contacts=days, since=since, as_of=day)
    due = next_contact(row.every, since=row.valid_from, last=days[-1] if days else None) if row.every else None
    yield ShownRhythm(
        words=row.every.rhythm() if row.every else f"ruht bis {german_date(row.rests_until)}",
        source=f"{AGREED}: {row.get_why_display()}",
        counts="Es zählt jedes Gespräch, das in der Akte oder beim Programm steht, auch am Telefon und per Video.",
        figure=figure(found, as_of=day) if row.every else RESTING,
        due_on=due,
        agreed=True,
        counting=SPOKEN,
        windows=found,
    )


def _of_programmes(
    read: Read, file: File, person_id: uuid.UUID, gaps: Sequence[Days], since: dt.date, day: dt.date
) -> list[ShownRhythm]:
    """What the programmes ask for that the person takes part in, the one due first in front."""
    found = []
    for frame, facts in read.frames:
        programme = frame.programme
        of_all = programme.unit == "household"
        if not frame.running(day) or not any(row.person_id in (None, person_id) for row in frame.rows):
            continue
        happened = list(known_facts(facts, day))
        part = Participation.of(happened, programme)
        periods = rhythm_periods(happened, programme, part) if part else []
        held = next((step for step, begin, end in periods if begin <= day and (end is None or day < end)), None)
        if part is None or held is None:
            continue
        last = part.ended.valid_from + ONE_DAY if part.ended else None
        steps = [Step(step.every, begin, min(filter(None, (end, last)), default=None)) for step, begin, end in periods]
        rests = [(rest.since, rest.until) for rest in part.rests]
        counting = frozenset(programme.care.contacts)
        shown = windows(
            [step for step in steps if step.end is None or step.start < step.end],
            gaps=[*gaps, *rests],
            contacts={fact.valid_from for fact in happened if fact.code in counting and part.concerns(fact)},
            since=since,
            as_of=day,
            state=programme.state,
        )
        hidden = of_all and file.member is not None
        due = [item.due_on for item in due_items(facts, programme, day) if item.kind == "contact"]
        found.append(
            ShownRhythm(
                words="ruht, solange das Programm ruht" if part.resting else held.every.rhythm(),
                source=source_of(programme.title, frame.run.definition.valid_from),
                counts=_counted(programme.care.contacts) + (OTHERS_COUNT if of_all and not hidden else ""),
                figure=OF_ALL if hidden else figure(shown, as_of=day),
                due_on=min(due, default=None),
                agreed=False,
                counting=counting,
                windows=() if hidden else shown,
            )
        )
    return sorted(found, key=lambda one: one.due_on or dt.date.max)


def figure(found: Collection[Window], *, as_of: dt.date) -> str:
    """Numerator, denominator, period and Stichtag in a sentence; without a denominator why there is no figure."""
    over = [one for one in found if one.over]
    if not over:
        running = next((one for one in found if not one.over), None)
        until = f" Der erste endet am {german_date(running.end - ONE_DAY)}." if running else ""
        return f"Noch ist kein ganzer Abschnitt vorbei, deshalb steht hier keine Zahl.{until}"
    met = sum(one.met for one in over)
    weekly = all(one.every.after(one.start, None) - one.start == WEEK for one in over)
    unit = ("erwarteten Woche", "erwarteten Wochen") if weekly else ("erwarteten Abschnitt", "erwarteten Abschnitten")
    lengths = list(dict.fromkeys(one.every.words() for one in over))
    each = "" if weekly else f" (je {', dann je '.join(lengths)})"
    period = f"{german_date(over[0].start)} bis {german_date(over[-1].end - ONE_DAY)}"
    return (
        f"In {met} von {count(len(over), *unit)}{each} gab es mindestens ein Gespräch, das zählt: {period}, "
        f"Stichtag {german_date(as_of)}."
    )


def _counted(codes: Sequence[str]) -> str:
    """What a programme counts, and what of the file it does not."""
    if not codes:
        return "Das Programm sagt nicht, was als Kontakt zählt."
    left = [_label(code) for code in IN_THE_FILE if code not in codes]
    words = f"Es zählen: {', '.join(map(_label, codes))}."
    return f"{words} Hier zählen nicht: {', '.join(left)}." if left else words


def _label(code: str) -> str:
    word = vocabulary().event(code)
    return word.label if word else code

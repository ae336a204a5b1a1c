"""Talks, goals, tasks and appointments of ANNA, told along what happened to the household."""

import datetime as dt
from dataclasses import dataclass

from rundblick.catalogue.scenario.anna_families import Family
from rundblick.catalogue.scenario.anna_journeys import begun
from rundblick.catalogue.scenario.anna_openings import OPENINGS
from rundblick.catalogue.scenario.anna_phrases import ACHIEVED, BETWEEN, FAREWELL
from rundblick.catalogue.scenario.anna_walks import walks
from rundblick.catalogue.scenario.days import after, dice
from rundblick.catalogue.scenario.model import Appointment, ContactNote, Goal, NextStep, Outcome, Task
from rundblick.catalogue.scenario.words import BENEFITS, CONSENT_OR_COOPERATION, REASONS

FAREWELL_FROM = dt.date(2022, 10, 31)


@dataclass(frozen=True, slots=True)
class _Told:
    """One household and the names of its members, by person key."""

    family: Family
    names: dict[str, str]

    @property
    def household(self) -> str:
        return f"anna-{self.family.key}"

    @property
    def head(self) -> str:
        return f"{self.household}-a1"

    @property
    def is_couple(self) -> bool:
        return len(self.family.adults) > 1


def notes(family: Family, names: dict[str, str], outcomes: list[Outcome]) -> tuple[ContactNote, ...]:
    """All talks with one household, in order of time. `outcomes` are those of its members."""
    told = _Told(family, names)
    found = [_first_talk(told), _sheet_talk(told), *_between(told), _farewell(told)]
    found += [_achievement(told, outcome, place) for place, outcome in enumerate(outcomes)]
    return tuple(sorted(found, key=lambda note: (note.at, note.key)))


def _first_talk(told: _Told) -> ContactNote:
    opening = OPENINGS[told.family.key]
    return _note(
        told,
        "first",
        told.head,
        _at(told.family.admitted, told.head),
        opening.setting,
        "Erstgespräch im Projekt ANNA: Anliegen, Situation und Wünsche der Familie.",
        minutes=75 if opening.setting == "home_visit" else 60,
        concern=opening.concern,
        summary=opening.summary,
        agreements=opening.agreed,
        next_steps=(NextStep(text=opening.step, responsible=opening.who, due=after(told.family.admitted, 21)),),
        shared=told.is_couple,
    )


def _sheet_talk(told: _Told) -> ContactNote:
    lines = []
    for place, child in enumerate(told.family.children, start=1):
        said = _said(walks()[f"{told.family.key}c{place}"])
        lines.append(f"{child.given_name}: {said}.")
    return _note(
        told,
        "sheet",
        told.head,
        _at(begun(told.family), told.head, hour=14),
        "office",
        "Für alle Kinder besprochen, welche Leistungen für Bildung und Teilhabe es gibt und was davon passt.",
        minutes=50,
        summary=" ".join(lines),
        agreements="Was noch offen ist, wird beim nächsten Termin angesehen.",
        shared=told.is_couple,
    )


def _said(walk: tuple[str, ...]) -> str:
    said = []
    for benefit, entry in zip(BENEFITS, walk, strict=True):
        step, _, reason = entry.partition("!")
        if entry == "-" or reason in CONSENT_OR_COOPERATION:
            continue
        if reason:
            said.append(f"{BENEFITS[benefit]} zurzeit nicht ({REASONS[reason]})")
        elif step.startswith("used"):
            said.append(f"{BENEFITS[benefit]} ja")
    return ", ".join(said) or "zurzeit nichts davon"


def _between(told: _Told) -> list[ContactNote]:
    source = dice(f"between/{told.household}")
    start = told.family.admitted + dt.timedelta(days=35)
    span = (dt.date(2022, 10, 14) - start).days
    found = []
    for place, (setting, minutes, sentence) in enumerate(source.sample(BETWEEN, source.randint(3, 5))):
        person = source.choice([key for key in told.names if "-a" in key])
        day = after(start, source.randint(0, span))
        text = sentence.format(name=told.names[person])
        found.append(_note(told, f"between-{place}", person, _at(day, person), setting, text, minutes=minutes))
    return found


def _achievement(told: _Told, outcome: Outcome, place: int) -> ContactNote:
    source = dice(f"achieved/{outcome.key}")
    setting, sentence = source.choice(ACHIEVED[outcome.kind])
    day = after(outcome.on, source.randint(4, 12))
    text = sentence.format(name=told.names[outcome.person], title=outcome.title or "ohne nähere Angabe")
    ended = outcome.benefit_ended_on
    steps = (
        (NextStep(text="Ende des Leistungsbezugs mit den Sachgebieten abstimmen", responsible="provider", due=ended),)
        if ended
        else ()
    )
    return _note(
        told,
        f"achieved-{place}",
        outcome.person,
        _at(day, outcome.key),
        setting,
        text,
        minutes=source.choice((15, 20, 30)),
        next_steps=steps,
    )


def _farewell(told: _Told) -> ContactNote:
    source = dice(f"farewell/{told.household}")
    day = after(FAREWELL_FROM, source.randint(0, 14))
    text = source.choice(FAREWELL).format(name=told.names[told.head])
    return _note(
        told,
        "farewell",
        told.head,
        _at(day, told.head),
        source.choice(("office", "neighbourhood", "home_visit")),
        text,
        minutes=45,
        summary="Entlasskarte übergeben; Ansprechpersonen für Arbeit, Leistung und Beratung sind eingetragen.",
        shared=told.is_couple,
    )


def _note(
    told: _Told,
    name: str,
    person: str,
    at: dt.datetime,
    setting: str,
    sentence: str,
    *,
    minutes: int,
    concern: str = "",
    summary: str = "",
    agreements: str = "",
    next_steps: tuple[NextStep, ...] = (),
    shared: bool = False,
) -> ContactNote:
    return ContactNote(
        key=f"{told.household}-note-{name}",
        household=told.household,
        person=person,
        author=told.family.coach,
        at=at,
        setting=setting,
        sentence=sentence,
        minutes=minutes,
        concern=concern,
        summary=summary,
        agreements=agreements,
        next_steps=next_steps,
        shared=shared,
    )


def _at(day: dt.date, name: str, hour: int = 0) -> dt.datetime:
    source = dice(f"clock/{name}/{day}")
    return dt.datetime.combine(day, dt.time(hour or source.choice((9, 10, 11, 13, 15)), source.choice((0, 15, 30))))


def goals(family: Family, outcomes: list[Outcome]) -> tuple[Goal, ...]:
    """Where the household wanted to go, and its first step on the way there."""
    opening = OPENINGS[family.key]
    household = f"anna-{family.key}"
    adults = tuple(f"{household}-a{place}" for place, _ in enumerate(family.adults, start=1))
    reached = min((o.on for o in outcomes if o.on > family.admitted + dt.timedelta(days=30)), default=None)
    lead = Goal(
        key=f"{household}-goal-1",
        household=household,
        members=adults,
        level="lead",
        text=opening.lead,
        set_on=family.admitted,
        shared=len(adults) > 1,
    )
    action = Goal(
        key=f"{household}-goal-2",
        household=household,
        members=adults[:1],
        level="action",
        text=opening.action,
        set_on=family.admitted,
        parent=lead.key,
        reached_on=reached,
    )
    return (lead, action)


def tasks(family: Family) -> tuple[Task, ...]:
    """The step agreed in the first talk."""
    opening = OPENINGS[family.key]
    household = f"anna-{family.key}"
    source = dice(f"task/{household}")
    return (
        Task(
            key=f"{household}-task-1",
            household=household,
            person=f"{household}-a1",
            text=opening.step,
            responsible=opening.who,
            created=family.admitted,
            due=after(family.admitted, 21),
            assignee=family.coach if opening.who == "provider" else "",
            done_on=after(family.admitted, source.randint(3, 24)),
        ),
    )


def appointments(family: Family, talks: tuple[ContactNote, ...]) -> tuple[Appointment, ...]:
    """What stood in the calendar for the longer talks; one more did not take place in some households."""
    source = dice(f"calendar/{family.key}")
    kept = [note for note in talks if note.minutes >= 45]
    found = [
        Appointment(
            key=f"{note.key}-appointment",
            household=note.household,
            person=note.person,
            staff=note.author,
            starts=note.at,
            minutes=note.minutes,
            setting=note.setting,
            subject="Beratungsgespräch",
            status="held",
            shared=note.shared,
        )
        for note in kept
    ]
    if source.random() < 0.4:
        first = kept[0]
        found.append(
            Appointment(
                key=f"anna-{family.key}-appointment-not-held",
                household=first.household,
                person=first.person,
                staff=first.author,
                starts=dt.datetime.combine(after(first.at.date(), 28), dt.time(10, 0)),
                minutes=45,
                setting="office",
                subject="Beratungsgespräch",
                status=source.choice(("cancelled", "missed")),
            )
        )
    return tuple(found)

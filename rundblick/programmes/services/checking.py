"""What is looked at before an event is written down: what cannot be, what the law asks for, what is worth a hint."""

import datetime as dt
import uuid
from collections.abc import Collection
from dataclasses import dataclass

from rundblick.programmes import on_file
from rundblick.programmes.bridge import Frame, events_of, own_facts
from rundblick.programmes.consents import HOME_VISIT, blocked, holds
from rundblick.programmes.definition import Programme
from rundblick.programmes.due import due_items
from rundblick.programmes.due.ends import EXTENDED
from rundblick.programmes.due.ladders import STOPPED
from rundblick.programmes.errors import Hint, Refused
from rundblick.programmes.facts import Fact, known
from rundblick.programmes.models import Participation
from rundblick.programmes.modules import module_states
from rundblick.programmes.pauses import PAUSED, RESUMED, member_rests
from rundblick.programmes.vocabulary import KnownEvent
from rundblick.web.german import german_date

_OF_MODULES = ("module.started", "module.completed")
_WITH_EMPLOYER = ("contact.employer", "employer.approached")


@dataclass(frozen=True)
class Told:
    """An event somebody wants to write down."""

    known: KnownEvent
    on: dt.date
    value: str
    planned_on: dt.date | None
    subject: uuid.UUID | None


def check(participation: Participation, programme: Programme, told: Told, *, overrule: bool) -> None:
    """Raise Refused for what cannot be or lacks a consent, and, unless overruled, Hint for what should be seen first.

    Reads what happened before only for events that depend on it. Three queries at most.
    """
    if not depends(told.known):
        return
    facts = facts_of(participation, programme)
    if told.known.home:
        _at_home(facts, told)
    if told.known.code in _WITH_EMPLOYER:
        _with_employer(facts, programme, told)
    if told.known.code in (PAUSED, RESUMED):
        _resting(participation, facts, told)
    if told.known.code == EXTENDED:
        _extension(facts, programme, told, overrule=overrule)
    if overrule:
        return
    if told.known.attempt:
        _wanted(facts, told)
    if told.known.code in _OF_MODULES:
        _prepared(facts, programme, told)


def facts_of(participation: Participation, programme: Programme) -> list[Fact]:
    """What this room knows about the frame the participation belongs to, and the consents on file."""
    rows = [participation]
    if programme.unit == "household":
        others = Participation.objects.filter(dossier_id=participation.dossier_id, run_id=participation.run_id)
        rows += others.exclude(pk=participation.pk)
    frame = Frame(programme, participation.run, tuple(rows))
    return own_facts(frame, events_of([frame])) + on_file.facts([frame.dossier_id])[frame.dossier_id]


def end_of(facts: Collection[Fact], programme: Programme, as_of: dt.date) -> dt.date | None:
    """The day the participation ends by the rules as they stand, None where no rule ends it."""
    ends = [item.due_on for item in due_items(facts, programme, as_of) if item.kind == "end"]
    return min(ends, default=None)


def depends(known: KnownEvent) -> bool:
    """Whether what happened before decides about this event."""
    return known.home or known.attempt or known.code in (PAUSED, RESUMED, EXTENDED, *_OF_MODULES, *_WITH_EMPLOYER)


def _at_home(facts: Collection[Fact], told: Told) -> None:
    if not holds(facts, HOME_VISIT, told.on, subject=told.subject):
        raise Refused(
            "Ohne Einwilligung in Besuche zu Hause geht niemand in die Wohnung. Brief, Telefon und Nachricht bleiben"
            " möglich. Liegt die Einwilligung vor, halten Sie sie zuerst fest.",
            "kind",
        )


def _with_employer(facts: Collection[Fact], programme: Programme, told: Told) -> None:
    if blocked(programme, facts, "employer_contact", told.on, told.subject) is not None:
        raise Refused(
            "Mit dem Betrieb wird nur gesprochen, wenn die Person eingewilligt hat. Liegt die Einwilligung vor, halten"
            " Sie sie zuerst fest.",
            "kind",
        )


def _wanted(facts: Collection[Fact], told: Told) -> None:
    stops = [fact.valid_from for fact in facts if fact.code == STOPPED and fact.valid_from <= told.on]
    if stops:
        raise Hint(
            f"Die Person möchte seit dem {german_date(max(stops))} keine weiteren Versuche. Das gilt, bis sie sich"
            " selbst meldet.",
            "kind",
        )


def _resting(participation: Participation, facts: Collection[Fact], told: Told) -> None:
    started, ended = participation.started_on, participation.ended_on
    if started is None or told.on < started or (ended is not None and told.on > ended):
        raise Refused("Ruhen kann nur eine Teilnahme, die an diesem Tag läuft.", "occurred_on")
    mine = [fact for fact in known(facts, told.on) if told.subject is None or fact.subject in (None, told.subject)]
    rests = member_rests(mine, started, None)
    since = next((rest.since for rest in rests if rest.fact is not None and rest.until is None), None)
    if told.known.code == PAUSED and since is not None:
        raise Refused(f"Die Teilnahme ruht schon seit dem {german_date(since)}.", "kind")
    if told.known.code == RESUMED and since is None:
        raise Refused("Die Teilnahme ruht nicht. Halten Sie zuerst den Beginn der Pause fest.", "kind")


def _extension(facts: Collection[Fact], programme: Programme, told: Told, *, overrule: bool) -> None:
    if told.planned_on is None:
        return
    end = end_of(facts, programme, told.on)
    if end is not None and told.planned_on <= end:
        raise Refused(
            f"Die Teilnahme geht ohnehin bis zum {german_date(end)}. Eine Verlängerung endet danach.", "planned_on"
        )
    rule = programme.time.extension
    if rule is None or overrule or end is None:
        return
    step = rule.by.after(end, programme.state)
    if told.planned_on > step:
        raise Hint(
            f"Das Programm verlängert um höchstens {rule.by.words()}, also bis zum {german_date(step)}.", "planned_on"
        )
    start = min((fact.valid_from for fact in facts if fact.code == "participation.started"), default=None)
    if rule.at_most is not None and start is not None:
        last = rule.at_most.after(start, programme.state)
        if told.planned_on > last:
            raise Hint(
                f"Insgesamt dauert eine Teilnahme höchstens {rule.at_most.words()}, also bis zum {german_date(last)}.",
                "planned_on",
            )


def _prepared(facts: Collection[Fact], programme: Programme, told: Told) -> None:
    states = module_states(facts, programme, told.on, subject=told.subject)
    state = next((one for one in states if one.module.code == told.value), None)
    if state is None or not state.waits_for:
        return
    names = ", ".join(f"„{module.label}“" for module in state.waits_for)
    proof = " Ein Nachweis derselben Fähigkeit genügt auch." if state.module.proof_instead else ""
    raise Hint(f"Vor „{state.module.label}“ steht im Programm: {names}.{proof}", "value")

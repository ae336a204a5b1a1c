"""How far somebody is with the modules of a programme, and which can be started. Hints, never blocks."""

import datetime as dt
import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

from rundblick.programmes.definition import Module, Programme
from rundblick.programmes.facts import Fact, known
from rundblick.programmes.participation import Participation, chronological

State = Literal["open", "running", "completed", "proven", "failed", "dropped"]

STATES: Mapping[State, str] = MappingProxyType(
    {
        "open": "offen",
        "running": "läuft",
        "completed": "abgeschlossen",
        "proven": "nachgewiesen",
        "failed": "nicht bestanden",
        "dropped": "abgebrochen",
    }
)

_EVENTS: Mapping[str, State] = MappingProxyType(
    {
        "module.started": "running",
        "module.dropped": "dropped",
        "module.failed": "failed",
        "module.proven": "proven",
        "module.completed": "completed",
    }
)
_DONE: frozenset[State] = frozenset({"completed", "proven"})


@dataclass(frozen=True, slots=True)
class ModuleState:
    """One module of one participation.

    `since`: the day of the event that made it so, None while it is open. `waits_for`: prerequisites that are neither
    completed nor, where a proof will do, proven. `hint`: a German sentence when it began all the same.
    """

    module: Module
    state: State
    since: dt.date | None
    waits_for: tuple[Module, ...] = ()
    hint: str = ""

    @property
    def done(self) -> bool:
        """Completed, or proven instead."""
        return self.state in _DONE

    @property
    def can_start(self) -> bool:
        """Not running, not done, and nothing to wait for. A failed or dropped module may be tried again."""
        return self.state in {"open", "failed", "dropped"} and not self.waits_for


def module_states(
    facts: Iterable[Fact], definition: Programme, as_of: dt.date, subject: uuid.UUID | None = None
) -> list[ModuleState]:
    """Every module as it was known on `as_of` (inclusive), in the order of the definition.

    `facts`: those of one participation; module.* with the module's code as value. With `subject` only what concerns
    this person counts. What was once completed or proven stays so, whatever is told later; otherwise the last event
    decides, and on one day the one that is further on. Source: blag E21, E35.
    """
    happened = known(facts, as_of)
    participation = Participation.of(happened, definition)
    who = subject or (participation.subject if participation else None)
    events = sorted(
        (f for f in happened if f.code in _EVENTS and (who is None or f.subject in {None, who})),
        key=lambda f: (f.valid_from, list(_EVENTS).index(f.code), chronological(f)),
    )
    found = {module.code: _state(module, events) for module in definition.modules}
    return [_with_prerequisites(module, found, definition) for module in definition.modules]


def missing_obligatory(states: Iterable[ModuleState]) -> list[Module]:
    """Obligatory modules that are neither completed nor proven."""
    return [s.module for s in states if s.module.kind == "obligatory" and not s.done]


def _state(module: Module, events: list[Fact]) -> tuple[State, dt.date | None]:
    state: State = "open"
    since: dt.date | None = None
    for event in events:
        told = _EVENTS[event.code]
        if event.value == module.code and (state not in _DONE or (state, told) == ("proven", "completed")):
            state, since = told, event.valid_from
    return state, since


def _with_prerequisites(
    module: Module, found: Mapping[str, tuple[State, dt.date | None]], definition: Programme
) -> ModuleState:
    state, since = found[module.code]
    will_do = _DONE if module.proof_instead else {"completed"}
    waits = (
        ()
        if state in _DONE
        else tuple(
            other
            for other in definition.modules
            if other.code in module.requires and found[other.code][0] not in will_do
        )
    )
    return ModuleState(module, state, since, waits, _hint(module, waits) if state == "running" else "")


def _hint(module: Module, waits: tuple[Module, ...]) -> str:
    if not waits:
        return ""
    *first, last = [f"„{other.label}“" for other in waits]
    before = (
        f"{', '.join(first)} und {last} noch nicht abgeschlossen sind"
        if first
        else f"{last} noch nicht abgeschlossen ist"
    )
    proof = " Ein Nachweis genügt auch." if module.proof_instead else ""
    return f"„{module.label}“ läuft schon, obwohl {before}.{proof}"

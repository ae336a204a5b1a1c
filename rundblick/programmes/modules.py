"""Where somebody stands with the modules of a programme: pure, from the events that were recorded."""

import datetime as dt
import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from rundblick.programmes.definition import Module, Programme
from rundblick.programmes.facts import Fact
from rundblick.programmes.participation import chronological

State = Literal["open", "started", "completed", "proven", "failed", "dropped"]

WORDS: dict[State, str] = {
    "open": "noch offen",
    "started": "läuft",
    "completed": "abgeschlossen",
    "proven": "durch Nachweis ersetzt",
    "failed": "nicht bestanden",
    "dropped": "abgebrochen",
}
_PREFIX = "module."


@dataclass(frozen=True, slots=True)
class ModuleState:
    """A module with its state since a day; `missing`: modules it asks for first that are not done."""

    module: Module
    state: State
    since: dt.date | None
    missing: tuple[Module, ...]

    @property
    def words(self) -> str:
        """The state in German."""
        return WORDS[self.state]

    @property
    def done(self) -> bool:
        """Whether nothing is left to do in it."""
        return self.state in ("completed", "proven")


def module_states(
    facts: Iterable[Fact], programme: Programme, as_of: dt.date, *, subject: uuid.UUID | None = None
) -> list[ModuleState]:
    """Every module of the programme on that day (inclusive), in the order of the definition.

    The latest event of a module decides; a module once completed or proven stays so. `subject`: whose events count,
    None for everybody's.
    """
    heard = sorted(
        (
            fact
            for fact in facts
            if fact.code.startswith(_PREFIX)
            and fact.valid_from <= as_of
            and (subject is None or fact.subject in (None, subject))
        ),
        key=chronological,
    )
    states: dict[str, tuple[State, dt.date]] = {}
    for fact in heard:
        state = fact.code.removeprefix(_PREFIX)
        before = states.get(str(fact.value))
        if state in WORDS and (before is None or before[0] not in ("completed", "proven")):
            states[str(fact.value)] = (state, fact.valid_from)  # type: ignore[assignment]
    done = {code for code, (state, _) in states.items() if state in ("completed", "proven")}
    by_code = {module.code: module for module in programme.modules}
    return [
        ModuleState(
            module,
            *states.get(module.code, ("open", None)),
            tuple(by_code[code] for code in module.requires if code not in done),
        )
        for module in programme.modules
    ]

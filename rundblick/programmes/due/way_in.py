"""Before the start: steps on the way in that must not be forgotten while somebody waits."""

import uuid
from collections.abc import Collection, Iterator

from rundblick.programmes.definition import AccessStep, Programme
from rundblick.programmes.due.items import DueItem, Rule, about, event_label, item, since
from rundblick.programmes.facts import Fact
from rundblick.programmes.participation import WITHDRAWN, chronological, not_before

NOMINATED = "participation.nominated"
_OF_THE_PROPOSAL = "participation."


def items(facts: Collection[Fact], definition: Programme) -> Iterator[DueItem]:
    """Steps with a span that are not done, as long as the proposal stands. Nothing else is due before a start.

    A member's proposal that is withdrawn takes that member's steps with it; those of the others stay.
    """
    ordered = sorted(facts, key=chronological)
    who = _person(ordered) if definition.unit != "household" else None
    mine = [fact for fact in ordered if about(fact, who)]
    for step in definition.access.steps:
        anchor = next((f for f in mine if f.code == (step.after or NOMINATED) and _stands(f, mine)), None)
        if step.within is not None and anchor is not None and not any(f.code == step.done_by for f in mine):
            due_on = step.within.after(anchor.valid_from, definition.state)
            text = f"{since(anchor)}; {step.within.words()} danach"
            yield item(_rule(step), due_on, text, anchor, subject=who)


def rules(definition: Programme) -> Iterator[Rule]:
    """The steps that become due."""
    yield from (_rule(step) for step in definition.access.steps if step.within is not None)


def _person(ordered: Collection[Fact]) -> uuid.UUID | None:
    """Whose proposal it is: what other rooms tell may be about other members of the household."""
    own = (fact.subject for fact in ordered if fact.code.startswith(_OF_THE_PROPOSAL))
    return next((subject for subject in own if subject is not None), None)


def _stands(anchor: Fact, facts: Collection[Fact]) -> bool:
    taken_back = (fact for fact in facts if fact.code == WITHDRAWN and not_before(fact, anchor))
    return not any(fact.subject in {None, anchor.subject} for fact in taken_back)


def _rule(step: AccessStep) -> Rule:
    assert step.within is not None
    words = f"{step.within.words()} nach: {event_label(step.after or NOMINATED)}"
    code = f"access.steps.{step.code}"
    return Rule(code, step.label, "task", "programmes", words, step.origin, (step.done_by,))

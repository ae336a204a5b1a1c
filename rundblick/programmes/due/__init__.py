"""What is due in one participation: f(facts, definition, as_of). Nothing due is typed by hand.

An item carries its day and never says "overdue"; that is decided on reading, with Berlin's date. Passing time
alone therefore changes no item: only a fact that begins, ends or is added does. One module per topic; each answers
`items` for a course of events and `rules` for a definition.
"""

import datetime as dt
from collections.abc import Iterable

from rundblick.programmes.definition import Programme
from rundblick.programmes.due import absences, contacts, deadlines, ends, ladders, way_in
from rundblick.programmes.due.contacts import rhythm_periods
from rundblick.programmes.due.items import Course, DueItem, Rule
from rundblick.programmes.facts import Fact, known
from rundblick.programmes.participation import Participation

__all__ = ["DueItem", "Rule", "due_items", "rhythm_periods", "rules_of"]

_TOPICS = (contacts, ends, deadlines, ladders, absences)


def due_items(facts: Iterable[Fact], definition: Programme, as_of: dt.date) -> list[DueItem]:
    """Everything that is open in one participation, as it was known on `as_of` (inclusive), earliest first.

    `facts`: those of this one participation and of its household, in any order; facts no rule asks about
    change nothing. Before the start only steps on the way in are due; after the end only what the definition lets
    survive.
    """
    happened = known(facts, as_of)
    participation = Participation.of(happened, definition)
    if participation is None:
        items = list(way_in.items(happened, definition))
    else:
        relevant = [fact for fact in happened if participation.concerns(fact)]
        course = Course(definition, participation, relevant, as_of)
        items = [item for topic in _TOPICS for item in topic.items(course)]
    return sorted(items, key=lambda item: (item.due_on, item.rule, item.key, str(item.subject or "")))


def rules_of(definition: Programme) -> dict[str, Rule]:
    """All rules that can make something due, by the code that items carry."""
    return {rule.code: rule for topic in (way_in, *_TOPICS) for rule in topic.rules(definition)}

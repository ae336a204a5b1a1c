"""When an answer is due, and how long a question stays open to whoever is asked. Pure."""

import datetime as dt

from rundblick.inquiries.codes import Outcome, State

OVERDUE_OPEN = dt.timedelta(days=28)
"""So long after the day the question can still be answered."""
AFTER_ANSWER = dt.timedelta(days=14)
"""So long after an answer the clerk still reads it and can add something."""

NEEDS_WORDS = "Bitte schreiben Sie, worum es geht."
NEEDS_OUTCOME = "Bitte wählen Sie, was herauskommt."
NEEDS_WHICH = {
    Outcome.MISSING: "Bitte schreiben Sie, welche Unterlagen fehlen.",
    Outcome.APPLY: "Bitte schreiben Sie, welcher Antrag nötig ist.",
    Outcome.ELSEWHERE: "Bitte schreiben Sie, welche Stelle zuständig ist.",
    Outcome.ASKING_BACK: "Bitte schreiben Sie Ihre Rückfrage.",
}


def due(*, asked_on: dt.date, days: int, wanted: dt.date | None) -> dt.date:
    """Until when an answer is asked for: the day wanted, or so many days after asking."""
    return wanted or asked_on + dt.timedelta(days=days)


def last_day(due_on: dt.date) -> dt.date:
    """The last day on which whoever is asked reads an unanswered question."""
    return due_on + OVERDUE_OPEN


def state(*, ended: bool, answered: bool) -> State:
    """Where a question stands. `answered`: the last word is the benefits department's."""
    if ended:
        return State.ENDED
    return State.ANSWERED if answered else State.OPEN


def is_late(*, due_on: dt.date, state: State, as_of: dt.date) -> bool:
    """Whether an answer was asked for before that day and none is there."""
    return state is State.OPEN and due_on < as_of


def problems(*, outcome: str, text: str) -> dict[str, str]:
    """By field, in German, why an answer cannot stand so; empty if all is well."""
    if outcome not in Outcome.values:
        return {"outcome": NEEDS_OUTCOME}
    wanted = NEEDS_WHICH.get(Outcome(outcome))
    return {"text": wanted} if wanted and not text.strip() else {}

"""Questions in words, for the pages."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from rundblick.inquiries import rules
from rundblick.inquiries.codes import Outcome, State
from rundblick.inquiries.models import Inquiry
from rundblick.web.german import german_date
from rundblick.web.parts import Badge, Kind

COLOUR: dict[State, Kind] = {State.OPEN: "warning", State.ANSWERED: "success", State.ENDED: "neutral"}


@dataclass(frozen=True)
class Shown:
    """A question in a list."""

    url: str
    title: str
    who: str
    note: str
    badge: Badge
    due_on: dt.date | None
    late: bool
    new: bool


def line(row: Any, *, day: dt.date, who: str, for_asked: bool = False) -> Shown:
    """A question with its state (`queries.with_state`) as it stands on a day."""
    state = rules.state(ended=row.ended_at is not None, answered=bool(row.answered))
    late = rules.is_late(due_on=row.due_on, state=state, as_of=day)
    told = row.author.display_name if for_asked else f"an {row.asked_name}"
    return Shown(
        url=url_of(row),
        title=row.sort.label,
        who=who,
        note=f"{told}, gefragt am {german_date(row.asked_at)}",
        badge=_badge(row, state),
        due_on=row.due_on if state is State.OPEN else None,
        late=late,
        new=bool(row.unread) and not for_asked,
    )


def _badge(row: Any, state: State) -> Badge:
    said = str(Outcome(row.outcome).label) if state is State.ANSWERED and row.outcome else str(state.label)
    return Badge(text=said, kind=COLOUR[state])


def lines(rows: Iterable[Any], *, day: dt.date, for_asked: bool = False) -> list[Shown]:
    """Several of them, each with the name kept on it."""
    return [
        line(row, day=day, who=f"{row.about}{f', {row.number}' if row.number else ''}", for_asked=for_asked)
        for row in rows
    ]


def url_of(row: Inquiry) -> str:
    """The page of a question."""
    return reverse("inquiries:page", args=[row.pk])

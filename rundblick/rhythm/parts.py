"""The room's part of the case page: a line and a small picture per person."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from rundblick.access.requests import Request
from rundblick.cases.file import File
from rundblick.cases.frame import looking, query
from rundblick.rhythm import queries
from rundblick.rhythm.picture import Strip, small
from rundblick.rhythm.queries import Known, Rhythm
from rundblick.rhythm.rules import WEEK, monday
from rundblick.web.clock import today
from rundblick.web.pictures import Picture

WEEKS, AHEAD = 12, 4


@dataclass(frozen=True)
class Line:
    """One member on the page of the case. `rhythm`: the leading one; `others`: how many more hold."""

    name: str
    last_on: dt.date | None
    last_form: str
    next_on: dt.date | None
    rhythm: Rhythm | None
    others: int
    picture: Picture


def contacts_part(request: Request, file: File) -> dict[str, Any] | None:
    """Persons in focus, or the member looked at. For whoever works with the case in their own name (rule 8).

    One query, and one for definitions this process has not read yet.
    """
    if file.case.closed_on is not None or "notes" not in file.own:
        return None
    day = today()
    # Half a year back, so that the last talk is found; the picture shows twelve weeks of it.
    found = queries.known(request.access, [file.pk], day=day, talks_since=day - 26 * WEEK)
    everybody = found.get((file.pk, None), Known())
    shown = [file.member] if file.member else [key for key, _label in file.choices() if key in file.focus]
    return {
        "lines": [
            _line(file.name(key), key.hex, found.get((file.pk, key), Known()).joined(everybody), day) for key in shown
        ],
        "card_url": reverse("rhythm:page", args=[file.pk]) + query(looking(file)),
    }


def _line(name: str, key: str, known: Known, day: dt.date) -> Line:
    first = monday(day) - (WEEKS - 1) * WEEK
    rhythm = known.rhythms[0] if known.rhythms else None
    counts = [(on, not rhythm or not rhythm.counts or queries.counts(form, rhythm.counts)) for on, form in known.talks]
    drawn = Strip(
        first=first,
        weeks=WEEKS + AHEAD,
        as_of=day,
        counting={on for on, counted in counts if counted},
        others={on for on, counted in counts if not counted},
        planned=known.planned,
    )
    last = known.talks[0] if known.talks else None
    return Line(
        name=name,
        last_on=last[0] if last else None,
        last_form=queries.form_of(last[1]) if last else "",
        next_on=known.planned[0] if known.planned else None,
        rhythm=rhythm,
        others=max(len(known.rhythms) - 1, 0),
        picture=small(drawn, title=f"Kontakte in {WEEKS} Wochen", key=key),
    )

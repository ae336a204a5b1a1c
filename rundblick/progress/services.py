"""Rating."""

import datetime as dt
import uuid
from collections.abc import Mapping
from dataclasses import dataclass

from rundblick.access.models import User
from rundblick.calendar.errors import Refused
from rundblick.calendar.services import members_only
from rundblick.cases.models import Case
from rundblick.cases.standing import restate, state
from rundblick.progress.dimensions import label_of
from rundblick.progress.models import Rating
from rundblick.web.clock import today

VERB = "progress.rate"


@dataclass(frozen=True)
class Said:
    """What somebody said about one dimension."""

    value: int
    words: str = ""


def rate(
    *, case: Case, person_id: uuid.UUID, rater: str, author: User, said: Mapping[str, Said], on: dt.date | None = None
) -> list[Rating]:
    """Rate some dimensions of a member's daily life in one view; the others stay as they are.

    Raises Refused when nothing was rated, for somebody outside of the household, for a day in the future, or one
    before a rating that stands already: what was said later would otherwise look older than it is.
    """
    if not said:
        raise Refused("Bitte wählen Sie in mindestens einem Bereich eine Zahl.")
    day = on or today()
    members_only(case.pk, [person_id], on=today())
    standing = {
        row.dimension: row
        for row in Rating.objects.select_for_update(of=("self",)).filter(
            dossier_id=case.pk, person_id=person_id, rater=rater, valid_until__isnull=True, dimension__in=said
        )
    }
    if late := [label_of(code) for code, row in standing.items() if day < row.valid_from]:
        raise Refused(f"Es gibt schon eine spätere Einschätzung: {', '.join(late)}. Bitte wählen Sie jenen Tag.")
    return [_rate(standing.get(code), case, person_id, rater, author, code, one, day) for code, one in said.items()]


def _rate(
    held: Rating | None,
    case: Case,
    person_id: uuid.UUID,
    rater: str,
    author: User,
    dimension: str,
    said: Said,
    day: dt.date,
) -> Rating:
    words = said.words.strip() or None
    if held is not None:
        changes = {"value": said.value, "words": words}
        return restate(held, author=author, verb=VERB, version=held.version, on=day, again=True, **changes)
    fresh = Rating(
        dossier_id=case.pk,
        person_id=person_id,
        dimension=dimension,
        rater=rater,
        value=said.value,
        words=words,
        valid_from=day,
    )
    return state(fresh, author=author, verb=VERB)

"""Rating."""

import datetime as dt
import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db.models import F

from rundblick.access.context import reason
from rundblick.access.models import User
from rundblick.calendar.errors import Refused
from rundblick.calendar.services import members_only
from rundblick.cases.models import Case
from rundblick.cases.standing import restate
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
    words = {code: one.words.strip() or None for code, one in said.items()}
    with reason(VERB):
        standing = _standing(case.pk, person_id, rater, said)
        if late := [label_of(code) for code, row in standing.items() if day < row.valid_from]:
            raise Refused(f"Es gibt schon eine spätere Einschätzung: {', '.join(late)}. Bitte wählen Sie jenen Tag.")
        made = []
        for code in [code for code, row in standing.items() if row.valid_from == day]:
            row = standing.pop(code)
            made.append(_correct(row, author=author, value=said[code].value, words=words[code]))
        # All at once and not by `restate`: the same number said again on a later day is news here.
        rows = Rating.objects.filter(pk__in=[row.pk for row in standing.values()])
        rows.update(valid_until=day, version=F("version") + 1)
        fresh = [
            Rating(
                dossier_id=case.pk,
                thread=standing[code].thread if code in standing else uuid.uuid4(),
                person_id=person_id,
                author=author,
                dimension=code,
                rater=rater,
                value=one.value,
                words=words[code],
                valid_from=day,
            )
            for code, one in said.items()
            if code not in {row.dimension for row in made}
        ]
        return made + Rating.objects.bulk_create(fresh)


def _standing(dossier_id: uuid.UUID, person_id: uuid.UUID, rater: str, codes: Iterable[str]) -> dict[str, Rating]:
    """What stands in these dimensions, under lock."""
    rows = Rating.objects.select_for_update(of=("self",)).filter(
        dossier_id=dossier_id, person_id=person_id, rater=rater, valid_until__isnull=True, dimension__in=list(codes)
    )
    return {row.dimension: row for row in rows.order_by("pk")}


def _correct(row: Rating, *, author: User, value: int, words: str | None) -> Rating:
    changes = {"value": value, "words": words}
    return restate(row, author=author, verb=VERB, version=row.version, on=row.valid_from, **changes)

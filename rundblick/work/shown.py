"""Results as pages show them."""

import datetime as dt
import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.urls import reverse

from rundblick.access import hooks
from rundblick.work.models import Outcome
from rundblick.work.taxonomy import taxonomy


@dataclass(frozen=True)
class Line:
    """One result in a list. `url` leads to the case, or to correcting where that is allowed."""

    kind: str
    title: str
    who: str
    on: dt.date
    until: dt.date | None
    url: str
    shared: bool


def lines(
    rows: Iterable[Outcome], *, households: Mapping[uuid.UUID, str] | None = None, correctable: bool = False
) -> list[Line]:
    """Rows in words; with `households` the household's name stands behind the person's."""
    labels = {kind.code: kind.label for kind in taxonomy().kinds}
    return [
        Line(
            kind=labels.get(row.kind, row.kind),
            title=row.title or "",
            who=f"{row.person.name} · {households[row.dossier_id]}"
            if households and row.dossier_id in households
            else row.person.name,
            on=row.achieved_on,
            until=row.ended_on,
            url=reverse("work:correct", args=[row.pk]) if correctable else hooks.case_url(row.dossier_id),
            shared=row.shared,
        )
        for row in rows
    ]

"""Objects of the permission matrix."""

import datetime as dt
from typing import Any

from rundblick.access.context import acting_as
from rundblick.evaluation import commenting, services
from rundblick.evaluation.computing import carry_out
from rundblick.evaluation.models import ReportSnapshot
from tests.evaluation.reports import DAY, computed, running
from tests.house import House


def build(house: House) -> dict[str, Any]:
    """A report for the house alone, one that is published, and one computed again."""
    run = running(house)
    inside = computed(house, run)
    published = computed(house, run, as_of=dt.date(2022, 7, 31), published=True)
    with acting_as(house.nora, "test") as context:
        again = services.prepare(
            context, run=run, report="abschluss", as_of=DAY, recomputes=ReportSnapshot.objects.get(pk=inside)
        ).pk
    carry_out(again)
    with acting_as(house.dana, "test") as context:
        report = ReportSnapshot.objects.get(pk=published)
        comment = commenting.say(context, report, text="Im Winter war geschlossen.", internal=False).pk
    return {
        "inside": inside,
        "published": published,
        "again": again,
        "comment": comment,
        "place": 0,
        "offer": f"{run.pk}:abschluss",
        "day": "30.06.2022",
    }

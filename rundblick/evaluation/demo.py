"""The room's share of the demo: the final report of ANNA at two Stichtage, and what changed in PRO AKTIV."""

import datetime as dt
from typing import Any

from rundblick.access.context import acting_as
from rundblick.access.hooks_demo import Cast
from rundblick.evaluation import commenting, demo_people, services
from rundblick.evaluation.computing import carry_out
from rundblick.evaluation.models import ReportSnapshot
from rundblick.programmes.models import Run

COORDINATION = "koordination"
STICHTAGE = (dt.date(2021, 12, 31), dt.date(2022, 7, 31))
CHANGES_AT = dt.date(2024, 12, 31)
ORDER = 95
"""After every room has written, before the doors of the past close."""


def load(scenario: Any, cast: Cast) -> None:
    """Order as the coordination, compute as the worker would, publish."""
    with acting_as(cast.users[COORDINATION], "demo.evaluation"):
        anna = Run.objects.select_related("definition").get(definition__code="anna", code="projekt")
    _report(demo_people.load(cast), "wirkung", CHANGES_AT, cast)
    for as_of in STICHTAGE:
        _report(anna, "abschluss", as_of, cast)
    _talk(cast)


def _report(run: Run, report: str, as_of: dt.date, cast: Cast) -> None:
    with acting_as(cast.users[COORDINATION], "demo.evaluation") as context:
        snapshot = services.prepare(context, run=run, report=report, as_of=as_of)
    carry_out(snapshot.pk)
    with acting_as(cast.users[COORDINATION], "demo.evaluation") as context:
        services.publish(context, ReportSnapshot.objects.get(pk=snapshot.pk))


def _talk(cast: Cast) -> None:
    """What the house says to the latest report: to one figure, and to the whole."""
    latest, lead = STICHTAGE[-1], cast.users["teamleitung"]
    with acting_as(lead, "demo.evaluation") as context:
        snapshot = ReportSnapshot.objects.select_related("run__definition").get(as_of=latest)
        asked = commenting.say(
            context,
            snapshot,
            text="Im Winter waren zwei Beratungen geschlossen. Das erklärt die kleinen Zahlen im ersten Quartal.",
        )
    with acting_as(cast.users[COORDINATION], "demo.evaluation") as context:
        commenting.say(context, snapshot, text="Danke, das nehme ich in den Sachbericht auf.", answers=asked)
        commenting.say(
            context,
            snapshot,
            text="Bitte beim Zitieren immer den Nenner nennen: 63 Erwachsene, im Bericht nicht gedruckt.",
            place=_quota(snapshot),
            internal=False,
        )


def _quota(snapshot: ReportSnapshot) -> int | None:
    return next((one["place"] for one in snapshot.figures if one["code"].endswith("quota.eingliederung")), None)

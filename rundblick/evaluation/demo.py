"""The room's share of the demo: the final report of ANNA at two Stichtage, computed from the demo's records."""

import datetime as dt
from typing import Any

from rundblick.access.context import acting_as
from rundblick.access.hooks_demo import Cast
from rundblick.evaluation import commenting, services
from rundblick.evaluation.computing import carry_out
from rundblick.evaluation.models import ReportSnapshot
from rundblick.programmes.models import Run

COORDINATION = "koordination"
STICHTAGE = (dt.date(2021, 12, 31), dt.date(2022, 7, 31))
ORDER = 95
"""After every room has written, before the doors of the past close."""


def load(scenario: Any, cast: Cast) -> None:
    """Order as the coordination, compute as the worker would, publish."""
    coordinator = cast.users[COORDINATION]
    for as_of in STICHTAGE:
        with acting_as(coordinator, "demo.evaluation") as context:
            run = Run.objects.select_related("definition").get(definition__code="anna", code="projekt")
            snapshot = services.prepare(context, run=run, report="abschluss", as_of=as_of)
        carry_out(snapshot.pk)
        with acting_as(coordinator, "demo.evaluation") as context:
            services.publish(context, ReportSnapshot.objects.get(pk=snapshot.pk))
    _talk(cast)


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

"""From a figure of a funnel to the people who stopped there, with the filters set, for those who plan with people."""

from django.urls import reverse

from rundblick.access.context import Context
from rundblick.calendar.access import PLANNERS
from rundblick.cases.frame import query
from rundblick.journeys.definition import Journey
from rundblick.journeys.wordings import journey_named
from rundblick.people.models import Site
from rundblick.programmes.definition import Programme
from rundblick.statistics.figures import Figure

NOT = "not_"
REASON = "reason"


def stopped_url(context: Context, programme: Programme, figure: Figure) -> str:
    """The list of those who could still benefit behind a figure; "" where it is about no step that loses anybody.

    A step leads to those whose next one is the step after it, a reason at a step to those who stopped before it.
    """
    parts = figure.code.split(".")
    journeys = {use.journey for use in programme.journeys}
    if not context.has_role(*PLANNERS) or len(parts) < 4 or parts[1] not in journeys:
        return ""
    journey = journey_named(parts[1])
    if parts[2] not in {track.code for track in journey.tracks}:
        return ""
    step = _step(journey, parts[2], parts[3:])
    if step is None:
        return ""
    values = {"journey": journey.id, "leistung": parts[2], "schritt": step, "standort": _site(programme, figure)}
    return reverse("journeys:stopped") + query(values)


def _step(journey: Journey, track: str, rest: list[str]) -> str | None:
    """The step before which people stopped; "" for any, None where nobody did."""
    gates = journey.funnel_steps(track)
    if rest[0] == REASON:
        return ""
    if rest[0].removeprefix(NOT) in gates and rest[0].startswith(NOT):
        return rest[0].removeprefix(NOT)
    if rest[0] not in gates:
        return None
    if len(rest) > 1:
        return rest[0] if rest[1] == REASON else None
    place = gates.index(rest[0]) + 1
    return gates[place] if place < len(gates) else None


def _site(programme: Programme, figure: Figure) -> str:
    code = next((site.code for site in programme.sites if site.label == figure.subgroup), "")
    return code if code in Site.values else ""

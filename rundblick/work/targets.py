"""How far a programme's targets are reached, over many participations at once. Reads as worker."""

import datetime as dt
import uuid
from collections.abc import Collection

from rundblick.programmes.definition import Programme, Target
from rundblick.programmes.models import Participation
from rundblick.rehab.queries import insured_with
from rundblick.statistics.figures import Figure, count, share
from rundblick.work.models import Outcome, Sponsorship
from rundblick.work.rules import Achieved, Admitted, attainment
from rundblick.work.taxonomy import taxonomy

NO_STOCK = "Wie viele es am ersten Tag waren, steht nicht in Rundblick."


def figures(programme: Programme, rows: Collection[Participation], as_of: dt.date) -> list[Figure]:
    """Every target up to its own Stichtag or that day, whichever is earlier.

    Two queries and one for each target that asks for an insurer, none without targets.
    """
    if not programme.targets:
        return []
    begun = [row for row in rows if row.started_on is not None and row.started_on <= as_of]
    happened = _achieved([row.pk for row in begun], as_of)
    return [
        _figure(programme, target, begun, _counting(target, happened, as_of), as_of) for target in programme.targets
    ]


def _figure(
    programme: Programme, target: Target, begun: list[Participation], happened: list[Achieved], as_of: dt.date
) -> Figure:
    day = min(target.as_of, as_of)
    there = [row for row in begun if row.started_on is not None and row.started_on <= day]
    admitted = Admitted(
        people=len({row.person_id for row in there if row.person_id}),
        households=len({row.dossier_id for row in there}),
    )
    named = {"code": f"targets.{target.code}", "label": target.label, "as_of": day}
    source = "gezählt aus den Teilnahmen"
    if target.numerator.count == "participations":
        size = target.denominator.value
        if target.denominator.rule == "inferred" and size:
            return share(
                numerator=min(len(there), size),
                denominator=size,
                target=target.value,
                source=source,
                **named,  # type: ignore[arg-type]
            )
        return count(number=len(there), target=target.value, source=source, **named)  # type: ignore[arg-type]
    if target.denominator.rule in {"people", "households", "inferred"}:
        return attainment(happened, programme, target, taxonomy(), as_of, admitted=admitted)
    number = _number(programme, target, happened, day)
    note = NO_STOCK if target.denominator.rule == "stock" else ""
    goal = None if target.denominator.rule == "stock" else target.value
    return count(number=number, target=goal, source="gezählt aus den Ergebnissen", note=note, **named)  # type: ignore[arg-type]


def _counting(target: Target, happened: list[Achieved], as_of: dt.date) -> list[Achieved]:
    """What counts towards this target: all of it, or only of those who are insured where it says."""
    if target.numerator.insurer is None:
        return happened
    there = {str(person_id) for person_id in insured_with(target.numerator.insurer, min(target.as_of, as_of))}
    return [one for one in happened if one.person in there]


def _number(programme: Programme, target: Target, happened: list[Achieved], day: dt.date) -> int:
    wanted = {
        kind.code
        for kind in taxonomy().kinds
        if kind.code in programme.outcomes
        and (kind.code in target.numerator.kinds or kind.group in target.numerator.groups)
    }
    counted = [one for one in happened if one.kind in wanted and one.on <= day]
    return len({one.person for one in counted}) if target.numerator.count == "people" else len(counted)


def _achieved(ids: list[uuid.UUID], as_of: dt.date) -> list[Achieved]:
    rows = Outcome.objects.filter(participation_id__in=ids, achieved_on__lte=as_of)
    found = [
        Achieved(kind, str(person_id), day, str(pk))
        for pk, kind, person_id, day in rows.values_list("pk", "kind", "person_id", "achieved_on")
    ]
    agreed = Sponsorship.objects.filter(participation_id__in=ids, began_on__lte=as_of, formal=True)
    return found + [
        Achieved("sponsorship", str(person_id), day, str(pk))
        for pk, person_id, day in agreed.values_list("pk", "person_id", "began_on")
    ]

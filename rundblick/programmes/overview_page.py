"""What the dashboard of a programme shows: counted figures as pictures and tables, places of today, quoted results."""

import datetime as dt
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import Q

from rundblick.access.context import Context
from rundblick.access.models import Grant
from rundblick.access.models.dossiers import Basis
from rundblick.access.roles import Role
from rundblick.programmes import quoted
from rundblick.programmes.bridge import frames
from rundblick.programmes.definition import Programme
from rundblick.programmes.editing.hiding import HIDDEN, shown
from rundblick.programmes.models import Participation, ProgrammeCount, Run
from rundblick.programmes.places import Places, places_of
from rundblick.programmes.rules import RatioFinding, ratio_finding
from rundblick.web import pictures
from rundblick.web.clock import now
from rundblick.web.german import NBSP, german_date, german_number
from rundblick.web.parts import Column, Table
from rundblick.web.pictures import Bar, FunnelStep, Picture

MOST_RUNS = 4


@dataclass(frozen=True)
class RunLine:
    """A run that takes people in today: its places as a picture, and its ratio where staff is agreed."""

    run: Run
    picture: Picture
    ratio: RatioFinding | None
    staff: str


@dataclass(frozen=True)
class Counted:
    """The counted part of the dashboard."""

    basis: str
    running: str
    funnel: Picture | None
    beside: list[tuple[str, str]]
    due: Table | None
    exits: Picture | None
    exits_total: str
    targets: list[dict[str, Any]]
    quotas: list[dict[str, Any]]
    teams: list[dict[str, Any]] | None
    hidden: bool


def counted(row: ProgrammeCount, programme: Programme) -> Counted:
    """The figures of a finished count."""
    result, day = row.result, german_date(row.as_of)
    basis = f"Stichtag {day}, gezählt: {_of(result['counted'], result['of'])} im Haus, aus allen Fassungen."
    return Counted(
        basis=basis,
        running=shown(result["running"]),
        funnel=_funnel(result["funnel"], programme, day) if result["counted"] else None,
        beside=_beside(result["funnel"], programme),
        due=_due(result["due"], day),
        exits=_exits(result["exits"], day),
        exits_total=shown(result["exits"]["total"]),
        targets=[_target(one) for one in result["targets"]],
        quotas=result["quotas"],
        teams=result["teams"],
        hidden=HIDDEN in str(_numbers(result)),
    )


def open_runs(programme: Programme, definition_id: uuid.UUID, day: dt.date) -> list[RunLine]:
    """The runs of this version that take people in on that day, four at most. One query, and one for each."""
    holds = Q(valid_from__lte=day) & (Q(valid_until__isnull=True) | Q(valid_until__gt=day))
    rows = Run.objects.filter(holds, definition_id=definition_id).select_related("provider").order_by("-valid_from")
    return [_run(run, programme, day) for run in rows[:MOST_RUNS]]


def own_number(context: Context, programme: Programme, day: dt.date) -> int | None:
    """How many participations the reader is responsible for, seen by nobody else; None who is no coach. Two queries."""
    if not context.has_role(Role.COACH) or context.user_id is None:
        return None
    moment = now()
    mine = Grant.objects.filter(principal_id=context.user_id, basis=Basis.RESPONSIBLE, valid_from__lte=moment)
    mine = mine.filter(Q(valid_until__isnull=True) | Q(valid_until__gt=moment))
    rows = Participation.objects.visible_to(context).filter(
        run__definition__code=programme.id, dossier_id__in=mine.values("dossier_id")
    )
    return sum(frame.running(day) for frame in frames(rows.select_related("run").order_by("pk")))


def quoted_results(programme: Programme) -> list[str]:
    """Figures the source prints, each with what it divides by."""
    return [quoted.sentence(one) for one in programme.results]


def unit_of(programme: Programme) -> str:
    """What is counted, in the plural."""
    return "Haushalte" if programme.unit == "household" else "Personen"


def _run(run: Run, programme: Programme, day: dt.date) -> RunLine:
    places = places_of(run, programme, day)
    agreed = next((one for one in programme.runs if one.code == run.code), None)
    staff = agreed.staff if agreed else None
    ratio = ratio_finding(programme, cases=places[0].running, coaches=staff.coaches, fte=staff.fte) if staff else None
    words = f"{staff.coaches} Coaches auf {_number(staff.fte)} Vollzeitstellen, laut Programm" if staff else ""
    return RunLine(run, _places(run, places, day), ratio, words)


def _places(run: Run, places: Sequence[Places], day: dt.date) -> Picture:
    return pictures.horizontal_bars(
        title=f"Vergebene Plätze am {german_date(day)}",
        bars=[
            Bar(
                label=one.label,
                value=one.taken,
                text=f"{one.taken} von {one.places}" if one.places is not None else str(one.taken),
                note=one.free_words if one.free is None or one.free >= 0 else f"{-one.free} mehr als vorgesehen",
            )
            for one in places
        ],
        value_label="vergeben",
        maximum=max((one.places or one.taken for one in places), default=1) or 1,
        key=f"plaetze-{run.code}",
    )


def _funnel(found: dict[str, Any], programme: Programme, day: str) -> Picture:
    unit = unit_of(programme)
    steps = [
        FunnelStep(
            label=one["label"], counts=[one["number"]], texts=[HIDDEN if one["number"] is None else str(one["number"])]
        )
        for one in found["steps"]
    ]
    return pictures.grouped_funnel(
        title=f"{unit} vom Vorschlag bis zum Beginn, Stichtag {day}", groups=[unit], steps=steps, unit=unit, key="weg"
    )


def _beside(found: dict[str, Any], programme: Programme) -> list[tuple[str, str]]:
    rows = [("Noch auf dem Weg", shown(found["open"]))]
    if programme.access.waiting_list:
        rows += [(f"davon für {one['label']}", shown(one["number"])) for one in found["waiting"]]
    rows.insert(0, ("Anteile an allen Vorgeschlagenen", f"{shown(found['steps'][0]['number'])} {unit_of(programme)}"))
    return [*rows, ("Vorschlag zurückgenommen", shown(found["withdrawn"]))]


def _due(found: dict[str, Any], day: str) -> Table | None:
    if not found["lines"]:
        return None

    def cells(line: dict[str, Any], label: str) -> list[str]:
        return [label, shown(line["overdue"]), shown(line["later"]), shown(line["both"])]

    return Table(
        caption=f"Was ansteht, Stichtag {day}",
        columns=[
            Column(label="Art"),
            Column(label="überfällig", numeric=True),
            Column(label="heute oder später", numeric=True),
            Column(label="zusammen", numeric=True),
        ],
        rows=[cells(line, line["label"]) for line in found["lines"]],
        foot=cells(found["total"], "Zusammen"),
        hidden_caption=True,
    )


def _exits(found: dict[str, Any], day: str) -> Picture | None:
    if not found["lines"]:
        return None
    total = shown(found["total"])
    return pictures.horizontal_bars(
        title=f"Beendete Teilnahmen nach Grund, Stichtag {day}",
        bars=[
            Bar(
                label=one["label"],
                value=one["number"],
                text=HIDDEN if one["number"] is None else f"{one['number']} von {total}",
            )
            for one in found["lines"]
        ],
        value_label="beendet",
        key="austritte",
    )


def _target(one: dict[str, Any]) -> dict[str, Any]:
    """A target with its figure in words; a share gets a picture."""
    day = german_date(dt.date.fromisoformat(one["as_of"]))
    goal = Decimal(one["target"]) if one["target"] else None
    part, whole = one["numerator"], one["denominator"]
    picture = None
    if one["hidden"] or part is None:
        words = f"{HIDDEN} nicht ausgewiesen"
    elif whole:
        words = f"{part} von {whole} ({german_number(round(Decimal(100 * part) / whole, 1))}{NBSP}%)"
        if goal is not None and 0 < goal <= 100:
            picture = pictures.target_progress(
                title=one["label"],
                value=part / whole,
                target=float(goal) / 100,
                denominator=f"{part} von {whole}, Stichtag {day}",
                key=f"ziel-{abs(hash(one['label'])) % 10000}",
            )
    else:
        words = str(part) if not one["share"] else f"{part}, noch nichts, worauf sich das beziehen ließe"
    unit = f"{NBSP}%" if one["share"] else ""
    return one | {
        "words": words,
        "goal": f"{german_number(goal)}{unit}" if goal is not None else "",
        "day": day,
        "of_whom": one.get("subgroup", ""),
        "picture": picture,
    }


def _of(number: int, of: int) -> str:
    words = f"{number} Teilnahmen" if number != 1 else "1 Teilnahme"
    return words if number == of else f"{number} von {of} Teilnahmen"


def _numbers(result: dict[str, Any]) -> list[str]:
    """Everything that may be hidden, as printed."""
    lines = [*result["funnel"]["steps"], *result["exits"]["lines"], *result["due"]["lines"]]
    values = [value for line in lines for name, value in line.items() if name != "label"]
    own = [result["running"], result["funnel"]["open"], result["funnel"]["withdrawn"]]
    starred = [HIDDEN for one in (*result["targets"], *result["quotas"]) if one["hidden"]]
    return [shown(value) for value in (*values, *own)] + starred


def _number(value: Decimal) -> str:
    return german_number(value.normalize() if value % 1 else int(value))

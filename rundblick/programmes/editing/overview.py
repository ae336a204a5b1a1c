"""The figures of one programme over all participations of a house. Only counts, small ones hidden; runs as worker."""

import datetime as dt
import uuid
from collections import Counter
from collections.abc import Collection, Hashable, Sequence
from typing import Any

from django.conf import settings
from django.db.models import Count, Q

from rundblick.access import hooks
from rundblick.access.models import Team, TeamMembership
from rundblick.access.roles import Role
from rundblick.programmes.amounts import quota_finding
from rundblick.programmes.bridge import Frame, day_facts, frames, told
from rundblick.programmes.conditions import evaluate
from rundblick.programmes.definition import Programme
from rundblick.programmes.editing.effects import KINDS
from rundblick.programmes.editing.hiding import printed
from rundblick.programmes.facts import Fact
from rundblick.programmes.models import DueItem, Participation
from rundblick.programmes.registries import target_figures
from rundblick.programmes.rules import access_steps, ratio_finding
from rundblick.statistics.suppression import Arc, share_is_small

MOST = 3000
"""So many participations are counted at most; the page says for how many it was."""

LEAST_STAFF = 5
"""Figures of a team need at least so many people in it (design rule 8)."""

_LAST = dt.date.max


def overview(programme: Programme, organisation_id: uuid.UUID, day: dt.date) -> dict[str, Any]:
    """Everything the dashboard prints, as plain data. A fixed number of queries for any number of participations."""
    rows, of = _rows(programme.id, organisation_id)
    given = told(frames(rows))
    found = [frame for frame, _ in given]
    running = [frame for frame in found if frame.running(day)]
    return {
        "counted": len(rows),
        "of": of,
        "running": _alone(len(running)),
        "funnel": funnel(programme, given, day),
        "due": _due(rows, day),
        "exits": _exits(programme, rows, day),
        "targets": _targets(programme, rows, day),
        "quotas": _quotas(programme, running, day),
        "teams": _teams(programme, running, organisation_id, day) if settings.RUNDBLICK.team_figures else None,
    }


def funnel(programme: Programme, given: Sequence[tuple[Frame, Collection[Fact]]], day: dt.date) -> dict[str, Any]:
    """How many were proposed, did each step, and began; those who withdrew and those still on the way beside it.

    Counted in the definition's unit. An open step before a later one that is done counts as passed, so the numbers
    never grow on the way.
    """
    steps = [step.label for step in programme.access.steps]
    reached = [0] * (len(steps) + 2)
    withdrawn = 0
    waiting: Counter[str] = Counter()
    for frame, facts in given:
        done = [state.done_on is not None for state in access_steps(facts, programme, day)]
        begun = frame.begun(day)
        far = len(steps) + 1 if begun else max((place + 1 for place, one in enumerate(done) if one), default=0)
        for place in range(far + 1):
            reached[place] += 1
        if not begun and frame.proposed(day):
            waiting[frame.run.label] += 1
        elif not begun:
            withdrawn += 1
    seen = printed(_circle(reached, withdrawn, waiting))
    labels = ["Vorgeschlagen", *steps, "Begonnen"]
    return {
        "steps": [{"label": label, "number": seen["reached", place]} for place, label in enumerate(labels)],
        "withdrawn": seen["withdrawn"],
        "open": seen["open"],
        "waiting": [{"label": label, "number": seen["waiting", label]} for label in sorted(waiting)],
    }


def _circle(reached: Sequence[int], withdrawn: int, waiting: Counter[str]) -> list[Arc]:
    """The numbers of the funnel and what can be worked out from them, as cells that add up."""
    last = len(reached) - 1
    arcs = [Arc(("reached", 0), "all", ("at", 0), reached[0])]
    for place in range(last):
        following = "all" if place + 1 == last else ("at", place + 1)
        arcs.append(Arc(("reached", place + 1), ("at", place), following, reached[place + 1]))
        arcs.append(Arc(("lost", place), ("at", place), "lost", reached[place] - reached[place + 1]))
    arcs.append(Arc("withdrawn", "lost", "all", withdrawn))
    arcs.append(Arc("open", "lost", "open", sum(waiting.values())))
    return arcs + [Arc(("waiting", label), "open", "all", number) for label, number in sorted(waiting.items())]


def _rows(code: str, organisation_id: uuid.UUID) -> tuple[list[Participation], int]:
    rows = Participation.objects.filter(
        Q(dossier__organisation_id=organisation_id) | Q(run__provider_id=organisation_id), run__definition__code=code
    )
    of = rows.count()
    return list(rows.select_related("run", "dossier").order_by("started_on", "pk")[:MOST]), of


def _due(rows: Sequence[Participation], day: dt.date) -> dict[str, Any]:
    """What is due by kind, overdue and later; one query."""
    items = DueItem.objects.filter(participation_id__in=[row.pk for row in rows])
    items = items.filter(Q(last_useful_day__isnull=True) | Q(last_useful_day__gte=day))
    counted = items.values("kind").annotate(
        overdue=Count("pk", filter=Q(due_on__lt=day)),
        later=Count("pk", filter=Q(due_on__gte=day)),
        whose_overdue=Count("dossier_id", filter=Q(due_on__lt=day), distinct=True),
        whose_later=Count("dossier_id", filter=Q(due_on__gte=day), distinct=True),
        whose=Count("dossier_id", distinct=True),
    )
    by_kind: dict[str, dict[str, Any]] = {row["kind"]: dict(row) for row in counted.order_by("kind")}
    arcs: list[Arc] = []
    people: dict[Hashable, int] = {}
    for kind, row in by_kind.items():
        arcs += [Arc((what, kind), ("kind", kind), what, row[what]) for what in ("overdue", "later")]
        arcs.append(Arc(("both", kind), "kinds", ("kind", kind), row["overdue"] + row["later"]))
        people |= {(what, kind): row[f"whose_{what}"] for what in ("overdue", "later")}
        people["both", kind] = row["whose"]
    for what in ("overdue", "later"):
        arcs.append(Arc((what, ""), what, "columns", sum(row[what] for row in by_kind.values())))
    arcs.append(Arc(("both", ""), "columns", "kinds", sum(row["overdue"] + row["later"] for row in by_kind.values())))
    seen = printed(arcs, people=people)
    lines = [
        {
            "label": label,
            "overdue": seen["overdue", kind],
            "later": seen["later", kind],
            "both": seen["both", kind],
        }
        for kind, label in KINDS.items()
        if kind in by_kind
    ]
    total = {what: seen[what, ""] for what in ("overdue", "later", "both")}
    return {"lines": lines, "total": total}


def _exits(programme: Programme, rows: Sequence[Participation], day: dt.date) -> dict[str, Any]:
    """Participations that have ended, by reason."""
    ended = Counter(row.exit_code for row in rows if row.started_on and (row.ended_on or _LAST) < day)
    labels = {reason.code: reason.label for reason in programme.exits}
    arcs: list[Arc] = [Arc(code, "ended", "free", number) for code, number in sorted(ended.items())]
    arcs.append(Arc("all reasons", "free", "ended", ended.total()))
    seen = printed(arcs)
    known = [code for code in labels if code in ended] + sorted(code for code in ended if code not in labels)
    return {
        "lines": [
            {"label": labels.get(code, "ohne Grund oder früherer Grund"), "number": seen[code]} for code in known
        ],
        "total": seen["all reasons"],
    }


def _targets(programme: Programme, rows: Sequence[Participation], day: dt.date) -> list[dict[str, Any]]:
    found = []
    for figures in target_figures:
        for figure in figures(programme, rows, day):
            part, whole = figure.numerator, figure.denominator
            small = part is not None and (
                share_is_small(part, whole) if whole is not None else share_is_small(part, part)
            )
            found.append(
                {
                    "label": figure.label,
                    "numerator": None if small else part,
                    "denominator": None if small else whole,
                    "hidden": small,
                    "target": str(figure.target) if figure.target is not None else "",
                    "as_of": figure.as_of.isoformat(),
                    "subgroup": figure.subgroup,
                    "note": figure.note,
                    "share": whole is not None,
                }
            )
    return found


def _quotas(programme: Programme, running: Sequence[Frame], day: dt.date) -> list[dict[str, Any]]:
    """Quotas that count from facts, over those who take part on that day; unknown answers are told, not guessed."""
    asked = [quota for quota in programme.money.quotas if quota.where is not None and quota.of == "participants"]
    if not asked:
        return []
    values = hooks.all_facts([frame.dossier_id for frame in running], day)
    found = []
    for quota in asked:
        assert quota.where is not None
        answers = Counter(
            evaluate(quota.where, day_facts(values[frame.dossier_id], day), day, subject=frame.lead.person_id).answer
            for frame in running
        )
        part, whole, unknown = answers["yes"], answers["yes"] + answers["no"], answers["unknown"]
        small = share_is_small(part, whole) or share_is_small(unknown, len(running))
        found.append(
            {
                "label": quota.label,
                "hidden": small,
                "sentence": "" if small else quota_finding(quota, part, whole).sentence(),
                "kept": None if small else quota_finding(quota, part, whole).kept,
                "unknown": None if small else unknown,
            }
        )
    return found


def _teams(
    programme: Programme, running: Sequence[Frame], organisation_id: uuid.UUID, day: dt.date
) -> list[dict[str, Any]]:
    """The ratio of each team with at least five coaches; smaller ones are not even named. Two queries."""
    ratio = programme.care.ratio
    if ratio is None or ratio.meaning == "cases_per_fte":
        return []
    today = Q(valid_until__isnull=True) | Q(valid_until__gt=day)
    members = TeamMembership.objects.filter(today, team__organisation_id=organisation_id, user__is_active=True)
    members = members.filter(user__role_assignments__role=Role.COACH)
    staff = dict(members.values("team_id").annotate(n=Count("user_id", distinct=True)).values_list("team_id", "n"))
    names = dict(Team.objects.filter(pk__in=staff).values_list("pk", "name"))
    cases = Counter(frame.rows[0].dossier.team_id for frame in running)
    found = []
    for team_id, name in sorted(names.items(), key=lambda pair: pair[1]):
        if staff[team_id] < LEAST_STAFF or not cases[team_id]:
            continue
        finding = ratio_finding(programme, cases=cases[team_id], coaches=staff[team_id], fte=ratio.value)
        assert finding is not None
        small = share_is_small(cases[team_id], cases[team_id])
        found.append(
            {
                "label": name,
                "hidden": small,
                "cases": None if small else cases[team_id],
                "coaches": staff[team_id],
                "actual": None if small or finding.actual is None else str(round(finding.actual, 1)),
                "kept": None if small else finding.kept,
            }
        )
    return found


def _alone(number: int) -> int | None:
    return printed([Arc("n", "a", "b", number), Arc("m", "b", "a", number)])["n"]

"""What a draft would change for those who take part now: things due that would come, go, or move. Only counts."""

import datetime as dt
import uuid
from collections import defaultdict
from collections.abc import Collection, Hashable, Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Q

from rundblick.programmes.bridge import Frame, frames, told
from rundblick.programmes.definition import Programme
from rundblick.programmes.due import DueItem, due_items, rules_of
from rundblick.programmes.duebook import CLOSED
from rundblick.programmes.editing.hiding import printed
from rundblick.programmes.facts import Fact
from rundblick.programmes.models import Participation
from rundblick.statistics.suppression import Arc

MOST = 500
"""For so many households at most; the page says for how many it was."""

KINDS = {
    "contact": "Kontakte",
    "report": "Berichte",
    "review": "Auswertungen",
    "preparation": "Vorbereitungen",
    "task": "Aufgaben",
    "follow_up": "Nachbetreuung",
    "end": "Ende der Teilnahme",
}


@dataclass
class Tally:
    """What happens to one rule. Sets hold the participations concerned, so that few people stay hidden."""

    kind: str
    label: str
    coming: int = 0
    going: int = 0
    moving: int = 0
    staying: int = 0
    whose: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))

    def note(self, what: str, whose: str) -> None:
        """Count one item."""
        setattr(self, what, getattr(self, what) + 1)
        self.whose[what].add(whose)


def effects(code: str, organisation_id: uuid.UUID, draft: Programme, day: dt.date) -> dict[str, Any]:
    """Things due on that day in the participations of one house, now and under the draft.

    Runs as worker after a right check. A fixed number of queries; at most MOST households, in a fixed order.
    """
    found, of = current(code, organisation_id, day)
    counted = compare(told(found), draft, day)
    return {"counted": len(found), "of": of, "lines": lines(counted)}


def current(code: str, organisation_id: uuid.UUID, day: dt.date) -> tuple[list[Frame], int]:
    """Participations that run or are proposed on that day, and how many households there are. Two queries."""
    rows = Participation.objects.filter(
        Q(dossier__organisation_id=organisation_id) | Q(run__provider_id=organisation_id),
        Q(ended_on__isnull=True) | Q(ended_on__gte=day),
        run__definition__code=code,
    )
    of = rows.values("dossier_id").distinct().count()
    chosen = rows.order_by("dossier_id").values("dossier_id").distinct()[:MOST]
    wanted = Participation.objects.filter(run__definition__code=code, dossier_id__in=chosen).select_related("run")
    return [
        frame for frame in frames(wanted.order_by("started_on", "pk")) if frame.running(day) or frame.proposed(day)
    ], of


def compare(given: Iterable[tuple[Frame, Collection[Fact]]], draft: Programme, day: dt.date) -> list[Tally]:
    """Rule by rule what would come, go, move or stay, in the order of the draft."""
    known: dict[str, Tally] = {}
    labels = {code: (rule.kind, rule.label) for code, rule in rules_of(draft).items()}

    def tally(item: DueItem, programme: Programme) -> Tally:
        kind, label = labels.get(item.rule) or (item.kind, rules_of(programme)[item.rule].label)
        return known.setdefault(item.rule, Tally(kind, label))

    for frame, facts in given:
        if any(fact.code == CLOSED and fact.holds(day) for fact in facts):
            continue
        now, then = (_open(facts, programme, day) for programme in (frame.programme, draft))
        for key in {**now, **then}:
            one = tally(then.get(key) or now[key], frame.programme)
            whose = f"{frame.dossier_id}/{frame.key}"
            if key not in now:
                one.note("coming", whose)
            elif key not in then:
                one.note("going", whose)
            else:
                one.note("moving" if now[key].due_on != then[key].due_on else "staying", whose)
    order = {code: place for place, code in enumerate(labels)}
    return [known[code] for code in sorted(known, key=lambda code: (order.get(code, len(order)), code))]


def lines(counted: list[Tally]) -> list[dict[str, Any]]:
    """The tallies as they may be shown, small numbers and what gives them away hidden."""
    arcs: list[Arc] = []
    people: dict[Hashable, int] = {}
    for place, one in enumerate(counted):
        now, then = ("now", place), ("then", place)
        parts = {"coming": ("new", then), "going": (now, "gone"), "moving": (now, then), "staying": (now, then)}
        for what, (tail, head) in parts.items():
            arcs.append(Arc((what, place), tail, head, getattr(one, what)))
            people[what, place] = len(one.whose[what])
        before, after = one.going + one.moving + one.staying, one.coming + one.moving + one.staying
        arcs += [Arc(("before", place), "old", now, before), Arc(("after", place), then, "rest", after)]
        people["before", place] = len(one.whose["going"] | one.whose["moving"] | one.whose["staying"])
        people["after", place] = len(one.whose["coming"] | one.whose["moving"] | one.whose["staying"])
    sums = {
        "coming": ("circle", "new"),
        "gone": ("gone", "circle"),
        "old": ("circle", "old"),
        "rest": ("rest", "circle"),
    }
    for name, (tail, head) in sums.items():
        total = sum(
            arc.value for arc in arcs if name in {arc.tail, arc.head} or (name == "coming" and arc.tail == "new")
        )
        arcs.append(Arc(("sum", name), tail, head, total))
    hidden_sums = [("sum", "old"), ("sum", "rest")]
    unprinted = [*hidden_sums, *(("staying", place) for place in range(len(counted)))]
    seen = printed(arcs, people=people, unprinted=unprinted)
    found = [
        {
            "kind": one.kind,
            "label": one.label,
            "before": seen["before", place],
            "after": seen["after", place],
            "coming": seen["coming", place],
            "going": seen["going", place],
            "moving": seen["moving", place],
        }
        for place, one in enumerate(counted)
    ]
    if found:
        found.append({"kind": "", "label": "Zusammen", "coming": seen["sum", "coming"], "going": seen["sum", "gone"]})
    return found


def _open(facts: Collection[Fact], programme: Programme, day: dt.date) -> dict[tuple[str, str, str], DueItem]:
    return {
        (item.rule, str(item.subject or ""), item.key): item
        for item in due_items(facts, programme, day)
        if item.last_useful_day is None or item.last_useful_day >= day
    }

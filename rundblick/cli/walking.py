"""A simulated participation as plain data and as lines of text."""

from collections.abc import Iterator
from typing import Any

from rundblick.programmes.definition import Origin
from rundblick.programmes.simulate import Step, Walk
from rundblick.programmes.vocabulary import vocabulary
from rundblick.web.german import german_date


def as_dict(walk: Walk) -> dict[str, Any]:
    """Plain JSON types, days in ISO form, items by the day they are due."""
    return {
        "id": walk.definition.id,
        "name": walk.definition.title,
        "start": walk.started_on.isoformat(),
        "proposed_on": walk.proposed_on.isoformat(),
        "ends_on": walk.ended_on.isoformat(),
        "notes": list(walk.notes),
        "items": [_item(step) for step in walk.steps],
        "not_due": [{"rule": rule.code, "label": rule.label, "words": rule.words} for rule in walk.untouched],
    }


def as_text(walk: Walk) -> Iterator[str]:
    """One line per item, with the rule it comes from."""
    yield f"{walk.definition.title}: Vorschlag {german_date(walk.proposed_on)}, Beginn {german_date(walk.started_on)}"
    yield from walk.notes
    for step in walk.steps:
        early = f", erledigt {german_date(step.done_on)}" if step.done_on < step.item.due_on else ""
        yield f"{german_date(step.item.due_on)}  {step.item.label}{early}  [{step.rule.code}: {step.rule.words}]"
    yield f"Ende: {german_date(walk.ended_on)}"
    if walk.untouched:
        yield f"Nicht fällig geworden: {', '.join(rule.code for rule in walk.untouched)}"


def _item(step: Step) -> dict[str, Any]:
    return {
        "due_on": step.item.due_on.isoformat(),
        "rule": step.rule.code,
        "kind": step.rule.kind,
        "label": step.item.label,
        "words": step.rule.words,
        "explanation": step.item.explanation,
        "source": _source(step.rule.origin),
        "done_on": step.done_on.isoformat(),
        "done_by": step.done_by,
        "done_by_label": _event(step.done_by),
    }


def _source(origin: Origin) -> str:
    """Rows and place of a rule in its document; else that it was set, and why."""
    place = " · ".join([*([", ".join(origin.rows)] if origin.rows else []), *([origin.place] if origin.place else [])])
    return place or f"gesetzt: {origin.assumption}"


def _event(code: str) -> str:
    known = vocabulary().event(code)
    return known.label if known else ""

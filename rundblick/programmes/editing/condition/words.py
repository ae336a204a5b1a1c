"""A condition told in German, and its mistakes in the words of the form."""

import json
from typing import Any

from rundblick.catalogue.loading import Place
from rundblick.programmes.conditions import Condition, evaluate
from rundblick.programmes.editing.condition.tree import (
    Group,
    Kept,
    Line,
    Part,
    data_from,
    known,
    tidy_condition,
    tree_of,
    unlimited,
)
from rundblick.programmes.editing.condition.values import COMPARISONS, ORDERED
from rundblick.programmes.vocabulary import KnownFact
from rundblick.web.clock import today

PASSES = "Passt"
COUNTS = "Zählt"
OPEN = "eine Angabe, die noch fehlt"

_WHEN = {
    "all": "wenn alle zutreffen",
    "any": "wenn mindestens eines zutrifft",
    "none": "wenn nichts davon zutrifft",
}
_INSIDE = {"all": "alle davon", "any": "mindestens eines davon", "none": "nichts davon"}


def lead_of(key: str) -> str:
    """How the sentence of a condition begins: a target group passes, the condition of a quota counts."""
    return COUNTS if key == "where" else PASSES


def reading(data: Any, *, lead: str = PASSES) -> str:
    """The whole condition in one sentence; "" where there is none."""
    if not data:
        return ""
    tree = tree_of(data)
    when = _WHEN[tree.kind]
    if len(tree.parts) == 1:
        when = "wenn nicht zutrifft" if tree.kind == "none" else "wenn zutrifft"
    own = f" – {tree.label} –" if tree.label else ""
    return f"{lead}{own}, {when}: {_list(tree)}."


def kept_words(value: Any) -> str:
    """A part nobody can edit in the form: as a sentence where it is a condition, else as it stands."""
    part = unlimited(value)
    return json.dumps(value, ensure_ascii=False, indent=1) if isinstance(part, Kept) else _told(part)


def line_words(line: Line) -> str:
    """What a line is called: its fact, else that it is new."""
    asked = known(line.fact)
    return asked.label if asked else "neue Angabe"


def complaint(data: Any, inner: Place, message: str) -> str:
    """What is wrong at a place inside of a condition, so that it can be put right in the form."""
    leaf, key = _leaf(data, inner)
    if not leaf or set(leaf) <= {"label"}:
        return "Bitte wählen Sie ein Merkmal."
    if not key and known(leaf.get("fact")) and not set(leaf) & set(COMPARISONS):
        return "Bitte wählen Sie, womit verglichen wird."
    asked = known(leaf.get("fact"))
    if asked is None or key not in COMPARISONS:
        return message
    return _value_complaint(asked, key, leaf[key]) or message


def _value_complaint(asked: KnownFact, key: str, value: Any) -> str:
    if key != "one_of" and isinstance(value, list):
        return "Dieser Vergleich steht hier mehrmals. Bitte behalten Sie einen Wert."
    if value in ("", []) or (isinstance(value, str) and not value.strip()):
        return _missing(asked)
    if asked.type not in {"number", "date"} or (key in ORDERED and isinstance(value, bool)):
        return ""
    given = value if isinstance(value, list) else [value]
    wrong = next((one for one in given if _condition({"fact": asked.code, "at_least": one}) is None), given[0])
    kind = "keine Zahl wie 12 oder 2,5" if asked.type == "number" else "kein Datum wie 1.8.2026"
    return f"„{wrong}“ ist {kind}."


def _missing(asked: KnownFact) -> str:
    if asked.type == "number":
        return "Bitte geben Sie eine Zahl ein."
    if asked.type == "date":
        return "Bitte geben Sie ein Datum ein, zum Beispiel 1.8.2026."
    return (
        "Bitte wählen Sie eine Antwort." if asked.choices or asked.type == "boolean" else "Bitte geben Sie etwas ein."
    )


def _leaf(data: Any, inner: Place) -> tuple[dict[str, Any], str]:
    """The innermost condition on the way, and the key of it that is meant, "" for the whole."""
    found = data
    for step in inner:
        if step in {"all", "any", "not"} or isinstance(step, int):
            below = found.get(step) if isinstance(found, dict) else None
            if isinstance(found, list) and isinstance(step, int) and step < len(found):
                below = found[step]
            found = below
        else:
            return (found, str(step)) if isinstance(found, dict) else ({"": found}, "")
    return (found, "") if isinstance(found, dict) else ({"": found}, "")


def _list(group: Group) -> str:
    return "; ".join(_told(part) for part in group.parts)


def _told(part: Part) -> str:
    match part:
        case Group():
            kind = "nicht" if part.kind == "none" and len(part.parts) == 1 else _INSIDE[part.kind]
            said = f"{kind} ({_list(part)})"
        case Line():
            said = _line(part)
        case Kept():
            return kept_words(part.value)
    return f"{part.label} [{said}]" if part.label else said


def _line(line: Line) -> str:
    data = data_from(Line(line.fact, line.pairs))
    condition = _condition(data)
    if condition is not None and not any(value == "" for value in data.values()):
        return evaluate(condition, (), today()).label
    return f"{line_words(line)}: {OPEN}" if line.fact else OPEN


def _condition(data: Any) -> Condition | None:
    try:
        return Condition.model_validate_json(json.dumps(tidy_condition(data)), strict=True)
    except ValueError:
        return None

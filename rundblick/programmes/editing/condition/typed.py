"""From the fields of a condition back to its tree."""

import json
from typing import Any, get_args

from rundblick.programmes.editing.condition.tree import (
    MOST_LEVELS,
    MOST_LINES,
    Group,
    Kept,
    Kind,
    Line,
    Pair,
    Part,
    known,
    scalars,
)
from rundblick.programmes.editing.condition.values import COMPARISONS, comparisons, first_comparison, shape
from rundblick.programmes.editing.plain import Posted, one_line, readable
from rundblick.programmes.vocabulary import KnownFact

FORM = "form"
"""Says what a part is: group, line or kept."""

MOST_DEPTH = 60
"""No file is nested deeper (catalogue.loading), so nothing that was carried along is."""


def read_condition(posted: Posted, name: str) -> Group | None:
    """The tree as typed, None where the form held no condition of that name."""
    return _group(posted, name, 1) if f"{name}-how" in posted else None


def _group(posted: Posted, name: str, level: int) -> Group:
    kinds: dict[str, Kind] = {kind: kind for kind in get_args(Kind)}
    parts: list[Part] = []
    while len(parts) < MOST_LINES and f"{name}-{len(parts)}-{FORM}" in posted:
        parts.append(_part(posted, f"{name}-{len(parts)}", level + 1))
    return Group(
        kinds.get(_text(posted, f"{name}-how"), "all"),
        tuple(parts) or (Line(),),
        _text(posted, f"{name}-label"),
        bare=f"{name}-bare" in posted,
    )


def _part(posted: Posted, name: str, level: int) -> Part:
    form = posted.get(f"{name}-{FORM}")
    if form == "group" and level <= MOST_LEVELS:
        return _group(posted, name, level)
    if form == "kept":
        return _kept(str(posted.get(f"{name}-kept", "")))
    return _line(posted, name)


def _line(posted: Posted, name: str) -> Line:
    asked, was = known(posted.get(f"{name}-fact")), known(posted.get(f"{name}-was"))
    label = _text(posted, f"{name}-label")
    if asked is None:
        return Line(label=label)
    pairs: list[Pair] = []
    if was is not None and (was.type, was.choices) == (asked.type, asked.choices):
        for index in range(len(COMPARISONS) * 2):
            if f"{name}-c{index}-how" not in posted:
                break
            pairs += _pairs(posted, f"{name}-c{index}", asked)
    return Line(asked.code, tuple(pairs) or (Pair(first_comparison(asked)),), label)


def _pairs(posted: Posted, name: str, asked: KnownFact) -> list[Pair]:
    """One comparison; several where many values stand before a comparison that takes one, so that none is lost."""
    how = _text(posted, f"{name}-how")
    how = how if how in comparisons(asked) else first_comparison(asked)
    texts = [line for value in posted.getlist(f"{name}-value") for line in readable(str(value)).split("\n")]
    if shape(asked, how) == "ticks":
        # Ticks come in the order of the page; the order of the file is kept beside them.
        before = _text(posted, f"{name}-order").split(" ")
        texts = sorted(texts, key=lambda text: before.index(text) if text in before else len(before))
    values = scalars(asked, texts)
    if how == "one_of":
        return [Pair(how, values)]
    return [Pair(how, (value,)) for value in values] or [Pair(how)]


def _kept(text: str) -> Kept:
    """What was carried along. Nobody types here; what a browser made up stays a text, and the check says so."""
    try:
        value = json.loads(text, parse_constant=str)
        json.dumps(value, ensure_ascii=False).encode()
    except (ValueError, RecursionError):
        return Kept(readable(text))
    return Kept(value if _shallow(value) and "\\u0000" not in text else readable(text))


def _shallow(value: Any) -> bool:
    inside = [value]
    for _ in range(MOST_DEPTH):
        inside = [
            each
            for one in inside
            if isinstance(one, dict | list)
            for each in (one.values() if isinstance(one, dict) else one)
        ]
        if not inside:
            return True
    return False


def _text(posted: Posted, name: str) -> str:
    return one_line(str(posted.get(name, "")))

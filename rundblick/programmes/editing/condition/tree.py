"""A condition as the form sees it: groups, lines, and what is carried along as it is."""

import sys
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal

from rundblick.programmes.editing.condition.values import (
    COMPARISONS,
    comparisons,
    kept_number,
    scalar_from,
    shape,
    survives,
)
from rundblick.programmes.editing.plain import one_line
from rundblick.programmes.vocabulary import KnownFact, vocabulary

MOST_LEVELS = 5
"""Groups inside of groups; what lies deeper nobody can read in a form, so it is carried along."""
MOST_LINES = 100
"""Larger conditions are carried along as a whole."""
MOST_PARTS = 30
"""The schema allows so many parts in one group."""

Kind = Literal["all", "any", "none"]


@dataclass(frozen=True, slots=True)
class Pair:
    """One comparison with its values; several only for `one_of`, none while nothing was typed."""

    how: str
    values: tuple[Any, ...] = ()


@dataclass(frozen=True, slots=True)
class Line:
    """Comparisons of one fact, all of which must hold. `fact`: "" while none is chosen; `label`: own words."""

    fact: str = ""
    pairs: tuple[Pair, ...] = ()
    label: str = ""


@dataclass(frozen=True, slots=True)
class Kept:
    """A part that cannot be drawn; its data stays as it is."""

    value: Any


@dataclass(frozen=True, slots=True)
class Group:
    """Parts of which all, any or none must hold.

    `bare`: only the frame around a condition that is one line; it is not written down while it holds nothing else.
    """

    kind: Kind
    parts: tuple["Part", ...]
    label: str = ""
    bare: bool = False


Part = Line | Kept | Group


def tree_of(data: Any) -> Group:
    """A condition as a tree. Whatever cannot be read as groups and lines is in it as `Kept`."""
    tidied = tidy_condition(data)
    part = _part(tidied, 1) if _small(tidied) else Kept(tidied)
    return part if isinstance(part, Group) else Group("all", (part,), bare=True)


def unlimited(data: Any) -> Part:
    """The same for reading only: however deep it is."""
    return _part(tidy_condition(data), -sys.maxsize)


def data_from(part: Part) -> Any:
    """A tree as the data of a condition; `tree_of` gives the same tree again."""
    match part:
        case Kept():
            return part.value
        case Line():
            return _line_data(part)
    inner = [data_from(one) for one in part.parts]
    if part.bare and len(inner) == 1 and part.kind == "all" and not part.label:
        return inner[0]
    label = {"label": part.label} if part.label else {}
    if part.kind == "none":
        return {"not": inner[0] if len(inner) == 1 else {"any": inner}} | label
    return {part.kind: inner} | label


def tidy_condition(data: Any) -> Any:
    """The same condition written the one way it is kept; an empty value stays, so that its comparison is not lost."""
    if not isinstance(data, dict):
        return data
    asked = known(data.get("fact"))
    found: dict[str, Any] = {}
    for name, value in data.items():
        if value is None or (name in {"all", "any", "fact", "label"} and value in ("", [])):
            continue
        if name in {"all", "any"} and isinstance(value, list):
            found[name] = [tidy_condition(one) for one in value]
        elif name == "not":
            found[name] = tidy_condition(value)
        elif name in COMPARISONS and asked is not None and asked.type == "number":
            found[name] = [kept_number(one) for one in value] if isinstance(value, list) else kept_number(value)
        else:
            found[name] = value
    return found


def known(code: Any) -> KnownFact | None:
    """The fact of that code, None for anything else."""
    return vocabulary().fact(code) if isinstance(code, str) and code else None


def is_merged(data: Any) -> bool:
    """Whether what stands behind `not` is drawn as several parts of a group "none of these"."""
    return isinstance(data, dict) and set(data) == {"any"} and isinstance(data["any"], list) and len(data["any"]) > 1


def _part(data: Any, level: int) -> Part:
    if not isinstance(data, dict):
        return Kept(data)
    forms = [name for name in ("all", "any", "not") if name in data]
    if not forms:
        return _line(data) or Kept(data)
    label = data.get("label", "")
    inner = data[forms[0]]
    if set(data) - {forms[0], "label"} or not _typable(label) or level > MOST_LEVELS:
        return Kept(data)
    if forms[0] == "not":
        parts = inner["any"] if is_merged(inner) else [inner]
        return Group("none", tuple(_part(one, level + 1) for one in parts), label)
    if not isinstance(inner, list) or not inner:
        return Kept(data)
    return Group("all" if forms[0] == "all" else "any", tuple(_part(one, level + 1) for one in inner), label)


def _line(data: dict[str, Any]) -> Line | None:
    """A line, None where drawing and reading it would not give the same again."""
    label, code = data.get("label", ""), data.get("fact", "")
    if set(data) - {"fact", "label", *COMPARISONS} or not _typable(label):
        return None
    asked = known(code)
    if asked is None:
        return Line("", (), label) if not set(data) - {"label"} else None
    found = [pair for how in COMPARISONS if how in data for pair in _pairs(how, data[how])]
    line = Line(asked.code, tuple(found), label)
    drawn = all(pair.how in comparisons(asked) and _drawn(asked, pair) for pair in found)
    return line if drawn and _line_data(line) == data else None


def _typable(label: Any) -> bool:
    return isinstance(label, str) and label == one_line(label)


def _pairs(how: str, value: Any) -> list[Pair]:
    if how == "one_of":
        return [Pair(how, tuple(value) if isinstance(value, list) else (value,))]
    values = value if isinstance(value, list) and value else [value]
    return [Pair(how, () if one == "" else (one,)) for one in values]


def _drawn(asked: KnownFact, pair: Pair) -> bool:
    twice = shape(asked, pair.how) == "ticks" and len(set(map(str, pair.values))) < len(pair.values)
    return not twice and all(one not in ("", None) and survives(asked, one) for one in pair.values)


def _line_data(line: Line) -> dict[str, Any]:
    found: dict[str, Any] = {"fact": line.fact} if line.fact else {}
    for how in COMPARISONS:
        pairs = [pair for pair in line.pairs if pair.how == how]
        values = [one for pair in pairs for one in pair.values or ("",)]
        if how == "one_of" and pairs:
            found[how] = [one for one in values if one != ""]
        elif pairs:
            # Twice the same comparison is a mistake, which is kept and told, not thrown away.
            found[how] = values[0] if len(values) == 1 else values
    return found | ({"label": line.label} if line.label else {})


def scalars(asked: KnownFact, texts: list[str]) -> tuple[Any, ...]:
    """Typed texts as data, empty ones left out."""
    return tuple(value for text in texts if (value := scalar_from(asked, text)) != "")


def _small(data: Any) -> bool:
    count = sum(1 for _ in zip(_walked(data), range(MOST_LINES + 1), strict=False))
    return count <= MOST_LINES


def _walked(data: Any) -> Iterator[Any]:
    """All parts without inner ones. Without recursion: what is nested a thousand times must be countable too."""
    waiting = [data]
    while waiting:
        one = waiting.pop()
        inner = [each for name in ("all", "any") for each in _listed(one, name)] + _listed(one, "not")
        if not inner:
            yield one
        waiting += inner


def _listed(data: Any, name: str) -> list[Any]:
    value = data.get(name) if isinstance(data, dict) else None
    return [] if value is None else value if isinstance(value, list) else [value]

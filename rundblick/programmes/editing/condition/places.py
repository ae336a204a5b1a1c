"""Where the fields of a condition are: from a place in its data to the name of a field, and back from a button."""

from rundblick.catalogue.loading import Place
from rundblick.programmes.editing.condition.tree import Group, Line, Part

BUTTON = "_condition"
"""The name of all buttons of a condition; their value is a verb and the name of the part, as in "up:target-0-1"."""


def pressed(value: str) -> tuple[str, Place] | None:
    """What a button does and the place of the part it stands at; None for no button."""
    verb, _, name = value.partition(":")
    steps = tuple(int(step) if step.isdecimal() and len(step) < 4 else step for step in name.split("-"))
    return (verb, steps) if verb and name else None


def field_at(part: Part, inner: Place, name: str) -> str:
    """The name of the field, or of the part, that a place in the data of a condition is drawn as."""
    if isinstance(part, Group) and part.bare:
        return field_at(part.parts[0], inner, f"{name}-0")
    if isinstance(part, Group):
        index, rest = _step(part, inner)
        if index is not None and index < len(part.parts):
            return field_at(part.parts[index], rest, f"{name}-{index}")
        return f"{name}-label" if inner[:1] == ("label",) else name
    return _line_field(part, inner, name) if isinstance(part, Line) else name


def _step(group: Group, inner: Place) -> tuple[int | None, Place]:
    """The part a place leads to, and the way on from there."""
    if group.kind == "none" and inner[:1] == ("not",):
        if len(group.parts) == 1:
            return 0, inner[1:]
        inner = inner[1:]
    if len(inner) > 1 and inner[0] in {"all", "any"} and isinstance(inner[1], int):
        return inner[1], inner[2:]
    return None, inner


def _line_field(line: Line, inner: Place, name: str) -> str:
    key = str(inner[0]) if inner else ""
    if key == "label":
        return f"{name}-label"
    if key in {"", "fact"}:
        return f"{name}-fact" if key or not line.fact else f"{name}-c0-value"
    found = [index for index, pair in enumerate(line.pairs) if pair.how == key]
    # Of a comparison that stands there twice the last one is the one too many.
    return f"{name}-c{found[-1]}-value" if found else name

"""What the buttons of a condition do: a line more, a group more, up, down, away. Each gives a new tree."""

from dataclasses import replace

from rundblick.programmes.editing.condition.tree import MOST_PARTS, Group, Line, Pair, Part, known
from rundblick.programmes.editing.condition.values import comparisons

Path = tuple[int, ...]
"""The way to a part from the top, by numbers; () is the top itself."""


def turned(tree: Group, verb: str, path: Path) -> tuple[Group, Path]:
    """The tree after a button, and the part to go on with. What makes no sense changes nothing.

    `verb`: line and group add to the group at `path`; compare and only add a comparison to a line and take the last
    one away; remove, up and down move the part itself; anything else only draws the form anew.
    """
    part = _at(tree, path)
    if part is None:
        return tree, ()
    if verb in {"line", "group"} and isinstance(part, Group) and len(part.parts) < MOST_PARTS:
        fresh: Part = Line() if verb == "line" else Group("any", (Line(),))
        larger = replace(part, parts=(*part.parts, fresh), bare=False)
        return _put(tree, path, larger), (*path, len(part.parts))
    if verb in {"compare", "only"} and isinstance(part, Line):
        return _put(tree, path, _compared(part, verb)), path
    if verb == "remove" and path:
        return _without(tree, path)
    if verb in {"up", "down"} and path:
        return _moved(tree, path, -1 if verb == "up" else 1)
    return tree, path


def further(line: Line) -> list[str]:
    """The comparisons a line does not hold yet and could; `one_of` and `equals` leave nothing to add."""
    asked = known(line.fact)
    used = {pair.how for pair in line.pairs}
    if asked is None or not used or used & {"equals", "one_of"}:
        return []
    return [how for how in comparisons(asked) if how not in used | {"equals", "one_of"}]


def _compared(line: Line, verb: str) -> Line:
    if verb == "only":
        return replace(line, pairs=line.pairs[:-1]) if len(line.pairs) > 1 else line
    left = further(line)
    # After a lower bound people want an upper one.
    wanted = "at_most" if "at_most" in left else left[0] if left else ""
    return replace(line, pairs=(*line.pairs, Pair(wanted))) if wanted else line


def _without(tree: Group, path: Path) -> tuple[Group, Path]:
    """Without a part. An empty group goes with its last part; at the top an empty line stays."""
    above = path[:-1]
    group = _at(tree, above)
    assert isinstance(group, Group)
    left = group.parts[: path[-1]] + group.parts[path[-1] + 1 :]
    if not left and above:
        return _without(tree, above)
    smaller = replace(group, parts=left or (Line(),))
    return _put(tree, above, smaller), (*above, min(path[-1], max(len(left) - 1, 0)))


def _moved(tree: Group, path: Path, by: int) -> tuple[Group, Path]:
    above, here = path[:-1], path[-1]
    group = _at(tree, above)
    assert isinstance(group, Group)
    there = here + by
    if not 0 <= there < len(group.parts):
        return tree, path
    parts = list(group.parts)
    parts[here], parts[there] = parts[there], parts[here]
    return _put(tree, above, replace(group, parts=tuple(parts))), (*above, there)


def _at(part: Part, path: Path) -> Part | None:
    for index in path:
        if not isinstance(part, Group) or index >= len(part.parts):
            return None
        part = part.parts[index]
    return part


def _put(tree: Group, path: Path, part: Part) -> Group:
    found = _replaced(tree, path, part)
    assert isinstance(found, Group)
    return found


def _replaced(inside: Part, path: Path, part: Part) -> Part:
    if not path:
        return part
    assert isinstance(inside, Group)
    parts = list(inside.parts)
    parts[path[0]] = _replaced(parts[path[0]], path[1:], part)
    return replace(inside, parts=tuple(parts))

"""Small numbers in the tables of this room: what is printed, and what stays hidden with them. Pure."""

from collections.abc import Collection, Hashable, Mapping, Sequence

from rundblick.statistics.suppression import THRESHOLD, Arc, protect

HIDDEN = "*"
LEGEND = "* weniger als 3, oder eine Zahl unter 3 ließe sich daraus errechnen"


def printed(
    arcs: Sequence[Arc], *, people: Mapping[Hashable, int] | None = None, unprinted: Collection[Hashable] = ()
) -> dict[Hashable, int | None]:
    """Each number, None where it is hidden.

    `people`: how many people stand behind a number, where that is not the number itself; twelve things due for two
    people are hidden too.
    """
    behind = people or {}
    few = {arc.key for arc in arcs if arc.value and behind.get(arc.key, THRESHOLD) < THRESHOLD}
    closed = protect(arcs, hidden=few, unprinted=unprinted)
    return {arc.key: None if arc.key in closed else arc.value for arc in arcs}


def shown(value: int | None) -> str:
    """A number as it is printed."""
    return HIDDEN if value is None else str(value)

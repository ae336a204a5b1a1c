"""The buttons of the page that change its rows: one more, one less, one up or down. They work without a script."""

from collections.abc import Callable
from typing import Any

from rundblick.catalogue.loading import Place
from rundblick.journeys.editing.document import Data
from rundblick.journeys.editing.form import MOST_ROWS
from rundblick.programmes.editing.document import at, put

LISTS = ("steps", "tracks", "reasons")
EMPTY_TRACK = {"origin": {"assumption": "Von der Koordination des Hauses angelegt."}}


def moved(data: Data, turn: str) -> tuple[Data, str]:
    """The data after a button such as "add:steps" or "up:tracks-0-reasons-1", and the id of the row it is about.

    What a button names and does not exist changes nothing.
    """
    verb, _, name = turn.partition(":")
    place: Place = tuple(int(part) if part.isdecimal() else part for part in name.split("-") if part)
    if verb not in VERBS or not place or not _is_row(place, whole_list=verb == "add"):
        return data, ""
    if place[0] not in data:
        data = {**data, str(place[0]): []}
    if len(place) == 3 and isinstance(at(data, place[:2]), dict) and at(data, place) is None:
        data = put(data, place, [])
    return VERBS[verb](data, place)


def _is_row(place: Place, *, whole_list: bool) -> bool:
    """("steps", 2), ("tracks", 0, "reasons", 1), or the lists themselves."""
    row = place if whole_list else place[:-1]
    shape = [isinstance(part, int) for part in row]
    named = all(part in LISTS for part in row if isinstance(part, str))
    return named and shape in ([False], [False, True, False]) and (whole_list or isinstance(place[-1], int))


def _add(data: Data, place: Place) -> tuple[Data, str]:
    there = at(data, place)
    if not isinstance(there, list) or len(there) >= MOST_ROWS:
        return data, ""
    fresh: dict[str, Any] = dict(EMPTY_TRACK) if place == ("tracks",) else {"label": ""}
    return put(data, place, [*there, fresh]), _id((*place, len(there)))


def _remove(data: Data, place: Place) -> tuple[Data, str]:
    if at(data, place) is None:
        return data, ""
    return put(data, place, None), _id(place[:-1])


def _swap(data: Data, place: Place, by: int) -> tuple[Data, str]:
    there, index = at(data, place[:-1]), int(place[-1])
    other = index + by
    if not isinstance(there, list) or not (0 <= index < len(there) and 0 <= other < len(there)):
        return data, ""
    turned = list(there)
    turned[index], turned[other] = turned[other], turned[index]
    return put(data, place[:-1], turned), _id((*place[:-1], other))


def _id(place: Place) -> str:
    return "-".join(map(str, place))


VERBS: dict[str, Callable[[Data, Place], tuple[Data, str]]] = {
    "add": _add,
    "remove": _remove,
    "up": lambda data, place: _swap(data, place, -1),
    "down": lambda data, place: _swap(data, place, 1),
}

"""Where things lie on the map, what a label had better not say, and what changed between two days. No database.

Places are thousandths of the map's reach from the middle, x to the right and y downwards. The three fields are
thirds of the circle, the four rings bands of the distance; the drawing stretches both alike.
"""

import math
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from rundblick.network.codes import Closeness, Sector

REACH = 1000
RINGS: dict[int, tuple[int, int]] = {1: (230, 420), 2: (420, 610), 3: (610, 800), 4: (800, 990)}
"""From where to where each ring reaches; the middle belongs to the person."""
SPANS: dict[Sector, tuple[int, int]] = {
    Sector.FAMILY: (210, 330),
    Sector.PRIVATE: (90, 210),
    Sector.FORMAL: (-30, 90),
}
"""From which angle to which each field reaches, in degrees clockwise from the right."""
_MARGIN = 12
_FLAT = 0.55  # labels are wider than high: two places side by side need more room than two above each other

Place = tuple[int, int]


def ring_of(x: float, y: float) -> int:
    """The ring of a place; too far in counts as the innermost, too far out as the outermost."""
    distance = math.hypot(x, y)
    return next((ring for ring, (_, outer) in RINGS.items() if distance < outer), max(RINGS))


def middle(ring: int) -> float:
    """The distance of a ring's middle line."""
    inner, outer = RINGS[ring]
    return (inner + outer) / 2


def settle(x: float, y: float, sector: Sector, *, snap: bool = False) -> Place:
    """The nearest place that lies on the map and in this field; with `snap` on the middle line of its ring."""
    ring = ring_of(x, y)
    distance = middle(ring) if snap else min(max(math.hypot(x, y), RINGS[1][0] + 20), RINGS[4][1] - 10)
    return _at(_inside(_angle(x, y), sector), distance)


def on_ring(x: float, y: float, ring: int, sector: Sector) -> Place:
    """The same direction on the middle line of another ring."""
    return _at(_inside(_angle(x, y), sector), middle(ring))


def free_place(sector: Sector, ring: int, taken: Iterable[Place]) -> Place:
    """The place in this field and ring that keeps most room to all others and to the lines that lead to them.

    The same for the same neighbours.
    """
    others = list(taken)
    start, stop = SPANS[sector]
    steps = 4 + 3 * ring
    width = (stop - start - 2 * _MARGIN) / steps
    inner, outer = RINGS[ring]
    ways = [
        _at(start + _MARGIN + width * step, inner + (outer - inner) * share)
        for share in (0.5, 0.25, 0.75)
        for step in _from_the_middle(steps + 1)
    ]
    return max(ways, key=lambda place: round(min((_room(place, other) for other in others), default=0)))


def _from_the_middle(number: int) -> list[int]:
    half = number // 2
    return sorted(range(number), key=lambda step: (abs(step - half), step))


def _room(one: Place, other: Place) -> float:
    """How far apart two places are; standing on the line to the other counts as standing close to it."""
    return min(_apart(one, other), 2 * _from_line(one, other), 2 * _from_line(other, one))


def _apart(one: Place, other: tuple[float, float]) -> float:
    return math.hypot((one[0] - other[0]) * _FLAT, one[1] - other[1])


def _from_line(place: Place, end: Place) -> float:
    """How far a place is from the line between the middle and `end`."""
    along = (place[0] * end[0] + place[1] * end[1]) / (end[0] ** 2 + end[1] ** 2 or 1)
    share = min(max(along, 0.0), 1.0)
    return math.hypot(place[0] - end[0] * share, place[1] - end[1] * share)


def _angle(x: float, y: float) -> float:
    return math.degrees(math.atan2(y, x))


def _inside(angle: float, sector: Sector) -> float:
    """The angle itself, or the nearer edge of the field."""
    start, stop = SPANS[sector]
    centre, half = (start + stop) / 2, (stop - start) / 2 - _MARGIN
    turned = (angle - centre + 180) % 360 - 180
    return centre + min(max(turned, -half), half)


def _at(angle: float, distance: float) -> Place:
    turn = math.radians(angle)
    return round(math.cos(turn) * distance), round(math.sin(turn) * distance)


_MAIL = re.compile(r"\S+@\S+\.\w|\bwww\.|https?:")
_NUMBER = re.compile(r"(?:\d[\s/()-]*){6,}")
_SURNAME = re.compile(r"\b(?:Herr|Herrn|Frau|Dr\.|Fam\.|Familie)\s+(?:Dr\.\s+)?[A-ZÄÖÜ][a-zäöüß]{2,}")
_HEALTH = re.compile(
    r"\b(?:krank(?!en(?:kasse|pfleg|schwester|haus))|depress|sucht|süchtig|alkohol|droge|psych|diagnos|behindert|therapie)",
    re.IGNORECASE,
)
_VERDICT = re.compile(
    r"\b(?:faul|unfähig|asozial|schwierig|aggressiv|unzuverlässig|verlogen|dumm|schlimm)", re.IGNORECASE
)

BETTER = "Besser ist eine Rolle oder ein Vorname, zum Beispiel „Nachbarin“ oder „Onkel Ali“."


def hint(label: str) -> str:
    """What in a label had better stand elsewhere or nowhere, or "". A hint, never a refusal."""
    if _MAIL.search(label) or _NUMBER.search(label):
        return f"Im Namen steht eine Nummer oder Adresse. Dafür gibt es das Feld „Telefon“. {BETTER}"
    if _HEALTH.search(label):
        return f"Der Name sagt vielleicht etwas über die Gesundheit. {BETTER}"
    if _VERDICT.search(label):
        return f"Der Name klingt nach einem Urteil. {BETTER}"
    if _SURNAME.search(label):
        return f"Der Name enthält vielleicht einen Nachnamen. {BETTER}"
    return ""


@dataclass(frozen=True, kw_only=True)
class Stand:
    """What a comparison looks at: how one tie stood on a day. `key` stays the same over time."""

    key: object
    label: str
    closeness: int
    quality: str
    sponsor: str = ""


@dataclass(frozen=True, kw_only=True)
class Change:
    """What became of one tie between two days, in words for both days ("" where it was not there)."""

    label: str
    then: str
    now: str
    what: str


def changes(then: Sequence[Stand], now: Sequence[Stand], words: dict[str, str]) -> list[Change]:
    """What is new, gone, nearer, farther or different; unchanged ties are left out. `words`: quality in words."""
    before, after = {one.key: one for one in then}, {one.key: one for one in now}
    found = []
    for key in [*after, *(key for key in before if key not in after)]:
        old, new = before.get(key), after.get(key)
        what = _what(old, new)
        if what:
            label = (new or old).label  # type: ignore[union-attr]
            found.append(Change(label=label, then=_said(old, words), now=_said(new, words), what=what))
    return found


def _what(old: Stand | None, new: Stand | None) -> str:
    if old is None or new is None:
        return "neu" if new else "nicht mehr dabei"
    told = []
    if new.closeness != old.closeness:
        told.append("näher" if new.closeness < old.closeness else "weiter weg")
    if new.quality != old.quality:
        told.append("Beziehung verändert")
    if new.sponsor != old.sponsor:
        told.append("Patenschaft verändert")
    return ", ".join(told)


def _said(one: Stand | None, words: dict[str, str]) -> str:
    return f"{Closeness(one.closeness).label}, {words[one.quality]}" if one else ""

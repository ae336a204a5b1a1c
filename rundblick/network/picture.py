"""The Netzwerkkarte as a drawing: rings of closeness around the person, three fields, lines that say how it is.

Pure: it sees no database. Shapes and lines carry the meaning, colours only repeat it. Every node is a group with
its own title, so that `map.js` can make it a button that is dragged; without scripts the drawing simply stands.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from rundblick.network import rules
from rundblick.network.codes import SECTOR_OF, Closeness, Direction, Quality, Sector, Sponsor, TieKind
from rundblick.web.german import count
from rundblick.web.parts import Column, Table
from rundblick.web.pictures.drawing import INKS, SMALL, Anchor, Drawing, Picture, text_width, wrap

WIDTH, HEIGHT = 960.0, 812.0
CENTRE_X, CENTRE_Y = 480.0, 356.0
REACH_X, REACH_Y = 450.0, 324.0
LABELLED = 36
"""Up to so many nodes carry their names; beyond, numbers that lead to the list."""

COLUMNS = ("Wer", "Woher", "Wie nah", "Wie ist es", "Wer unterstützt wen", "Patenschaft")
_NODE = 13.0
_LINES = 2
_LABEL_WIDTH = 132.0
_INK = {Sector.FAMILY: "a", Sector.PRIVATE: "b", Sector.FORMAL: "e"}
_NAMED: dict[Sector, tuple[float, float, Anchor]] = {
    Sector.FAMILY: (24, 30, "start"),
    Sector.PRIVATE: (24, 690, "start"),
    Sector.FORMAL: (936, 690, "end"),
}

Box = tuple[float, float, float, float]


@dataclass(frozen=True, kw_only=True)
class Node:
    """Somebody on the map. `key` goes into the markup for moving; `of_all`: around the whole household."""

    key: str
    label: str
    kind: str
    closeness: int
    quality: str
    x: int
    y: int
    direction: str = ""
    supports: Sequence[str] = ()
    sponsor: str = ""
    of_all: bool = False

    @property
    def sector(self) -> Sector:
        """The field of the drawing."""
        return SECTOR_OF[self.kind]

    @property
    def said(self) -> str:
        """The node in one line."""
        parts = [self.label, TieKind(self.kind).label, Closeness(self.closeness).label, Quality(self.quality).label]
        if self.direction:
            parts.append(Direction(self.direction).label)
        if self.sponsor:
            parts.append(Sponsor(self.sponsor).label)
        return ", ".join(parts)


class _Map(Drawing):
    """A sheet with the few shapes only this drawing needs."""

    def ellipse(self, x: float, y: float, rx: float, ry: float, *, ink: str = "line", dashed: bool = False) -> None:
        dashes = ' stroke-dasharray="2 6"' if dashed else ""
        self.shapes.append(
            f'<ellipse class="rb-pic-edge-{ink}" cx="{x:.1f}" cy="{y:.1f}" rx="{rx:.1f}" ry="{ry:.1f}" '
            f'fill="none" stroke="{INKS[ink]}" stroke-width="1.2"{dashes}/>'
        )

    def dot(self, x: float, y: float, radius: float, ink: str) -> None:
        self.shapes.append(
            f'<circle class="rb-pic-{ink}" cx="{x:.1f}" cy="{y:.1f}" r="{radius:.1f}" fill="{INKS[ink]}"/>'
        )

    def stroke(self, path: str, *, ink: str = "ink", width: float = 2, dash: str = "", name: str = "") -> None:
        dashes = f' stroke-dasharray="{dash}" stroke-linecap="round"' if dash else ""
        self.shapes.append(
            f'<path class="rb-pic-edge-{ink}{name}" d="{path}" fill="none" stroke="{INKS[ink]}" '
            f'stroke-width="{width:.1f}"{dashes}/>'
        )

    def begin(self, attributes: str) -> None:
        self.shapes.append(f"<g {attributes}>")

    def finish(self) -> None:
        self.shapes.append("</g>")


def on_sheet(x: float, y: float) -> tuple[float, float]:
    """A place of the map on the sheet."""
    return CENTRE_X + x / rules.REACH * REACH_X, CENTRE_Y + y / rules.REACH * REACH_Y


def network_map(*, title: str, centre: str, nodes: Sequence[Node], key: str = "") -> Picture:
    """Draw the map. `centre` names who it is about; a note says so when nobody is on it yet."""
    ordered = sorted(nodes, key=lambda node: (list(Sector).index(node.sector), node.closeness))
    drawing = _Map(width=WIDTH, key=key)
    _ground(drawing)
    for node in ordered:
        _line(drawing, node)
    _middle(drawing, centre)
    labels = _labels(ordered) if len(ordered) <= LABELLED else {}
    for number, node in enumerate(ordered, 1):
        _node(drawing, node, number, labels.get(node.key))
    _legend(drawing)
    return drawing.picture(
        height=HEIGHT, title=title, description=describe(ordered), table=as_table(title=title, nodes=ordered)
    )


def describe(nodes: Sequence[Node]) -> str:
    """The main point in two sentences."""
    if not nodes:
        return "Noch ist niemand eingetragen."
    parts = [
        f"{sector.label}: {number}" for sector in Sector if (number := sum(node.sector == sector for node in nodes))
    ]
    near = [node.label for node in nodes if node.closeness == Closeness.CLOSEST]
    nearest = f" Ganz nah: {', '.join(near[:6])}." if near else ""
    return f"{count(len(nodes), 'Verbindung', 'Verbindungen')}. {'; '.join(parts)}.{nearest}"


def as_table(*, title: str, nodes: Sequence[Node]) -> Table:
    """The map in words; numbers are those of a map with too many names."""
    numbered = len(nodes) > LABELLED
    return Table(
        caption=title,
        hidden_caption=True,
        columns=[Column(label=name) for name in COLUMNS],
        rows=[
            [
                f"{number}. {node.label}" if numbered else node.label,
                TieKind(node.kind).label,
                Closeness(node.closeness).label,
                Quality(node.quality).label,
                Direction(node.direction).label if node.direction else "",
                Sponsor(node.sponsor).label if node.sponsor else "",
            ]
            for number, node in enumerate(nodes, 1)
        ],
    )


def _ground(drawing: _Map) -> None:
    for start, _ in rules.SPANS.values():
        turn = math.radians(start)
        inner, outer = rules.RINGS[1][0] / rules.REACH, 1.0
        x, y = math.cos(turn), math.sin(turn)
        drawing.line(
            CENTRE_X + x * inner * REACH_X,
            CENTRE_Y + y * inner * REACH_Y,
            CENTRE_X + x * outer * REACH_X,
            CENTRE_Y + y * outer * REACH_Y,
        )
    for ring, (_, outer) in rules.RINGS.items():
        share = outer / rules.REACH
        drawing.ellipse(CENTRE_X, CENTRE_Y, REACH_X * share, REACH_Y * share, dashed=True)
        _ring_name(drawing, ring)
    for sector, (x, y, anchor) in _NAMED.items():
        drawing.text(x, y, sector.label, bold=True, size=18, anchor=anchor)


def _ring_name(drawing: _Map, ring: int) -> None:
    """On the line between the family and the offices, where nobody stands."""
    words = Closeness(ring).label
    far, turn = rules.middle(ring), math.radians(rules.SPANS[Sector.FAMILY][1])
    x, y = on_sheet(math.cos(turn) * far, math.sin(turn) * far)
    width = text_width(words, SMALL)
    drawing.rect(x - width / 2, y - SMALL * 0.8, width, SMALL * 1.4, ink="paper")
    drawing.text(x, y + 4, words, ink="muted", size=SMALL - 1, anchor="middle")


def _middle(drawing: _Map, centre: str) -> None:
    share = rules.RINGS[1][0] / rules.REACH * 0.82
    drawing.shapes.append(
        f'<ellipse class="rb-pic-ground" cx="{CENTRE_X:.1f}" cy="{CENTRE_Y:.1f}" rx="{REACH_X * share:.1f}" '
        f'ry="{REACH_Y * share:.1f}" fill="{INKS["ground"]}"/>'
    )
    lines = wrap(centre, REACH_X * share * 1.6)[:3]
    for number, line in enumerate(lines):
        y = CENTRE_Y + 6 + (number - (len(lines) - 1) / 2) * 21
        drawing.text(CENTRE_X, y, line, bold=True, anchor="middle")


def _line(drawing: _Map, node: Node) -> None:
    """From the edge of the middle to the edge of the node, in the style of its quality."""
    x, y = on_sheet(node.x, node.y)
    share = rules.RINGS[1][0] / rules.REACH * 0.82
    angle = math.atan2((y - CENTRE_Y) / REACH_Y, (x - CENTRE_X) / REACH_X)
    start_x, start_y = CENTRE_X + math.cos(angle) * REACH_X * share, CENTRE_Y + math.sin(angle) * REACH_Y * share
    length = math.hypot(x - start_x, y - start_y) or 1
    back = (_NODE + 5) / length
    end_x, end_y = x - (x - start_x) * back, y - (y - start_y) * back
    drawing.begin(f'data-line="{escape(node.key)}"')
    _styled(drawing, node.quality, start_x, start_y, end_x, end_y)
    if node.direction in (Direction.TAKES, Direction.BOTH):
        _arrow(drawing, start_x, start_y, end_x, end_y)
    if node.direction in (Direction.GIVES, Direction.BOTH):
        _arrow(drawing, end_x, end_y, start_x, start_y)
    drawing.finish()


def _styled(drawing: _Map, quality: str, x1: float, y1: float, x2: float, y2: float) -> None:
    straight = f"M{x1:.1f} {y1:.1f}L{x2:.1f} {y2:.1f}"
    match quality:
        case Quality.SUPPORTIVE:
            drawing.stroke(straight, width=3.5)
        case Quality.CHANGING:
            drawing.stroke(straight, width=2.2, dash="11 8")
        case Quality.STRAINED:
            drawing.stroke(_zigzag(x1, y1, x2, y2), width=1.8)
        case _:
            drawing.stroke(straight, width=2, dash="1 8")
            drawing.stroke(_bars(x1, y1, x2, y2), width=2.5)


def _zigzag(x1: float, y1: float, x2: float, y2: float) -> str:
    length = math.hypot(x2 - x1, y2 - y1) or 1
    along_x, along_y = (x2 - x1) / length, (y2 - y1) / length
    teeth = max(2, round(length / 9))
    points = [f"M{x1:.1f} {y1:.1f}"]
    for number in range(1, teeth):
        far, side = length * number / teeth, 5 if number % 2 else -5
        points.append(f"L{x1 + along_x * far - along_y * side:.1f} {y1 + along_y * far + along_x * side:.1f}")
    return "".join([*points, f"L{x2:.1f} {y2:.1f}"])


def _bars(x1: float, y1: float, x2: float, y2: float) -> str:
    """Two short strokes across the middle of a line."""
    length = math.hypot(x2 - x1, y2 - y1) or 1
    along_x, along_y = (x2 - x1) / length, (y2 - y1) / length
    path = []
    for shift in (-3.5, 3.5):
        x, y = (x1 + x2) / 2 + along_x * shift, (y1 + y2) / 2 + along_y * shift
        path.append(f"M{x - along_y * 8:.1f} {y + along_x * 8:.1f}L{x + along_y * 8:.1f} {y - along_x * 8:.1f}")
    return "".join(path)


def _arrow(drawing: _Map, from_x: float, from_y: float, to_x: float, to_y: float) -> None:
    """A head at the end of a line."""
    length = math.hypot(to_x - from_x, to_y - from_y) or 1
    along_x, along_y = (to_x - from_x) / length, (to_y - from_y) / length
    x, y = to_x - along_x * 13, to_y - along_y * 13
    drawing.shape(
        f"M{to_x:.1f} {to_y:.1f}L{x - along_y * 6.5:.1f} {y + along_x * 6.5:.1f}"
        f"L{x + along_y * 6.5:.1f} {y - along_x * 6.5:.1f}Z",
        ink="ink",
    )


def _node(drawing: _Map, node: Node, number: int, label: "_Label | None") -> None:
    x, y = on_sheet(node.x, node.y)
    drawing.begin(
        f'class="net-node" data-tie="{escape(node.key)}" data-x="{node.x}" data-y="{node.y}" '
        f'data-ring="{node.closeness}" data-sector="{node.sector.value}"'
    )
    drawing.shapes.append(f"<title>{escape(node.said)}</title>")
    if node.sponsor:
        drawing.dot(x, y, _NODE + 9, "paper")
    _symbol(drawing, x, y, node)
    if label is None:
        drawing.text(x, y + 5, str(number), ink="paper", size=SMALL - 1, bold=True, anchor="middle")
    else:
        for place, line in enumerate(label.lines):
            # The space keeps the words apart for whoever reads the two lines as one.
            words = line if line is label.lines[-1] else f"{line} "
            drawing.text(label.x, label.y + place * SMALL * 1.15, words, size=SMALL, anchor=label.anchor)
    drawing.finish()


def _symbol(drawing: _Map, x: float, y: float, node: Node) -> None:
    ink = _INK[node.sector]
    if node.sponsor:
        drawing.stroke(
            _circle(x, y, _NODE + 5), ink=ink, width=2.5, dash="" if node.sponsor == Sponsor.FORMAL else "4 4"
        )
    if node.sector == Sector.FORMAL:
        side = _NODE * 0.92
        drawing.rect(x - side, y - side, side * 2, side * 2, ink=ink)
    else:
        drawing.dot(x, y, _NODE, ink)
    if node.of_all:
        drawing.dot(x, y, 5, "paper")


def _circle(x: float, y: float, radius: float) -> str:
    return (
        f"M{x - radius:.1f} {y:.1f}A{radius:.1f} {radius:.1f} 0 1 1 {x + radius:.1f} {y:.1f}"
        f"A{radius:.1f} {radius:.1f} 0 1 1 {x - radius:.1f} {y:.1f}"
    )


@dataclass(frozen=True)
class _Label:
    lines: tuple[str, ...]
    x: float
    y: float
    anchor: Anchor
    box: Box


def _labels(nodes: Sequence[Node]) -> dict[str, _Label]:
    """Each name below, above or beside its node, where it covers least of what is there already."""
    taken: list[Box] = []
    for node in nodes:
        x, y = on_sheet(node.x, node.y)
        taken.append((x - _NODE - 3, y - _NODE - 3, x + _NODE + 3, y + _NODE + 3))
    lines = [point for node in nodes for point in _points(node)]
    found: dict[str, _Label] = {}
    for node in nodes:
        best = min(_ways(node), key=lambda way: _covered(way.box, taken) + _crossed(way.box, lines))
        found[node.key] = best
        taken.append(best.box)
    return found


def _points(node: Node) -> list[tuple[float, float]]:
    """Points along the line to a node."""
    x, y = on_sheet(node.x, node.y)
    steps = max(2, round(math.hypot(x - CENTRE_X, y - CENTRE_Y) / 14))
    return [
        (CENTRE_X + (x - CENTRE_X) * step / steps, CENTRE_Y + (y - CENTRE_Y) * step / steps) for step in range(2, steps)
    ]


def _crossed(box: Box, points: Sequence[tuple[float, float]]) -> float:
    """What it costs that lines run through `box`: readable, but not pretty."""
    left, top, right, bottom = box
    return 40.0 * sum(left < x < right and top < y < bottom for x, y in points)


def _ways(node: Node) -> list[_Label]:
    x, y = on_sheet(node.x, node.y)
    lines = _shortened(node.label)
    width = max(text_width(line, SMALL) for line in lines)
    high = SMALL * 1.15 * len(lines)
    gap = _NODE + (9 if node.sponsor else 4)
    below, above, beside = y + gap + SMALL * 0.85, y - gap - high + SMALL, y - high / 2 + SMALL * 0.85
    return [
        _Label(lines, x, below, "middle", (x - width / 2, y + gap, x + width / 2, y + gap + high)),
        _Label(lines, x, above, "middle", (x - width / 2, y - gap - high, x + width / 2, y - gap)),
        _Label(lines, x + gap + 2, beside, "start", (x + gap, y - high / 2, x + gap + width, y + high / 2)),
        _Label(lines, x - gap - 2, beside, "end", (x - gap - width, y - high / 2, x - gap, y + high / 2)),
    ]


def _shortened(label: str) -> tuple[str, ...]:
    lines = wrap(label, _LABEL_WIDTH, SMALL)
    longest = int(_LABEL_WIDTH / text_width("n", SMALL)) + 2
    lines = [line if len(line) <= longest else f"{line[: longest - 1]}…" for line in lines]
    if len(lines) > _LINES:
        lines = [*lines[: _LINES - 1], f"{lines[_LINES - 1].rstrip('…')} …"]
    return tuple(lines)


def _covered(box: Box, taken: Sequence[Box]) -> float:
    """The area of `box` that is taken or lies off the sheet."""
    left, top, right, bottom = box
    lost = sum(max(0.0, min(right, r) - max(left, x)) * max(0.0, min(bottom, b) - max(top, y)) for x, y, r, b in taken)
    outside = max(0.0, 4 - left) + max(0.0, right - WIDTH + 4) + max(0.0, 4 - top) + max(0.0, bottom - 700)
    return lost + outside * 40


def _legend(drawing: _Map) -> None:
    y = 728.0
    drawing.line(24, y - 18, WIDTH - 24, y - 18)
    x = 24.0
    for quality in Quality:
        _styled(drawing, quality, x, y + 4, x + 62, y + 4)
        drawing.text(x + 72, y + 10, quality.label, size=SMALL)
        x += 72 + text_width(quality.label, SMALL) + 42
    x, y = 24.0, y + 36
    for name, sample in _SAMPLES.items():
        _symbol(drawing, x + 20, y, sample)
        drawing.text(x + 46, y + 6, name, size=SMALL)
        x += 46 + text_width(name, SMALL) + 16
    drawing.stroke(f"M{x:.1f} {y:.1f}L{x + 44:.1f} {y:.1f}", width=2)
    _arrow(drawing, x, y, x + 48, y)
    drawing.text(x + 58, y + 6, "Richtung der Hilfe", size=SMALL)


def _sample(kind: str = "friends", *, sponsor: str = "", of_all: bool = False) -> Node:
    return Node(key="", label="", kind=kind, closeness=1, quality="", x=0, y=0, sponsor=sponsor, of_all=of_all)


_SAMPLES = {
    "privat": _sample(),
    "Stelle": _sample("advice"),
    "für alle": _sample(of_all=True),
    "formelle Patenschaft": _sample(sponsor="formal"),
    "informelle": _sample(sponsor="informal"),
}

"""Groups of different size around their common share, with the limits of chance: the funnel plot."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil

from rundblick.web.german import german_number, percent
from rundblick.web.parts import Column, Table
from rundblick.web.pictures.drawing import SMALL, Drawing, Picture

WIDTH = 440.0
_LEFT = 62.0
_RIGHT = 16.0
_TOP = 14.0
_HEIGHT = 240.0
_RADIUS = 11.0


@dataclass(frozen=True, kw_only=True)
class GroupDot:
    """One group: `numerator` of `denominator`, and in words where it stands (inside or outside of chance)."""

    label: str
    numerator: int
    denominator: int
    standing: str


@dataclass(frozen=True, kw_only=True)
class ChanceAt:
    """How far the share of `n` people goes by chance, 0 to 1: at 95 % (inner) and at 99.8 % (outer)."""

    n: int
    inner: tuple[float, float]
    outer: tuple[float, float]


def chance_funnel(
    *,
    title: str,
    groups: Sequence[GroupDot],
    limits: Sequence[ChanceAt],
    common: float,
    note: str = "",
    description: str = "",
    key: str = "",
) -> Picture:
    """Numbered groups by size and share; the common share as a line, the limits around it dashed and dotted.

    The order of the groups stays as it is handed in: this is no ranking. `note` stands below, such as that the groups
    differ more than chance explains. `limits` in rising order of n.
    """
    drawing = Drawing(width=WIDTH, key=key)
    largest = max([*(group.denominator for group in groups), *(limit.n for limit in limits)], default=1)
    most = largest * 1.06 or 1
    shares = [group.numerator / group.denominator for group in groups if group.denominator]
    top = ceil(max([common, *shares, *(limit.inner[1] for limit in limits[1:])], default=1) * 10 + 0.5) / 10
    top = min(max(top, 0.1), 1.0)

    def x(n: float) -> float:
        return _LEFT + (WIDTH - _LEFT - _RIGHT) * n / most

    def y(share: float) -> float:
        return _TOP + _HEIGHT * (1 - min(share, top) / top)

    drawing.line(_LEFT, y(0), WIDTH - _RIGHT, y(0), ink="ink")
    for share in (0.0, top / 2, top):
        drawing.text(_LEFT - 8, y(share) + 5, percent(share), size=SMALL, anchor="end")
    for bounds, dashes in (("outer", "2 4"), ("inner", "7 4")):
        for side in (0, 1):
            places = [(x(limit.n), y(getattr(limit, bounds)[side])) for limit in limits]
            if places:
                path = "M" + "L".join(f"{across:.1f} {down:.1f}" for across, down in places)
                drawing.course(path, "muted", 1.5, dashes=dashes)
    drawing.line(_LEFT, y(common), WIDTH - _RIGHT, y(common), ink="a", width=2)
    for number, group in enumerate(groups, start=1):
        if group.denominator:
            across, down = x(group.denominator), y(group.numerator / group.denominator)
            drawing.disc(across, down, _RADIUS)
            drawing.text(across, down + 5, str(number), size=SMALL, bold=True, anchor="middle")
    below = y(0) + SMALL + 6
    drawing.text(
        WIDTH - _RIGHT, below, f"Größe der Gruppe (bis {german_number(largest)})", size=SMALL, ink="muted", anchor="end"
    )
    below += 12
    below += (
        drawing.lines(0, below + SMALL, f"Linie: Anteil aller, {percent(common)}. {_LEGEND}", WIDTH, size=SMALL) + 8
    )
    for number, group in enumerate(groups, start=1):
        drawing.text(20, below + SMALL, str(number), size=SMALL, bold=True, anchor="end")
        below += drawing.lines(32, below + SMALL, f"{group.label}: {_told(group)}", WIDTH - 40, size=SMALL) + 4
    if note:
        below += 6 + drawing.lines(0, below + SMALL + 6, note, WIDTH, ink="muted", size=SMALL)
    said = description or " ".join(f"{group.label}: {group.standing}." for group in groups) or "Noch keine Gruppen."
    table = Table(
        caption=title,
        columns=[
            Column(label="Gruppe"),
            Column(label="Anzahl", numeric=True),
            Column(label="von", numeric=True),
            Column(label="Anteil", numeric=True),
            Column(label="Einordnung"),
        ],
        rows=[
            [group.label, str(group.numerator), str(group.denominator), _share(group), group.standing]
            for group in groups
        ],
        hidden_caption=True,
    )
    return drawing.picture(height=below + 4, title=title, description=said, table=table)


_LEGEND = "Gestrichelt: so weit trägt der Zufall in 95 von 100 Fällen. Gepunktet: in 998 von 1.000."


def _share(group: GroupDot) -> str:
    return percent(group.numerator / group.denominator) if group.denominator else "–"


def _told(group: GroupDot) -> str:
    return f"{group.numerator} von {group.denominator} ({_share(group)}), {group.standing}"

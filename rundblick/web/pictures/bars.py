"""Bars of counts, progress towards a target, and parts of a whole."""

from collections.abc import Sequence
from dataclasses import dataclass

from rundblick.web.german import NOTHING, german_number, percent
from rundblick.web.parts import Column, Table
from rundblick.web.pictures.drawing import SMALL, TEXT, Drawing, Picture, text_width

WIDTH = 440.0
_BAR = 18.0


@dataclass(frozen=True, kw_only=True)
class Bar:
    """One bar. `text` replaces the written number.

    `value` None means unknown or protected: pass None with "unter 3" for a small cell, so that the length of
    the bar does not give away what the text hides.
    """

    label: str
    value: float | None
    text: str = ""
    note: str = ""

    @property
    def written(self) -> str:
        return self.text or german_number(self.value)


@dataclass(frozen=True, kw_only=True)
class Share:
    """One part of a whole, as a count."""

    label: str
    value: float


def horizontal_bars(
    *,
    title: str,
    bars: Sequence[Bar],
    value_label: str = "Anzahl",
    description: str = "",
    maximum: float | None = None,
    key: str = "",
) -> Picture:
    """One bar per line, the label above it and the number behind it.

    `maximum` is the value of a full bar (the largest value unless given). Bars without a value show an empty
    dashed box, never a zero.
    """
    full = maximum or max((bar.value or 0 for bar in bars), default=0) or 1
    drawing = Drawing(width=WIDTH, key=key)
    room = WIDTH - max((text_width(bar.written) for bar in bars), default=0) - 12
    y = 0.0
    for bar in bars:
        y += drawing.lines(0, y + TEXT, bar.label, WIDTH) + 4
        if bar.value is None:
            drawing.outline(0.75, y, 60, _BAR - 1, dashed=True)
            end = 62.0
        else:
            end = max(min(bar.value / full, 1) * room, 2)
            drawing.bar(0, y, end, _BAR)
        drawing.text(end + 10, y + _BAR - 3, bar.written, bold=True)
        y += _BAR
        if bar.note:
            y += 4 + drawing.lines(0, y + SMALL + 4, bar.note, WIDTH, ink="muted", size=SMALL)
        y += 14
    described = description or _largest(bars)
    has_notes = any(bar.note for bar in bars)
    columns = [Column(label="Gruppe"), Column(label=value_label, numeric=True)]
    rows = [[bar.label, bar.written] for bar in bars]
    if has_notes:
        columns.append(Column(label="Hinweis"))
        rows = [[*row, bar.note] for row, bar in zip(rows, bars, strict=True)]
    return drawing.picture(
        height=max(y - 8, 1),
        title=title,
        description=described,
        table=Table(caption=title, columns=columns, rows=rows, hidden_caption=True),
    )


def _largest(bars: Sequence[Bar]) -> str:
    known = [bar for bar in bars if bar.value is not None]
    if not known:
        return "Es liegen keine Werte vor."
    top = max(known, key=lambda bar: bar.value or 0)
    return f"Am größten ist „{top.label}“ mit {top.written}."


def target_progress(
    *,
    title: str,
    value: float | None,
    target: float,
    denominator: str,
    maximum: float | None = None,
    key: str = "",
) -> Picture:
    """A share (0 to 1) on its way to a target share, with a mark where the target lies.

    `denominator` says in words what the share is a share of ("von 63 Erwachsenen"); a figure without it is
    not drawn (ValueError).
    """
    if not denominator:
        raise ValueError("A share needs its denominator.")
    full = maximum or max(1.0 if (value or 0) > 0.5 or target > 0.5 else 0.6, value or 0, target)
    drawing = Drawing(width=WIDTH, key=key)
    reached = percent(value)
    wanted = percent(target)
    drawing.text(0, 26, reached, size=28, bold=True)
    drawing.text(text_width(reached, 28) + 12, 26, denominator, ink="muted")
    top, height = 44.0, 26.0
    drawing.rect(0, top, WIDTH, height)
    if value is not None:
        drawing.bar(0, top, min(value / full, 1) * WIDTH, height)
    mark = min(target / full, 1) * WIDTH
    drawing.line(mark, top - 6, mark, top + height + 8, ink="ink", width=3)
    words = f"Ziel {wanted}"
    half = text_width(words) / 2
    drawing.text(min(max(mark, half), WIDTH - half), top + height + 28, words, anchor="middle")
    if value is None:
        described = f"Kein Wert {denominator}. Das Ziel sind {wanted}."
    else:
        state = "Das Ziel ist erreicht" if value >= target else "Das Ziel ist noch nicht erreicht"
        described = f"Erreicht sind {reached} {denominator}, das Ziel sind {wanted}. {state}."
    table = Table(
        caption=title,
        columns=[Column(label="Größe"), Column(label="Anteil", numeric=True), Column(label="Grundlage")],
        rows=[["Erreicht", reached, denominator], ["Ziel", wanted, ""]],
        hidden_caption=True,
    )
    return drawing.picture(height=top + height + 36, title=title, description=described, table=table)


def share_bar(*, title: str, shares: Sequence[Share], whole_label: str = "Zusammen", key: str = "") -> Picture:
    """One bar divided into its parts, with a legend that gives count and share of each part."""
    whole = sum(share.value for share in shares)
    drawing = Drawing(width=WIDTH, key=key)
    x, height = 0.0, 34.0
    for number, share in enumerate(shares):
        width = share.value / whole * WIDTH if whole else 0
        if width:
            drawing.bar(x + 1, 1, max(width - 2, 1), height - 2, number)
        x += width
    if not whole:
        drawing.outline(1, 1, WIDTH - 2, height - 2, dashed=True)
    y = height + 14
    rows = []
    for number, share in enumerate(shares):
        written = german_number(share.value)
        part = percent(share.value / whole) if whole else NOTHING
        drawing.bar(1, y + 1, 22, 16, number)
        drawing.text(WIDTH, y + 15, f"{written} ({part})", anchor="end")
        y += max(drawing.lines(34, y + 15, share.label, WIDTH - 150), 20) + 6
        rows.append([share.label, written, part])
    largest = max(shares, key=lambda share: share.value, default=None)
    described = (
        f"{whole_label} {german_number(whole)}. Der größte Teil ist „{largest.label}“."
        if largest and whole
        else "Es liegen keine Werte vor."
    )
    table = Table(
        caption=title,
        columns=[Column(label="Teil"), Column(label="Anzahl", numeric=True), Column(label="Anteil", numeric=True)],
        rows=rows,
        foot=[whole_label, german_number(whole), percent(1) if whole else NOTHING],
        hidden_caption=True,
    )
    return drawing.picture(height=y, title=title, description=described, table=table)

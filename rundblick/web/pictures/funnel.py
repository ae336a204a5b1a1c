"""Steps of a process for several groups, with the reasons why people went no further."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from rundblick.web.german import german_number, percent
from rundblick.web.parts import Column, Table
from rundblick.web.pictures.drawing import SMALL, TEXT, Drawing, Picture, text_width

WIDTH = 440.0
_BAR = 18.0
_INDENT = 26.0


@dataclass(frozen=True, kw_only=True)
class Reason:
    """Why people stopped after a step. `count` None means it is not published."""

    text: str
    count: int | None


@dataclass(frozen=True, kw_only=True)
class FunnelStep:
    """One step with one count per group (None: not recorded) and the reasons for stopping after it.

    `texts` replaces written counts. A protected small cell has the count None and the text "unter 3", so that
    the length of its bar does not give it away.
    """

    label: str
    counts: Sequence[int | None]
    reasons: Sequence[Reason] = field(default=())
    texts: Sequence[str] = field(default=())

    def written(self, group: int) -> str:
        replaced = self.texts[group] if self.texts else ""
        return replaced or german_number(self.counts[group])


def grouped_funnel(
    *,
    title: str,
    groups: Sequence[str],
    steps: Sequence[FunnelStep],
    unit: str,
    reasons_note: str = "",
    description: str = "",
    key: str = "",
) -> Picture:
    """Per step one bar per group, against the first step of that group, and below it the reasons.

    The width of a bar is its count in parts of the largest count, so that groups can be compared by size;
    the share behind it is the share of the group's own first step. `unit` names what is counted ("Kinder");
    `reasons_note` is printed once below (such as "Mehrfachnennungen möglich"). Raises ValueError when a step
    has another number of counts than there are groups.
    """
    for step in steps:
        if len(step.counts) != len(groups):
            raise ValueError(f"Step “{step.label}” has {len(step.counts)} counts for {len(groups)} groups.")
    drawing = Drawing(width=WIDTH, key=key)
    full = max((count or 0 for step in steps for count in step.counts), default=0) or 1
    name_room = max((text_width(group, SMALL) for group in groups), default=0) + 14 if len(groups) > 1 else 0
    room = WIDTH - name_room - 96
    y = 0.0
    for number, step in enumerate(steps):
        drawing.text(0, y + TEXT, f"{number + 1}", bold=True, ink="a")
        used = drawing.lines(_INDENT, y + TEXT, step.label, WIDTH - _INDENT)
        y += used + 4
        for index, group in enumerate(groups):
            y = _group_bar(drawing, y, step, steps[0], index, group if len(groups) > 1 else "", name_room, room, full)
        if step.reasons:
            y = _reasons(drawing, y + 2, step.reasons)
        y += 14
    if reasons_note:
        y += drawing.lines(_INDENT, y + SMALL, reasons_note, WIDTH - _INDENT, ink="muted", size=SMALL) + 6
    return drawing.picture(
        height=max(y - 6, 1),
        title=title,
        description=description or _described(groups, steps, unit),
        table=_table(title, groups, steps, unit),
    )


def _group_bar(
    drawing: Drawing,
    y: float,
    step: FunnelStep,
    first: FunnelStep,
    index: int,
    group: str,
    name_room: float,
    room: float,
    full: float,
) -> float:
    count, base = step.counts[index], first.counts[index]
    x = name_room
    if group:
        drawing.text(x - 10, y + _BAR - 4, group, size=SMALL, anchor="end", ink="muted")
    if count is None:
        drawing.outline(x + 0.75, y + 0.75, 40, _BAR - 1.5, dashed=True)
        end = x + 42
        share = ""
    else:
        end = x + max(count / full * room, 2)
        drawing.bar(x, y, end - x, _BAR, index)
        share = f" ({percent(count / base)})" if base and step is not first else ""
    drawing.text(end + 8, y + _BAR - 3, f"{step.written(index)}{share}", bold=index == 0)
    return y + _BAR + 5


def _reasons(drawing: Drawing, y: float, reasons: Sequence[Reason]) -> float:
    top = y
    for reason in reasons:
        count = german_number(reason.count)
        drawing.text(_INDENT + 34, y + SMALL, count, size=SMALL, bold=True, anchor="end")
        y += drawing.lines(_INDENT + 44, y + SMALL, reason.text, WIDTH - _INDENT - 50, ink="muted", size=SMALL)
    drawing.line(_INDENT, top, _INDENT, y, ink="line", width=3)
    return y


def _described(groups: Sequence[str], steps: Sequence[FunnelStep], unit: str) -> str:
    if not steps or not groups:
        return "Es liegen keine Werte vor."
    first, last = steps[0], steps[-1]
    return f"{groups[0]}: {first.written(0)} {unit} bei „{first.label}“, {last.written(0)} bei „{last.label}“."


def _table(title: str, groups: Sequence[str], steps: Sequence[FunnelStep], unit: str) -> Table:
    columns = [
        Column(label="Schritt"),
        *(Column(label=f"{group} ({unit})", numeric=True) for group in groups),
        Column(label="Gründe danach"),
    ]
    rows = [
        [
            step.label,
            *(step.written(index) for index in range(len(groups))),
            "; ".join(f"{reason.text}: {german_number(reason.count)}" for reason in step.reasons),
        ]
        for step in steps
    ]
    return Table(caption=title, columns=columns, rows=rows, hidden_caption=True)

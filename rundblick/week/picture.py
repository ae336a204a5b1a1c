"""The week of a household as lanes of a day, equal days together. A pure function of what is shown."""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from rundblick.web.parts import Column, Table
from rundblick.web.pictures.drawing import SMALL, Drawing, Picture, text_width
from rundblick.week.codes import SHORT, Kind
from rundblick.week.rules import DAY, Bar, Group, Time, clock, day_words

WIDTH = 960.0
NAMES = 118.0
LANE = 30.0
HEAD = 50.0
GAP = 14.0
EARLIEST, LATEST = 6, 20
INKS = {Kind.WORK: "d", Kind.COURSE: "b", Kind.CARE: "c", Kind.OWN: "e", Kind.OTHER: "y"}
NOBODY = "niemand da"


@dataclass(frozen=True, slots=True)
class Look:
    """How a block is drawn and called."""

    kind: str
    words: str


def week(
    groups: Sequence[Group], *, names: Mapping[uuid.UUID, str], looks: Mapping[uuid.UUID, Look], title: str, key: str
) -> Picture:
    """Groups of equal days below each other, one lane per member, the hours from left to right."""
    bars = [bar for group in groups for _, lane in group.lanes for bar in lane]
    first = min([EARLIEST, *(bar.starts // 60 for bar in bars)])
    last = max([LATEST, *(-(-bar.ends // 60) for bar in bars)])
    drawing = Drawing(width=WIDTH, key=key)
    wide = (WIDTH - NAMES - 12) / (last - first) / 60

    def at(minute: float) -> float:
        return NAMES + (minute - first * 60) * wide

    y = 0.0
    for group in groups:
        drawing.text(0, y + 20, day_words(group.days), bold=True)
        if not any(lane for _, lane in group.lanes):
            beside = text_width(day_words(group.days)) + 16
            drawing.text(beside, y + 20, "nichts eingetragen", size=SMALL, ink="muted")
            y += HEAD - GAP
            continue
        top, height = y + HEAD, LANE * len(group.lanes)
        for hour in range(first, last + 1):
            drawing.line(at(hour * 60), top - 5, at(hour * 60), top + height, width=0.8)
            if hour % 2 == 0:
                drawing.text(at(hour * 60), top - 9, str(hour), size=13, ink="muted", anchor="middle")
        for place, (person, lane) in enumerate(group.lanes):
            base = top + place * LANE
            drawing.text(0, base + LANE / 2 + 5, names[person], size=SMALL)
            drawing.line(NAMES, base + LANE, WIDTH - 12, base + LANE, width=0.8)
            for bar in lane:
                _bar(drawing, bar, at(bar.starts), at(bar.ends), base, looks)
        y = top + height + GAP
    y = _legend(drawing, bars, looks, y)
    return drawing.picture(
        height=y, title=title, description=_described(groups, names), table=_table(groups, names, looks)
    )


def _bar(drawing: Drawing, bar: Bar, left: float, right: float, base: float, looks: Mapping[uuid.UUID, Look]) -> None:
    top, high = base + 4, LANE - 8
    if bar.way:
        drawing.outline(left, top + 6, right - left, high - 12, dashed=True)
        return
    path = f"M{left:.1f} {top:.1f}H{right:.1f}V{top + high:.1f}H{left:.1f}Z"
    if bar.time is None:
        drawing.area(path, "f")
        words = NOBODY
    else:
        look = looks[bar.time.key]
        drawing.area(path, INKS[Kind(look.kind)])
        words = look.words
    for said in (words, words.split()[0]):
        width = text_width(said, 13)
        if width + 10 <= right - left:
            middle = (left + right) / 2
            drawing.rect(middle - width / 2 - 1, top + 3, width + 2, high - 6, ink="paper")
            drawing.text(middle, top + high / 2 + 4.5, said, size=13, anchor="middle", bold=bar.time is None)
            return


def _legend(drawing: Drawing, bars: Sequence[Bar], looks: Mapping[uuid.UUID, Look], y: float) -> float:
    used = {looks[bar.time.key].kind for bar in bars if bar.time and not bar.way}
    entries = [(INKS[kind], SHORT[kind]) for kind in Kind if kind in used]
    if any(bar.time is None for bar in bars):
        entries.append(("f", NOBODY))
    if any(bar.way for bar in bars):
        entries.append(("", "Weg"))
    x = 0.0
    for ink, words in entries:
        if ink:
            drawing.area(f"M{x:.1f} {y:.1f}h26v16h-26Z", ink)
        else:
            drawing.outline(x, y + 3, 26, 10, dashed=True)
        drawing.text(x + 34, y + 13, words, size=SMALL)
        x += 58 + text_width(words, SMALL)
    return y + 26


def _described(groups: Sequence[Group], names: Mapping[uuid.UUID, str]) -> str:
    open_ = {
        names[person]: [day for group in groups for day in group.days if _missing(group, person)]
        for group in groups
        for person, lane in group.lanes
        if any(bar.time is None for bar in lane)
    }
    if not open_:
        return "Die Woche mit ihren Zeiten. Kein Kind ist ohne Betreuung."
    return " ".join(f"{name}: niemand da am {day_words(days)}." for name, days in sorted(open_.items()))


def _missing(group: Group, person: uuid.UUID) -> bool:
    return any(bar.time is None for who, lane in group.lanes if who == person for bar in lane)


def _table(groups: Sequence[Group], names: Mapping[uuid.UUID, str], looks: Mapping[uuid.UUID, Look]) -> Table:
    rows = [
        [day_words(group.days), names[person], _called(bar.time, looks), f"{clock(bar.starts)}–{_until(bar)}"]
        for group in groups
        for person, lane in group.lanes
        for bar in lane
        if not bar.way
    ]
    return Table(
        caption="Die Woche als Tabelle",
        columns=[Column(label="Tage"), Column(label="Wer"), Column(label="Was"), Column(label="Zeit")],
        rows=rows,
        hidden_caption=True,
    )


def _called(time: Time | None, looks: Mapping[uuid.UUID, Look]) -> str:
    return NOBODY if time is None else looks[time.key].words


def _until(bar: Bar) -> str:
    return "24:00" if bar.ends == DAY else clock(bar.ends)

"""How long people have waited, as bars over the months, with a mark where an end is expected. Pure."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace

from rundblick.waiting.shown import Line
from rundblick.web.german import count, german_date
from rundblick.web.parts import Column, Table
from rundblick.web.pictures import Period, PeriodRow, Picture, periods

TITLE = "Wie lange schon gewartet wird"
_BRIDGED, _BARE = 0, 2
_AHEAD = dt.timedelta(days=21)


def bars(lines: Sequence[Line], *, day: dt.date, whose: bool = False) -> Picture:
    """A bar per wait until `day`; the pattern and the words tell where nothing helps meanwhile.

    `whose`: several people are shown, so each line says whose it is. Raises ValueError without a line.
    """
    if not lines:
        raise ValueError("Bars need something that is waited for.")
    until = max([day, *(line.expected.last for line in lines if line.expected)]) + _AHEAD
    start = min(line.wait.since for line in lines).replace(day=1)
    drawn = periods(
        title=TITLE,
        rows=[_row(line, day, whose) for line in lines],
        start=start,
        until=until,
        as_of=day,
        description=_described(lines),
    )
    return replace(drawn, table=_table(lines, whose))


def _row(line: Line, day: dt.date, whose: bool) -> PeriodRow:
    words = [*([line.whose] if whose else []), line.name, line.waited]
    words += [f"erwartet {line.expected}"] if line.expected else []
    words += ["noch ohne Überbrückung"] if line.bare else []
    mark = line.expected.last if line.expected else None
    series = _BARE if line.bare else _BRIDGED
    bar = Period(start=line.wait.since, until=day, label="", series=series, mark=mark)
    return PeriodRow(label=" · ".join(words), periods=[bar])


def _described(lines: Sequence[Line]) -> str:
    bare = sum(line.bare for line in lines)
    longest = max(lines, key=lambda line: line.days)
    return (
        f"Auf {count(len(lines), 'Sache', 'Sachen')} wird gewartet, am längsten seit {german_date(longest.wait.since)} "
        f"({longest.name}). {_bare(bare)}Die Raute zeigt, wann damit gerechnet wird."
    )


def _bare(number: int) -> str:
    return f"Bei {number} davon hilft noch nichts bis dahin. " if number else ""


def _table(lines: Sequence[Line], whose: bool) -> Table:
    names = [*(["Für wen"] if whose else []), "Worauf", "Seit", "Gewartet", "Erwartet", "Bis dahin hilft"]
    rows = [
        [
            *([line.whose] if whose else []),
            line.name,
            german_date(line.wait.since),
            line.waited,
            str(line.expected or "offen"),
            "noch nichts" if line.bare else "etwas" if line.own else "–",
        ]
        for line in lines
    ]
    return Table(caption=TITLE, columns=[Column(label=name) for name in names], rows=rows, hidden_caption=True)

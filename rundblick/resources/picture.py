"""Pictures of the card: three views side by side, and helps by level in the course of time."""

from collections.abc import Sequence

from rundblick.resources.codes import Level
from rundblick.resources.rules import Comparison, Kind, Line, Spread
from rundblick.web.german import count, german_date
from rundblick.web.parts import Column, Table
from rundblick.web.pictures import Picture
from rundblick.web.pictures.drawing import SMALL, TEXT, Drawing, wrap

WIDTH = 720.0

KIND_WORDS = {
    Kind.SEEN: "Gemeinsam gesehen",
    Kind.BLIND: "Blinder Fleck",
    Kind.SURPRISE: "Überraschung",
    Kind.FORESEEN: "Richtig vermutet",
    Kind.MISSED: "Nur vermutet",
}
KIND_NOTES = {
    Kind.SEEN: "Coach und Person nennen es.",
    Kind.BLIND: "Der Coach sieht es, die Person (noch) nicht.",
    Kind.SURPRISE: "Nur die Person nennt es.",
    Kind.FORESEEN: "Die Person nennt es, der Coach hat es vermutet.",
    Kind.MISSED: "Der Coach hat vermutet, die Person würde es nennen.",
}

_GAP = 12.0
_COLUMN = (WIDTH - 2 * _GAP) / 3
_PAD = 10.0
_STEP = TEXT * 1.3


def comparison(compared: Comparison, *, key: str = "") -> Picture:
    """Three columns: what only the coach sees, what both see, what only the person names.

    The middle is filled, the coach's side dashed, the person's side in a firm line, so that black and white suffices.
    """
    drawing = Drawing(width=WIDTH, key=key)
    bottom = 0.0
    for number, kind in enumerate((Kind.BLIND, Kind.SEEN, Kind.SURPRISE)):
        x = number * (_COLUMN + _GAP)
        found = compared.of(kind)
        drawing.text(x, TEXT, KIND_WORDS[kind], bold=True)
        drawing.text(x + _COLUMN, TEXT, str(len(found)), bold=True, anchor="end")
        y = TEXT + 8 + drawing.lines(x, TEXT * 2 + 6, KIND_NOTES[kind], _COLUMN, ink="muted", size=SMALL) + 8
        y = max(y, 72.0)
        for line in found:
            y += _box(drawing, x, y, line.text, kind) + 8
        if not found:
            drawing.text(x, y + TEXT, "nichts", ink="muted")
            y += TEXT + 8
        bottom = max(bottom, y)
    seen, blind, surprise = (len(compared.of(kind)) for kind in (Kind.SEEN, Kind.BLIND, Kind.SURPRISE))
    described = (
        f"{count(seen, 'Ressource', 'Ressourcen')} sehen beide, {blind} sieht nur der Coach, "
        f"{surprise} nennt nur die Person."
    )
    title = "Was beide sehen, und was nur eine Seite sieht"
    return drawing.picture(height=bottom, title=title, description=described, table=_compared(title, compared))


def _box(drawing: Drawing, x: float, y: float, words: str, kind: str) -> float:
    """One resource in its column; answers its height."""
    broken = wrap(words, _COLUMN - 2 * _PAD)
    height = len(broken) * _STEP + 2 * _PAD - 4
    if kind == Kind.SEEN:
        drawing.rect(x, y, _COLUMN, height)
    drawing.outline(x + 0.75, y + 0.75, _COLUMN - 1.5, height - 1.5, dashed=kind == Kind.BLIND)
    for number, part in enumerate(broken):
        drawing.text(x + _PAD, y + _PAD + TEXT - 4 + number * _STEP, part)
    return height


def _compared(title: str, compared: Comparison) -> Table:
    return Table(
        caption=title,
        columns=[Column(label="Ressource"), Column(label="Vergleich"), Column(label="Vermutung des Coachs")],
        rows=[[line.text, KIND_WORDS[line.kind], guess_words(line)] for line in compared.lines],
        hidden_caption=True,
    )


def guess_words(line: Line) -> str:
    """Whether the coach's guess was right, in words."""
    if line.guess_was_right is None:
        return "nicht vermutet"
    return "richtig vermutet" if line.guess_was_right else "vermutet, nicht genannt"


_BLOCK = 30.0
_LEFT = 150.0
_RIGHT = 130.0


def helps_over_time(spreads: Sequence[Spread], *, key: str = "") -> Picture:
    """One line for each day, one square for each help, from the first level to the fourth; numbers behind the lines.

    Squares and not shares: with three helps a percentage would say more than there is.
    """
    drawing = Drawing(width=WIDTH, key=key)
    most = max((one.total for one in spreads), default=0) or 1
    size = min(_BLOCK, (WIDTH - _LEFT - _RIGHT) / most)
    y = _legend(drawing)
    drawing.text(WIDTH, y + SMALL, "Ebene 1 und 2", size=SMALL, ink="muted", anchor="end")
    y += SMALL + 10
    for one in spreads:
        drawing.text(0, y + size / 2 + 6, german_date(one.day), bold=one is spreads[-1])
        x = _LEFT
        for level in Level:
            for _ in range(one.counts[level - 1]):
                _square(drawing, x, y, size - 3, level)
                x += size
        words = near_words(one)
        drawing.text(WIDTH, y + size / 2 + 6, words, anchor="end", bold=one is spreads[-1])
        y += size + 6
    title = "Hilfen nach Ebenen im Lauf der Zeit"
    return drawing.picture(height=y, title=title, description=shift_words(spreads), table=_over_time(title, spreads))


def _legend(drawing: Drawing) -> float:
    y = 0.0
    for number, level in enumerate(Level):
        x = (number % 2) * WIDTH / 2
        _square(drawing, x, y, 24, level)
        drawing.text(x + 34, y + 18, level.label, size=SMALL)
        y += 34 if number % 2 else 0
    return y + 12


def _square(drawing: Drawing, x: float, y: float, size: float, level: Level) -> None:
    drawing.bar(x, y, size, size, level - 1)
    if size >= 18:
        half = size / 2
        drawing.rect(x + half - 7, y + half - 9, 14, 18, "paper")
        drawing.text(x + half, y + half + 6, str(level.value), size=SMALL, anchor="middle", bold=True)


def near_words(one: Spread) -> str:
    """How many of the helps are near to life, with the denominator."""
    return f"{one.near} von {one.total}" if one.total else "keine Hilfe"


def shift_words(spreads: Sequence[Spread]) -> str:
    """What the picture shows, as a sentence with numerator, denominator and both days."""
    known = [one for one in spreads if one.total]
    if not known:
        return "In diesem Zeitraum stand keine Hilfe."
    last = spreads[-1]
    now = f"Am {german_date(last.day, 'long')} lagen {near_words(last)} {_noun(last)} auf den Ebenen 1 und 2."
    if not last.total:
        now = f"Am {german_date(last.day, 'long')} stand keine Hilfe."
    first = known[0]
    if first is last:
        return now
    return f"{now} Am {german_date(first.day, 'long')} waren es {near_words(first)}."


def _noun(one: Spread) -> str:
    return "Hilfe" if one.total == 1 else "Hilfen"


def _over_time(title: str, spreads: Sequence[Spread]) -> Table:
    return Table(
        caption=title,
        columns=[
            Column(label="Stichtag"),
            *(Column(label=f"Ebene {level.value}", numeric=True) for level in Level),
            Column(label="Zusammen", numeric=True),
            Column(label="davon Ebene 1 und 2"),
        ],
        rows=[
            [german_date(one.day), *(str(number) for number in one.counts), str(one.total), near_words(one)]
            for one in spreads
        ],
        hidden_caption=True,
    )

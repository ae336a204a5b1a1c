"""The pen: places shapes and texts, escapes everything, and closes the drawing with title and description."""

import hashlib
from dataclasses import dataclass, field
from html import escape
from typing import Literal

from django.utils.safestring import SafeString, mark_safe

from rundblick.web.parts import Table

# Fallbacks for readers without CSS; `pictures.css` gives the same names KERN's tokens of the chosen theme.
INKS = {
    "a": "#1f44a8",
    "b": "#00705a",
    "c": "#8f5200",
    "d": "#7322b5",
    "e": "#4c5270",
    "f": "#b3261e",
    "y": "#f0b400",
    "ink": "#14172a",
    "muted": "#4c5270",
    "line": "#9aa0bd",
    "ground": "#e6e7ee",
    "paper": "#ffffff",
}
SERIES = ("a", "b", "c", "d", "e")

TEXT = 17
SMALL = 15
# Mean width of a letter of Fira Sans in parts of its size; generous, so that nothing is cut off.
_LETTER = 0.56

Anchor = Literal["start", "middle", "end"]


@dataclass(frozen=True, kw_only=True)
class Picture:
    """A drawing and the same content as a table. `svg` is safe markup with escaped texts."""

    svg: SafeString
    title: str
    description: str
    table: Table


def text_width(text: str, size: float = TEXT) -> float:
    """The estimated width of a text in drawing units."""
    return len(text) * size * _LETTER


def wrap(text: str, width: float, size: float = TEXT) -> list[str]:
    """The text broken into lines that fit `width`; a longer single word stays whole."""
    lines: list[str] = []
    for word in text.split():
        if lines and text_width(f"{lines[-1]} {word}", size) <= width:
            lines[-1] = f"{lines[-1]} {word}"
        else:
            lines.append(word)
    return lines or [""]


def _number(value: float) -> str:
    return f"{value:.1f}".rstrip("0").rstrip(".")


@dataclass(kw_only=True)
class Drawing:
    """A sheet of `width` units on which shapes are placed from top to bottom.

    `key` tells equal pictures on one page apart: ids are derived from the content and from it.
    """

    width: float
    key: str = ""
    shapes: list[str] = field(default_factory=list)
    patterned: set[str] = field(default_factory=set)

    def bar(self, x: float, y: float, width: float, height: float, series: int = 0) -> None:
        """A filled bar; every series has its own colour and its own pattern."""
        ink = SERIES[series % len(SERIES)]
        edge = f'stroke="{INKS[ink]}" stroke-width="1.5"'
        where = f'x="{_number(x)}" y="{_number(y)}" width="{_number(width)}" height="{_number(height)}"'
        if ink == "a":
            self.shapes.append(f'<rect class="rb-pic-{ink}" {where} fill="{INKS[ink]}"/>')
            return
        self.patterned.add(ink)
        self.shapes.append(f'<rect class="rb-pic-edge-{ink}" {where} fill="url(#ID-muster-{ink})" {edge}/>')

    def rect(self, x: float, y: float, width: float, height: float, ink: str = "ground") -> None:
        self.shapes.append(
            f'<rect class="rb-pic-{ink}" x="{_number(x)}" y="{_number(y)}" width="{_number(width)}" '
            f'height="{_number(height)}" fill="{INKS[ink]}"/>'
        )

    def outline(self, x: float, y: float, width: float, height: float, *, dashed: bool = False) -> None:
        dashes = ' stroke-dasharray="5 4"' if dashed else ""
        self.shapes.append(
            f'<rect class="rb-pic-edge-line" x="{_number(x)}" y="{_number(y)}" width="{_number(width)}" '
            f'height="{_number(height)}" fill="none" stroke="{INKS["line"]}" stroke-width="1.5"{dashes}/>'
        )

    def line(self, x1: float, y1: float, x2: float, y2: float, ink: str = "line", width: float = 1.5) -> None:
        self.shapes.append(
            f'<line class="rb-pic-edge-{ink}" x1="{_number(x1)}" y1="{_number(y1)}" x2="{_number(x2)}" '
            f'y2="{_number(y2)}" stroke="{INKS[ink]}" stroke-width="{_number(width)}"/>'
        )

    def shape(self, path: str, ink: str = "a") -> None:
        """A filled outline given as SVG path data made of numbers, never of foreign text."""
        self.shapes.append(f'<path class="rb-pic-{ink}" d="{path}" fill="{INKS[ink]}"/>')

    def course(self, path: str, ink: str, width: float, *, dashes: str = "") -> None:
        """A course without a filling; path data made of numbers, never of foreign text."""
        dashed = f' stroke-dasharray="{dashes}"' if dashes else ""
        self.shapes.append(
            f'<path class="rb-pic-edge-{ink}" d="{path}" fill="none" stroke="{INKS[ink]}" '
            f'stroke-width="{_number(width)}"{dashed} stroke-linejoin="round"/>'
        )

    def area(self, path: str, ink: str, edge: str = "") -> None:
        """A lightly coloured and patterned outline with a strong edge, on which further things can be read."""
        self.patterned.add(ink)
        rim = edge or ink
        self.shapes.append(f'<path class="rb-pic-{ink}" d="{path}" fill="{INKS[ink]}" fill-opacity="0.18"/>')
        self.shapes.append(
            f'<path class="rb-pic-edge-{rim}" d="{path}" fill="url(#ID-muster-{ink})" fill-opacity="0.4" '
            f'stroke="{INKS[rim]}" stroke-width="3" stroke-linejoin="round"/>'
        )

    def disc(self, x: float, y: float, radius: float) -> None:
        """A round white label with a dark rim, for a number on a patterned ground."""
        self.shapes.append(
            f'<circle class="rb-pic-paper rb-pic-edge-ink" cx="{_number(x)}" cy="{_number(y)}" r="{_number(radius)}" '
            f'fill="{INKS["paper"]}" stroke="{INKS["ink"]}" stroke-width="1.5"/>'
        )

    def text(
        self,
        x: float,
        y: float,
        words: str,
        *,
        ink: str = "ink",
        size: float = TEXT,
        bold: bool = False,
        anchor: Anchor = "start",
    ) -> None:
        weight = ' font-weight="600"' if bold else ""
        align = f' text-anchor="{anchor}"' if anchor != "start" else ""
        self.shapes.append(
            f'<text class="rb-pic-{ink}" x="{_number(x)}" y="{_number(y)}" font-size="{_number(size)}"'
            f'{weight}{align} fill="{INKS[ink]}">{escape(words)}</text>'
        )

    def lines(self, x: float, y: float, words: str, width: float, *, ink: str = "ink", size: float = TEXT) -> float:
        """A text over as many lines as it needs; returns the height used."""
        step = size * 1.3
        broken = wrap(words, width, size)
        for number, line in enumerate(broken):
            self.text(x, y + number * step, line, ink=ink, size=size)
        return step * len(broken)

    def picture(self, *, height: float, title: str, description: str, table: Table) -> Picture:
        """Close the drawing. `description` should say the main point in one or two sentences."""
        body = "".join(self.shapes)
        digest = hashlib.sha256(f"{self.key}|{title}|{body}".encode()).hexdigest()[:10]
        name = f"bild-{digest}"
        patterns = "".join(_PATTERNS[ink] for ink in sorted(self.patterned))
        defs = f"<defs>{patterns}</defs>" if patterns else ""
        svg = (
            (
                f'<svg class="rb-picture__svg" xmlns="http://www.w3.org/2000/svg" role="img" '
                f'aria-labelledby="{name}-t {name}-d" viewBox="0 0 {_number(self.width)} {_number(height)}" '
                f'width="{_number(self.width)}" height="{_number(height)}" font-family="Fira Sans, sans-serif">'
                f'<title id="{name}-t">{escape(title)}</title><desc id="{name}-d">{escape(description)}</desc>'
                f"{defs}{body}</svg>"
            )
            .replace("#ID-", f"#{name}-")
            .replace('id="ID-', f'id="{name}-')
        )
        # Every text went through escape() above; all other parts are numbers and our own names.
        return Picture(svg=mark_safe(svg), title=title, description=description, table=table)  # noqa: S308


def _pattern(ink: str, content: str, size: int = 8, turn: str = "") -> str:
    turned = f' patternTransform="{turn}"' if turn else ""
    return (
        f'<pattern id="ID-muster-{ink}" width="{size}" height="{size}" patternUnits="userSpaceOnUse"{turned}>'
        f"{content}</pattern>"
    )


def _stripe(ink: str, path: str, width: float) -> str:
    return (
        f'<path class="rb-pic-edge-{ink}" d="{path}" stroke="{INKS[ink]}" stroke-width="{_number(width)}" fill="none"/>'
    )


_PATTERNS = {
    "b": _pattern("b", _stripe("b", "M0 4H8", 3.5), turn="rotate(45)"),
    "c": _pattern("c", f'<circle class="rb-pic-c" cx="4" cy="4" r="2.2" fill="{INKS["c"]}"/>'),
    "d": _pattern("d", _stripe("d", "M0 4H8M4 0V8", 2), turn="rotate(45)"),
    "e": _pattern("e", _stripe("e", "M0 4H8", 2), size=6),
    "y": _pattern("y", f'<circle class="rb-pic-y" cx="4" cy="4" r="2.4" fill="{INKS["y"]}"/>'),
    "f": _pattern("f", _stripe("f", "M0 4H8", 3.5), turn="rotate(-45)"),
}

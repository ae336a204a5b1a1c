"""The report on paper: the page's sentences, pictures and tables as an accessible PDF."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from rundblick.evaluation.commenting import Thread, as_text
from rundblick.evaluation.exports.plain import origin
from rundblick.evaluation.models import ReportSnapshot
from rundblick.evaluation.page import Block, Page
from rundblick.evaluation.page.build import build
from rundblick.evaluation.page.words import AS_OF
from rundblick.evaluation.protection import Shown
from rundblick.evaluation.quotes import OutOfReach, out_of_reach
from rundblick.print.pdf import FONT, render
from rundblick.programmes.definition import Programme, Report
from rundblick.web.german import german_date
from rundblick.web.parts import Cell, Table
from rundblick.web.pictures import Picture

WIDTHS = {"Was gezählt wird": 3.0, "Hinweis": 3.0, "Teilgruppe": 1.2, "Wert": 1.25}
"""Columns that need another share of the line than the rest."""

TEMPLATE = Path(__file__).resolve().parent.parent / "templates" / "typ" / "report.typ"


def write(
    programme: Programme,
    report: Report,
    snapshot: ReportSnapshot,
    found: Sequence[Shown],
    comments: Sequence[Thread] = (),
) -> bytes:
    """The PDF of a computed report; the same report gives the same bytes."""
    page = build(
        programme,
        report,
        snapshot.run.label,
        snapshot.as_of,
        found,
        out_of_reach=out_of_reach(programme.id),
    )
    assert snapshot.computed_at is not None
    given = content(programme, snapshot, page) | {"comments": as_text(comments)}
    return render(TEMPLATE, given, created=snapshot.computed_at)


def content(programme: Programme, snapshot: ReportSnapshot, page: Page) -> dict[str, Any]:
    """What the template is given: texts, drawings and tables."""
    return {
        "title": page.title,
        "subtitle": page.subtitle,
        "foot": f"{page.title}, {page.subtitle}",
        "intro": [programme.long_title + ".", programme.summary],
        "traps": [{"heading": heading, "text": text} for heading, text in page.traps],
        "parts": [
            {
                "heading": part.heading,
                "as_of": f"Stichtag {german_date(part.as_of)}",
                "blocks": [_block(block, german_date(part.as_of)) for block in part.blocks],
            }
            for part in page.parts
        ],
        "beyond": [
            {"heading": heading, "entries": [_entry(entry) for entry in entries]} for heading, entries in page.beyond
        ],
        "legends": list(page.legends),
        "origin": [f"{term}: {words}" for term, words in origin(programme, snapshot)],
    }


def _entry(entry: OutOfReach) -> dict[str, str]:
    return {"what": entry.what, "place": entry.place, "reason": entry.reason}


def _block(block: Block, day: str) -> dict[str, Any]:
    return {
        "heading": block.heading,
        "sentences": list(block.sentences),
        "pictures": [_picture(picture) for picture in block.pictures],
        "table": _table(block.figures, day) if block.figures and block.figures.rows else None,
    }


def _picture(picture: Picture) -> dict[str, str]:
    # The drawing names fonts of the screen; paper has its own.
    svg = str(picture.svg).replace('font-family="Fira Sans, sans-serif"', f'font-family="{FONT}"')
    return {"svg": svg, "title": picture.title, "alt": f"{picture.title}. {picture.description}"}


def _table(table: Table, day: str) -> dict[str, Any]:
    """The table as texts. A Stichtag that all rows share stands in the heading instead of in every row."""
    rows = [[cell.text if isinstance(cell, Cell) else cell for cell in row] for row in table.rows]
    columns = list(table.columns)
    place = next((i for i, column in enumerate(columns) if column.label == AS_OF), None)
    caption = table.caption
    if place is not None and {row[place] for row in rows} == {day}:
        rows = [[*row[:place], *row[place + 1 :]] for row in rows]
        columns = [*columns[:place], *columns[place + 1 :]]
        caption = f"{caption} ({AS_OF} {day})"
    return {
        "caption": caption,
        "columns": [{"label": column.label, "numeric": column.numeric} for column in columns],
        "rows": rows,
        "narrow": [WIDTHS.get(column.label, 1.0) for column in columns],
    }

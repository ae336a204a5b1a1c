"""The report on paper for a meeting of the network, as an accessible PDF. It leads to nobody."""

from pathlib import Path
from typing import Any

from rundblick.gaps.models import GapReport
from rundblick.gaps.page import Page, Topic
from rundblick.print.pdf import FONT, render
from rundblick.web.german import german_datetime
from rundblick.web.parts import Cell, Table
from rundblick.web.pictures import Picture

TEMPLATE = Path(__file__).with_name("templates") / "typ" / "gaps.typ"


def write(report: GapReport, page: Page) -> bytes:
    """The PDF of a computed report; the same report with the same proposals gives the same bytes."""
    assert report.computed_at is not None
    return render(TEMPLATE, content(report, page), created=report.computed_at)


def content(report: GapReport, page: Page) -> dict[str, Any]:
    """What the template is given: texts, drawings and tables."""
    return {
        "title": page.title,
        "subtitle": page.subtitle,
        "foot": f"{page.title}, {page.subtitle}",
        "sentences": page.sentences,
        "legend": page.legend if page.hides else "",
        "by_topic": _picture(page.by_topic),
        "topics_table": _table(page.topics_table),
        "by_place": _picture(page.by_place),
        "places_table": _table(page.places_table),
        "by_reason": _picture(page.by_reason),
        "over_time": _picture(page.over_time),
        "topics": [_topic(one) for one in page.topics],
        "quiet": ", ".join(page.quiet),
        "counted": page.counted,
        "computed": f"Berechnet {german_datetime(report.computed_at)}.",
    }


def _topic(one: Topic) -> dict[str, Any]:
    return {
        "label": one.line.label,
        "sentence": one.sentence,
        "supply": f"{one.supply[:1].upper()}{one.supply[1:]}." if one.supply else "",
        "reasons": [f"{label}: {number}" for label, number in one.reasons],
        "places": _table(one.places),
        "quarters": "; ".join(f"{label}: {number}" for label, number in one.quarters),
        "proposal": one.proposal.text if one.proposal else "",
    }


def _picture(picture: Picture | None) -> dict[str, str] | None:
    if picture is None:
        return None
    # The drawing names fonts of the screen; paper has its own.
    svg = str(picture.svg).replace('font-family="Fira Sans, sans-serif"', f'font-family="{FONT}"')
    return {"svg": svg, "title": picture.title, "alt": f"{picture.title}. {picture.description}"}


def _table(table: Table | None) -> dict[str, Any] | None:
    if table is None or not table.rows:
        return None
    return {
        "caption": table.caption,
        "columns": [{"label": column.label, "numeric": column.numeric} for column in table.columns],
        "rows": [[cell.text if isinstance(cell, Cell) else cell for cell in row] for row in table.rows],
        "widths": [3.0 if not column.numeric else 1.2 for column in table.columns],
    }

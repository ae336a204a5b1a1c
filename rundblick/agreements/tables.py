"""The register as a file for a spreadsheet. Cells are never formulas."""

import io
from collections.abc import Iterable, Sequence

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

from rundblick.agreements.models import Agreement
from rundblick.web import spreadsheets
from rundblick.web.german import german_date
from rundblick.web.spreadsheets import neutral

HEAD = (
    "Jobcenter",
    "Stelle",
    "Titel",
    "Wozu",
    "Stand",
    "Verantwortung für Daten",
    "Daten",
    "gilt ab",
    "gilt bis einschließlich",
    "nächste Prüfung",
)
WIDE = {"Titel": 36, "Wozu": 52, "Verantwortung für Daten": 36, "Daten": 44}


def lines(rows: Iterable[Agreement]) -> list[list[str]]:
    """One line per agreement, every cell harmless."""
    return [[neutral(cell) for cell in _cells(row)] for row in rows]


def as_csv(found: Sequence[Sequence[str]]) -> bytes:
    """The register with its head."""
    return spreadsheets.as_csv([HEAD, *found])


def as_xlsx(found: Sequence[Sequence[str]]) -> bytes:
    """One sheet; every cell is text, whatever it looks like."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Vereinbarungen"
    for number, line in enumerate([HEAD, *found], start=1):
        for place, text in enumerate(line, start=1):
            cell = sheet.cell(row=number, column=place, value=text)
            cell.data_type = "s"
            cell.alignment = Alignment(vertical="top", wrap_text=True)
            cell.font = Font(bold=number == 1)
    for place, label in enumerate(HEAD, start=1):
        sheet.column_dimensions[get_column_letter(place)].width = WIDE.get(label, 20)
    sheet.freeze_panes = "A2"
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def _cells(row: Agreement) -> tuple[str, ...]:
    days = (row.valid_from, row.valid_last, row.review_on)
    return (
        row.house.name,
        row.partner_name,
        row.name,
        row.purpose,
        row.get_stage_display() + (", Neufassung in Arbeit" if row.revising else ""),
        row.role.name,
        ", ".join(row.category_labels),
        *(german_date(day) if day else "" for day in days),
    )

"""Workbooks and archives: the same content gives the same bytes."""

import datetime as dt
import io
import zipfile
from collections.abc import Mapping, Sequence
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from rundblick.web.spreadsheets import STILL, neutral, stable

_HEAD = PatternFill("solid", fgColor="E6E7EE")


def as_xlsx(
    sheets: Mapping[str, tuple[Sequence[str], Sequence[Sequence[Any]]]], *, title: str, created: dt.datetime
) -> bytes:
    """One sheet per entry, head in bold; the same content gives the same bytes."""
    book = Workbook()
    first = book.active
    assert isinstance(first, Worksheet)
    book.remove(first)
    moment = created.astimezone(dt.UTC).replace(tzinfo=None, microsecond=0)
    book.properties.title, book.properties.creator, book.properties.created = title, "Rundblick", moment
    for name, (head, rows) in sheets.items():
        _fill(book.create_sheet(name[:31]), head, rows)
    return stable(book, moment)


def _fill(sheet: Worksheet, head: Sequence[str], rows: Sequence[Sequence[Any]]) -> None:
    sheet.append([neutral(label) for label in head])
    for row in rows:
        sheet.append([neutral(value) if isinstance(value, str) else value for value in row])
    for cell in sheet[1]:
        cell.font, cell.fill = Font(bold=True), _HEAD
    for place, label in enumerate(head, start=1):
        letter = get_column_letter(place)
        longest = max([len(label), *(len(str(row[place - 1] or "")) for row in rows[:200])])
        sheet.column_dimensions[letter].width = min(max(12, longest + 2), 60)
        for cell in sheet[letter]:
            cell.alignment = Alignment(vertical="top", wrap_text=True)
            if isinstance(cell.value, dt.date):
                cell.number_format = "DD.MM.YYYY"
            elif isinstance(cell.value, str):
                cell.data_type = "s"
    sheet.freeze_panes = "A2"


def as_zip(files: Mapping[str, bytes]) -> bytes:
    """An archive whose entries carry no time of their own."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as target:
        for name, content in files.items():
            target.writestr(zipfile.ZipInfo(name, date_time=STILL), content, zipfile.ZIP_DEFLATED)
    return buffer.getvalue()

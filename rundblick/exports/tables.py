"""Tables as files for spreadsheets. A text is never a formula, whatever it looks like."""

import csv
import datetime as dt
import io
import re
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from rundblick.access.protocol import neutral

CSV = "text/csv; charset=utf-8"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_HEAD = PatternFill("solid", fgColor="E6E7EE")
_MODIFIED = re.compile(rb"(<dcterms:modified[^>]*>)[^<]*(</dcterms:modified>)")
STILL = (1980, 1, 1, 0, 0, 0)
"""The time of each entry of an archive, so that the same content gives the same bytes."""


def as_csv(head: Sequence[str], rows: Iterable[Sequence[Any]]) -> bytes:
    """Semicolons and a byte order mark, as German spreadsheets expect; numbers with a comma, days as DD.MM.YYYY."""
    buffer = io.StringIO()
    writer = csv.writer(buffer, delimiter=";", lineterminator="\r\n")
    writer.writerow([neutral(label) for label in head])
    for row in rows:
        writer.writerow([written(value) for value in row])
    return buffer.getvalue().encode("utf-8-sig")


def written(value: Any) -> str:
    """A value as text for a CSV cell."""
    match value:
        case None:
            return ""
        case bool():
            return "ja" if value else "nein"
        case float():
            return f"{value:g}".replace(".", ",")
        case dt.date():
            return f"{value:%d.%m.%Y}"
    return neutral(str(value))


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
    return _stable(book, moment)


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


def _stable(book: Workbook, created: dt.datetime) -> bytes:
    raw, stable = io.BytesIO(), io.BytesIO()
    book.save(raw)
    with zipfile.ZipFile(raw) as source, zipfile.ZipFile(stable, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            content = source.read(name)
            if name == "docProps/core.xml":
                # openpyxl writes the moment of saving, whatever the properties say.
                content = _MODIFIED.sub(rb"\g<1>" + created.isoformat().encode() + rb"Z\g<2>", content)
            target.writestr(zipfile.ZipInfo(name, date_time=STILL), content, zipfile.ZIP_DEFLATED)
    return stable.getvalue()


def as_zip(files: Mapping[str, bytes]) -> bytes:
    """An archive whose entries carry no time of their own."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as target:
        for name, content in files.items():
            target.writestr(zipfile.ZipInfo(name, date_time=STILL), content, zipfile.ZIP_DEFLATED)
    return buffer.getvalue()

"""Tables for spreadsheets: no text is a formula, whatever it looks like, and the same content gives the same bytes."""

import csv
import datetime as dt
import io
import re
import zipfile
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from openpyxl import Workbook

CSV = "text/csv; charset=utf-8"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
STILL = (1980, 1, 1, 0, 0, 0)
"""The time of each entry of an archive, so that it says nothing."""
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")
_MODIFIED = re.compile(rb"(<dcterms:modified[^>]*>)[^<]*(</dcterms:modified>)")


def neutral(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula."""
    return f"'{cell}" if cell.startswith(_FORMULA) else cell


def as_csv(rows: Iterable[Sequence[Any]]) -> bytes:
    """Semicolons and a byte order mark, as German spreadsheets expect; the head is the first row."""
    buffer = io.StringIO()
    writer = csv.writer(buffer, delimiter=";", lineterminator="\r\n")
    for row in rows:
        writer.writerow([written(value) for value in row])
    return buffer.getvalue().encode("utf-8-sig")


def written(value: Any) -> str:
    """A value as text for a CSV cell: numbers with a comma, days as DD.MM.YYYY."""
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


def stable(book: "Workbook", created: dt.datetime) -> bytes:
    """The workbook with no time but this one (naive, UTC); openpyxl writes that of saving, whatever it is told."""
    raw, kept = io.BytesIO(), io.BytesIO()
    book.save(raw)
    with zipfile.ZipFile(raw) as source, zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            content = source.read(name)
            if name == "docProps/core.xml":
                content = _MODIFIED.sub(rb"\g<1>" + created.isoformat().encode() + rb"Z\g<2>", content)
            target.writestr(zipfile.ZipInfo(name, date_time=STILL), content, zipfile.ZIP_DEFLATED)
    return kept.getvalue()

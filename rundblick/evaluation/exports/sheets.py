"""XLSX: one sheet per table of the report, and one that says where the numbers come from."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from rundblick.evaluation.exports.plain import COLUMNS, origin, rows, section_labels
from rundblick.evaluation.models import ReportSnapshot
from rundblick.evaluation.page.build import build
from rundblick.evaluation.protection import Shown
from rundblick.evaluation.quotes import out_of_reach
from rundblick.programmes.definition import Programme, Report
from rundblick.web.spreadsheets import neutral, stable

WIDTHS = {"label": 52, "note": 44, "source": 34, "code": 44, "quoted": 40, "section": 30}
_HEAD = PatternFill("solid", fgColor="E6E7EE")
_FORBIDDEN = str.maketrans(dict.fromkeys("[]:*?/\\", " "))


def write(programme: Programme, report: Report, snapshot: ReportSnapshot, found: Sequence[Shown]) -> bytes:
    """The workbook of a computed report."""
    book = Workbook()
    book.properties.title = f"{programme.title}: {report.label}"
    book.properties.language = "de"
    book.properties.creator = "Rundblick"
    assert snapshot.computed_at is not None
    created = snapshot.computed_at.astimezone(dt.UTC).replace(tzinfo=None, microsecond=0)
    book.properties.created = created
    notes = book.active
    assert isinstance(notes, Worksheet)
    _notes(notes, programme, report, snapshot, found)
    labels = section_labels(programme, report, snapshot)
    for section, label in labels.items():
        sheet = book.create_sheet(_title(label, book.sheetnames))
        _figures(sheet, [one for one in found if one.section == section], labels)
    return stable(book, created)


def _title(label: str, taken: Sequence[str]) -> str:
    short = " ".join(label.translate(_FORBIDDEN).split())[:28]
    return short if short not in taken else f"{short} {len(taken)}"


def _figures(sheet: Worksheet, found: Sequence[Shown], labels: dict[str, str]) -> None:
    sheet.append([label for _, label in COLUMNS])
    _dress_head(sheet)
    for row in rows(found, labels):
        sheet.append([neutral(value) if isinstance(value, str) else value for value in row])
    for place, (name, label) in enumerate(COLUMNS, start=1):
        letter = get_column_letter(place)
        sheet.column_dimensions[letter].width = WIDTHS.get(name, max(12, len(label) + 2))
        for cell in sheet[letter][1:]:
            cell.alignment = Alignment(vertical="top", wrap_text=name in WIDTHS)
            if name == "as_of":
                cell.number_format = "DD.MM.YYYY"
            # A text stays a text, whatever it looks like.
            if isinstance(cell.value, str):
                cell.data_type = "s"
    sheet.freeze_panes = "C2"
    sheet.auto_filter.ref = sheet.dimensions


def _notes(
    sheet: Worksheet, programme: Programme, report: Report, snapshot: ReportSnapshot, found: Sequence[Shown]
) -> None:
    sheet.title = "Hinweise"
    page = build(
        programme,
        report,
        snapshot.run.label,
        snapshot.as_of,
        found,
        out_of_reach=out_of_reach(programme.id),
    )
    lines: list[tuple[Any, ...]] = [("Bericht", page.title), *origin(programme, snapshot)]
    lines += [(f"Stichtag: {part.heading}", part.as_of) for part in page.parts]
    lines += [(heading, text) for heading, text in page.traps]
    lines += [("Zeichen", legend) for legend in page.legends]
    lines += [(f"Nicht zu berechnen: {e.what} ({e.place})", e.reason) for e in page.unreachable]
    lines += [(f"In der Quelle verloren: {e.what} ({e.place})", e.reason) for e in page.lost]
    sheet.append(["Was", "Angabe"])
    _dress_head(sheet)
    for term, words in lines:
        sheet.append([neutral(term), neutral(words) if isinstance(words, str) else words])
    for cell in sheet["B"][1:]:
        cell.alignment = Alignment(vertical="top", wrap_text=True)
        if not isinstance(cell.value, str):
            cell.number_format = "DD.MM.YYYY"
    for cell in sheet["A"][1:]:
        cell.alignment = Alignment(vertical="top", wrap_text=True)
    sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width = 44, 96
    sheet.freeze_panes = "A2"


def _dress_head(sheet: Worksheet) -> None:
    for cell in sheet[1]:
        cell.font, cell.fill = Font(bold=True), _HEAD
        cell.alignment = Alignment(vertical="top", wrap_text=True)

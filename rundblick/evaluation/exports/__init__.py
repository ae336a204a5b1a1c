"""A report as a file: PDF, XLSX, CSV or JSON. Files carry what everybody may see, whoever takes them out."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from rundblick.evaluation.commenting import Thread
from rundblick.evaluation.exports import paper, plain, sheets
from rundblick.evaluation.models import ReportSnapshot
from rundblick.evaluation.protection import Shown
from rundblick.programmes.definition import Programme, Report
from rundblick.web.spreadsheets import CSV, XLSX


@dataclass(frozen=True, slots=True)
class File:
    """A finished file; its name holds programme, report and Stichtag."""

    name: str
    content: bytes
    content_type: str


Writer = Callable[[Programme, Report, ReportSnapshot, Sequence[Shown]], bytes]

WRITERS: dict[str, tuple[Writer, str]] = {
    "pdf": (paper.write, "application/pdf"),
    "xlsx": (sheets.write, XLSX),
    "csv": (plain.write_csv, CSV),
    "json": (plain.write_json, "application/json"),
}


def write(
    kind: str,
    programme: Programme,
    report: Report,
    snapshot: ReportSnapshot,
    found: Sequence[Shown],
    comments: Sequence[Thread] = (),
) -> File:
    """The report in one of the forms of `WRITERS`; only paper has comments. Raises KeyError for another form."""
    writer, content_type = WRITERS[kind]
    name = f"{programme.id}-{report.code}-{snapshot.as_of.isoformat()}.{kind}"
    if comments and kind == "pdf":
        return File(name, paper.write(programme, report, snapshot, found, comments), content_type)
    return File(name, writer(programme, report, snapshot, found), content_type)

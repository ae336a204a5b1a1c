"""Lines of the room's lists."""

import datetime as dt
import uuid
from collections.abc import Iterable, Sequence

from django.db.models import QuerySet
from django.urls import reverse

from rundblick.exports.codes import Status
from rundblick.exports.columns import FORMATS, TableColumn, sources
from rundblick.exports.forms.log import LogFilter
from rundblick.exports.models import Delivery, Export, Mapping, MappingVersion, Project
from rundblick.web.clock import BERLIN
from rundblick.web.german import NOTHING, german_date, german_datetime, german_number
from rundblick.web.parts import Badge, Cell, Column, Kind, Table

HEAD = (
    "Wann",
    "Wer",
    "Haus",
    "Was",
    "Titel",
    "Form",
    "Wofür",
    "An wen",
    "Stichtag",
    "Zeilen",
    "Einzelne Menschen",
    "SHA-256",
)


def chosen(rows: QuerySet[Export], form: LogFilter) -> QuerySet[Export]:
    """The lines a filter leaves."""
    given = form.given
    if kind := given.get("art"):
        rows = rows.filter(kind=kind)
    if first := given.get("von"):
        rows = rows.filter(taken_at__gte=_midnight(first))
    if last := given.get("bis"):
        rows = rows.filter(taken_at__lt=_midnight(last + dt.timedelta(days=1)))
    return rows


def _midnight(day: dt.date) -> dt.datetime:
    return dt.datetime.combine(day, dt.time.min, tzinfo=BERLIN)


def log_table(rows: Sequence[Export], house_id: uuid.UUID | None) -> Table:
    """The log on the screen."""
    return Table(
        caption="Was das Haus verlassen hat",
        hidden_caption=True,
        columns=[Column(label=label) for label in ("Was", "Wer und wann", "Wofür und an wen", "Umfang", "Prüfsumme")],
        rows=[
            [
                Cell(
                    text=row.title,
                    note=f"{row.get_kind_display()}, {row.form.upper()}",
                    badge=Badge(text="einzelne Menschen", kind="warning") if row.person_level else None,
                ),
                Cell(text=_who(row, house_id), note=german_datetime(row.taken_at)),
                Cell(text=row.purpose or NOTHING, note=f"an {row.recipient}" if row.recipient else ""),
                Cell(text=_size(row), note=f"Stichtag {german_date(row.as_of)}" if row.as_of else ""),
                Cell(text=f"{row.sha256[:10]}…"),
            ]
            for row in rows
        ],
    )


def _who(row: Export, house_id: uuid.UUID | None) -> str:
    name = row.taken_by.display_name if row.taken_by else NOTHING
    if row.taken_for is not None and row.taken_for_id != house_id:
        return f"{name} ({row.taken_for.name})"
    return name


def _size(row: Export) -> str:
    if row.rows is None:
        return NOTHING
    return "1 Zeile" if row.rows == 1 else f"{german_number(row.rows)} Zeilen"


def log_lines(rows: Iterable[Export]) -> list[list[object]]:
    """The log as lines of a file, in the order of HEAD."""
    return [
        [
            german_datetime(row.taken_at),
            row.taken_by.display_name if row.taken_by else "",
            (row.taken_for or row.house).name,
            row.get_kind_display(),
            row.title,
            row.form,
            row.purpose,
            row.recipient,
            row.as_of,
            row.rows,
            row.person_level,
            row.sha256,
        ]
        for row in rows
    ]


STATES: dict[str, tuple[str, Kind]] = {
    Status.QUEUED: ("wartet", "neutral"),
    Status.RUNNING: ("wird erstellt", "info"),
    Status.DONE: ("fertig", "success"),
    Status.REFUSED: ("nicht ausgegeben", "warning"),
    Status.FAILED: ("fehlgeschlagen", "danger"),
    Status.GONE: ("Datei gelöscht", "neutral"),
}


def deliveries_table(rows: Sequence[Delivery], caption: str = "Was erstellt wurde") -> Table:
    """Orders, newest first as given."""
    return Table(
        caption=caption,
        hidden_caption=True,
        columns=[
            Column(label="Stichtag"),
            Column(label="Stand"),
            Column(label="Zeilen", numeric=True),
            Column(label="Bestellt"),
        ],
        rows=[
            [
                Cell(text=german_date(row.as_of), url=reverse("exports:delivery", args=[row.pk]), note=_from(row)),
                Cell(badge=Badge(text=STATES[row.status][0], kind=STATES[row.status][1])),
                german_number(row.rows) if row.rows else NOTHING,
                Cell(text=german_datetime(row.ordered_at), note=row.ordered_by.display_name if row.ordered_by else ""),
            ]
            for row in rows
        ],
    )


def _from(row: Delivery) -> str:
    if row.run is None:
        return ""
    return row.run.label


def projects_table(rows: Sequence[Project]) -> Table:
    """Research projects with how they stand."""
    return Table(
        caption="Forschungsvorhaben",
        hidden_caption=True,
        columns=[Column(label="Vorhaben"), Column(label="Zeitraum"), Column(label="Stand")],
        rows=[
            [
                Cell(text=row.title, url=reverse("exports:project", args=[row.pk]), note=row.institution),
                f"{german_date(row.valid_from)} bis {german_date(row.last_day)}",
                Cell(badge=state_of(row)),
            ]
            for row in rows
        ],
    )


def state_of(row: Project) -> Badge:
    """Whether a project is approved, waits for it, or is over."""
    if row.closed_on is not None:
        return Badge(text="geschlossen")
    return (
        Badge(text="freigegeben", kind="success")
        if row.approved_at
        else Badge(text="wartet auf Freigabe", kind="warning")
    )


def mappings_table(rows: Sequence[Mapping]) -> Table:
    """Tables for funders."""
    return Table(
        caption="Tabellen",
        hidden_caption=True,
        columns=[Column(label="Tabelle"), Column(label="Angelegt")],
        rows=[
            [Cell(text=row.title, url=reverse("exports:mapping", args=[row.pk])), german_datetime(row.created_at)]
            for row in rows
        ],
    )


def columns_table(version: MappingVersion) -> Table:
    """The columns of a version in words."""
    known = sources()
    return Table(
        caption=f"Spalten der Fassung {version.number}",
        hidden_caption=True,
        columns=[Column(label=label) for label in ("Überschrift", "Inhalt", "Schreibweise", "Prüfung")],
        rows=[
            [
                one.heading,
                f"„{one.fixed}“" if one.source == "fixed" else known[one.source].label,
                FORMATS[one.format],
                _asked(one),
            ]
            for one in map(TableColumn.stored, version.columns)
        ],
    )


def _asked(column: TableColumn) -> str:
    parts = ["Pflicht"] if column.required else []
    parts += [f"erlaubt: {', '.join(column.allowed)}"] if column.allowed else []
    return "; ".join(parts) or NOTHING

"""The archive for research: data as CSV and Parquet, codebook for people and programs, and a note for people.

The same data give the same bytes. Everything is in one archive, so that one check, one hash and one line in the log
hold for all of it ([decision 51](../../../docs/decisions/0051-the-engine-counts-and-the-figures-stay-one.md)).
"""

import csv
import datetime as dt
import io
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Literal

from rundblick.exports.models import Project
from rundblick.exports.tables import as_zip
from rundblick.exports.variables import Variable
from rundblick.scale import contract
from rundblick.scale.contract import Codebook, Column
from rundblick.scale.parquet import MISSING, parquet
from rundblick.web.german import german_date, german_number
from rundblick.web.spreadsheets import neutral

if TYPE_CHECKING:
    from rundblick.exports.research.making import Line

NUMBER, WAVE = contract.FIXED
KINDS: dict[str, Literal["text", "number"]] = {"category": "text", "number": "number"}
CODEBOOK = ("variable", "label", "type", "values", "missing", "source", "version", "quasi_identifier")
TYPES = {"category": "Kategorie", "number": "Zahl"}


def archive(
    project: Project, as_of: dt.date, lines: Sequence["Line"], wanted: Sequence[Variable], result: dict[str, Any]
) -> bytes:
    """Everything in one file. `data.parquet` is in it where DuckDB is installed; `result["parquet"]` says whether."""
    book, columnar = codebook(wanted), as_parquet(lines, wanted)
    result["parquet"] = columnar is not None
    files = {
        contract.CSV: data(lines, wanted),
        contract.CODEBOOK: contract.as_json(for_programs(project, as_of, wanted, result)),
        "codebook.csv": table(CODEBOOK, book),
        "codebook.md": as_markdown(book),
        "README.txt": readme(project, as_of, result).encode(),
    }
    return as_zip(files if columnar is None else {contract.PARQUET: columnar} | files)


def as_parquet(lines: Sequence["Line"], wanted: Sequence[Variable]) -> bytes | None:
    """The rows of data.csv with their types; None where DuckDB is missing."""
    columns = [(NUMBER, "text"), (WAVE, "whole"), *((one.code, KINDS[one.type]) for one in wanted)]
    own = [[line.values[one.code] for line in lines] for one in wanted]
    return parquet(columns, [[line.number for line in lines], [line.wave for line in lines], *own])


def for_programs(project: Project, as_of: dt.date, wanted: Sequence[Variable], result: dict[str, Any]) -> Codebook:
    """The codebook as `rundblick scale` reads it."""
    return Codebook(
        schema_version=contract.SCHEMA_VERSION,
        title=project.title,
        as_of=as_of,
        smallest=result["k"],
        people=result["people"],
        rows=result["rows"],
        without=result["without"],
        left_out=result["left_out"],
        columns=tuple(
            Column(
                code=one.code,
                label=one.label,
                type=KINDS[one.type],
                values=one.values,
                missing=one.missing,
                source=one.source,
                version=one.version,
                quasi=one.quasi,
                sensitive=one.sensitive,
                measure=one.measure,
                occasion=one.occasion,
            )
            for one in wanted
        ),
    )


def table(head: Sequence[str], rows: Sequence[Sequence[Any]]) -> bytes:
    """Commas, UTF-8 without a mark, decimal points: what Stata, R and Python read. Texts cannot start formulas."""
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\n")
    writer.writerow(head)
    for row in rows:
        writer.writerow(["" if cell is None else neutral(cell) if isinstance(cell, str) else cell for cell in row])
    return buffer.getvalue().encode()


def data(lines: Sequence["Line"], wanted: Sequence[Variable]) -> bytes:
    """One row per person and participation, ordered by the number, which says nothing."""
    head = [NUMBER, WAVE, *(one.code for one in wanted)]
    return table(head, [[line.number, line.wave, *(line.values[one.code] for one in wanted)] for line in lines])


def codebook(wanted: Sequence[Variable]) -> list[list[str]]:
    """What each column means, in the order of CODEBOOK."""
    fixed = [
        [
            NUMBER,
            "Nummer der Person in diesem Vorhaben",
            "Kennung",
            "16 Buchstaben und Ziffern",
            "",
            "aus einem geheimen Schlüssel des Vorhabens errechnet; in anderen Vorhaben eine andere",
            "1",
            "nein",
        ],
        [WAVE, "wievielte Teilnahme dieser Person", "Zahl", "1, 2, …", "", "Teilnahmen nach Beginn", "1", "nein"],
    ]
    return fixed + [
        [
            one.code,
            one.label,
            TYPES[one.type],
            "; ".join(f"{code} = {label}" for code, label in one.values.items()) or one.form,
            f"leer: {one.missing}" if one.missing else "",
            one.source,
            one.version,
            "ja" if one.quasi else "nein",
        ]
        for one in wanted
    ]


def as_markdown(book: Sequence[Sequence[str]]) -> bytes:
    """The codebook for people."""
    parts = ["# Codebuch", ""]
    for code, label, kind, told, missing, source, version, quasi in book:
        parts += [f"## `{code}`: {label}", "", f"- Art: {kind}"]
        parts += [f"- Werte: {told}"] if told else []
        parts += [f"- Fehlend: {missing}"] if missing else []
        parts += [f"- Herkunft: {source}", f"- Fassung: {version}", f"- könnte von außen bekannt sein: {quasi}", ""]
    return "\n".join(parts).encode()


def readme(project: Project, as_of: dt.date, result: dict[str, Any]) -> str:
    """What the recipient has to know, in plain sentences."""
    left_out = result["left_out"]
    alike = result.get("alike", {})
    lines = [
        f"{project.title}",
        f"für: {project.institution}",
        f"Grundlage: {project.basis}",
        f"Frage: {project.question}",
        "",
        f"Stichtag: {german_date(as_of)}, der Tag eingeschlossen.",
        f"Menschen in der Datei: {german_number(result['people'])}; Zeilen: {german_number(result['rows'])} "
        "(eine Zeile je Person und Teilnahme).",
        f"Menschen ohne geltende Einwilligung, nicht in der Datei: {german_number(result['without'])}. Über sie steht "
        "hier nichts weiter; wer fehlt, fehlt vielleicht nicht zufällig.",
    ]
    if left_out:
        lines.append(
            f"Menschen in Gruppen unter {result['k']}, weggelassen, weil sonst zu erkennen: {german_number(left_out)}. "
            "Auch sie fehlen nicht zufällig."
        )
    lines += [
        f"Kleinste Gruppe: Mindestens {result['k']} Menschen gleichen sich in allen Merkmalen, die von außen bekannt "
        "sein könnten (k-Anonymität, geprüft über Menschen, nicht über Zeilen).",
        "",
        "Die Daten sind pseudonymisiert, nicht anonym. Sie enthalten keine Namen, keine Tage und keinen freien Text. "
        "Es ist untersagt, sie mit anderen Daten so zu verbinden, dass jemand erkannt wird.",
        "data.csv: Zeichensatz UTF-8, Trennzeichen Komma, Dezimalpunkt. Leere Felder erklärt codebook.csv.",
        "data.parquet: dieselben Zeilen mit Arten, für DuckDB, R, Python und Spark; codebook.json beschreibt beide."
        if result["parquet"]
        else MISSING,
    ]
    if alike:
        lines.append(
            "Hinweis: In diesen Merkmalen sind ganze Gruppen gleich, sodass die Zugehörigkeit zur Gruppe den Wert "
            f"verrät: {', '.join(f'{code} ({number})' for code, number in sorted(alike.items()))}."
        )
    return "\n".join(lines) + "\n"

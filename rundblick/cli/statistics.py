"""`rundblick statistics …`: the figures of Rundblick on a plain CSV file of one's own."""

import json
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

if TYPE_CHECKING:
    from rundblick.statistics.bands import Band
    from rundblick.statistics.files.tables import Table

app = typer.Typer(
    no_args_is_help=True,
    help="Zahlen aus einer eigenen CSV-Datei: Veränderung, Anteile, Dauer, Verlässlichkeit. Nichts wird gespeichert. "
    "Kleine Zahlen verbirgt nur --protect; nutzen Sie das, bevor Sie ein Ergebnis weitergeben.",
)

File = Annotated[str, typer.Argument(metavar="FILE", help="CSV-Datei, - für die Standardeingabe")]
Json = Annotated[bool, typer.Option("--json", help="als JSON")]
Missing = Annotated[str, typer.Option("--missing", help="was außer leeren Zellen „keine Angabe“ heißt, z. B. -9,99")]
Scale = Annotated[str, typer.Option("--scale", help="erlaubte Werte, z. B. 1-8; andere sind Fehler")]
Sure = Annotated[str, typer.Option("--confidence", help="Sicherheit der Bereiche in Prozent")]
Protect = Annotated[
    bool, typer.Option("--protect", help="Zahlen unter 3 verbergen, und die, aus denen man sie errechnen könnte")
]


@app.command("change")
def change(
    file: File,
    bands: Annotated[str, typer.Option("--bands", help="Gruppen nach dem ersten Wert, z. B. 0-3,4-6,7-10")] = "",
    step: Annotated[str, typer.Option("--step", help="kleinster Unterschied, der als Veränderung zählt")] = "0",
    lower: Annotated[bool, typer.Option("--lower-is-better", help="kleinere Werte sind besser")] = False,
    retest: Annotated[
        str, typer.Option("--retest", help="Korrelation bei Wiederholung ohne Hilfe dazwischen, z. B. 0,8")
    ] = "",
    pratt: Annotated[bool, typer.Option("--pratt", help="Wilcoxon: Unveränderte nach Pratt mitzählen")] = False,
    scale: Scale = "",
    missing: Missing = "",
    confidence: Sure = "95",
    protect: Protect = False,
    as_json: Json = False,
) -> None:
    """Veränderung zwischen zwei Messungen derselben Menschen, auch nach ihrem Ausgangswert.

    Spalten: id, t1, t2; möglich sind group, t1_date und t2_date, t1_version und t2_version (andere Fassung: nicht
    verglichen). Mit --protect steht eine Tabelle da: die Gruppen, sonst die Ausgangswerte; Übergänge entfallen.
    Exit-Code 0 mit Ergebnis, 1 bei Fehlern in der Datei oder zu wenigen Fällen, 2 bei falschem Aufruf.
    """
    from rundblick.cli.counting import change as counting
    from rundblick.cli.counting import change_words
    from rundblick.statistics.files.reading import read_measurements

    groups = groups_of(bands)
    question = counting.Question(
        step=number_of(step, "--step"),
        higher_is_better=not lower,
        bands=groups,
        retest=number_of(retest, "--retest") if retest else None,
        zeros="pratt" if pratt else "wilcoxon",
        confidence=confidence_of(confidence),
        protect=protect,
    )
    limits = _scale(scale)

    def compute(table: "Table") -> dict[str, Any]:
        found = read_measurements(table, missing=_words(missing), scale=limits, bands=groups)
        return counting.compute(found, question)

    _answer(file, compute, change_words.as_text, as_json)


@app.command("shares")
def shares(
    file: File,
    column: Annotated[list[str] | None, typer.Option("--column", help="nur diese Spalte; mehrmals möglich")] = None,
    by: Annotated[str, typer.Option("--by", help="Spalte, nach der unterteilt wird; sonst group")] = "",
    several: Annotated[str, typer.Option("--several", help="Zeichen zwischen mehreren Antworten, z. B. |")] = "",
    missing: Missing = "",
    confidence: Sure = "95",
    protect: Protect = False,
    as_json: Json = False,
) -> None:
    """Anteile jeder Antwort an allen, die geantwortet haben, mit Bereich nach Wilson.

    Eine Spalte je Frage; id und group sind keine Fragen. Gerundet wird einmal, nach dem Zählen, kaufmännisch.
    Exit-Code 0 mit Ergebnis, 1 bei Fehlern in der Datei oder zu wenigen Fällen, 2 bei falschem Aufruf.
    """
    from rundblick.cli.counting import shares as counting
    from rundblick.statistics.files.reading import read_answers

    sure = confidence_of(confidence)

    def compute(table: "Table") -> dict[str, Any]:
        found = read_answers(table, missing=_words(missing), names=column or [], by=by)
        return counting.compute(found, several=several, confidence=sure, protect=protect)

    _answer(file, compute, counting.as_text, as_json)


@app.command("survival")
def survival(
    file: File,
    as_of: Annotated[
        str, typer.Option("--as-of", help="Stichtag, z. B. 31.12.2025; der Tag zählt mit; sonst heute")
    ] = "",
    months: Annotated[str, typer.Option("--months", help="Monate, nach denen gefragt wird")] = "1,3,6,12",
    last_day: Annotated[
        bool, typer.Option("--last-day", help="end ist der letzte Tag, an dem jemand noch dabei war")
    ] = False,
    missing: Missing = "",
    confidence: Sure = "95",
    protect: Protect = False,
    as_json: Json = False,
) -> None:
    """Wie lange etwas dauert, auch wenn es noch nicht bei allen zu Ende ist (Kaplan-Meier).

    Spalten: id, start, end, event. end ist der erste Tag, an dem jemand nicht mehr dabei war; leer heißt noch dabei.
    event ist 1 oder ja, wenn es endete, 0 oder nein, wenn nur nichts mehr bekannt ist; ohne die Spalte zählt jedes end.
    Exit-Code 0 mit Ergebnis, 1 bei Fehlern in der Datei oder zu wenigen Fällen, 2 bei falschem Aufruf.
    """
    from rundblick.cli.counting import survival as counting
    from rundblick.cli.main import calendar_day, refuse
    from rundblick.statistics.files.reading import read_durations

    day, sure = calendar_day(as_of), confidence_of(confidence)
    wanted = _words(months)
    if not wanted or not all(word.isdecimal() and 0 < int(word) <= 600 for word in wanted):
        refuse(f"„{months}“ sind keine Monate. Erwartet: 1,3,6,12.")

    def compute(table: "Table") -> dict[str, Any]:
        found = read_durations(table, as_of=day, missing=_words(missing), last_day_counts=last_day)
        asked = sorted({int(word) for word in wanted})
        return counting.compute(found, months=asked, as_of=day, confidence=sure, protect=protect)

    _answer(file, compute, counting.as_text, as_json)


@app.command("alpha")
def alpha(
    file: File,
    column: Annotated[list[str] | None, typer.Option("--column", help="nur diese Frage; mehrmals möglich")] = None,
    turn: Annotated[list[str] | None, typer.Option("--turn", help="umgekehrte Frage umdrehen; braucht --scale")] = None,
    scale: Scale = "",
    missing: Missing = "",
    confidence: Sure = "95",
    protect: Protect = False,
    as_json: Json = False,
) -> None:
    """Cronbachs Alpha: ob mehrere Fragen dasselbe messen, mit Bereich nach Feldt.

    Eine Spalte je Frage, eine Zeile je Person; id ist keine Frage. Wer eine Frage ausließ, zählt nicht mit.
    Exit-Code 0 mit Ergebnis, 1 bei Fehlern in der Datei oder zu wenigen Fällen, 2 bei falschem Aufruf.
    """
    from rundblick.cli.counting import alpha as counting
    from rundblick.statistics.files.reading import read_items

    sure, limits = confidence_of(confidence), _scale(scale)

    def compute(table: "Table") -> dict[str, Any]:
        found = read_items(table, missing=_words(missing), scale=limits, turned=turn or [], names=column or [])
        return counting.compute(found, confidence=sure, protect=protect)

    _answer(file, compute, counting.as_text, as_json)


def _answer(
    file: str,
    compute: Callable[["Table"], dict[str, Any]],
    as_text: Callable[[dict[str, Any]], Iterable[str]],
    as_json: bool,
) -> None:
    """Read, compute and tell; mistakes in the file are told line by line and end with exit code 1."""
    from rundblick.statistics.files.tables import Unreadable, read_table
    from rundblick.statistics.problems import CannotCompute

    content = _content(file)
    try:
        told = compute(read_table(content))
    except CannotCompute as problem:
        mistakes = problem.mistakes if isinstance(problem, Unreadable) else ()
        hidden = problem.count - len(mistakes) if isinstance(problem, Unreadable) else 0
        if as_json:
            typer.echo(_json({"error": _error(problem), "mistakes_not_listed": hidden}))
        else:
            for mistake in mistakes:
                typer.echo(str(mistake), err=True)
            if hidden:
                typer.echo(f"… und {hidden} weitere", err=True)
            typer.echo(str(problem), err=True)
        raise typer.Exit(1) from None
    if as_json:
        typer.echo(_json(told))
        return
    for line in as_text(told):
        typer.echo(line)


def _error(problem: Any) -> dict[str, Any]:
    mistakes = getattr(problem, "mistakes", ())
    told = [{"line": one.line, "column": one.column, "text": one.text} for one in mistakes]
    return {"code": problem.code, "text": str(problem), "mistakes": told}


def _json(told: dict[str, Any]) -> str:
    return json.dumps(told, ensure_ascii=False, indent=2, allow_nan=False)


def _content(file: str) -> bytes:
    from rundblick.cli.main import refuse

    try:
        return sys.stdin.buffer.read() if file == "-" else Path(file).read_bytes()
    except OSError as problem:
        refuse(f"Die Datei {file} lässt sich nicht lesen ({problem.strerror or type(problem).__name__}).")


def groups_of(text: str) -> tuple["Band", ...]:
    from rundblick.cli.main import refuse
    from rundblick.statistics.bands import parse_bands
    from rundblick.statistics.problems import CannotCompute

    try:
        return parse_bands(text) if text else ()
    except CannotCompute as problem:
        refuse(str(problem))


def _scale(text: str) -> "Band | None":
    from rundblick.cli.main import refuse

    found = groups_of(text)
    if len(found) > 1:
        refuse(f"„{text}“ ist keine Skala. Erwartet: 1-8.")
    return found[0] if found else None


def number_of(text: str, option: str) -> float:
    from rundblick.cli.main import refuse
    from rundblick.statistics.files.cells import Reader, WrongCell

    try:
        value = Reader().number(text)
    except WrongCell as problem:
        refuse(f"{option}: {problem}")
    if value is None:
        refuse(f"{option} braucht eine Zahl.")
    return value


def confidence_of(text: str) -> float:
    from rundblick.cli.main import refuse

    value = number_of(text, "--confidence")
    if not 50 <= value < 100:
        refuse("--confidence liegt zwischen 50 und 99,9 Prozent.")
    return value / 100


def _words(text: str) -> list[str]:
    return [word.strip() for word in text.split(",") if word.strip()]

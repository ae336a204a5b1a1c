"""`rundblick …`: the verbs. Those about records need the database's logins in the environment; `.venv/bin/rundblick`
brings them. The verbs of `programmes`, `language`, `statistics` and `scale` read files only.
"""

import datetime as dt
import json
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, NoReturn

import typer

from rundblick.cli.directory import app as directory
from rundblick.cli.region import places, transit
from rundblick.cli.scale import app as scale
from rundblick.cli.statistics import app as statistics

if TYPE_CHECKING:
    from rundblick.programmes.definition import Programme

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "rundblick.settings")

app = typer.Typer(
    no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False, help="Rundblick auf der Kommandozeile."
)
programmes = typer.Typer(no_args_is_help=True, help="Programme als Daten.")
seals = typer.Typer(no_args_is_help=True, help="Siegel des Einsichtsprotokolls.")
app.add_typer(programmes, name="programmes")
language = typer.Typer(no_args_is_help=True, help="Texte lesen: Vermerk-Check und Lesbarkeit.")
app.add_typer(seals, name="seals")
app.add_typer(language, name="language")
app.add_typer(directory, name="directory")
app.add_typer(transit, name="transit")
app.add_typer(places, name="places")
app.add_typer(statistics, name="statistics")
app.add_typer(scale, name="scale")

Json = Annotated[bool, typer.Option("--json", help="als JSON")]


def refuse(message: str) -> NoReturn:
    """End with exit code 2 and a sentence on standard error; never a traceback for wrong words."""
    typer.echo(message, err=True)
    raise typer.Exit(2)


@app.callback()
def _start() -> None:
    import django

    django.setup()


@app.command()
def report(
    programme: Annotated[str, typer.Argument(help="Kennung des Programms, z. B. anna")],
    as_of: Annotated[str, typer.Option("--as-of", help="Stichtag, z. B. 2022-07-31; der Tag zählt mit")] = "",
    run: Annotated[str, typer.Option("--run", help="Durchgang; sonst der, der am Stichtag lief")] = "",
    section: Annotated[str, typer.Option("--section", help="nur diese Tabelle")] = "",
    as_json: Json = False,
) -> None:
    """Kennzahlen eines Programms zum Stichtag, aus den Datensätzen gezählt."""
    from rundblick.access.database import NoWorkerRole
    from rundblick.cli.figures import NothingToReport, figures_of

    try:
        found = figures_of(programme, calendar_day(as_of), run_code=run)
    except (NothingToReport, NoWorkerRole) as problem:
        refuse(str(problem))
    if section:
        found = [figure for figure in found if figure["section"] == section]
        if not found:
            refuse(f"Die Tabelle „{section}“ gibt es in diesem Bericht nicht.")
    if as_json:
        typer.echo(json.dumps({"figures": found}, ensure_ascii=False, indent=2))
        return
    for figure in found:
        typer.echo(_line(figure))


def _line(figure: dict[str, Any]) -> str:
    if figure["numerator"] is None:
        number = "unter 3"
    elif figure["denominator"] is None:
        number = str(figure["value"])
    else:
        number = f"{figure['numerator']} von {figure['denominator']}"
        number += f" ({figure['value']} %)" if figure["value"] is not None else ""
    where = f" [{figure['subgroup']}]" if figure["subgroup"] else ""
    return f"{figure['as_of']}  {figure['label']}{where}: {number}"


@programmes.command("list")
def list_programmes(as_json: Json = False) -> None:
    """Die Bibliothek: Kennung, Titel, Quelle, Einheit und Arten der Regeln."""
    from rundblick.programmes.kinds import KINDS, kinds_of_rules

    rows = [
        {
            "id": p.id,
            "name": p.title,
            "source": ", ".join(p.source.rows),
            "document": p.source.document,
            "unit": p.unit,
            "rules": list(kinds_of_rules(p)),
        }
        for p in _library().values()
    ]

    def line(row: dict[str, Any]) -> str:
        kinds = ", ".join(KINDS[kind] for kind in row["rules"])
        return f"{row['id']}  {row['name']} [{row['source']}] ({row['unit']}): {kinds}"

    _show(rows, as_json, line)


@programmes.command("check")
def check_programme(path: Annotated[Path, typer.Argument(metavar="FILE", help="YAML-Datei")]) -> None:
    """Jeden Fehler einer Definition mit Datei, Zeile, Stelle und Erlaubtem nennen.

    Ist alles in Ordnung, bleibt es still (Exit-Code 0); mit Fehlern endet es mit 1, ohne lesbare Datei mit 2.
    """
    from rundblick.catalogue.loading import DocumentError
    from rundblick.programmes.publishing import load

    if not path.is_file():
        refuse(f"Die Datei {path} gibt es nicht.")
    try:
        load(path)
    except DocumentError as error:
        typer.echo(str(error))
        raise typer.Exit(1) from None


@programmes.command("simulate")
def simulate_programme(
    programme: Annotated[str, typer.Argument(metavar="ID", help="Kennung des Programms, z. B. anna")],
    start: Annotated[str, typer.Option("--start", help="erster Tag der Teilnahme, z. B. 2026-01-07; sonst heute")] = "",
    as_json: Json = False,
) -> None:
    """Alles, was bei einer erdachten Teilnahme fällig wird, bis zum Ende, mit der Regel, aus der es kommt."""
    from rundblick.cli.walking import as_dict, as_text
    from rundblick.programmes.simulate import simulate

    known = _library()
    if programme not in known:
        refuse(f"In der Sammlung gibt es kein Programm „{programme}“. Bekannt: {', '.join(known)}.")
    walk = simulate(known[programme], calendar_day(start))
    if as_json:
        typer.echo(json.dumps(as_dict(walk), ensure_ascii=False, indent=2))
        return
    for line in as_text(walk):
        typer.echo(line)


@app.command("processing-register")
def processing_register(as_json: Json = False) -> None:
    """Das Verarbeitungsverzeichnis aus den Feldern (Art. 30 DSGVO)."""
    from rundblick.access import register

    rows: list[dict[str, Any]] = [dict(row) for row in register.processing_register()]
    _show(rows, as_json, lambda row: " | ".join(str(value) for value in row.values()))


@seals.command("verify")
def verify_seals() -> None:
    """Die ganze Kette des Einsichtsprotokolls prüfen; Exit-Code 1 bei einem Bruch."""
    from rundblick.access.database import as_worker
    from rundblick.access.seals import verify

    with as_worker("cli.verify"):
        findings = verify()
    for finding in findings:
        typer.echo(finding.message, err=True)
    if findings:
        raise typer.Exit(1)
    typer.echo("Die Kette ist unversehrt.")


@language.command("check")
def check_text(
    file: Annotated[str, typer.Argument(metavar="FILE", help="Textdatei, - für die Standardeingabe")],
    kind: Annotated[
        str, typer.Option("--kind", help="vermerk, letter (Brief) oder plain (einfache Sprache)")
    ] = "vermerk",
    protected: Annotated[bool, typer.Option("--protected", help="Text des geschützten Bereichs")] = False,
    as_json: Json = False,
) -> None:
    """Hinweise zu einem Text, mit Grund und Vorschlag; was er enthält, wird nirgends gespeichert.

    Exit-Code 0 ohne Hinweise, 1 mit Hinweisen, 2 ohne lesbaren Text. Kein Hinweis heißt nicht „ist Leichte Sprache“.
    """
    from rundblick.cli.wording import finding_as_dict, findings_as_text
    from rundblick.language import KINDS, check

    chosen = next((known for known in KINDS if known == kind), None)
    if chosen is None:
        refuse(f"Die Art „{kind}“ gibt es nicht. Bekannt: {', '.join(KINDS)}.")
    text = _text(file)
    findings = check(text, kind=chosen, protected=protected)
    if as_json:
        rows = [finding_as_dict(text, finding) for finding in findings]
        typer.echo(json.dumps({"kind": kind, "findings": rows}, ensure_ascii=False, indent=2))
    else:
        for line in findings_as_text(text, findings):
            typer.echo(line)
    if findings:
        raise typer.Exit(1)


@language.command("measure")
def measure_text(
    file: Annotated[str, typer.Argument(metavar="FILE", help="Textdatei, - für die Standardeingabe")],
    as_json: Json = False,
) -> None:
    """Lesbarkeit: Sätze, Wörter, Silben, Wiener Sachtextformel, LIX, Flesch nach Amstad."""
    from rundblick.cli.wording import measures_as_dict, measures_as_text
    from rundblick.language import measure

    measures = measure(_text(file))
    if as_json:
        typer.echo(json.dumps(measures_as_dict(measures), ensure_ascii=False, indent=2))
        return
    for line in measures_as_text(measures):
        typer.echo(line)


def _text(file: str) -> str:
    """The text of a file, or of standard input for "-"; ends with exit code 2 where there is none in UTF-8."""
    try:
        content = sys.stdin.buffer.read() if file == "-" else Path(file).read_bytes()
        return content.decode("utf-8-sig").replace("\r\n", "\n")
    except OSError as error:
        refuse(f"Die Datei {file} lässt sich nicht lesen ({error.strerror or type(error).__name__}).")
    except UnicodeDecodeError:
        refuse(f"{'Die Eingabe' if file == '-' else file} ist kein UTF-8-Text.")


def _library() -> dict[str, "Programme"]:
    from rundblick.catalogue.loading import DocumentError
    from rundblick.programmes.shelf import shelf

    try:
        return shelf()
    except DocumentError as error:
        refuse(str(error))


def _show(rows: list[dict[str, Any]], as_json: bool, line: Callable[[dict[str, Any]], str]) -> None:
    if as_json:
        typer.echo(json.dumps(rows, ensure_ascii=False, indent=2, default=str))
        return
    for row in rows:
        typer.echo(line(row))


def calendar_day(text: str) -> dt.date:
    """A day as somebody typed it, today for an empty text; ends with exit code 2 where it is none."""
    from rundblick.web.clock import today

    if not text:
        return today()
    for pattern in ("%Y-%m-%d", "%d.%m.%Y"):
        try:
            return dt.datetime.strptime(text, pattern).date()  # noqa: DTZ007 - a calendar day has no zone
        except ValueError:
            continue
    refuse(f"„{text}“ ist kein Tag des Kalenders. Erwartet: JJJJ-MM-TT, z. B. 2022-07-31.")


if __name__ == "__main__":
    app(prog_name="rundblick")

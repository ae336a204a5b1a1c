"""`rundblick …`: the verbs. Needs the database's logins in the environment; `.venv/bin/rundblick` brings them."""

import datetime as dt
import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Annotated, Any, NoReturn

import typer

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "rundblick.settings")

app = typer.Typer(
    no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False, help="Rundblick auf der Kommandozeile."
)
programmes = typer.Typer(no_args_is_help=True, help="Programme als Daten.")
seals = typer.Typer(no_args_is_help=True, help="Siegel des Einsichtsprotokolls.")
app.add_typer(programmes, name="programmes")
app.add_typer(seals, name="seals")

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
        found = figures_of(programme, _day(as_of), run_code=run)
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
    from rundblick.programmes.rules import rules_of
    from rundblick.programmes.shelf import shelf

    rows = [
        {
            "id": p.id,
            "name": p.title,
            "source": f"{p.source.document}: {', '.join(p.source.rows)}",
            "unit": p.unit,
            "rules": sorted({rule.kind for rule in rules_of(p).values()}),
        }
        for p in shelf().values()
    ]
    _show(rows, as_json, lambda row: f"{row['id']}  {row['name']} ({row['unit']}): {', '.join(row['rules'])}")


@programmes.command("check")
def check_programme(path: Annotated[Path, typer.Argument(help="YAML-Datei")]) -> None:
    """Jeden Fehler einer Definition mit Datei, Zeile, Stelle und Erlaubtem nennen."""
    from rundblick.catalogue.loading import DocumentError
    from rundblick.programmes.publishing import load

    if not path.is_file():
        refuse(f"Die Datei {path} gibt es nicht.")
    try:
        load(path)
    except DocumentError as error:
        for problem in error.problems:
            typer.echo(str(problem), err=True)
        raise typer.Exit(1) from None
    typer.echo(f"{path.name}: in Ordnung")


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


def _show(rows: list[dict[str, Any]], as_json: bool, line: Callable[[dict[str, Any]], str]) -> None:
    if as_json:
        typer.echo(json.dumps(rows, ensure_ascii=False, indent=2, default=str))
        return
    for row in rows:
        typer.echo(line(row))


def _day(text: str) -> dt.date:
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

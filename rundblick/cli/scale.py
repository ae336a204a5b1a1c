"""`rundblick scale …`: research extracts of one or many houses, counted by DuckDB, Spark or PostgreSQL."""

import contextlib
import json
from collections.abc import Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

if TYPE_CHECKING:
    from rundblick.scale.engines import Engine
    from rundblick.scale.problems import BadExtract

app = typer.Typer(
    no_args_is_help=True,
    help="Auszüge für die Forschung zählen, aus einem Haus oder aus vielen (Ordner je Haus). Nichts wird gespeichert; "
    "Zahlen unter 3 und was sie verriete, bleiben verborgen.",
)


@app.command("report")
def report(
    folder: Annotated[
        Path, typer.Argument(metavar="FOLDER", help="Ordner mit codebook.json und data.parquet, oder je Haus einer")
    ],
    engine: Annotated[
        str, typer.Option("--engine", help="duckdb (ein Rechner), spark (Java 17) oder postgresql (Datenbank)")
    ] = "duckdb",
    by: Annotated[
        str, typer.Option("--by", help="Gruppen: house oder eine Kategorie, z. B. site; leer: keine")
    ] = "house",
    share: Annotated[list[str] | None, typer.Option("--share", help="nur diese Kategorie; mehrmals möglich")] = None,
    change: Annotated[
        list[str] | None, typer.Option("--change", help="zwei Messungen, z. B. wohl_t1,wohl_t2; mehrmals möglich")
    ] = None,
    bands: Annotated[str, typer.Option("--bands", help="Gruppen nach dem ersten Wert, z. B. 1-2,3-4,5-8")] = "",
    step: Annotated[str, typer.Option("--step", help="kleinster Unterschied, der als Veränderung zählt")] = "0",
    lower: Annotated[bool, typer.Option("--lower-is-better", help="kleinere Werte sind besser")] = False,
    confidence: Annotated[str, typer.Option("--confidence", help="Sicherheit der Bereiche in Prozent")] = "95",
    master: Annotated[str, typer.Option("--master", help="Spark: wo es rechnet, z. B. spark://…")] = "local[*]",
    as_json: Annotated[bool, typer.Option("--json", help="als JSON")] = False,
) -> None:
    """Menschen, Anteile, Veränderung, Dauer und die Prüfung auf kleine Gruppen, mit Nenner und Stichtag.

    Verschiedene Codebücher oder Stichtage werden nicht zusammen gezählt. Exit-Code 0 mit Ergebnis, 1 bei Fehlern in
    den Auszügen, 2 bei falschem Aufruf oder wenn ein Paket oder Java fehlt.
    """
    from rundblick.cli.counting import extracts, extracts_words
    from rundblick.cli.statistics import confidence_of, groups_of, number_of
    from rundblick.scale.opening import opened
    from rundblick.scale.problems import BadExtract
    from rundblick.statistics.problems import CannotCompute

    question = extracts.Question(
        by=by,
        shares=tuple(share or ()),
        pairs=tuple(_pair(one) for one in change or ()),
        bands=groups_of(bands),
        step=number_of(step, "--step"),
        higher_is_better=not lower,
        confidence=confidence_of(confidence),
    )
    try:
        with _engine(engine, master) as running, opened(folder, running) as found:
            told = {"engine": engine, **extracts.compute(found, question)}
    except BadExtract as problem:
        _end(problem, as_json)
    except CannotCompute as problem:
        _end_with({"code": problem.code, "text": str(problem), "findings": []}, [str(problem)], as_json, 1)
    if as_json:
        typer.echo(json.dumps(told, ensure_ascii=False, indent=2, allow_nan=False))
        return
    for line in extracts_words.as_text(told):
        typer.echo(line)


def _engine(name: str, master: str) -> "AbstractContextManager[Engine]":
    from rundblick.cli.main import refuse
    from rundblick.scale import engines
    from rundblick.scale.needs import ENGINES

    match name:
        case "duckdb":
            return engines.duckdb()
        case "spark":
            return engines.spark(master)
        case "postgresql":
            return own_postgresql()
    refuse(f"„{name}“ gibt es nicht. Bekannt: {', '.join(ENGINES)}.")


@contextlib.contextmanager
def own_postgresql() -> "Iterator[Engine]":
    """The product's server, as worker, in a connection of its own: temporary tables only, gone with it."""
    import psycopg
    from django.db import connections

    from rundblick.cli.main import refuse
    from rundblick.scale import engines

    if "worker" not in connections.databases:
        refuse("DATABASE_URL_WORKER ist nicht gesetzt.")
    given = connections.create_connection("worker").get_connection_params()
    named = {key: value for key, value in given.items() if key in ("dbname", "user", "password", "host", "port")}
    with psycopg.connect(**named) as connection, engines.postgresql(connection) as engine:
        yield engine


def _pair(text: str) -> tuple[str, str]:
    from rundblick.cli.main import refuse

    first, _, second = (part.strip() for part in text.partition(","))
    if not first or not second or "," in second:
        refuse(f"„{text}“ sind keine zwei Messungen. Erwartet: wohl_t1,wohl_t2.")
    return first, second


def _end(problem: "BadExtract", as_json: bool) -> None:
    told = {"code": problem.code, "text": str(problem), "findings": problem.findings, "not_listed": problem.not_told}
    _end_with(told, problem.lines, as_json, 2 if problem.code in ("needs", "question", "no_files") else 1)


def _end_with(told: dict[str, Any], lines: list[str], as_json: bool, code: int) -> None:
    if as_json:
        typer.echo(json.dumps({"error": told}, ensure_ascii=False, indent=2))
    else:
        for line in lines:
            typer.echo(line, err=True)
    raise typer.Exit(code)

"""`rundblick directory …`: the directory as a file of HSDS 3, out and in."""

import json
from pathlib import Path
from typing import Annotated

import typer

app = typer.Typer(no_args_is_help=True, help="Verzeichnis: als Datei nach HSDS 3 hinaus und herein.")
MOST_TOLD = 100


@app.command("export")
def export(
    file: Annotated[Path, typer.Argument(help="Datei, die geschrieben wird")],
    public: Annotated[bool, typer.Option("--public", help="nur was öffentlich ist")] = False,
) -> None:
    """Alle Stellen mit Angeboten, Orten, Zeiten und Terminen; ohne --public auch Entwürfe und interne Durchwahlen."""
    from rundblick.access.database import NoWorkerRole, as_worker
    from rundblick.cli.main import refuse
    from rundblick.directory.hsds.export import VERSION, directory

    try:
        with as_worker("cli.directory", one_moment=True):
            found = directory(inner=not public)
    except NoWorkerRole as problem:
        refuse(str(problem))
    told = {"version": VERSION, "total_items": len(found), "contents": found}
    try:
        file.write_text(json.dumps(told, ensure_ascii=False, indent=1), "utf-8")
    except OSError as problem:
        refuse(f"{file}: nicht zu schreiben ({problem.strerror}).")
    typer.echo(f"{len(found)} Stellen, {sum(len(one['services']) for one in found)} Angebote in {file}.")


@app.command("import")
def take_in(
    file: Annotated[Path, typer.Argument(help="Datei nach HSDS 3")],
    dry_run: Annotated[bool, typer.Option("--dry-run", help="nur prüfen, nichts schreiben")] = False,
) -> None:
    """Prüft die ganze Datei und schreibt sie dann ganz oder gar nicht. Was nicht gehalten wird, ist gezählt."""
    from rundblick.access.database import NoWorkerRole, as_worker
    from rundblick.cli.main import refuse
    from rundblick.directory.hsds.reading import read
    from rundblick.directory.hsds.writing import NotThis, write

    try:
        text = file.read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError) as problem:
        refuse(f"{file}: nicht zu lesen ({type(problem).__name__}).")
    try:
        with as_worker("cli.directory"):
            written = write(read(text), dry=dry_run)
    except NoWorkerRole as problem:
        refuse(str(problem))
    except NotThis as refused:
        told = refused.problems[:MOST_TOLD]
        more = len(refused.problems) - len(told)
        refuse("\n".join([*told, *([f"… und {more} weitere"] if more else []), "Nichts wurde geschrieben."]))
    typer.echo("Geprüft, nichts geschrieben:" if dry_run else "Geschrieben:")
    for name, count in written.rows.items():
        typer.echo(f"  {name}: {count}")
    for name, count in sorted(written.notes.items()):
        typer.echo(f"  nicht übernommen: {name} ({count})")

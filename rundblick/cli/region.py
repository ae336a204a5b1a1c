"""`rundblick transit …` and `rundblick places …`: data of the region that come as files."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

if TYPE_CHECKING:
    from rundblick.directory.transit.reading import Bounds

transit = typer.Typer(no_args_is_help=True, help="Fahrplan der Region.")
places = typer.Typer(no_args_is_help=True, help="Ortsnamen und Lagen der Region.")


@transit.callback()
def _transit() -> None:
    """Fahrplan der Region."""


@transit.command("import")
def import_timetable(
    feed: Annotated[Path, typer.Argument(metavar="FEED.zip", help="Fahrplan als GTFS")],
    bounds: Annotated[
        str,
        typer.Option("--bounds", help="nur Fahrten, die in diesem Gebiet halten: Süd,West,Nord,Ost in Grad"),
    ] = "",
    skip: Annotated[bool, typer.Option("--skip", help="fehlerhafte Zeilen weglassen statt abzubrechen")] = False,
) -> None:
    """Den Fahrplan durch einen neuen ersetzen. Ist etwas falsch, bleibt der alte stehen."""
    from rundblick.access.database import NoWorkerRole, as_worker
    from rundblick.directory.transit.feed import BadFeed
    from rundblick.directory.transit.importing import read_feed

    corners = _bounds(bounds) if bounds else None
    try:
        with as_worker("cli.transit"):
            read = read_feed(feed, bounds=corners, tolerant=skip, tell=lambda said: typer.echo(said, err=True))
    except NoWorkerRole as problem:
        _refuse(str(problem))
    except BadFeed as problem:
        for sentence in problem.problems:
            typer.echo(sentence, err=True)
        typer.echo("Nichts geändert: Der bisherige Fahrplan gilt weiter.", err=True)
        raise typer.Exit(1) from None
    for sentence in read.problems:
        typer.echo(f"Weggelassen: {sentence}", err=True)
    typer.echo(
        f"{read.trips} Fahrten auf {read.lines} Linien, {read.stops} Haltestellen,"
        f" gültig vom {read.valid_from:%d.%m.%Y} bis {read.valid_until:%d.%m.%Y}."
    )
    if read.outdated:
        typer.echo(f"{read.outdated} Fahrten ohne einen Tag ab heute sind nicht dabei.")
    if read.left_out:
        typer.echo(f"{read.left_out} fehlerhafte Zeilen sind nicht dabei.")


@places.callback()
def _places() -> None:
    """Ortsnamen und Lagen der Region."""


@places.command("import")
def import_places(
    file: Annotated[Path, typer.Argument(metavar="FILE.csv|FILE.osm", help="Ortsnamen oder Adressen mit Lage")],
) -> None:
    """Ortsnamen oder Lagen von Adressen übernehmen.

    Ortsnamen: name, kind, city, district, lat, lon. Adressen: street, number, postcode, city, lat, lon; sie geben den
    Orten eine Lage, die genau so heißen und noch keine haben. Ein Auszug aus OpenStreetMap (.osm, auch .gz oder .bz2)
    gibt beides; Ortsteile und Straßen liegen in der Mitte ihrer Häuser.
    """
    from rundblick.access.database import NoWorkerRole, as_worker
    from rundblick.directory.places_file import read_file
    from rundblick.directory.transit.feed import BadFeed

    try:
        with as_worker("cli.places"):
            taken = read_file(file)
    except NoWorkerRole as problem:
        _refuse(str(problem))
    except BadFeed as problem:
        for sentence in problem.problems:
            typer.echo(sentence, err=True)
        typer.echo("Nichts geändert.", err=True)
        raise typer.Exit(1) from None
    typer.echo(f"{taken.places} Ortsnamen übernommen, {taken.placed} Orte haben jetzt eine Lage.")
    for sentence in taken.open:
        typer.echo(f"Ohne Lage: {sentence}", err=True)


def _bounds(text: str) -> "Bounds":
    from rundblick.directory.transit.reading import Bounds

    try:
        south, west, north, east = (float(part) for part in text.split(","))
    except ValueError:
        _refuse("Das Gebiet braucht vier Zahlen: Süd,West,Nord,Ost, z. B. 51.80,7.78,51.97,8.10.")
    if not (-90 <= south < north <= 90 and -180 <= west < east <= 180):
        _refuse("Im Gebiet stehen zuerst die südwestliche, dann die nordöstliche Ecke: Süd,West,Nord,Ost.")
    return Bounds(south, west, north, east)


def _refuse(message: str) -> NoReturn:
    typer.echo(message, err=True)
    raise typer.Exit(2)

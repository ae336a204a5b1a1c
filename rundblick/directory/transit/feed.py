"""A GTFS feed as it comes: a zip with CSV files, read line by line, every complaint with file and line."""

import csv
import io
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

REQUIRED = ("agency.txt", "stops.txt", "routes.txt", "trips.txt", "stop_times.txt")
CALENDARS = ("calendar.txt", "calendar_dates.txt")
MOST_PROBLEMS = 20
NUL = "\x00"


class BadFeed(Exception):
    """The feed cannot be used. `problems`: one German sentence each, with file and line."""

    def __init__(self, problems: Sequence[str]) -> None:
        super().__init__("\n".join(problems))
        self.problems = list(problems)


@dataclass
class Problems:
    """What is wrong with a feed. Strict: twenty are enough to stop; else wrong lines are left out and counted."""

    tolerant: bool = False
    told: list[str] = field(default_factory=list)
    count: int = 0

    def add(self, file: str, line: int, sentence: str) -> None:
        """Note a wrong line. Raises BadFeed when there are enough."""
        self.count += 1
        if len(self.told) < MOST_PROBLEMS:
            self.told.append(f"{file}, Zeile {line}: {sentence}")
        if not self.tolerant and self.count >= MOST_PROBLEMS:
            raise BadFeed([*self.told, "Es kann noch mehr Fehler geben. Hier wurde abgebrochen."])

    def settle(self) -> None:
        """Raises BadFeed when anything is wrong that was not to be left out."""
        if self.told and not self.tolerant:
            raise BadFeed(self.told)


class Feed:
    """An open feed. Not for several threads."""

    def __init__(self, archive: zipfile.ZipFile, problems: Problems) -> None:
        self._archive = archive
        self.problems = problems
        self._names = _names(archive)

    def has(self, file: str) -> bool:
        """Whether the feed contains a file."""
        return file in self._names

    def check(self) -> None:
        """Raises BadFeed when a file is missing without which there is no timetable."""
        missing = [f"{file} fehlt im Fahrplan." for file in REQUIRED if not self.has(file)]
        if not any(self.has(file) for file in CALENDARS):
            missing.append(
                "calendar.txt und calendar_dates.txt fehlen beide. Eine davon sagt, an welchen Tagen gefahren wird."
            )
        if missing:
            raise BadFeed(missing)

    def rows(self, file: str, needed: Sequence[str], optional: Sequence[str] = ()) -> Iterator[tuple[int, list[str]]]:
        """Lines of a file with their number: values of the columns, in the order asked; "" for a missing optional one.

        Raises BadFeed for what is no CSV in UTF-8, an empty file or a missing column.
        """
        if not self.has(file):
            return
        line = 0
        with self._archive.open(self._names[file]) as raw, _text(raw) as text:
            reader = csv.reader(text, strict=True)
            try:
                head = next(reader, None)
                places = _places(file, head, needed, optional)
                width = len(head or ())
                for values in reader:
                    line = reader.line_num
                    if not values or values == [""]:
                        continue
                    if len(values) != width:
                        self.problems.add(file, line, f"{len(values)} Felder statt {width}.")
                        continue
                    if NUL in "".join(values):
                        self.problems.add(file, line, "Ein Zeichen ist kein Text.")
                        continue
                    yield line, ["" if place is None else values[place].strip() for place in places]
            except UnicodeDecodeError:
                raise BadFeed([f"{file}, nach Zeile {line}: Das ist kein Text in UTF-8."]) from None
            except csv.Error as error:
                raise BadFeed(
                    [f"{file}, Zeile {reader.line_num}: Das ist keine lesbare CSV-Zeile ({error})."]
                ) from None
            except (zipfile.BadZipFile, zlib.error, EOFError, OSError) as error:
                raise BadFeed([f"{file}, nach Zeile {line}: Die Datei ist beschädigt ({error})."]) from None


@contextmanager
def opened(source: Path | IO[bytes], problems: Problems) -> Iterator[Feed]:
    """The feed of a zip file. Raises BadFeed when it is none, or lacks a file."""
    try:
        with zipfile.ZipFile(source) as archive:
            feed = Feed(archive, problems)
            feed.check()
            yield feed
    except zipfile.BadZipFile:
        raise BadFeed(["Die Datei ist kein ZIP-Archiv."]) from None
    except OSError as error:
        raise BadFeed([f"Die Datei lässt sich nicht lesen ({error.strerror or type(error).__name__})."]) from None


def _text(raw: IO[bytes]) -> io.TextIOWrapper:
    return io.TextIOWrapper(raw, encoding="utf-8-sig", newline="")


def _names(archive: zipfile.ZipFile) -> dict[str, str]:
    """Files by their name; a folder around all of them does not matter."""
    tables = [name for name in archive.namelist() if name.endswith(".txt") and "__MACOSX" not in name]
    return {name.rsplit("/", 1)[-1]: name for name in sorted(tables, key=lambda name: -name.count("/"))}


def _places(file: str, head: list[str] | None, needed: Sequence[str], optional: Sequence[str]) -> list[int | None]:
    if not head or not any(head):
        raise BadFeed([f"{file} ist leer."])
    columns = [column.strip() for column in head]
    twice = sorted({column for column in columns if column and columns.count(column) > 1})
    if twice:
        raise BadFeed([f"{file}, Zeile 1: Die Spalte {', '.join(twice)} steht zweimal da."])
    missing = [column for column in needed if column not in columns]
    if missing:
        raise BadFeed([f"{file}, Zeile 1: Die Spalte {', '.join(missing)} fehlt."])
    return [columns.index(column) if column in columns else None for column in (*needed, *optional)]

"""Values of attributes, which are all text in a file: what they must look like. Mistakes go into the book."""

import datetime as dt
import uuid
from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.text import slugify

from rundblick.directory.hsds import shapes
from rundblick.directory.hsds.book import Book
from rundblick.directory.hsds.terms import labels_of
from rundblick.people.languages import LANGUAGES


class Checks:
    """What is asked of single values while an organisation is read."""

    def __init__(self, book: Book, path: str) -> None:
        self.book, self.path = book, path

    def _languages(self, given: Iterable[shapes.Language]) -> list[str]:
        found = []
        by_name = {label.split(" (")[0].casefold(): code for code, label in LANGUAGES.items()}
        for one in given:
            code = one.code if one.code in LANGUAGES else by_name.get(one.name.casefold(), "")
            if code:
                found.append(code)
            else:
                self.book.notes["Sprache, die hier keinen Namen hat"] += 1
        return list(dict.fromkeys(found))

    def _codes(self, said: Mapping[str, list[str]], kind: str, path: str) -> list[str]:
        known = labels_of(kind)
        values = list(dict.fromkeys(said.get(kind, [])))
        for one in values:
            if one not in known:
                self._problem(f"{path}.attributes.{kind}", f"unbekannter Wert „{one[:40]}“")
        return [one for one in values if one in known]

    def _lines(self, values: list[str], path: str) -> list[str]:
        return [self._line(one, path, 100) for one in values]

    def _line(self, value: str, path: str, longest: int) -> str:
        if len(value) > longest:
            self._problem(path, f"höchstens {longest} Zeichen")
        return value

    def _slug(self, value: str) -> str:
        if value and not (value == slugify(value) and len(value) <= 60):
            self._problem(f"{self.path}.attributes.key", f"kein Kurzname: „{value[:60]}“")
        return value

    def _number(self, value: str, path: str, least: int, most: int) -> int | None:
        if not value:
            return None
        if not (value.isascii() and value.isdigit() and len(value) < 6 and least <= int(value) <= most):
            self._problem(path, f"ganze Zahl von {least} bis {most} erwartet")
            return None
        return int(value)

    def _date(self, value: str, path: str) -> dt.date | None:
        try:
            return shapes.near(dt.date.fromisoformat(value)) if value else None
        except ValueError:
            self._problem(path, "kein gültiges Datum (JJJJ-MM-TT)")
            return None

    def _uuid(self, value: str, path: str) -> uuid.UUID | None:
        try:
            return uuid.UUID(value)
        except ValueError:
            self._problem(path, "keine gültige Kennung (UUID)")
            return None

    def _more_than_one(self, path: str, given: list[Any]) -> None:
        if len(given) > 1:
            name = path.rsplit(".", 1)[-1]
            self.book.notes[f"zweites und weiteres in {name}"] += len(given) - 1

    def _problem(self, path: str, words: str) -> None:
        self.book.problems.append(f"{path}: {words}")

"""What a file of HSDS 3 says as rows that are not stored yet, with all that is wrong or left out. No database."""

from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from pydantic import ValidationError

from rundblick.directory import models

MAX_DEPTH = 24
_WORDS = {
    "missing": "fehlt",
    "string_type": "Text erwartet",
    "int_type": "ganze Zahl erwartet",
    "float_type": "Zahl erwartet",
    "list_type": "Liste erwartet",
    "model_type": "Schlüssel mit Werten erwartet",
    "model_attributes_type": "Schlüssel mit Werten erwartet",
    "uuid_type": "Kennung (UUID) erwartet",
    "uuid_parsing": "keine gültige Kennung (UUID)",
    "date_type": "Datum erwartet (JJJJ-MM-TT)",
    "date_parsing": "kein gültiges Datum (JJJJ-MM-TT)",
    "date_from_datetime_parsing": "kein gültiges Datum (JJJJ-MM-TT)",
    "date_from_datetime_inexact": "Datum ohne Uhrzeit erwartet (JJJJ-MM-TT)",
    "datetime_type": "Zeitpunkt erwartet",
    "datetime_parsing": "kein gültiger Zeitpunkt",
    "datetime_from_date_parsing": "kein gültiger Zeitpunkt",
    "string_too_short": "darf nicht leer sein",
    "string_too_long": "höchstens {max_length} Zeichen",
    "greater_than_equal": "mindestens {ge}",
    "less_than_equal": "höchstens {le}",
    "finite_number": "Zahl erwartet",
    "value_error": "{error}",
    "json_invalid": "kein gültiges JSON",
}


@dataclass
class Book:
    """What a file says, as rows in the order in which they are written. `notes`: what was left out, how often."""

    organizations: list[models.Organization] = field(default_factory=list)
    locations: list[models.Location] = field(default_factory=list)
    services: list[models.Service] = field(default_factory=list)
    places: list[models.ServiceAtLocation] = field(default_factory=list)
    schedules: list[models.Schedule] = field(default_factory=list)
    contacts: list[models.Contact] = field(default_factory=list)
    proofs: list[models.Proof] = field(default_factory=list)
    events: list[models.Event] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    notes: Counter[str] = field(default_factory=Counter)

    @property
    def tables(self) -> tuple[list[Any], ...]:
        """All rows by table, what is pointed to first."""
        return (
            self.organizations, self.locations, self.services, self.places,
            self.schedules, self.contacts, self.proofs, self.events,
        )  # fmt: skip


class Bad(ValueError):
    """The file itself cannot be read."""


def plain(value: Any, depth: int) -> Any:
    """The same without empty values; nothing that a database cannot hold."""
    if depth > MAX_DEPTH:
        raise Bad("zu tief verschachtelt")
    if isinstance(value, str):
        if "\x00" in value:
            raise Bad("enthält ein Nullzeichen")
        try:
            value.encode()
        except UnicodeEncodeError as problem:
            raise Bad("enthält halbe Zeichen") from problem
    if isinstance(value, list):
        return [plain(one, depth + 1) for one in value]
    if isinstance(value, dict):
        return {key: plain(one, depth + 1) for key, one in value.items() if one is not None}
    return value


def told(error: ValidationError, path: str) -> list[str]:
    """Mistakes of a shape with their places, in words."""
    found = []
    for one in error.errors(include_url=False, include_input=False):
        place = path + "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in one["loc"])
        words = _WORDS.get(one["type"], "unbekannte Form").format(**{"error": "", **one.get("ctx", {})})
        found.append(f"{place}: {words}")
    return found

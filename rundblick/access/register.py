"""The Verzeichnis von Verarbeitungstätigkeiten (Art. 30 DSGVO), read from the fields' own declarations."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from django.apps import apps
from django.db import models

from rundblick.access.declarations import STAFF_BASIS, Personal, staff
from rundblick.access.doors import case_door, door_of, is_history, rooms_models

COLUMNS = ("room", "table", "field", "purpose", "basis", "necessity", "retention")


def processing_register() -> list[dict[str, str]]:
    """One row per field with personal data: room, table, field, purpose, basis, necessity, retention.

    Rooms in the order of the house, then tables and fields as declared. The tables of the libraries Rundblick
    stands on (login, sessions, jobs) follow at the end.
    """
    return [*_own_rows(), *_library_rows()]


@dataclass(frozen=True)
class Line:
    """Fields of one table that are processed for the same reason."""

    fields: tuple[str, ...]
    reason: Personal


@dataclass(frozen=True)
class TableEntry:
    """One table of the register."""

    table: str
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class RoomEntry:
    """One room of the register."""

    room: str
    tables: tuple[TableEntry, ...]


def grouped() -> list[RoomEntry]:
    """The same rows for reading: per room and table, fields with the same reason on one line."""
    rooms = []
    for room, of_room in groupby(processing_register(), key=lambda row: row["room"]):
        tables = []
        for table, of_table in groupby(of_room, key=lambda row: row["table"]):
            reasons: dict[Personal, list[str]] = {}
            for row in of_table:
                reason = Personal(row["purpose"], row["basis"], row["necessity"], row["retention"])
                reasons.setdefault(reason, []).append(row["field"])
            lines = tuple(Line(tuple(names), reason) for reason, names in reasons.items())
            tables.append(TableEntry(table, lines))
        rooms.append(RoomEntry(room, tuple(tables)))
    return rooms


def reasons_of_cases() -> list[Personal]:
    """Why anything is kept about the people of a case, each reason once, in the order of the house."""
    of_cases = (model for model in rooms_models() if not is_history(model) and isinstance(door_of(model), case_door))
    told = (reason for model in of_cases for reason in getattr(model, "personal_data", {}).values())
    return list(dict.fromkeys(told))


def _own_rows() -> Iterator[dict[str, str]]:
    for model in rooms_models():
        if is_history(model):
            continue
        declared: dict[str, Personal] = getattr(model, "personal_data", {})
        for name, reason in declared.items():
            room = str(apps.get_app_config(model._meta.app_label).verbose_name)
            yield _row(room, _name(model), _field_name(model, name), reason)


def _name(model: type[models.Model]) -> str:
    return str(model._meta.verbose_name)


def _field_name(model: type[models.Model], name: str) -> str:
    words = str(getattr(model._meta.get_field(name), "verbose_name", name))
    return words[:1].upper() + words[1:]


def _row(room: str, table: str, field: str, reason: Personal) -> dict[str, str]:
    return {
        "room": room,
        "table": table,
        "field": field,
        "purpose": reason.purpose,
        "basis": reason.basis,
        "necessity": reason.necessity,
        "retention": reason.retention,
    }


def _library_rows() -> Iterator[dict[str, str]]:
    login = staff("Anmeldung", "Ohne Anmeldung kein Schutz der Akten")
    idle = Personal("Angemeldet bleiben", STAFF_BASIS, "Nur für die Dauer der Sitzung", "Ende der Sitzung")
    brake = Personal("Schutz vor dem Erraten von Passwörtern", "Art. 32 DSGVO", "Ohne Zähler keine Bremse", "1 Stunde")
    room = "Anmeldung und Betrieb"
    yield _row(room, "Sitzung", "Konto, Zeitpunkt der letzten Nutzung", idle)
    yield _row(room, "Zweiter Faktor", "Geheimnis (verschlüsselt), Name des Schlüssels, letzte Nutzung", login)
    yield _row(room, "Anmeldung über das Haus", "Kennung beim Anmeldedienst, E-Mail-Adresse", login)
    yield _row(room, "Zähler der Bremse", "Konto oder Netzadresse, Anzahl der Versuche", brake)
    yield _row(
        room,
        "Aufträge im Hintergrund",
        "nur Kennungen, keine Inhalte",
        Personal("Aufgaben, die länger dauern", STAFF_BASIS, "Kennung des Falls oder Kontos", "7 Tage"),
    )

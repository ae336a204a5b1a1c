"""Rows on their way into a table by COPY."""

from __future__ import annotations

from typing import Any

from django.db import connections, models
from psycopg.types.json import Jsonb


class Sheet:
    """Rows of one table. Columns that are not named get the default of their field.

    A default that is a function is asked once: all rows of the sheet share it.
    """

    def __init__(self, model: type[models.Model], *named: str) -> None:
        fields = {field.attname: field for field in model._meta.concrete_fields}
        if unknown := set(named) - set(fields):
            raise TypeError(f"{model._meta.label} has no {', '.join(sorted(unknown))}")
        rest = [field for name, field in fields.items() if name not in named and not _by_database(field)]
        columns = [fields[name].column for name in named] + [field.column for field in rest]
        quoted = ", ".join(f'"{column}"' for column in columns)
        self.table = model._meta.db_table
        self._command = f'COPY "{self.table}" ({quoted}) FROM STDIN'
        self._constant = tuple(_constant(field) for field in rest)
        self._rows: list[tuple[Any, ...]] = []

    def add(self, *values: Any) -> None:
        """One row: the values of the named columns, in their order."""
        self._rows.append(values + self._constant)

    def write(self) -> None:
        """Send the rows that have come together, as owner, inside the caller's transaction."""
        if not self._rows:
            return
        with connections["owner"].cursor() as cursor, cursor.copy(self._command) as copy:
            for row in self._rows:
                copy.write_row(row)
        self._rows.clear()


def _by_database(field: models.Field[Any, Any]) -> bool:
    return isinstance(field, models.AutoField)


def _constant(field: models.Field[Any, Any]) -> Any:
    value = field.get_default()
    return Jsonb(value) if isinstance(field, models.JSONField) else value

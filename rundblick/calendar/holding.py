"""Changing rows that two people may change at once."""

from typing import Any, TypeVar

from django.db.models import Model

from rundblick.calendar.errors import Refused, Stale

R = TypeVar("R", bound=Model)


def held(row: R, *, version: int | None = None) -> R:
    """The row as it is now, locked. Raises Stale when it is not the `version` somebody saw, Refused when it is gone."""
    rows: Any = type(row)._default_manager.select_for_update(of=("self",))
    found: R | None = rows.filter(pk=row.pk).first()
    if found is None:
        raise Refused("Diesen Eintrag gibt es nicht mehr.")
    if version is not None and found.version != version:  # type: ignore[attr-defined]
        raise Stale(found)
    return found


def save(row: Any, **values: Any) -> None:
    """Set the values and count the version up."""
    for name, value in values.items():
        setattr(row, name, value)
    row.version += 1
    row.save()

"""What the verbs have in common."""

import uuid
from typing import Any, TypeVar

from django.db.models import Model

from rundblick.access.models import Organisation, User
from rundblick.calendar.errors import Mistaken, Refused, Stale

R = TypeVar("R", bound=Model)


def refuse(problems: dict[str, str]) -> None:
    """Raise Mistaken when there is any problem."""
    if problems:
        raise Mistaken(problems)


def house_of(user: User) -> Organisation:
    """The Jobcenter somebody works for. Raises Refused for everybody else."""
    house = user.organisation
    if house is None or house.kind != Organisation.Kind.JOBCENTER:
        raise Refused("Das führt ein Jobcenter.")
    return house


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


def token_or_new(token: uuid.UUID | None) -> uuid.UUID:
    """The id of a new row: the token of its form, so that a form sent twice makes one row."""
    return token or uuid.uuid4()

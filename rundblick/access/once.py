"""A form that is sent twice makes one row."""

from typing import Any, TypeVar

from django.db import IntegrityError, transaction
from django.db.models import Model

R = TypeVar("R", bound=Model)


def insert_once(row: R, *, within: str = "dossier_id") -> R:
    """Insert a row whose id is the token of its form; the one stored before when it is there already in this dossier.

    `within`: the column in which both must agree, where rows belong to no dossier. What comes back is `row` itself
    only if it was inserted now. Raises IntegrityError for any other clash.
    """
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError:
        # Asked afterwards: two clicks at once would both find nothing if they asked before.
        twin: Any = type(row)._default_manager.filter(**{"pk": row.pk, within: getattr(row, within)}).first()
        if twin is None:
            raise
        return twin
    return row

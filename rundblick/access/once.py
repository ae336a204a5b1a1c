"""A form that is sent twice makes one row."""

from typing import Any, TypeVar

from django.db import IntegrityError, transaction

from rundblick.access.models import DossierScoped

R = TypeVar("R", bound=DossierScoped)


def insert_once(row: R) -> R:
    """Insert a row whose id is the token of its form; the one stored before when it is there already in this dossier.

    What comes back is `row` itself only if it was inserted now. Raises IntegrityError for any other clash.
    """
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError:
        # Asked afterwards: two clicks at once would both find nothing if they asked before.
        twin: Any = type(row).objects.filter(pk=row.pk, dossier_id=row.dossier_id).first()
        if twin is None:
            raise
        return twin
    return row

"""Which programmes are offered here, and which stand in the collection as examples of practice."""

import datetime as dt
import uuid
from collections.abc import Iterable

from django.db.models import Q

from rundblick.programmes.definition import Programme
from rundblick.programmes.models import Definition, Run
from rundblick.programmes.vocabulary import vocabulary
from rundblick.web.german import german_date


def offered_here(rows: Iterable[Definition], day: dt.date) -> set[uuid.UUID]:
    """Those of the published versions with a run that takes people in on that day, here. One query.

    A run is one of ours when an organisation carries it out, or when somebody of the house published its version. The
    library is published by the machine and without a provider: many of its examples name no end and would otherwise
    pass for offers although another Jobcenter described them.
    """
    ours = Q(provider__isnull=False) | Q(definition__published_by__isnull=False)
    holds = Q(valid_from__lte=day) & (Q(valid_until__isnull=True) | Q(valid_until__gt=day))
    found = Run.objects.filter(ours, holds, definition_id__in=[row.pk for row in rows])
    return set(found.order_by().values_list("definition_id", flat=True).distinct())


def historical(programme: Programme, day: dt.date) -> str:
    """Why a programme is history on that day, as a German sentence; "" when it is not.

    A legal basis that has ended, or runs that are all over.
    """
    bases = [basis for use in programme.legal_basis if (basis := vocabulary().legal_basis(use.code))]
    over = [basis for basis in bases if basis.valid_until is not None and basis.valid_until <= day]
    if over and len(over) == len(bases):
        last = max(basis.valid_until - dt.timedelta(days=1) for basis in over if basis.valid_until)
        return f"Die Rechtsgrundlage galt bis zum {german_date(last)}; heute gilt anderes Recht."
    if all(run.valid_until is not None and run.valid_until <= day for run in programme.runs):
        ends = max(run.valid_until for run in programme.runs if run.valid_until)
        return f"Der letzte Durchgang endete am {german_date(ends - dt.timedelta(days=1))}."
    return ""

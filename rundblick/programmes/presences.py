"""Reading the attendance ledger, and who may see absences.

Under a legal basis whose absences stay with the provider (§ 16k SGB II: a voluntary help that knows no duty to report
and no sanction) nobody outside of the house that runs the programme is shown who was missing, when or why. For them the
rows themselves are narrowed to presence, so that no page, sum or print can give an absence away. Without a provider
those who keep the ledger see what they wrote.
"""

import uuid
from collections.abc import Collection, Iterable
from typing import TYPE_CHECKING

from django.db.models import Q

from rundblick.access.context import Context, current
from rundblick.people import queries as people
from rundblick.programmes.definition import Programme
from rundblick.programmes.models import Participation, Presence, Run
from rundblick.programmes.publishing import document
from rundblick.programmes.vocabulary import vocabulary

if TYPE_CHECKING:
    from rundblick.programmes.bridge import Frame


def shield(programme: Programme) -> str:
    """The legal basis under which absences stay with the house that runs the programme, in words; empty if none."""
    known = (vocabulary().legal_basis(basis.code) for basis in programme.legal_basis)
    return next((basis.label for basis in known if basis is not None and basis.absences_stay), "")


def absences_open(context: Context, programme: Programme, run: Run, *, may_write: bool) -> bool:
    """Whether this reader is shown absences. Jobs without a user see everything: rules read it, nobody else."""
    if context.kind.startswith("system") or not shield(programme):
        return True
    if run.provider_id is not None:
        return run.provider_id == context.organisation_id
    return may_write


def programme_of(participation: Participation) -> Programme:
    """The definition a participation stands on; its run and definition are read already."""
    return document(participation.run.definition)


def shown(found: Iterable["Frame"], *, writable: Collection[uuid.UUID] = ()) -> list[Presence]:
    """The lines of these frames the reader may see, oldest first. One query, none where nothing is counted.

    `writable`: participations the reader may change; it matters only where no provider is named.
    """
    context = current()
    everything: list[uuid.UUID] = []
    presence_only: list[uuid.UUID] = []
    for frame in found:
        if frame.programme.attendance is None:
            continue
        for row in frame.rows:
            seen = absences_open(context, frame.programme, frame.run, may_write=row.pk in writable)
            (everything if seen else presence_only).append(row.pk)
    if not everything and not presence_only:
        return []
    wanted = Q(participation__in=everything) | Q(participation__in=presence_only, state=Presence.State.PRESENT)
    return _read(wanted)


def all_lines(found: Iterable["Frame"]) -> list[Presence]:
    """The lines of these frames as the rules read them: presence and absence. Pages take `shown` instead.

    One query, none where nothing is counted.
    """
    ids = [row.pk for frame in found if frame.programme.attendance is not None for row in frame.rows]
    return _read(Q(participation__in=ids)) if ids else []


def _read(wanted: Q) -> list[Presence]:
    return list(people.opened(Presence.objects.filter(wanted)).order_by("on", "pk"))

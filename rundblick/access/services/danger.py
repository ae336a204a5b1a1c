"""The protected area in acute danger to life: one person asks, a second one of the same house agrees."""

import datetime as dt
import uuid

from django.contrib.postgres.functions import TransactionNow
from django.db.models import QuerySet

from rundblick.access.context import Context, reason
from rundblick.access.doors import BY_CONSENT_ALONE
from rundblick.access.models import DangerRequest, Grant
from rundblick.access.models.dossiers import Basis, PrincipalKind
from rundblick.access.services.doors import BREAK_GLASS_HOURS, CONTENT, SHORTEST_REASON, DoorClosed, may_help
from rundblick.web.clock import now

LAPSES = dt.timedelta(hours=1)
LAPSED = "Diese Bitte gilt nicht mehr. Wenn die Gefahr noch besteht, bitten Sie noch einmal."
OWN = "Über die eigene Bitte entscheidet jemand anderes."


def ask_for_second(context: Context, *, dossier_id: uuid.UUID, danger: str) -> DangerRequest:
    """Ask a colleague to agree that the protected area is opened. Asking twice makes one request.

    Raises DoorClosed for whoever does not work in the owning Jobcenter, and without words about the danger.
    """
    if not may_help(context, dossier_id) or context.user_id is None or context.organisation_id is None:
        raise DoorClosed("Das ist nur für Fachkräfte des zuständigen Jobcenters möglich.")
    if len(danger.strip()) < SHORTEST_REASON:
        raise DoorClosed(f"Bitte die Gefahr mit mindestens {SHORTEST_REASON} Zeichen beschreiben.")
    standing = open_requests(context).filter(dossier_ref=dossier_id, asked_by_id=context.user_id).first()
    if standing is not None:
        return standing
    with reason("access.danger.ask"):
        return DangerRequest.objects.create(
            dossier_ref=dossier_id,
            organisation_id=context.organisation_id,
            danger=danger.strip()[:300],
            asked_by_id=context.user_id,
            asked_at=now(),
        )


def agree(context: Context, *, request: DangerRequest) -> Grant:
    """Open the protected area for whoever asked, for three hours, to read.

    Raises DoorClosed for one's own request, one that has lapsed or was decided, and for outsiders.
    """
    held = _open(context, request)
    with reason("access.danger.agree"):
        grant = Grant.objects.create(
            dossier_id=held.dossier_ref,
            principal_kind=PrincipalKind.USER,
            principal_id=held.asked_by_id,
            basis=Basis.BREAK_GLASS,
            topics=[*CONTENT, *sorted(BY_CONSENT_ALONE)],
            writes=False,
            valid_from=TransactionNow(),
            valid_until=now() + dt.timedelta(hours=BREAK_GLASS_HOURS),
            evidence=f"Gefahr für Leib oder Leben, zweite Person: {context.user_label}. {held.danger}"[:300],
            granted_by_id=context.user_id,
        )
        _decide(held, context, grant)
    return grant


def decline(context: Context, *, request: DangerRequest) -> None:
    """Not agree. Raises as `agree` does."""
    held = _open(context, request)
    with reason("access.danger.decline"):
        _decide(held, context, None)


def open_requests(context: Context) -> QuerySet[DangerRequest]:
    """Requests in the own house that wait for a second person, the oldest first."""
    rows = requests_of(context).filter(decided_at__isnull=True, asked_at__gt=now() - LAPSES)
    return rows.order_by("asked_at", "pk")


def requests_of(context: Context) -> QuerySet[DangerRequest]:
    """All requests of the own house."""
    if context.organisation_id is None:
        return DangerRequest.objects.none()
    return DangerRequest.objects.filter(organisation_id=context.organisation_id)


def _open(context: Context, request: DangerRequest) -> DangerRequest:
    held = DangerRequest.objects.select_for_update().filter(pk=request.pk).first()
    if held is None or not may_help(context, held.dossier_ref):
        raise DoorClosed("Das ist nur für Fachkräfte des zuständigen Jobcenters möglich.")
    if held.asked_by_id == context.user_id:
        raise DoorClosed(OWN)
    if held.decided_at is not None or held.asked_at <= now() - LAPSES:
        raise DoorClosed(LAPSED)
    return held


def _decide(held: DangerRequest, context: Context, grant: Grant | None) -> None:
    held.decided_by_id, held.decided_at, held.grant = context.user_id, now(), grant
    held.save(update_fields=["decided_by", "decided_at", "grant"])

"""Erasing a dossier: two people decide, the worker carries it out, the register outlives it (SGB X § 84)."""

import json
import uuid
from pathlib import Path

from django.conf import settings
from django.db import connection, transaction

from rundblick.access import hooks
from rundblick.access.context import Context, reason
from rundblick.access.doors import case_dossier_columns
from rundblick.access.models import Dossier, DossierKey, Draft, Erasure, Grant, TimelineEntry
from rundblick.access.roles import Role
from rundblick.access.services.doors import DoorClosed
from rundblick.web.clock import now


def request_erasure(context: Context, *, dossier_id: uuid.UUID, ground: str) -> Erasure:
    """Ask for erasure with a legal ground (e.g. "Aufbewahrungsfrist abgelaufen"). Asking twice is harmless."""
    if context.user_id is None or not ground.strip():
        raise DoorClosed("Bitte den Grund der Löschung angeben.")
    with reason("access.erasure.request"):
        existing = Erasure.objects.filter(dossier_ref=dossier_id).first()
        return existing or Erasure.objects.create(
            dossier_ref=dossier_id,
            ground=ground.strip()[:200],
            requested_by_id=context.user_id,
            requested_at=now(),
        )


def approve_erasure(context: Context, *, erasure: Erasure) -> Erasure:
    """Approve as data protection officer; nobody approves their own request."""
    if not context.has_role(Role.DPO):
        raise DoorClosed("Löschungen gibt die oder der Datenschutzbeauftragte frei.")
    if erasure.requested_by_id == context.user_id:
        raise DoorClosed("Wer die Löschung beantragt hat, kann sie nicht selbst freigeben.")
    with reason("access.erasure.approve"):
        erasure.approved_by_id, erasure.approved_at = context.user_id, now()
        erasure.save(update_fields=["approved_by", "approved_at"])
    return erasure


def dismiss_erasure(context: Context, *, erasure: Erasure) -> None:
    """Turn a request down (data protection) or take it back (who asked); nothing is erased.

    Raises DoorClosed for everybody else, and after the approval.
    """
    if erasure.approved_at is not None:
        raise DoorClosed("Diese Löschung ist schon freigegeben.")
    if not context.has_role(Role.DPO) and erasure.requested_by_id != context.user_id:
        raise DoorClosed("Ablehnen kann nur der Datenschutz, zurücknehmen nur, wer gefragt hat.")
    with reason("access.erasure.dismiss"):
        erasure.delete()


def erase(dossier_id: uuid.UUID) -> int:
    """Carry out an approved erasure; returns the number of rows removed. Must run as worker.

    Reaches the rooms' rows (through hooks), history, drafts, timeline, grants and the key; the log keeps its ids.
    Raises DoorClosed when nobody approved.
    """
    order = Erasure.objects.select_for_update().filter(dossier_ref=dossier_id, approved_at__isnull=False).first()
    if order is None:
        raise DoorClosed("Für diese Akte gibt es keine freigegebene Löschung.")
    with reason("access.erasure.execute"):
        removed = _remove_everything(dossier_id)
        order.executed_at, order.executed_rows = now(), removed
        order.save(update_fields=["executed_at", "executed_rows"])
    transaction.on_commit(lambda: append_to_register(dossier_id))
    return removed


def reapply() -> list[uuid.UUID]:
    """Erase again what a restore brought back, as the register says; answers those dossiers. Must run as worker."""
    returned = list(Dossier.objects.filter(pk__in=erased_dossiers()).values_list("pk", flat=True))
    with reason("access.erasure.reapply"):
        for dossier_id in returned:
            _remove_everything(dossier_id)
    return returned


def _remove_everything(dossier_id: uuid.UUID) -> int:
    DossierKey.objects.filter(dossier_id=dossier_id).delete()
    removed = sum(remove(dossier_id) for remove in reversed(list(hooks.erase)))  # higher rooms point to lower ones
    removed += Draft.objects.filter(dossier_id=dossier_id).delete()[0]
    removed += TimelineEntry.objects.filter(dossier_id=dossier_id).delete()[0]
    removed += Grant.objects.filter(dossier_id=dossier_id).delete()[0]
    Dossier.objects.filter(pk=dossier_id).delete()
    return removed + _erase_history(dossier_id)


def _erase_history(dossier_id: uuid.UUID) -> int:
    """History tables last, since the deletions above wrote their own former rows into them."""
    removed = 0
    with connection.cursor() as cursor:
        for table, column in case_dossier_columns(history=True):
            cursor.execute(f'DELETE FROM "{table}" WHERE "{column}" = %s', [dossier_id])
            removed += cursor.rowcount
    return removed


def register_path() -> Path:
    """The register of erasures outside of the database; a restore applies it again."""
    return Path(settings.RUNDBLICK.seal_dir) / "erasures.jsonl"


def append_to_register(dossier_id: uuid.UUID) -> None:
    """Write the dossier's id into the register; ids only."""
    path = register_path()
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a", encoding="ascii") as register:
        register.write(json.dumps({"dossier": str(dossier_id), "at": now().isoformat()}) + "\n")


def erased_dossiers() -> list[uuid.UUID]:
    """Ids in the register, oldest first."""
    path = register_path()
    if not path.exists():
        return []
    return [uuid.UUID(json.loads(line)["dossier"]) for line in path.read_text("ascii").splitlines() if line.strip()]

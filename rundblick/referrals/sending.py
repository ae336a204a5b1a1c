"""The last look before a link leaves by mail, as worker, and what became of it."""

import uuid

from django.db import connection

from rundblick.post.registries import Cause, Ticket
from rundblick.referrals.models import AnswerLink


def allow(message_id: uuid.UUID) -> Ticket:
    """Is the link still open, with what it rests on, and is the sender's door still open?"""
    row = AnswerLink.objects.filter(pk=message_id).select_related("author").first()
    if row is None or not row.author.is_active or not _open(row.token_hash):
        return Ticket()
    writes = AnswerLink.objects.visible_to(row.author.access_context(), writing=True).filter(pk=row.pk)
    return Ticket(address=row.address or "") if writes.exists() else Ticket()


def settled(message_id: uuid.UUID, state: str, refused: bool) -> None:
    """Note what became of it."""
    AnswerLink.objects.filter(pk=message_id).update(state=state)


def _open(token_hash: str) -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT EXISTS (SELECT 1 FROM referrals_link(%s))", [token_hash])
        return bool(cursor.fetchone()[0])


CAUSED = Cause(allow, settled)

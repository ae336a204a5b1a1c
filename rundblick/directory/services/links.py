"""Links by which an organisation without an account says once whether its entry is right."""

import datetime as dt
import json
import secrets
import uuid
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from django.db import connection
from django.db.models import Exists, OuterRef

from rundblick.access.context import reason
from rundblick.access.models import User
from rundblick.access.tokens import digest, outside
from rundblick.calendar.errors import Refused
from rundblick.directory.models import ConfirmLink, Organization
from rundblick.directory.queries import unconfirmed
from rundblick.post.models import OutgoingMail
from rundblick.post.registries import Cause, Ticket
from rundblick.post.services import channels, put_for
from rundblick.web.clock import now, today

CAUSE = "directory"
VALID_FOR = dt.timedelta(days=28)
MOST_ASKED = 50
"""How many organisations are asked in one night, so that answers can be looked at."""
SUBJECT = "Stimmt Ihr Eintrag im Verzeichnis noch?"
BODY = """Guten Tag,

{name} steht im Verzeichnis der Hilfen in unserer Region. Stimmt noch, was dort steht?

{url}

Der Link öffnet eine Seite ohne Anmeldung. Sie haken an, was stimmt, und schreiben dazu, was sich geändert hat. Der Link
gilt einmal, bis zum {until}.

Vielen Dank
{house}
"""
NO_MAIL = "Diese Installation verschickt keine E-Mails. Bitte rufen Sie an."
NO_ADDRESS = "Für diese Stelle ist keine E-Mail-Adresse bekannt."


@dataclass(frozen=True)
class Behind:
    """What an open link leads to. `until`: when it ends."""

    organization_id: uuid.UUID
    until: dt.datetime


def ask(*, organization: Organization, author: User | None) -> ConfirmLink:
    """Mail a link to an organisation; former ones of it end. `author` None: asked at its own rhythm.

    Raises Refused where nothing can be mailed.
    """
    if OutgoingMail.Channel.MAIL not in channels():
        raise Refused(NO_MAIL)
    if not organization.email:
        raise Refused(NO_ADDRESS)
    secret = secrets.token_urlsafe(32)
    with reason("directory.ask"):
        former = ConfirmLink.objects.filter(organization=organization, used_at__isnull=True, revoked_at__isnull=True)
        former.update(revoked_at=now())
        link = ConfirmLink.objects.create(
            organization=organization, token_hash=digest(secret), author=author, valid_until=now() + VALID_FOR
        )
    house = author.organisation.name if author and author.organisation else "Ihr Jobcenter"
    put_for(
        cause=CAUSE,
        message_id=link.pk,
        channel=OutgoingMail.Channel.MAIL,
        subject=SUBJECT,
        body=BODY.format(
            name=organization.name,
            url=outside("directory:public_confirm", secret),
            until=f"{link.valid_until.astimezone():%d.%m.%Y}",
            house=house,
        ),
    )
    return link


def ask_at_their_rhythm() -> int:
    """Ask organisations that were not confirmed within their rhythm and hold no link that is younger; how many.

    Those whose own people keep the entry here are not written to. As worker.
    """
    if OutgoingMail.Channel.MAIL not in channels():
        return 0
    young = ConfirmLink.objects.filter(organization=OuterRef("pk"), created_at__gt=now() - VALID_FOR)
    late = unconfirmed(today()).values("organization_id")
    rows = Organization.objects.filter(~Exists(young), pk__in=late, member__isnull=True).exclude(email="")
    found = list(rows.order_by("pk")[:MOST_ASKED])
    for row in found:
        ask(organization=row, author=None)
    return len(found)


def behind(token: str) -> Behind | None:
    """Where a link leads; None for a wrong, used, old or withdrawn one. One query."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT organization, until FROM directory_behind(%s)", [digest(token)])
        row = cursor.fetchone()
    return Behind(*row) if row else None


def answer(token: str, *, right: Collection[uuid.UUID], wrong: Mapping[uuid.UUID, str]) -> bool:
    """Keep what an organisation says of its entries; False when the link is not open any more."""
    said = json.dumps({str(key): text for key, text in wrong.items()})
    with connection.cursor() as cursor:
        cursor.execute("SELECT directory_confirmed(%s, %s::uuid[], %s::jsonb)", [digest(token), list(right), said])
        return bool(cursor.fetchone()[0])


def allow(message_id: uuid.UUID) -> Ticket:
    """Is the link still open, and does the organisation still have this address? As worker, before it leaves."""
    row = ConfirmLink.objects.filter(pk=message_id).select_related("organization").first()
    if row is None or row.used_at or row.revoked_at or row.valid_until <= now():
        return Ticket()
    return Ticket(address=row.organization.email)


def settled(message_id: uuid.UUID, state: str, refused: bool) -> None:
    """An address that the far side does not know ends the link, so that somebody calls."""
    if refused:
        with reason("directory.bounced"):
            ConfirmLink.objects.filter(pk=message_id, used_at__isnull=True).update(revoked_at=now())


CAUSED = Cause(allow, settled)

"""A sheet by mail: only to the address the person gave for mails, neutral in its subject, never against their wish."""

import uuid

from rundblick.access.context import Context
from rundblick.access.models import User
from rundblick.access.once import insert_once
from rundblick.calendar.errors import Refused
from rundblick.invitations import queries as invitations
from rundblick.invitations.codes import Channel
from rundblick.invitations.models import Wish
from rundblick.people.models import Person
from rundblick.post.registries import Cause, Ticket
from rundblick.post.services import channels, put_for
from rundblick.preparation.models import InfoSheet, SheetMail

CAUSE = "preparation"
SUBJECT = "Informationen für Sie"
BODY = """Guten Tag,

wie besprochen:

{sheet}

Sie möchten keine E-Mails mehr? Sagen Sie es uns, dann hören sie sofort auf.
"""
NO_WISH = "Die Person hat keine Adresse für E-Mails genannt, oder die Adresse funktioniert nicht."
LATEST = 5


def way(context: Context, dossier_id: uuid.UUID, person_id: uuid.UUID) -> Wish | None:
    """The standing wish for mails of this person, if this installation sends any. One statement."""
    if Channel.MAIL not in channels():
        return None
    rows = Wish.objects.visible_to(context).filter(dossier_id=dossier_id, person_id=person_id, channel=Channel.MAIL)
    return invitations.addressed(rows).first()


def mailed(context: Context, dossier_id: uuid.UUID, person_id: uuid.UUID) -> list[SheetMail]:
    """The last sheets mailed to this person, latest first. One statement, none where this house sends no mails."""
    if Channel.MAIL not in channels():
        return []
    rows = SheetMail.objects.visible_to(context).filter(dossier_id=dossier_id, person_id=person_id)
    return list(rows.order_by("-created_at", "pk")[:LATEST])


def mail(
    *, context: Context, dossier_id: uuid.UUID, person: Person, sheet: InfoSheet, user: User, token: uuid.UUID
) -> SheetMail:
    """Send a sheet. `token` becomes the id, so that a form sent twice sends one. Raises Refused without a wish."""
    wished = way(context, dossier_id, person.pk)
    if wished is None:
        raise Refused(NO_WISH)
    row = SheetMail(id=token, dossier_id=dossier_id, person=person, wish=wished, title=sheet.title, sent_by=user)
    saved = insert_once(row)
    if saved is row:
        facts = (sheet.title, sheet.text, sheet.address, sheet.phone and f"Telefon: {sheet.phone}")
        body = BODY.format(sheet="\n\n".join(fact for fact in facts if fact))
        put_for(cause=CAUSE, message_id=row.pk, channel=Channel.MAIL, subject=SUBJECT, body=body)
    return saved


def allow(message_id: uuid.UUID) -> Ticket:
    """The last look: does the person still want mails, and is the sender's door still open?"""
    row = SheetMail.objects.filter(pk=message_id).select_related("sent_by").first()
    wished = invitations.addressed(Wish.objects.filter(pk=row.wish_id)).first() if row else None
    if row is None or wished is None or not row.sent_by.is_active:
        return Ticket()
    open_ = SheetMail.objects.visible_to(row.sent_by.access_context(), writing=True).filter(pk=row.pk)
    return Ticket(address=wished.address) if open_.exists() else Ticket()


def settled(message_id: uuid.UUID, state: str, refused: bool) -> None:
    """Note what became of it; an address that nobody knows gets no further mail."""
    SheetMail.objects.filter(pk=message_id).update(state=state)
    if refused:
        invitations.failed(SheetMail.objects.filter(pk=message_id).values("wish_id"))


CAUSED = Cause(allow, settled)

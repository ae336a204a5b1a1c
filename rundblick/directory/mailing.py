"""Sending the address of a public page. Neither subject nor text says what it is about; the outbox alone keeps it."""

from rundblick.access.context import reason
from rundblick.directory.models import Service
from rundblick.directory.paper.address import page_of
from rundblick.post.models import OutgoingMail
from rundblick.post.services import channels, put

SUBJECT = "Die Internetseite, über die wir gesprochen haben"
BODY = """Guten Tag,

hier ist die Internetseite, über die wir gesprochen haben:

{address}

Die Seite öffnet sich ohne Anmeldung. Sie müssen nichts tun.

Bitte antworten Sie nicht auf diese Nachricht.
"""


def able() -> bool:
    """Whether this installation sends mail."""
    return OutgoingMail.Channel.MAIL in channels()


def send(service: Service, address: str) -> None:
    """Put a mail with the public page into the outbox, which forgets it thirty days after it left."""
    with reason("directory.send"):
        put(recipients=[address], subject=SUBJECT, body=BODY.format(address=page_of(service.pk)))

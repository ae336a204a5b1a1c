"""Django's mail backend: puts messages into the outbox instead of sending them."""

from collections.abc import Sequence

from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend

from rundblick.post.services import put


class OutboxBackend(BaseEmailBackend):
    """`send_mail` commits with the transaction it is called in; a job delivers."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        for message in email_messages:
            put(recipients=message.recipients(), subject=str(message.subject), body=str(message.body))
        return len(email_messages)

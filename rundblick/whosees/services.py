"""The person takes back what they allowed, on their own page."""

import uuid

from django.db import connection

from rundblick.access.context import reason
from rundblick.consent import registries
from rundblick.consent.models import Consent


def withdraw_own(wanted: uuid.UUID) -> bool:
    """End a consent of the acting person, or a door opened on their consent, in this second; nobody asks why.

    False when nothing that stands is theirs under this id; so a second click changes nothing. Rooms above begin what
    follows from a withdrawal, as when a coach writes it down.
    """
    with reason("consent.withdraw_own"):
        with connection.cursor() as cursor:
            cursor.execute("SELECT whosees_withdraw(%s)", [wanted])
            ended = bool(cursor.fetchone()[0])
        consent = Consent.objects.filter(pk=wanted).first() if ended else None
        if consent is not None:
            for listener in registries.withdrawn:
                listener(consent)
    return ended

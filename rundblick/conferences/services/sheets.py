"""The sheet without names: written, looked over, confirmed by somebody. Pseudonymised, never anonymous."""

from rundblick.access.context import reason
from rundblick.access.models import User
from rundblick.calendar.errors import Refused, Stale
from rundblick.conferences.models import Conference, Sheet
from rundblick.conferences.rules import code_word
from rundblick.conferences.services.planning import held
from rundblick.web.clock import now


def write_sheet(*, conference: Conference, version: int, text: str) -> Sheet:
    """Keep the text; whoever confirmed an earlier one confirmed other words. `version` 0: there is none yet.

    Raises Refused without words or when the conference is over, Stale when somebody changed the text meanwhile.
    """
    if not text.strip():
        raise Refused("Bitte schreiben Sie, worum es geht.")
    with reason("conferences.sheet"):
        held(conference)
        row = Sheet.objects.select_for_update(of=("self",)).filter(conference=conference).first()
        if row is not None and row.version != version:
            raise Stale(row)
        if row is None:
            row = Sheet(
                dossier_id=conference.dossier_id,
                conference=conference,
                person_id=conference.person_id,
                code=code_word(),
                version=0,
            )
        if row.text != text.strip():
            row.confirmed_at, row.confirmed_by = None, None
        row.text = text.strip()
        row.version += 1
        row.save()
    return row


def confirm_sheet(*, row: Sheet, version: int, by: User) -> Sheet:
    """Somebody looked over every hint: the text names nobody. Raises Stale for other words than those looked at."""
    with reason("conferences.sheet.confirm"):
        stored = Sheet.objects.select_for_update(of=("self",)).get(pk=row.pk)
        if stored.version != version:
            raise Stale(stored)
        stored.confirmed_at, stored.confirmed_by = now(), by
        stored.save(update_fields=["confirmed_at", "confirmed_by"])
    return stored

"""Verbs of the room. They run in the caller's transaction and name their reason."""

from rundblick.access.context import reason
from rundblick.access.models import User
from rundblick.calendar.errors import Stale
from rundblick.cases.models import ContactNote
from rundblick.companion.models import Transfer
from rundblick.programmes.duebook import facts_changed
from rundblick.web.clock import today


def transferred(*, note: ContactNote, version: int, user: User) -> Transfer:
    """The note was copied in this version, today. Twice is harmless; the first day and name stay.

    Raises Stale when the note was corrected since the page was drawn: then something else was copied.
    """
    if note.version != version:
        raise Stale(note)
    with reason("companion.transferred"):
        said = {"version": version, "on": today(), "by": user}
        fresh = {"dossier_id": note.dossier_id, "person_id": note.person_id, **said}
        row, created = Transfer.objects.get_or_create(note=note, defaults=fresh)
        if not created and row.version != version:
            for name, value in said.items():
                setattr(row, name, value)
            row.save(update_fields=list(said))
        facts_changed([note.dossier_id])
    return row


def take_back(*, note: ContactNote) -> None:
    """It was not copied after all. Twice is harmless."""
    with reason("companion.take_back"):
        Transfer.objects.filter(note=note).delete()
        facts_changed([note.dossier_id])

"""Protected contact: switching it on needs no reason, lifting it does."""

from rundblick.access.context import current, reason
from rundblick.people.models import Household, Person, ProtectedContact
from rundblick.people.services.errors import Refused
from rundblick.web.clock import today

SHORTEST_REASON = 10


def protect(*, household: Household, person: Person) -> ProtectedContact:
    """Protect a member's contact from today on, everywhere. Doing it twice is harmless."""
    running = ProtectedContact.objects.filter(dossier_id=household.dossier_id, person=person, valid_until__isnull=True)
    if row := running.first():
        return row
    with reason("people.protection.set"):
        row = ProtectedContact(
            dossier_id=household.dossier_id, person=person, set_by_id=current().user_id, valid_from=today()
        )
        row.save(force_insert=True)
    return row


def unprotect(*, protection: ProtectedContact, because: str) -> ProtectedContact:
    """Lift the protection today, for a reason of at least ten characters that stays on file. Raises Refused."""
    if len(because.strip()) < SHORTEST_REASON:
        raise Refused(
            f"Bitte nennen Sie den Grund mit mindestens {SHORTEST_REASON} Zeichen: Die Adresse wird danach sichtbar.",
            "because",
        )
    with reason("people.protection.end"):
        protection.valid_until = today()
        protection.ended_by_id = current().user_id
        protection.ended_because = because.strip()
        protection.save(update_fields=["valid_until", "ended_by", "ended_because"])
    return protection

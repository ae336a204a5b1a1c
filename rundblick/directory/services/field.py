"""What colleagues find out on their ways, and whom they know. For their own house alone."""

import datetime as dt
import uuid

from rundblick.access.context import reason
from rundblick.access.models import Organisation, User
from rundblick.access.once import insert_once
from rundblick.calendar.errors import Mistaken, Refused
from rundblick.directory.models import Acquaintance, FieldNote, Organization, Service
from rundblick.directory.services.proofs import AHEAD
from rundblick.web.clock import today

NO_HOUSE = "Das schreibt, wer zu einem Haus gehört."


def note(
    *,
    organization: Organization | None,
    service: Service | None = None,
    elsewhere: str = "",
    user: User,
    occasion: str,
    on: dt.date,
    text: str,
    with_whom: str,
    token: uuid.UUID,
) -> FieldNote:
    """What somebody found out, at an organisation or `elsewhere`."""
    if on > today():
        raise Mistaken({"on": AHEAD})
    if organization is None and not elsewhere:
        raise Mistaken({"elsewhere": "Bitte sagen Sie, wo das war."})
    with reason("directory.note"):
        row = FieldNote(
            id=token,
            house=_house(user),
            organization=organization,
            service=service,
            elsewhere="" if organization else elsewhere,
            occasion=occasion,
            on=on,
            text=text,
            with_whom=with_whom,
            author=user,
        )
        return insert_once(row, within="house_id")


def take_back(field_note: FieldNote, user: User) -> None:
    """One's own note is taken away."""
    if field_note.author_id != user.pk:
        raise Refused("Das kann nur, wer die Notiz geschrieben hat.")
    with reason("directory.note.take_back"):
        field_note.delete()


def know(*, organization: Organization, user: User, whom: str, nearness: str) -> None:
    """Say whom one knows there; said again, how well is said anew."""
    with reason("directory.know"):
        house = _house(user)
        Acquaintance.objects.update_or_create(
            organization=organization, user=user, whom=whom, defaults={"nearness": nearness, "house": house}
        )


def forget(acquaintance: Acquaintance) -> None:
    """One does not know them any more, or does not want to be asked."""
    with reason("directory.know.forget"):
        acquaintance.delete()


def _house(user: User) -> Organisation:
    if user.organisation is None:
        raise Refused(NO_HOUSE)
    return user.organisation

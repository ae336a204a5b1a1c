"""Applicant cards: made with a consent, closed at any time, read by whoever holds one (Werkakademien W12)."""

import datetime as dt
import secrets
import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from rundblick.access import crypto
from rundblick.access.context import Context, current, reason
from rundblick.access.models import DossierKey, User
from rundblick.access.once import insert_once
from rundblick.access.tokens import digest, outside
from rundblick.calendar.errors import Refused
from rundblick.cases.models import Case
from rundblick.files.models import StoredFile
from rundblick.files.services import FILED
from rundblick.profiles import allowing
from rundblick.profiles.giving import NOT_ALLOWED
from rundblick.profiles.models import Card, Released
from rundblick.web.clock import BERLIN, now

USUAL = dt.timedelta(days=28)
"""How long a card is open unless somebody says otherwise."""
PHOTOS = ("image/jpeg", "image/png")
LARGEST_PHOTO = 3_000_000


def files_of(context: Context, dossier_id: uuid.UUID, person_id: uuid.UUID) -> list[StoredFile]:
    """Files of the person in the file of the case, the latest first; nothing of other members. One query."""
    rows = StoredFile.objects.visible_to(context).filter(dossier_id=dossier_id, person_id=person_id, topic=FILED)
    return list(rows.order_by("-uploaded_at", "pk"))


def cards(context: Context, dossier_id: uuid.UUID, person_id: uuid.UUID) -> list[Card]:
    """Cards of the person, the latest first. Two queries."""
    rows = Card.objects.visible_to(context).filter(dossier_id=dossier_id, person_id=person_id)
    return list(rows.select_related("consent").prefetch_related("released").order_by("-made_at", "pk")[:30])


def is_open(card: Card) -> bool:
    """Whether the link of a card that was read in this transaction opens anything."""
    return card.revoked_at is None and card.valid_until > now() and allowing.still(card.consent)


def make_card(
    *,
    case: Case,
    person_id: uuid.UUID,
    name: str,
    occupation: str,
    photo: StoredFile | None,
    files: Sequence[StoredFile],
    last_day: dt.date,
    author: User,
    token: uuid.UUID | None = None,
) -> Card:
    """A card that is open until the end of `last_day`, at most as long as the consent. `token` becomes its id.

    Raises Refused without a consent, without a file, and for a photo that is none or too large.
    """
    consent = next(iter(allowing.standing(current(), case.pk, person_id, allowing.CARD)), None)
    if consent is None:
        raise Refused(NOT_ALLOWED)
    if not files:
        raise Refused("Bitte wählen Sie wenigstens eine Unterlage.")
    if photo is not None and (photo.media_type not in PHOTOS or photo.size > LARGEST_PHOTO):
        raise Refused("Bitte nehmen Sie als Foto ein Bild (JPEG oder PNG) mit höchstens 3 MB.")
    until = min(last_day + dt.timedelta(days=1), consent.valid_until)
    secret = secrets.token_urlsafe(24)
    with reason("profiles.card"):
        card = Card(
            id=token or uuid.uuid4(),
            dossier_id=case.pk,
            person_id=person_id,
            consent=consent,
            name=name,
            occupation=" ".join(occupation.split()) or None,
            photo=photo,
            secret=secret,
            token_hash=digest(secret),
            author=author,
            valid_until=dt.datetime.combine(until, dt.time.min, tzinfo=BERLIN),
        )
        saved = insert_once(card)
        if saved is card:
            Released.objects.bulk_create(
                Released(dossier_id=case.pk, person_id=person_id, card=card, file=file) for file in files
            )
    return saved


def close_card(card: Card) -> None:
    """The card opens nothing from this second on. Twice is harmless."""
    with reason("profiles.card_close"):
        Card.objects.filter(pk=card.pk, revoked_at__isnull=True).update(revoked_at=now())


def link_of(card: Card) -> str:
    """The address in the QR code. It holds a random key and nothing about the person."""
    return outside("profiles:open_card", card.secret)


@dataclass(frozen=True, slots=True)
class Behind:
    """What whoever holds an open card may see."""

    card: Card
    files: list[StoredFile]


def is_behind(token: str) -> bool:
    """Whether the link opens anything, without telling what. One query."""
    return any(True for _ in Card.objects.raw("SELECT * FROM profiles_behind(%s)", [digest(token)]))


def behind(token: str) -> Behind | None:
    """What the link opens at this moment; None for wrong, old, closed and withdrawn ones alike. Three queries."""
    hashed = digest(token)
    for key in DossierKey.objects.raw("SELECT * FROM profiles_behind_key(%s)", [hashed]):
        crypto.keep_key(key)
    card = next(iter(Card.objects.raw("SELECT * FROM profiles_behind(%s)", [hashed])), None)
    if card is None:
        return None
    files = list(StoredFile.objects.raw("SELECT * FROM profiles_behind_files(%s) ORDER BY uploaded_at, id", [hashed]))
    return Behind(card, files)

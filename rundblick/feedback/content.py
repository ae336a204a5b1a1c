"""How words are sealed: with the key of the dossier where somebody says who they are, else for the house."""

import hashlib
import hmac
import uuid

from django.conf import settings

from rundblick.access import crypto
from rundblick.feedback.models import TalkFeedback
from rundblick.feedback.rules import quarter_of
from rundblick.web.clock import today

_HOUSE = "feedback.unnamed"


def sealed_for_coach(text: str, *, key: bytes, dossier_id: uuid.UUID, row_id: uuid.UUID) -> bytes | None:
    """The words of an open answer as its row keeps them; None without any."""
    row = TalkFeedback(pk=row_id, dossier_id=dossier_id)
    place = TalkFeedback._meta.get_field("comment").place(row)
    return crypto.seal(key, text, place) if text else None


def sealed(text: str) -> str:
    """Words without a name, as a row keeps them; "" without any."""
    return crypto.seal_for_house(text, _HOUSE) if text else ""


def unsealed(kept: str) -> str:
    """What `sealed` sealed; "" where the key is gone."""
    try:
        return crypto.unseal_for_house(kept, _HOUSE)
    except crypto.KeyGone:
        return ""


def counted_as(word: str, house_id: uuid.UUID) -> str:
    """The digest under which somebody is counted in one house and this quarter; "" without a word.

    Capitals and spaces play no part, so that people are counted once who write their word twice.
    """
    plain = "".join(word.split()).casefold()
    if not plain:
        return ""
    return _keyed(f"people:{house_id}:{quarter_of(today())}:{plain}")


def code_digest(code: str) -> str:
    """What is kept of six digits: keyed, because anybody could try a million."""
    return _keyed(f"code:{code}")


def _keyed(value: str) -> str:
    key = hashlib.sha256(f"rundblick.feedback:{settings.SECRET_KEY}".encode()).digest()
    return hmac.new(key, value.encode(), hashlib.sha256).hexdigest()

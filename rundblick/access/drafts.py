"""Server-side drafts: never lose a typed word (rule 10). Sealed, one per author and form, kept seven days."""

import datetime as dt
import json
import uuid

from rundblick.access import crypto
from rundblick.access.models import Draft
from rundblick.web.clock import now

KEEP = dt.timedelta(days=7)


def _place(user_id: uuid.UUID, form_key: str, dossier_id: uuid.UUID | None) -> str:
    return f"draft:{user_id}:{form_key}:{dossier_id or ''}"


def _key(user_id: uuid.UUID, dossier_id: uuid.UUID | None) -> bytes:
    return crypto.dossier_key(dossier_id) if dossier_id else crypto.user_key(user_id)


def save(
    *, user_id: uuid.UUID, form_key: str, fields: dict[str, list[str]], dossier_id: uuid.UUID | None = None
) -> dt.datetime:
    """Keep what was typed so far; answers when. Raises crypto.KeyGone when the dossier's door is closed."""
    sealed = crypto.seal(_key(user_id, dossier_id), json.dumps(fields), _place(user_id, form_key, dossier_id))
    moment = now()
    Draft.objects.update_or_create(
        user_id=user_id,
        form_key=form_key,
        defaults={"dossier_id": dossier_id, "sealed": sealed, "touched_at": moment},
    )
    return moment


def load(*, user_id: uuid.UUID, form_key: str) -> tuple[dict[str, list[str]], dt.datetime] | None:
    """What was typed and when, or None. A draft whose dossier was erased is gone."""
    draft = Draft.objects.filter(user_id=user_id, form_key=form_key, touched_at__gt=now() - KEEP).first()
    if draft is None:
        return None
    try:
        key = _key(user_id, draft.dossier_id)
        opened = crypto.unseal(key, bytes(draft.sealed), _place(user_id, form_key, draft.dossier_id))
    except (crypto.KeyGone, crypto.Tampered):
        return None
    return json.loads(opened), draft.touched_at


def discard(*, user_id: uuid.UUID, form_key: str) -> None:
    """Remove the draft; called in the transaction that saves the form."""
    Draft.objects.filter(user_id=user_id, form_key=form_key).delete()

"""What is typed in a talk: a draft that several windows may write to, handed over to the draft of the note.

Sealed with the dossier's key and one per coach and member, like every draft (design rule 10). Each window keeps its
own words, so that none overwrites another's; `rules.put` says what lives on.
"""

import uuid
from collections.abc import Mapping

from django.db import connection

from rundblick.access import drafts
from rundblick.access.context import Context
from rundblick.calendar.models import Appointment
from rundblick.cases.file import File
from rundblick.cases.views.notes import TALK_KEY
from rundblick.preparation.rules import Windows, merged, put, together

KEY = "preparation.talk:{}:{}"
ASK_KEY = "preparation.ask:{}:{}"
FIELDS = ("own_concern", "agreements", "task")
INTO_NOTE = ("own_concern", "agreements")


def windows(*, user_id: uuid.UUID, case_id: uuid.UUID, person_id: uuid.UUID) -> Windows:
    """What each window of this talk holds so far. Two statements at most."""
    kept = drafts.load(user_id=user_id, form_key=KEY.format(case_id, person_id))
    found: dict[str, dict[str, str]] = {}
    for name, values in (kept[0] if kept else {}).items():
        window, _, field = name.partition(":")
        found.setdefault(window, {})[field] = values[0]
    return found


def keep(*, user_id: uuid.UUID, case_id: uuid.UUID, person_id: uuid.UUID, sent: Mapping[str, str]) -> None:
    """Keep the words of one window: `window`, `knows` and the fields of the screen. Empty everywhere: no draft."""
    key = KEY.format(case_id, person_id)
    _one_at_a_time(user_id, key)
    before = windows(user_id=user_id, case_id=case_id, person_id=person_id)
    after = put(
        before,
        window=sent.get("window", ""),
        knows=sent.get("knows", ""),
        words={name: sent.get(name, "") for name in FIELDS},
    )
    if not after:
        drafts.discard(user_id=user_id, form_key=key)
        return
    fields = {f"{window}:{name}": [text] for window, words in after.items() for name, text in words.items()}
    drafts.save(user_id=user_id, form_key=key, fields=fields, dossier_id=case_id)


def hand_over(context: Context, file: File, person_id: uuid.UUID, *, appointment: Appointment | None, day: str) -> None:
    """Move what was typed into the draft of this member's note, beside what stands there already.

    The note is about this member and today's appointment, as long as nobody chose otherwise in the note's form.
    """
    assert context.user_id
    key, note_key = KEY.format(file.pk, person_id), TALK_KEY.format(file.pk, person_id)
    _one_at_a_time(context.user_id, key)
    typed = windows(user_id=context.user_id, case_id=file.pk, person_id=person_id)
    kept = drafts.load(user_id=context.user_id, form_key=note_key)
    draft = {"who": [str(person_id)], "happened_on": [day]}
    if appointment is not None:
        draft |= {"appointment": [str(appointment.pk)], "setting": [appointment.setting]}
    draft |= kept[0] if kept else {}
    fields = merged(draft, {name: together(typed, name) for name in INTO_NOTE})
    drafts.save(user_id=context.user_id, form_key=note_key, fields=fields, dossier_id=file.pk)
    drafts.discard(user_id=context.user_id, form_key=key)


def _one_at_a_time(user_id: uuid.UUID, key: str) -> None:
    """Two windows that write at once wait for each other until the transaction ends."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"{user_id}:{key}"])

"""What is typed in a talk: a draft that several windows may write to, handed over to the draft of the note.

Sealed with the dossier's key and one per coach and member, like every draft (design rule 10). Each window keeps its
own words, so that none overwrites another's; `rules.put` says what lives on.
"""

import uuid
from collections.abc import Mapping

from django.db import connection

from rundblick.access import drafts
from rundblick.access.models import Draft
from rundblick.calendar.models import Appointment
from rundblick.cases.desks import TALK_KEY
from rundblick.preparation.rules import Windows, joined, merged, put, together
from rundblick.web.clock import today
from rundblick.web.german import german_date

KEY = "preparation.talk:{}:{}"
ASK_KEY = "preparation.ask:{}:{}"
FIELDS = ("own_concern", "agreements", "task")


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
    after = _written(windows(user_id=user_id, case_id=case_id, person_id=person_id), sent)
    if not after:
        drafts.discard(user_id=user_id, form_key=key)
        return
    fields = {f"{window}:{name}": [text] for window, words in after.items() for name, text in words.items()}
    drafts.save(user_id=user_id, form_key=key, fields=fields, dossier_id=case_id)


def keep_questions(*, user_id: uuid.UUID, case_id: uuid.UUID, key: str, questions: str) -> None:
    """Keep what somebody wants to ask; no words, no draft."""
    if questions:
        drafts.save(user_id=user_id, form_key=key, fields={"questions": [questions]}, dossier_id=case_id)
    else:
        drafts.discard(user_id=user_id, form_key=key)


def hand_over(
    *,
    user_id: uuid.UUID,
    case_id: uuid.UUID,
    person_id: uuid.UUID,
    sent: Mapping[str, str],
    appointment: Appointment | None,
) -> None:
    """Move what was typed in all windows into the draft of this member's note, beside what stands there already.

    The note is about this member, today and this appointment, as long as its form says nothing else. A side matter
    that was typed and not noted goes along with what was agreed.
    """
    key, note_key = KEY.format(case_id, person_id), TALK_KEY.format(case_id, person_id)
    _one_at_a_time(user_id, key)
    typed = _written(windows(user_id=user_id, case_id=case_id, person_id=person_id), sent)
    kept = drafts.load(user_id=user_id, form_key=note_key)
    draft = {"who": [str(person_id)], "happened_on": [german_date(today())]}
    if appointment is not None:
        draft |= {"appointment": [str(appointment.pk)], "setting": [appointment.setting]}
    draft |= kept[0] if kept else {}
    agreed = joined([together(typed, "agreements"), together(typed, "task")])
    fields = merged(draft, {"own_concern": together(typed, "own_concern"), "agreements": agreed})
    drafts.save(user_id=user_id, form_key=note_key, fields=fields, dossier_id=case_id)
    drafts.discard(user_id=user_id, form_key=key)


def note_begun(*, user_id: uuid.UUID, case_id: uuid.UUID, person_id: uuid.UUID) -> bool:
    """Whether words of an earlier talk wait in the draft of this member's note. One statement."""
    return Draft.objects.filter(user_id=user_id, form_key=TALK_KEY.format(case_id, person_id)).exists()


def _written(before: Windows, sent: Mapping[str, str]) -> Windows:
    said = {name: sent.get(name, "") for name in FIELDS}
    return put(before, window=sent["window"], knows=sent["knows"], words=said)


def _one_at_a_time(user_id: uuid.UUID, key: str) -> None:
    """Two windows that write at once wait for each other until the transaction ends."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"{user_id}:{key}"])

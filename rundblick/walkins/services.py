"""Verbs of the room. They run in the caller's transaction."""

import datetime as dt
import uuid

from rundblick.access import drafts
from rundblick.access.models import User
from rundblick.access.once import insert_once
from rundblick.calendar.models import Place
from rundblick.cases.desks import TALK_KEY
from rundblick.cases.file import File
from rundblick.people.intake import DRAFT_KEY
from rundblick.people.query import phone_digits
from rundblick.walkins.content import Said, opened, seal
from rundblick.walkins.models import Contact, WalkIn
from rundblick.web.clock import today
from rundblick.web.german import german_date

KEPT = dt.timedelta(days=14)
_PHONE_DIGITS = 6


def keep(*, author: User, team_id: uuid.UUID | None, said: Said, place: Place | None, token: uuid.UUID) -> WalkIn:
    """Keep what somebody came with, for 14 days, and count the contact. `token` becomes the id: sent twice, one row."""
    row = WalkIn(
        pk=token, author=author, team_id=team_id, on=today(), erase_on=today() + KEPT, sealed=seal(said, token)
    )
    stored = insert_once(row, within="author_id")
    if stored is row:
        assert author.organisation_id
        count(organisation_id=author.organisation_id, place=place, topic=said.topic)
    return stored


def count(
    *,
    organisation_id: uuid.UUID,
    place: Place | None,
    topic: int | None,
    on: dt.date | None = None,
    token: uuid.UUID | None = None,
) -> Contact:
    """One contact more, today unless told otherwise. With a `token`, the same form sent twice counts one."""
    row = Contact(pk=token or uuid.uuid4(), organisation_id=organisation_id, place=place, on=on or today(), topic=topic)
    return insert_once(row, within="organisation_id")


def uncount(*, organisation_id: uuid.UUID, contact_id: uuid.UUID) -> None:
    """Take one back that was counted today. Twice is harmless."""
    Contact.objects.filter(pk=contact_id, organisation_id=organisation_id, on=today()).delete()


def erase(row: WalkIn) -> None:
    """It is done, or was a mistake: nothing remains but the count. Twice is harmless."""
    WalkIn.objects.filter(pk=row.pk).delete()


def erase_old() -> int:
    """Remove everything whose 14 days are over. Runs as worker; answers how many."""
    return WalkIn.objects.filter(erase_on__lte=today()).delete()[0]


def hand_over(*, user: User, file: File, row: WalkIn) -> None:
    """Put it into the draft of a note of the member looked at, beside what stands there already.

    The note gets this row's id as its token; when it is saved, the database removes the walk-in (`sql.py`).
    """
    assert file.member
    key = TALK_KEY.format(file.pk, file.member)
    found = drafts.load(user_id=user.pk, form_key=key)
    before = found[0] if found else {}
    said = opened(row)
    fields = _as_note(said, row) | before | {"who": [str(file.member)], "token": [str(row.pk)]}
    for name, text in _words(said).items():
        fields[name] = [_below((before.get(name) or [""])[-1], text)]
    drafts.save(user_id=user.pk, form_key=key, fields=fields, dossier_id=file.pk)


def begin_intake(*, user: User, row: WalkIn) -> bool:
    """Put name and phone into the page on which a household is taken in; False where a draft stands there already."""
    if drafts.load(user_id=user.pk, form_key=DRAFT_KEY):
        return False
    said = opened(row)
    first, _, last = said.name.strip().rpartition(" ")
    phone = said.reach if len(phone_digits(said.reach)) >= _PHONE_DIGITS and "@" not in said.reach else ""
    fields = {"rows": ["0"], "m0-first_names": [first], "m0-last_name": [last], "m0-phone": [phone[:40]]}
    drafts.save(user_id=user.pk, form_key=DRAFT_KEY, fields=fields)
    return True


def _as_note(said: Said, row: WalkIn) -> dict[str, list[str]]:
    given = {"happened_on": german_date(row.on), "setting": said.setting} | _words(said)
    return {name: [value] for name, value in given.items() if value}


def _words(said: Said) -> dict[str, str]:
    """Required is one sentence; the rest is the summary."""
    lines = [
        said.topic_words if said.sentence else "",
        f"Ort: {said.place}" if said.place else "",
        f"Mitgegeben: {said.given_words}" if said.given else "",
        f"Erreichbar: {said.reach}" if said.reach else "",
    ]
    return {"sentence": said.sentence or said.topic_words, "summary": "\n".join(line for line in lines if line)}


def _below(before: str, text: str) -> str:
    """What stood there, and the text below it unless it is there already."""
    return before if text in before else "\n".join(part for part in (before, text) if part)

"""Verbs of the room. They run in the caller's transaction and name their reason."""

import datetime as dt
import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from rundblick.access import services as access
from rundblick.access.context import reason
from rundblick.access.models import Grant, Team, User
from rundblick.access.models.dossiers import Basis
from rundblick.access.once import insert_once
from rundblick.calendar.errors import Mistaken, Refused
from rundblick.calendar.services import members_only
from rundblick.files import services as files
from rundblick.files import storage
from rundblick.files.models import StoredFile
from rundblick.files.rules import Refused as FileRefused
from rundblick.inquiries import rules, story
from rundblick.inquiries.kinds import kind_of
from rundblick.inquiries.models import TOPIC, Attachment, Inquiry, Line
from rundblick.web.clock import BERLIN, now, today

NORM = "§ 67c Abs. 1 SGB X: Frage an den Leistungsbereich"
OVER = "Diese Frage ist abgeschlossen."
PAST = "Der Tag liegt in der Vergangenheit."
OTHERS = "Diese Unterlage gehört zu jemand anderem."


@dataclass(frozen=True, kw_only=True)
class About:
    """Whom a question is about: a member or with no person the household, the name and the BG number told."""

    dossier_id: uuid.UUID
    person_id: uuid.UUID | None
    name: str
    number: str


@dataclass(frozen=True)
class Upload:
    """A file as it was chosen."""

    name: str
    content: bytes


def ask(
    *,
    about: About,
    author: User,
    asked: User | Team,
    kind: str,
    text: str,
    due_on: dt.date | None = None,
    documents: Sequence[StoredFile] = (),
    upload: Upload | None = None,
    token: uuid.UUID | None = None,
) -> Inquiry:
    """Put a question to a clerk or a team of the benefits department, and open it to them and nothing else.

    Documents are kept again under the topic of questions: the file itself stays where it is and behind its own door.
    `token` becomes the id, so that a form sent twice makes one. Raises Mistaken with the fields concerned.
    """
    _check_words(text)
    if due_on is not None and due_on < today():
        raise Mistaken({"due_on": PAST})
    if any(one.person_id not in (None, about.person_id) and not one.shared for one in documents):
        raise Mistaken({"documents": OTHERS})
    if about.person_id is not None:
        members_only(about.dossier_id, [about.person_id], on=today())
    if token is not None and (twin := Inquiry.objects.filter(pk=token, dossier_id=about.dossier_id).first()):
        return twin
    with reason("inquiries.ask"):
        day = rules.due(asked_on=today(), days=kind_of(kind).days, wanted=due_on)
        row = Inquiry(
            id=token or uuid.uuid4(),
            dossier_id=about.dossier_id,
            person_id=about.person_id,
            author=author,
            kind=kind,
            about=about.name,
            number=about.number or None,
            asked_kind=str(asked._meta.model_name),
            asked_id=asked.pk,
            asked_name=str(asked),
            grant=_open(about.dossier_id, about.person_id, asked, day),
            asked_at=now(),
            due_on=day,
        )
        saved = insert_once(row)
        if saved is row:
            _say(row, author=author, text=text)
            _attach(row, author=author, documents=documents, upload=upload)
            story.asked(row)
        else:
            access.close_door(row.grant)
    return saved


def ask_further(
    *, inquiry: Inquiry, author: User, text: str, upload: Upload | None = None, token: uuid.UUID | None = None
) -> Line:
    """Ask on, or answer what was asked back; the door opens anew where it would end before the new day.

    Raises Mistaken without words, and Refused when the question is over.
    """
    _check_words(text)
    with reason("inquiries.ask_further"):
        row = _held(inquiry)
        if token is not None and (twin := Line.objects.filter(pk=token, inquiry=row).first()):
            return twin
        _check_running(row)
        line = _say(row, author=author, text=text, token=token)
        story.answered(row)
        row.due_on = max(row.due_on, rules.due(asked_on=today(), days=row.sort.days, wanted=None))
        row.read_at, row.called_at = line.at, None
        _reopen(row)
        row.save(update_fields=["due_on", "read_at", "called_at", "grant"])
        _attach(row, author=author, documents=(), upload=upload)
    return line


def answer(*, inquiry: Inquiry, author: User, outcome: str, text: str = "", token: uuid.UUID | None = None) -> Line:
    """The benefits department says what comes of it; the door ends some days later.

    Raises Mistaken with the fields concerned, and Refused when the question is over.
    """
    if found := rules.problems(outcome=outcome, text=text):
        raise Mistaken(found)
    with reason("inquiries.answer"):
        if token is not None and (twin := Line.objects.filter(pk=token, inquiry=inquiry).first()):
            return twin
        _check_running(inquiry)
        line = _say(inquiry, author=author, text=text, outcome=outcome, token=token)
        access.shorten_door(inquiry.grant, until=now() + rules.AFTER_ANSWER)
    return line


def read(inquiry: Inquiry) -> None:
    """Whoever leads the case has read the answers."""
    with reason("inquiries.read"):
        Inquiry.objects.filter(pk=inquiry.pk).update(read_at=now())
        story.answered(inquiry)


def end(inquiry: Inquiry) -> Inquiry:
    """The question is over or taken back: it closes to whoever was asked in this second. Twice is harmless."""
    with reason("inquiries.end"):
        row = _held(inquiry)
        if row.ended_at is None:
            row.ended_at = row.read_at = now()
            row.save(update_fields=["ended_at", "read_at"])
            access.close_door(row.grant)
            story.answered(row)
    return row


def _open(dossier_id: uuid.UUID, person_id: uuid.UUID | None, asked: User | Team, due_on: dt.date) -> Grant:
    return access.open_door(
        dossier_id=dossier_id,
        principal=asked,
        basis=Basis.STATUTORY,
        topics=(TOPIC,),
        subject_id=person_id,
        until=_until(due_on),
        evidence=NORM,
    )


def _until(due_on: dt.date) -> dt.datetime:
    return dt.datetime.combine(rules.last_day(due_on) + dt.timedelta(days=1), dt.time.min, tzinfo=BERLIN)


def _reopen(row: Inquiry) -> None:
    """A door that ends before the last day of the new term is followed by another one."""
    if row.grant.valid_until is not None and row.grant.valid_until >= _until(row.due_on):
        return
    asked: User | Team = (User if row.asked_kind == "user" else Team).objects.get(pk=row.asked_id)
    access.close_door(row.grant)
    row.grant = _open(row.dossier_id, row.person_id, asked, row.due_on)


def _say(row: Inquiry, *, author: User, text: str, outcome: str = "", token: uuid.UUID | None = None) -> Line:
    return insert_once(
        Line(
            id=token or uuid.uuid4(),
            dossier_id=row.dossier_id,
            inquiry=row,
            author=author,
            from_benefits=bool(outcome),
            outcome=outcome,
            text=text.strip() or None,
            at=now(),
        )
    )


def _attach(row: Inquiry, *, author: User, documents: Sequence[StoredFile], upload: Upload | None) -> None:
    found = [Upload(one.name, storage.read(one.dossier_id, one.pk)) for one in documents]
    for one in [*found, *([upload] if upload else [])]:
        try:
            kept = files.keep(
                dossier_id=row.dossier_id, name=one.name, content=one.content, person_id=row.person_id, topic=TOPIC
            )
        except FileRefused as refusal:
            raise Mistaken({"file": str(refusal)}) from refusal
        Attachment.objects.create(dossier_id=row.dossier_id, inquiry=row, author=author, file=kept)


def _held(inquiry: Inquiry) -> Inquiry:
    return Inquiry.objects.select_for_update(of=("self",)).select_related("grant").get(pk=inquiry.pk)


def _check_words(text: str) -> None:
    if not text.strip():
        raise Mistaken({"text": rules.NEEDS_WORDS})


def _check_running(inquiry: Inquiry) -> None:
    if inquiry.ended_at is not None:
        raise Refused(OVER)

"""Verbs of common sheets. They run in the caller's transaction and name their reason."""

import uuid
from dataclasses import dataclass

from rundblick.access.context import Context, reason
from rundblick.access.models import User
from rundblick.access.once import insert_once
from rundblick.calendar.errors import Mistaken, Refused
from rundblick.cases.agencies import TOPIC
from rundblick.consent.models import Consent
from rundblick.cooperation import queries, rules
from rundblick.cooperation.codes import Kind
from rundblick.cooperation.models import Entry
from rundblick.cooperation.queries import Sheet
from rundblick.cooperation.rules import OPEN_KINDS, Content
from rundblick.files import services as files
from rundblick.files.models import StoredFile
from rundblick.files.rules import Refused as FileRefused
from rundblick.programmes.duebook import facts_changed
from rundblick.web.clock import now

DONE = "Das ist schon erledigt."
NOT_YOURS = "Zurücknehmen kann nur, wer es geschrieben hat."
READ = "Die andere Seite hat es schon gelesen. Schreiben Sie bitte dazu, was sich geändert hat."


@dataclass(frozen=True)
class Upload:
    """A file as it was chosen."""

    name: str
    content: bytes


@dataclass(frozen=True)
class Writer:
    """Who writes, and from which side. `release` and `by_order`: why words of the agency may reach the Jobcenter."""

    user: User
    from_agency: bool
    release: Consent | None = None
    by_order: bool = False

    @property
    def may_tell(self) -> bool:
        """Whether words reach the other side."""
        return not self.from_agency or self.release is not None or self.by_order


def write(
    *,
    sheet: Sheet,
    writer: Writer,
    content: Content,
    upload: Upload | None = None,
    answers: Entry | None = None,
    token: uuid.UUID | None = None,
) -> Entry:
    """Put something on the sheet; an answer ends the request it belongs to.

    `token` becomes the id, so that a form sent twice makes one. Raises Mistaken with the fields concerned, and Refused
    for a file that is not taken.
    """
    told = content.for_house or not writer.from_agency
    if found := rules.problems(
        content, with_file=upload is not None, from_agency=writer.from_agency, may_tell=writer.may_tell
    ):
        raise Mistaken(found)
    if upload is not None and not told:
        raise Mistaken({"for_house": "Eine Unterlage liegt immer für beide Seiten da."})
    if token is not None and (twin := Entry.objects.filter(pk=token, dossier_id=sheet.dossier_id).first()):
        return twin
    assert sheet.person_id is not None
    with reason("cooperation.write"):
        entry = Entry(
            id=token or uuid.uuid4(),
            dossier_id=sheet.dossier_id,
            person_id=sheet.person_id,
            agency_id=sheet.agency_id,
            author=writer.user,
            from_agency=writer.from_agency,
            kind=content.kind,
            text=content.text.strip() or None,
            on=content.on if content.kind in rules.DATED else None,
            at=content.at if content.kind is Kind.DATE else None,
            standing=content.standing or "" if content.kind is Kind.STANDING else "",
            doer=content.doer or "" if content.kind is Kind.AGREEMENT else "",
            answers=answers,
            for_house=told,
            for_person=content.for_person,
            release=writer.release if writer.from_agency and told else None,
            by_order=writer.by_order and writer.from_agency,
            written_at=now(),
        )
        if upload is not None:
            entry.file = _keep(sheet, upload)
        saved = insert_once(entry)
        if saved is entry and answers is not None and answers.done_at is None:
            _finish(answers, writer.user)
        elif saved is entry and entry.kind in OPEN_KINDS:
            facts_changed([entry.dossier_id])
    return saved


def propose(*, sheet: Sheet, writer: Writer) -> Entry:
    """An agency proposes that all sit down together; without words, so that it needs no release.

    While a proposal is open a second one is the same. Raises Refused for the house, which plans by itself.
    """
    if not writer.from_agency:
        raise Refused("Ihr Haus plant Besprechungen selbst.")
    standing = Entry.objects.filter(
        kind=Kind.MEETING, from_agency=True, for_house=True, done_at__isnull=True, **sheet.columns
    )
    return standing.order_by("written_at").first() or write(
        sheet=sheet, writer=writer, content=Content(kind=Kind.MEETING)
    )


def finish(entry: Entry, user: User) -> Entry:
    """A request, a proposal or an agreement is done. Doing it twice is harmless. Raises Refused for anything else."""
    if entry.kind not in OPEN_KINDS:
        raise Refused("Nur Bitten, Vorschläge und Absprachen werden erledigt.")
    with reason("cooperation.finish"):
        if entry.done_at is None:
            _finish(entry, user)
    return entry


def reopen(entry: Entry) -> Entry:
    """It is not done after all."""
    with reason("cooperation.reopen"):
        entry.done_at = entry.done_by = None
        entry.save(update_fields=["done_at", "done_by"])
        facts_changed([entry.dossier_id])
    return entry


def see(context: Context, *, sheet: Sheet, user: User) -> int:
    """The reader's side has read what the other side wrote until now; how much that was."""
    rows = Entry.objects.visible_to(context, writing=True).filter(**sheet.columns)
    with reason("cooperation.see"):
        return rows.filter(queries.unseen(context)).update(seen_at=now(), seen_by=user)


def take_back(entry: Entry, user: User) -> None:
    """Remove what one has just written, as long as the other side has not read it; its file goes with it.

    Raises Refused for what somebody else wrote or the other side has read.
    """
    if entry.author_id != user.pk:
        raise Refused(NOT_YOURS)
    if entry.seen_at is not None:
        raise Refused(READ)
    with reason("cooperation.take_back"):
        file = entry.file
        entry.delete()
        if file is not None:
            files.remove(file)
        if entry.kind in OPEN_KINDS:
            facts_changed([entry.dossier_id])


def _keep(sheet: Sheet, upload: Upload) -> StoredFile:
    try:
        return files.keep(
            dossier_id=sheet.dossier_id,
            name=upload.name,
            content=upload.content,
            person_id=sheet.person_id,
            topic=TOPIC,
            agency_id=sheet.agency_id,
        )
    except FileRefused as refusal:
        raise Mistaken({"file": str(refusal)}) from refusal


def _finish(entry: Entry, user: User) -> None:
    entry.done_at, entry.done_by = now(), user
    entry.save(update_fields=["done_at", "done_by"])
    facts_changed([entry.dossier_id])

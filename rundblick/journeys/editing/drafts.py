"""Verbs of drafts: begin, copy, save, read in, discard, publish. Each runs in the caller's transaction."""

import datetime as dt
from typing import Any

from django.db.models import QuerySet

from rundblick.access.context import Context, current, reason
from rundblick.access.models import Organisation
from rundblick.calendar.errors import Refused
from rundblick.journeys.definition import Journey
from rundblick.journeys.editing.complaints import checked
from rundblick.journeys.editing.document import Data, blank, copied, data_of, fresh_code
from rundblick.journeys.models import JourneyDraft, PublishedJourney
from rundblick.journeys.publishing import publish
from rundblick.journeys.shelf import shelf
from rundblick.journeys.wordings import wording
from rundblick.web.clock import now, today

RESERVED = frozenset({"neu", "datei"})
"""Names that addresses of the room have already."""


class StaleDraft(Exception):
    """Somebody else saved first; `draft` is what is stored now."""

    def __init__(self, draft: JourneyDraft) -> None:
        super().__init__("changed meanwhile")
        self.draft = draft


def own(context: Context) -> QuerySet[JourneyDraft]:
    """The drafts of the house somebody works for."""
    house = context.organisation_id
    return JourneyDraft.objects.filter(organisation_id=house) if house else JourneyDraft.objects.none()


def own_published(context: Context) -> QuerySet[PublishedJourney]:
    """All versions of the journeys of the house somebody works for."""
    house = context.organisation_id
    return PublishedJourney.objects.filter(organisation_id=house) if house else PublishedJourney.objects.none()


def begin(context: Context, *, title: str, subject: str) -> JourneyDraft:
    """A new journey, still empty."""
    house = Organisation.objects.filter(pk=context.organisation_id).first() if context.organisation_id else None
    code = free_code(title)
    name = house.name if house else "Eigenes Haus"
    return _create(context, code, None, blank(code=code, title=title, subject=subject, house=name, year=today().year))


def copy(context: Context, journey: Journey) -> JourneyDraft:
    """A journey of anybody as the beginning of an own one, under another name."""
    title = f"{journey.title} (eigene)"[:200]
    code = free_code(title)
    return _create(context, code, None, copied(journey, code=code, title=title))


def next_version(context: Context, base: PublishedJourney) -> JourneyDraft:
    """A draft of the next version of an own journey. Asked again before anybody wrote, it answers the same one."""
    for draft in own(context).filter(based_on=base, edited_by_id=context.user_id, version=1):
        return draft
    return _create(context, base.code, base, data_of(said_by(base)))


def read_in(context: Context, data: Data) -> JourneyDraft:
    """A draft from a file: of the next version where the house has published that journey, else of a new one."""
    given = data.get("id")
    base = None
    if isinstance(given, str):
        mine = own_published(context).filter(code=given[:60])
        base = mine.order_by("-valid_from", "-published_at").first()
    code = base.code if base else free_code(str(data.get("title") or given or "Journey"))
    return _create(context, code, base, {**data, "id": code})


def save(draft: JourneyDraft, version: int, data: Data) -> JourneyDraft:
    """Store a draft, mistakes included. Raises StaleDraft."""
    row = _locked(draft, version)
    if row.document == data:
        return row
    with reason("journeys.draft.save"):
        row.document = data
        row.version += 1
        row.edited_by_id, row.edited_at = current().user_id, now()
        row.save(update_fields=["document", "version", "edited_by", "edited_at"])
    return row


def discard(draft: JourneyDraft) -> None:
    """Throw a draft away; what is published stays."""
    with reason("journeys.draft.discard"):
        JourneyDraft.objects.filter(pk=draft.pk).delete()


def publish_draft(draft: JourneyDraft, version: int, *, valid_from: dt.date) -> PublishedJourney:
    """Make a draft a version for good, valid from that day, and let go of the draft.

    Raises Refused while something is wrong or nothing has changed, and StaleDraft.
    """
    row = _locked(draft, version)
    found = checked(row.document)
    if found.journey is None:
        raise Refused("Solange noch etwas fehlt oder nicht stimmt, lässt sich der Entwurf nicht veröffentlichen.")
    if row.based_on is not None and said_by(row.based_on) == found.journey:
        raise Refused("Der Entwurf sagt dasselbe wie die Fassung, aus der er entstand.")
    made = publish(found.journey, organisation_id=row.organisation_id, valid_from=valid_from)
    row.delete()
    return made


def said_by(row: PublishedJourney) -> Journey:
    """What a published row says. Raises LookupError where it is gone, which the database does not allow."""
    journey = wording(row.code, row.sha256)
    if journey is None:
        raise LookupError(row.code)
    return journey


def free_code(title: str) -> str:
    """A name no journey of the installation has yet, published or not."""
    published: set[str] = set(PublishedJourney.objects.order_by().values_list("code", flat=True))
    drafted: set[str] = set(JourneyDraft.objects.order_by().values_list("code", flat=True))
    taken = {*RESERVED, *shelf(), *published, *drafted}
    return fresh_code(title, taken) or fresh_code("journey", taken)


def _create(context: Context, code: str, base: PublishedJourney | None, data: dict[str, Any]) -> JourneyDraft:
    if context.organisation_id is None:
        raise Refused("Entwürfe gehören zu einem Haus. Ihr Zugang gehört zu keinem.")
    with reason("journeys.draft.begin"):
        return JourneyDraft.objects.create(
            code=code,
            based_on=base,
            document=data,
            organisation_id=context.organisation_id,
            edited_by_id=context.user_id,
            edited_at=now(),
        )


def _locked(draft: JourneyDraft, version: int) -> JourneyDraft:
    rows = JourneyDraft.objects.select_for_update(of=("self",)).select_related("based_on", "edited_by")
    found = rows.filter(pk=draft.pk).first()
    if found is None:
        raise Refused("Diesen Entwurf gibt es nicht mehr; vielleicht ist er schon veröffentlicht.")
    if found.version != version:
        raise StaleDraft(found)
    return found

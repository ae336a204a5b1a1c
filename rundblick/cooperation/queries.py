"""Set-based reads: which sheets are open, what stands on them, what of the file the agency reads besides."""

import uuid
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Case, Count, Max, Q, QuerySet, Value, When

from rundblick.access.context import Context
from rundblick.access.models import Grant
from rundblick.access.models.base import open_grants
from rundblick.access.models.dossiers import Basis
from rundblick.cases.agencies import TOPIC, guest_doors, houses_behind
from rundblick.consent.models import Consent
from rundblick.consent.queries import reply_of
from rundblick.cooperation.codes import Doer, Kind
from rundblick.cooperation.models import Entry
from rundblick.cooperation.rules import ASKING, OPEN_KINDS

ANSWER, KEEP, MEET, READ = "answer", "keep", "meet", "read"


@dataclass(frozen=True, slots=True)
class Sheet:
    """Whom a sheet is about and with which agency. `person_id`: None = a door to the whole household."""

    dossier_id: uuid.UUID
    person_id: uuid.UUID | None
    agency_id: uuid.UUID

    @property
    def columns(self) -> dict[str, Any]:
        """The columns of an entry that say on which sheet it stands."""
        return {"dossier_id": self.dossier_id, "person_id": self.person_id, "agency_id": self.agency_id}


@dataclass(slots=True)
class Open:
    """A sheet that is open now: what the agency's doors to it carry, and the doors."""

    sheet: Sheet
    topics: set[str] = field(default_factory=set)
    grants: list[Grant] = field(default_factory=list)

    @property
    def by_order(self) -> bool:
        """Whether the agency works on the Jobcenter's behalf, so that its reports belong to the order."""
        return any(grant.basis == Basis.ASSIGNMENT for grant in self.grants)

    @property
    def until(self) -> Any:
        """When the last of its doors closes; None = no end is fixed."""
        ends = [grant.valid_until for grant in self.grants if grant.valid_until]
        return max(ends) if len(ends) == len(self.grants) else None


def is_inside(context: Context, organisation_id: uuid.UUID) -> bool:
    """Whether the context belongs to the house that holds the dossier."""
    return context.organisation_id == organisation_id


def open_sheets(context: Context, dossier_id: uuid.UUID | None = None) -> dict[Sheet, Open]:
    """Sheets that are open now and the context may know: a guest's own, and those of agencies in the own cases.

    Up to three queries. Of one dossier, or of all the context holds doors to.
    """
    own = open_grants(context).filter(topics__contains=[TOPIC]).values("dossier_id")
    doors = guest_doors().filter(dossier_id__in=own)
    doors = doors.filter(dossier_id=dossier_id) if dossier_id else doors
    grants = list(doors.order_by("valid_from", "pk")[:1000])
    agencies = houses_behind(grants)
    found: dict[Sheet, Open] = {}
    for grant in grants:
        agency = agencies.get(grant.principal_id)
        if agency is None or (agency == context.organisation_id and grant.principal_id not in context.principals):
            continue
        sheet = Sheet(grant.dossier_id, grant.subject_id, agency)
        one = found.setdefault(sheet, Open(sheet))
        one.topics.update(grant.topics)
        one.grants.append(grant)
    return found


def open_sheet(context: Context, sheet: Sheet) -> Open | None:
    """The sheet of one person with one agency, by doors to them or to the whole household; None when none is open."""
    everything = open_sheets(context, sheet.dossier_id)
    parts = [everything.get(key) for key in (sheet, Sheet(sheet.dossier_id, None, sheet.agency_id))]
    grants = [grant for part in parts if part for grant in part.grants]
    return Open(sheet, {topic for grant in grants for topic in grant.topics}, grants) if grants else None


def entries(context: Context, sheet: Sheet) -> QuerySet[Entry]:
    """What stands on a sheet, as far as the context reads it, the latest first."""
    rows = Entry.objects.visible_to(context).filter(**sheet.columns)
    return rows.select_related("author__organisation", "file", "done_by").order_by("-written_at", "-pk")


def from_other_side(context: Context) -> Q:
    """Entries that the side the context does not belong to wrote."""
    ours = Q(agency_id=context.organisation_id)
    return Q(ours, from_agency=False) | Q(~ours, from_agency=True)


def unseen(context: Context) -> Q:
    """Entries of the other side that the context's side has not read."""
    return from_other_side(context) & Q(seen_at__isnull=True)


@dataclass(frozen=True, slots=True)
class Tally:
    """How much is new and open on a sheet, and when something was written last."""

    new: int
    open: int
    last: Any


def counts(context: Context, dossier_id: uuid.UUID | None = None) -> dict[Sheet, Tally]:
    """For each sheet with entries the context reads. One query."""
    rows = Entry.objects.visible_to(context)
    rows = rows.filter(dossier_id=dossier_id) if dossier_id else rows
    new = unseen(context)
    open_ = Q(kind__in=OPEN_KINDS, done_at__isnull=True)
    found = rows.values("dossier_id", "person_id", "agency_id").annotate(
        new=Count("pk", filter=new), open=Count("pk", filter=open_), last=Max("written_at")
    )
    return {
        Sheet(row["dossier_id"], row["person_id"], row["agency_id"]): Tally(row["new"], row["open"], row["last"])
        for row in found.order_by()
    }


def awaiting(context: Context) -> QuerySet[Entry]:
    """What awaits the context's side, with `reason_to_read`.

    Open requests and proposals of the other side (ANSWER, MEET), agreements the own side took on (KEEP), and what is
    new (READ).
    """
    rows = Entry.objects.visible_to(context, writing=True)
    mine = Q(agency_id=context.organisation_id)
    open_ = Q(done_at__isnull=True)
    asked = open_ & from_other_side(context) & Q(kind__in=ASKING)
    taken = open_ & Q(kind=Kind.AGREEMENT) & (Q(mine, doer=Doer.AGENCY) | Q(~mine, doer=Doer.HOUSE))
    new, meeting = unseen(context), Q(kind=Kind.MEETING)
    why = Case(
        When(asked & meeting, then=Value(MEET)),
        When(asked, then=Value(ANSWER)),
        When(taken, then=Value(KEEP)),
        default=Value(READ),
    )
    return rows.filter(asked | taken | new).annotate(reason_to_read=why)


def told_to_person() -> list[Entry]:
    """What both sides meant for the person whose own access this is, the latest first. One query."""
    rows = Entry.objects.raw("SELECT * FROM cooperation_told() ORDER BY written_at DESC, id LIMIT 60")
    return list(rows.prefetch_related("agency"))


def release_of(sheet: Sheet) -> Consent | None:
    """The consent under which the agency may tell the Jobcenter more than dates and standing today. One query."""
    return reply_of(sheet.dossier_id, sheet.person_id, sheet.agency_id)

"""Reaching a common sheet: both houses find it while a door is open, the Jobcenter also what is left afterwards."""

import uuid
from dataclasses import dataclass

from django.http import Http404

from rundblick.access.context import Context
from rundblick.access.requests import Request
from rundblick.cases import tools
from rundblick.cases.agencies import TOPIC, names_of
from rundblick.cases.file import File
from rundblick.consent.models import Consent
from rundblick.cooperation import queries
from rundblick.cooperation.models import Entry
from rundblick.cooperation.queries import Open, Sheet


@dataclass(frozen=True)
class Place:
    """A sheet as its pages need it. `inside`: the reader belongs to the house that holds the case. `open`: None once
    the agency's door is closed. `release`: the consent under which the agency may tell more than dates and standing.
    """

    file: File
    sheet: Sheet
    agency: str
    inside: bool
    open: Open | None
    release: Consent | None

    @property
    def may_write(self) -> bool:
        """Whether the reader may put something on the sheet now."""
        return self.open is not None and (not self.inside or TOPIC in self.file.writes)

    @property
    def may_settle(self) -> bool:
        """Whether the reader may say that something is read or done: the house also once the sheet is closed."""
        return TOPIC in self.file.writes if self.inside else self.open is not None

    @property
    def may_tell(self) -> bool:
        """Whether what the agency writes may reach the Jobcenter in words."""
        return self.release is not None or (self.open is not None and self.open.by_order)


def place_or_404(
    request: Request,
    case_id: uuid.UUID,
    person_id: uuid.UUID,
    agency_id: uuid.UUID,
    *,
    writing: bool = False,
    settling: bool = False,
) -> Place:
    """The sheet of this person with this agency.

    404 for another agency's guest, without the topic, where nobody had a door, and where `writing` or `settling` (to
    say that something is read or done) is not possible.
    """
    file = tools.file_of_member(request, case_id, person_id, reading=TOPIC)
    inside = queries.is_inside(request.access, file.case.dossier.organisation_id)
    if not inside and agency_id != request.access.organisation_id:
        raise Http404
    sheet = Sheet(file.dossier_id, person_id, agency_id)
    open_ = queries.open_sheet(request.access, sheet)
    if open_ is None and (not inside or not queries.entries(request.access, sheet).exists()):
        raise Http404
    name = names_of([agency_id]).get(agency_id)
    if name is None:
        raise Http404
    place = Place(file, sheet, name, inside, open_, queries.release_of(sheet))
    if (writing and not place.may_write) or (settling and not place.may_settle):
        raise Http404
    return place


def entry_or_404(context: Context, place: Place, entry_id: uuid.UUID) -> Entry:
    """An entry of this sheet that the context may change."""
    found = (
        Entry.objects.visible_to(context, writing=True)
        .filter(pk=entry_id, **place.sheet.columns)
        .select_related("file")
        .first()
    )
    if found is None:
        raise Http404
    return found

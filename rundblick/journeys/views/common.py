"""What the views of the room share: reading a sheet for writing, and where to go afterwards."""

import datetime as dt
import uuid
from dataclasses import dataclass

from django.http import HttpResponse
from django.urls import reverse

from rundblick.access.requests import Request
from rundblick.cases.access import file_or_404
from rundblick.cases.file import File
from rundblick.cases.frame import query
from rundblick.journeys import page as pages
from rundblick.journeys import queries, trail
from rundblick.journeys.access import journey_of, sheet_or_404
from rundblick.journeys.definition import Journey
from rundblick.journeys.forms import DayForm
from rundblick.journeys.models import Cell, Sheet
from rundblick.journeys.views.sheet import draw
from rundblick.web.clock import today


@dataclass(frozen=True)
class Desk:
    """A sheet that is being written on: locked, with everything the verbs and the answer need."""

    sheet: Sheet
    journey: Journey
    file: File
    cells: list[Cell]

    @property
    def seen(self) -> int:
        """The sequence of the latest row."""
        return max((cell.sequence for cell in self.cells), default=0)

    @property
    def births(self) -> dict[uuid.UUID, dt.date | None]:
        """Everybody who belongs or belonged to the household, with birth date."""
        return {person.pk: person.birth_date for person in self.file.persons}

    def at(self, place: trail.Key) -> list[Cell]:
        """The rows of one place."""
        return [cell for cell in self.cells if trail.key_of(cell) == place]


def desk_or_404(request: Request, sheet_id: uuid.UUID, *, writing: bool = True) -> Desk:
    """The sheet with its household and all rows, in four queries; locked for writing."""
    sheet = sheet_or_404(request.access, sheet_id, writing=writing)
    member = request.POST.get("mitglied") or request.GET.get("mitglied", "")
    file = file_or_404(request.access, sheet.dossier_id, member=member)
    return Desk(sheet, journey_of(sheet), file, queries.cells(request.access, sheet))


def redraw(
    request: Request,
    desk: Desk,
    cells: list[Cell],
    *,
    ask: str = "",
    problem: str = "",
    day: DayForm | None = None,
    status: int = 200,
) -> HttpResponse:
    """The sheet after a saving: a script gets the part that changed, everybody else the page."""
    for cell in cells:
        if cell.recorded_by_id == request.user.pk:
            cell.recorded_by = request.user
    shown = pages.load(
        request.access,
        desk.sheet,
        desk.file,
        as_of=today(),
        today=today(),
        cells=cells,
        whole=not request.htmx,  # type: ignore[attr-defined]
    )
    return draw(request, shown, day=day, ask=ask, problem=problem, status=status)


def kept_member(request: Request) -> str:
    """The query string that keeps the member looked at."""
    member = request.POST.get("mitglied") or request.GET.get("mitglied", "")
    try:
        return query({"mitglied": str(uuid.UUID(member))})
    except ValueError:
        return ""


def sheet_url(request: Request, sheet: Sheet, place: trail.Key | None = None) -> str:
    """The page of a sheet, at a place of the grid."""
    anchor = f"#c-{place[0]}.{place[1]}.{place[2]}" if place else ""
    return reverse("journeys:sheet", args=[sheet.pk]) + kept_member(request) + anchor


def field_url(request: Request, sheet: Sheet, place: trail.Key) -> str:
    """The page of one answer."""
    return reverse("journeys:field", args=[sheet.pk, *place]) + kept_member(request)

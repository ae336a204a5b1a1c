"""What the pages of the room have in common."""

from typing import Any

from django.urls import reverse

from rundblick.access.requests import Request
from rundblick.calendar.writing import Page
from rundblick.cases import tools
from rundblick.cases.file import File
from rundblick.roadmap.services import Whose
from rundblick.web.frame import Crumb

NAME = "roadmap"
FORM = "roadmap/form.html"


def page_url(request: Request, file: File) -> str:
    """The page of the Fahrplan, in the mode of the request."""
    return reverse("roadmap:page", args=[file.pk, file.member]) + tools.mode(request)


def form_page(request: Request, file: File, *, heading: str, key: str, **more: Any) -> Page:
    """What surrounds a form of this member."""
    crumbs = [
        Crumb(label="Fälle", url=reverse("cases:list")),
        Crumb(label="Fahrplan Arbeitsmarkt", url=page_url(request, file)),
    ]
    return Page(heading=heading, key=key, crumbs=crumbs, **more)


def around(request: Request, file: File) -> dict[str, Any]:
    """Frame of a form, below the breadcrumb of the case."""
    return {name: value for name, value in tools.frame(request, file, NAME).items() if name != "breadcrumb"}


def own(file: File) -> Whose:
    """Whose Fahrplan it is, for the services."""
    assert file.member
    return Whose(file.pk, file.member)

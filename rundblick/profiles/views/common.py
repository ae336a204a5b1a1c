"""What the pages of the room have in common: the frame of the tool, its tabs, forms with drafts."""

from typing import Any

from django.http import HttpResponse
from django.urls import reverse

from rundblick.access.requests import Request
from rundblick.calendar.writing import Page, Save, write
from rundblick.cases import tools
from rundblick.cases.file import File
from rundblick.web.frame import Crumb
from rundblick.web.parts import Tab

NAME = "profiles"
TABS = {"page": "Profil", "sheet": "Einsatzprofil", "card": "Bewerberkarte", "folder": "Bewerbungsmappe"}
GONE = "Diesen Eintrag gibt es so nicht mehr. Sie sehen den jetzigen Stand."
CHANGED = "Diesen Eintrag hat inzwischen jemand geändert. Bitte sehen Sie nach, ob es noch passt."


def address(request: Request, file: File, name: str = "page", *more: object) -> str:
    """A page of the room about the member looked at, in the mode the request came in."""
    return reverse(f"profiles:{name}", args=[file.pk, file.member, *more]) + tools.mode(request)


def scene(request: Request, file: File) -> dict[str, Any]:
    """The frame of the tool with its pages as tabs; the screen for two keeps the page that is shown."""
    pages = []
    for name, label in TABS.items():
        if name != "page" and "situation" not in file.writes:
            continue
        plain = reverse(f"profiles:{name}", args=[file.pk, file.member])
        pages.append(Tab(label=label, url=plain + tools.mode(request), current=request.path == plain))
    return tools.frame(request, file, NAME) | {
        "pages": pages,
        "together_url": f"{request.path}?{tools.TOGETHER}=1",
        "page_url": address(request, file),
    }


def form_page(
    request: Request,
    file: File,
    form: Any,
    save: Save,
    *,
    heading: str,
    key: str,
    saved: str,
    values: Any = None,
    back: str = "page",
    template: str = "profiles/form.html",
    **more: Any,
) -> HttpResponse:
    """A page with one form; after saving and without it back to the page `back`."""
    drawn = Page(
        heading=heading,
        key=key,
        crumbs=[Crumb(label="Berufsprofil", url=address(request, file, back))],
        saved=saved,
        values=values,
    )
    return write(request, form, drawn, save, template=template, **(scene(request, file) | more))

"""What the pages of the room have in common: tabs, the way back, forms about one employer."""

import uuid
from collections.abc import Callable
from typing import Any

from django.http import HttpResponse
from django.urls import reverse

from rundblick.access.requests import Request
from rundblick.calendar.writing import Page, sent, write
from rundblick.employers.models import Employer
from rundblick.web.frame import Crumb
from rundblick.web.parts import Tab

LIST = "Betriebe"
_PAGES = {
    "list": (LIST, "employers:list"),
    "specials": ("Besondere Arbeitsplätze", "employers:specials"),
    "tickets": ("Fragen von Betrieben", "employers:tickets"),
}


def tabs(current: str) -> list[Tab]:
    """Where one is, and what stands beside it."""
    return [Tab(label=label, url=reverse(url), current=name == current) for name, (label, url) in _PAGES.items()]


def crumb(name: str = "list") -> Crumb:
    """The way back to one of the lists."""
    label, url = _PAGES[name]
    return Crumb(label=label, url=reverse(url))


def url_of(employer_id: uuid.UUID, anchor: str = "") -> str:
    """The page of an employer, at one of its parts."""
    return reverse("employers:employer", args=[employer_id]) + (f"#{anchor}" if anchor else "")


def crumbs(employer: Employer) -> list[Crumb]:
    """The way back to an employer."""
    return [crumb(), Crumb(label=employer.name, url=url_of(employer.pk))]


def about(
    request: Request,
    employer: Employer,
    form: Any,
    save: Callable[[Any], object],
    *,
    heading: str,
    key: str,
    anchor: str = "",
    **more: Any,
) -> HttpResponse:
    """A page with one form about an employer; afterwards back to the part of its page where the result stands."""
    page = Page(heading=heading, key=key, crumbs=crumbs(employer), **more)

    def saved(valid: Any) -> str:
        save(valid)
        return url_of(employer.pk, anchor)

    return write(request, form, page, saved)


__all__ = ["Page", "about", "crumb", "crumbs", "sent", "tabs", "url_of", "write"]

"""Forms of the room, with what the roles for data mean beside the question for them."""

from typing import Any

from django.http import HttpResponse

from rundblick.access.requests import Request
from rundblick.agreements.catalogue import catalogue
from rundblick.calendar import writing
from rundblick.calendar.writing import Page, Save, sent

__all__ = ["Page", "sent", "write"]


def write(request: Request, form: Any, page: Page, save: Save) -> HttpResponse:
    """Draw the form with what was typed before, or save it and go on."""
    roles = catalogue().roles if "controllers" in form.fields else ()
    return writing.write(request, form, page, save, template="agreements/form.html", roles=roles)

"""The Verarbeitungsverzeichnis as a page that prints well."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from rundblick.access.access import staff_only
from rundblick.access.register import grouped
from rundblick.web.clock import today


def show(request: HttpRequest) -> HttpResponse:
    """All rooms, tables and fields with personal data; readable for the whole staff."""
    staff_only(request)
    return render(request, "access/register.html", {"rooms": grouped(), "as_of": today()})

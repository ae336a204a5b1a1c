"""The Verarbeitungsverzeichnis as a page that prints well."""

from django.http import HttpResponse
from django.shortcuts import render

from rundblick.access.access import staff_only
from rundblick.access.register import grouped
from rundblick.access.requests import Request
from rundblick.access.roles import Role
from rundblick.access.views.desk import tabs
from rundblick.web.clock import today


def show(request: Request) -> HttpResponse:
    """All rooms, tables and fields with personal data; readable for the whole staff."""
    context = staff_only(request)
    shown_tabs = tabs("register") if context.has_role(Role.DPO) else []
    return render(request, "access/register.html", {"rooms": grouped(), "as_of": today(), "tabs": shown_tabs})

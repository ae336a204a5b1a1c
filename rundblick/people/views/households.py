"""The households somebody works with: sorted, filtered by site, page by page."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from rundblick.access.disclosure import disclose
from rundblick.access.requests import Request
from rundblick.access.roles import Role
from rundblick.people.access import searcher
from rundblick.people.household_list import Wanted, household_list
from rundblick.web.clock import today


@require_GET
def show(request: Request) -> HttpResponse:
    """My households, or all the doors open, in the order chosen."""
    context = searcher(request)
    wanted = Wanted.read(request.GET)
    page = household_list(context, wanted, today=today())
    if page.lines:
        disclose(request, kind="people.list", dossiers=[line.dossier_id for line in page.lines])
    return render(
        request, "people/list.html", {"page": page, "wanted": wanted, "may_take_in": context.has_role(Role.INTAKE)}
    )

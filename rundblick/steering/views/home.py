"""The front door: leads everybody to the first of their start pages."""

from collections.abc import Callable

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET

from rundblick.access.requests import Request
from rundblick.access.roles import Role
from rundblick.steering import rules
from rundblick.steering.access import DOORS, HOUSE, PROTECTION, REPORTS, TEAM, WORK, pages_of
from rundblick.steering.views.doors import doors
from rundblick.steering.views.house import house, protection, reports
from rundblick.steering.views.team import team
from rundblick.steering.views.work import work
from rundblick.web.clock import now, today

VIEWS: dict[str, Callable[[Request], HttpResponse]] = {
    WORK.url_name: work,
    TEAM.url_name: team,
    DOORS.url_name: doors,
    PROTECTION.url_name: protection,
    HOUSE.url_name: house,
    REPORTS.url_name: reports,
}


@require_GET
def home(request: Request) -> HttpResponse:
    """The first start page of this person; participants are sent to their own page."""
    pages = pages_of(request.access)
    if pages:
        return VIEWS[pages[0].url_name](request)
    if request.access.has_role(Role.PARTICIPANT):
        return redirect("portal:home")
    values = {"tabs": [], "greeting": rules.greeting(now().hour), "today": today(), "roles": request.access.roles}
    return render(request, "steering/without_page.html", values)

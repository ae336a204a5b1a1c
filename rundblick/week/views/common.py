"""What all pages of the room have in common: layout, the member looked at, and the way back."""

import uuid
from typing import Any

from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse

from rundblick.access.requests import Request
from rundblick.cases.file import File
from rundblick.cases.frame import head
from rundblick.cases.tools import TOGETHER, HouseholdTool, day_asked, is_together
from rundblick.web.clock import today
from rundblick.web.parts import Tab
from rundblick.week.access import MEMBER

TOOL = HouseholdTool(
    label="Wochenplan",
    purpose="Arbeit, Wege und Betreuung der ganzen Familie in einer Woche, und was im Notfall gilt.",
    url_name="week:page",
    order=20,
)


def frame(request: Request, file: File, name: str = "page") -> dict[str, Any]:
    """What each page needs on top. `mode` keeps the screen for all, or the member looked at, in all addresses."""
    together, day = is_together(request), day_asked(request)
    here = reverse(f"week:{name}", args=[file.pk])
    views = [
        Tab(label="Was geteilt ist", url=here, current=file.member is None),
        *(
            Tab(
                label=member.name,
                url=f"{here}?{MEMBER}={member.person.pk}",
                current=member.person.pk == file.member,
            )
            for member in file.members
        ),
    ]
    return head(file, "tools") | {
        "layout": "cases/base_together.html" if together else "week/base.html",
        "tool": TOOL,
        "views": views,
        "together": together,
        "mode": mode(request, file),
        "here": here,
        "week_url": reverse("week:page", args=[file.pk]),
        "emergency_url": reverse("week:emergency", args=[file.pk]),
        "together_url": f"{here}?{TOGETHER}=1",
        "tools_url": reverse("cases:tools", args=[file.pk]),
        "day": day,
        "past": day < today(),
        "can_write": "situation" in file.writes and day == today(),
    }


def mode(request: Request, file: File) -> str:
    """The query that keeps what is shown."""
    if is_together(request):
        return f"?{TOGETHER}=1"
    return f"?{MEMBER}={file.member}" if file.member else ""


def back(request: Request, file: File, name: str = "week:page", *, hidden: uuid.UUID | None = None) -> HttpResponse:
    """To a page of the room; to that of the member whose entry would be `hidden` otherwise."""
    asked = f"?{MEMBER}={hidden}" if hidden and not is_together(request) else mode(request, file)
    return HttpResponseRedirect(reverse(name, args=[file.pk]) + asked)

"""What the house learnt from its programmes."""

import uuid
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_GET, require_http_methods

from rundblick.access.requests import Request
from rundblick.agreements import access, keys
from rundblick.agreements.codes import LessonStatus
from rundblick.agreements.forms import LessonForm
from rundblick.agreements.forms.agreements import fresh
from rundblick.agreements.models import Lesson
from rundblick.agreements.services import lessons as services
from rundblick.agreements.views.tabs import crumb, tabs
from rundblick.agreements.views.writing import Page, sent, write
from rundblick.programmes.publishing import all_in_force
from rundblick.web import keyset
from rundblick.web.clock import today
from rundblick.web.parts import Pages

SIZE = 40


@require_GET
def lessons(request: Request) -> HttpResponse:
    """Findings by programme or by status, the latest first."""
    context = access.house(request)
    titles = dict(_programmes())
    rows = access.lessons(context)
    programme, status = request.GET.get("programm", ""), request.GET.get("stand", "")
    programme = programme if programme in titles else ""
    status = status if status in LessonStatus.values else ""
    known = sorted(set(rows.order_by().values_list("programme", flat=True)), key=lambda code: titles.get(code, code))
    if programme:
        rows = rows.filter(programme=programme)
    if status:
        rows = rows.filter(status=status)
    found = keyset.page(
        rows,
        key="found_on!",
        descending=True,
        size=SIZE,
        after=request.GET.get("hinter", ""),
        before=request.GET.get("vor", ""),
    )
    here = "?" + urlencode({"programm": programme, "stand": status})
    return render(
        request,
        "agreements/lessons.html",
        {
            "tabs": tabs("lessons"),
            "rows": [(row, titles.get(row.programme, row.programme)) for row in found.rows],
            "programme": programme,
            "title": titles.get(programme, ""),
            "status": status,
            "statuses": LessonStatus.choices,
            "programmes": [(code, titles.get(code, code)) for code in known if code != programme],
            "may_edit": access.may_edit(request),
            "pages": Pages(
                previous_url=f"{here}&vor={found.before}" if found.before else "",
                next_url=f"{here}&hinter={found.after}" if found.after else "",
            ),
        },
    )


@require_http_methods(["GET", "POST"])
def learn(request: Request) -> HttpResponse:
    """Write down a finding."""
    access.editor(request)
    first: dict[str, Any] = {"programme": request.GET.get("programm", ""), "found_on": today()}
    form = LessonForm(sent(request), initial=first | fresh(), programmes=_programmes())
    page = Page(heading="Neue Erkenntnis", key=keys.LEARN_KEY, crumbs=[crumb("lessons")])

    def save(valid: LessonForm) -> str:
        row = services.learn(author=request.user, content=valid.content(), token=valid.cleaned_data["token"])
        return url_of(row.programme)

    return write(request, form, page, save)


@require_http_methods(["GET", "POST"])
def lesson(request: Request, lesson_id: uuid.UUID) -> HttpResponse:
    """Say anew what became of it."""
    row: Lesson = access.lesson_or_404(request, lesson_id)
    programmes = _programmes()
    if row.programme not in dict(programmes):
        programmes.append((row.programme, row.programme))
    first = LessonForm.values(row) | {"version": row.version} | fresh()
    form = LessonForm(sent(request), initial=first, programmes=programmes)
    page = Page(
        heading="Erkenntnis ändern",
        key=keys.LESSON_KEY.format(row.pk),
        crumbs=[crumb("lessons")],
        values=LessonForm.values,
    )

    def save(valid: LessonForm) -> str:
        services.change(lesson=row, version=valid.cleaned_data["version"] or -1, content=valid.content())
        return url_of(row.programme)

    return write(request, form, page, save)


def url_of(programme: str) -> str:
    """The lessons of one programme."""
    return reverse("agreements:lessons") + "?" + urlencode({"programm": programme})


def _programmes() -> list[tuple[str, str]]:
    """Every programme with its title. One query."""
    return [(row.code, row.title) for row in all_in_force(today())]

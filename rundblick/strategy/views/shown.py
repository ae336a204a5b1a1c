"""What the pages of the room have in common: frame, addresses, and how a form is answered."""

import uuid
from collections.abc import Callable, Mapping
from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from rundblick.access.requests import Request
from rundblick.calendar.errors import Refused, Stale
from rundblick.calendar.traces import two_versions
from rundblick.cases.file import File
from rundblick.cases.frame import head, query
from rundblick.cases.tools import TOGETHER, is_together
from rundblick.strategy.hooks import TOOL
from rundblick.strategy.models import Meeting
from rundblick.web.conflicts import Conflict
from rundblick.web.parts import Tab


def page_url(file: File) -> str:
    """The page with the latest talk."""
    return reverse("strategy:page", args=[file.pk])


def meeting_url(file: File, meeting_id: uuid.UUID) -> str:
    """The page of one talk."""
    return reverse("strategy:meeting", args=[file.pk, meeting_id])


def keeping(request: Request, file: File) -> str:
    """The query that keeps mode and member."""
    member = {"mitglied": str(file.member)} if file.member else {}
    return query(member | ({TOGETHER: "1"} if is_together(request) else {}))


def frame(request: Request, file: File, here: str) -> dict[str, Any]:
    """Layout, members and mode. `here`: the address of the page without any query."""
    together = is_together(request)
    views = [Tab(label="Alle", url=here, current=file.member is None)]
    views += [
        Tab(label=one.name, url=here + query({"mitglied": str(one.person.pk)}), current=one.person.pk == file.member)
        for one in file.members
    ]
    return head(file, "tools") | {
        "layout": "cases/base_together.html" if together else "strategy/base.html",
        "tool": TOOL,
        "together": together,
        "views": views,
        "here": here,
        "mode": keeping(request, file),
        "together_url": here + query({"mitglied": str(file.member)} if file.member else {}, **{TOGETHER: "1"}),
        "tools_url": reverse("cases:tools", args=[file.pk]),
        "page_url": page_url(file),
    }


def kept(form: Any, act: Callable[[], object], *, stored: Callable[[Any], Mapping[str, Any]]) -> Conflict | bool:
    """Try to keep a sent form: True when it was, False with mistakes in the form, or both versions."""
    if not form.is_valid():
        return False
    try:
        act()
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return False
    except Stale as stale:
        return two_versions(form, stale.stored, stored=stored(stale.stored))
    return True


def draw(
    request: Request,
    file: File,
    *,
    heading: str,
    form: forms.BaseForm,
    key: str,
    saved_at: Any,
    back_url: str,
    clash: Conflict | bool = False,
    template: str = "strategy/form.html",
    meeting: Meeting | None = None,
    submit: str = "Speichern",
    **more: Any,
) -> HttpResponse:
    """The page of a form: with mistakes 422, with two versions 409."""
    two = clash if isinstance(clash, Conflict) else None
    shown = frame(request, file, page_url(file)) | {
        "heading": heading,
        "form": form,
        "conflict": two,
        "draft_key": key,
        "saved_at": saved_at,
        "back_url": back_url,
        "submit": submit,
        "meeting": meeting,
    }
    status = 409 if two else 422 if form.errors else 200
    return render(request, template, shown | more, status=status)

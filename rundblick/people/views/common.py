"""What the forms of the room share: drawing, drafts, refusals beside the field, two versions."""

import datetime as dt
import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.db import models
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from rundblick.access.models import User
from rundblick.access.requests import Request
from rundblick.people import drafting
from rundblick.people.services import Refused
from rundblick.web.conflicts import conflict
from rundblick.web.frame import Crumb


@dataclass(frozen=True, kw_only=True)
class FormPage:
    """A page with one form. `title` carries no name; `heading` may. `draft_key`: where typed words are kept."""

    title: str
    heading: str
    submit: str
    back: str
    back_label: str
    lead: str = ""
    draft_key: str = ""
    dossier_id: uuid.UUID | None = None
    note: str = ""


def form_page(
    request: Request, page: FormPage, form: forms.BaseForm, *, draft_at: dt.datetime | None = None, **more: Any
) -> HttpResponse:
    """Draw the page; a form with mistakes answers 422 to htmx and 200 to everybody else."""
    status = 422 if form.is_bound and form.errors and getattr(request, "htmx", False) else 200
    crumbs = [Crumb(label="Menschen", url=reverse("people:list")), Crumb(label=page.back_label, url=page.back)]
    context = {"page": page, "form": form, "draft_at": draft_at, "breadcrumb": [*crumbs, Crumb(label=page.title)]}
    return render(request, more.pop("template", "people/form.html"), context | more, status=status)


def filled(
    request: Request, form_class: Any, draft_key: str, *, stored: Mapping[str, Any] | None = None, **options: Any
) -> tuple[Any, dt.datetime | None]:
    """The form of a request: bound on POST, otherwise with stored values and, before them, a kept draft."""
    if request.method == "POST":
        return form_class(request.POST, **options), None
    draft, at = drafting.kept(request, draft_key)
    values = {**(stored or {}), **drafting.initial(form_class, draft)}
    return form_class(initial=values or None, **options), at


def show_refusal(form: forms.BaseForm, refusal: Refused) -> None:
    """Put the sentence beside its field, or above the form where the field is not on it."""
    form.add_error(refusal.field if refusal.field in form.fields else None, refusal.message)


def two_versions(
    request: Request, page: FormPage, form: forms.BaseForm, row: Any, stored: Mapping[str, Any]
) -> HttpResponse:
    """Somebody else saved first: both versions side by side, status 409. One or two queries."""
    last = row.former.order_by("-pgh_created_at", "-pgh_id").first()
    changed_at = last.pgh_created_at if last else row.created_at
    actor = str((last.pgh_context or {}).get("actor", "")) if last else ""
    two = conflict(form=form, stored=stored, version=row.version, changed_by=_label(actor), changed_at=changed_at)
    return render(request, "people/conflict.html", {"page": page, "conflict": two, "form": form}, status=409)


def _label(actor: str) -> str:
    try:
        found = User.objects.filter(pk=uuid.UUID(actor)).values_list("display_name", flat=True).first()
    except ValueError:
        found = None
    return found or "Jemand anderes"


def fresh(row: models.Model) -> Any:
    """The row as stored now."""
    return type(row)._default_manager.get(pk=row.pk)

"""What the pages of one conference have in common."""

import datetime as dt
import uuid
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from rundblick.access import crypto, drafts, hooks
from rundblick.access.context import Context
from rundblick.access.disclosure import disclose
from rundblick.access.requests import Request
from rundblick.cases.forms.fields import Members
from rundblick.conferences import queries
from rundblick.conferences.models import Conference
from rundblick.conferences.rules import Held, opens, topics_open
from rundblick.people.queries import memberships_of
from rundblick.web.frame import Crumb

HEADINGS = {
    "prepare": "Vorbereiten",
    "protocol": "Protokoll",
    "close": "Abschließen",
    "sheet": "Blatt ohne Namen",
}
"""What pages without a heading of their own are called in the way back."""


def names_of(dossier_id: uuid.UUID) -> dict[uuid.UUID, str]:
    """Members of all times, as far as the reader's doors show them. One query."""
    return {one.person.pk: one.name for one in memberships_of([dossier_id]).get(dossier_id, [])}


def is_inside(context: Context, row: Conference) -> bool:
    """Whether the reader works for the house that leads the case."""
    return row.dossier.organisation_id == context.organisation_id


def leads(context: Context, row: Conference, doors: list[Held]) -> bool:
    """Whether the reader may change the conference. `doors`: own doors that write."""
    return is_inside(context, row) and opens(doors, row.person_id, "cooperation")


def crumbs(request: Request, row: Conference) -> list[Crumb]:
    """The way back: to the case for those who work with it, to the start page for guests."""
    if is_inside(request.access, row):
        return [
            Crumb(label="Fälle", url=reverse("cases:list")),
            Crumb(label="Fall", url=hooks.case_url(row.dossier_id)),
            Crumb(label="Besprechungen", url=reverse("conferences:of_case", args=[row.dossier_id])),
            Crumb(label=row.type.label),
        ]
    return [Crumb(label="Besprechungen", url=reverse("conferences:mine")), Crumb(label=row.type.label)]


def persons_to_name(
    context: Context, row: Conference, names: dict[uuid.UUID, str], doors: list[Held]
) -> tuple[Members, frozenset[str]]:
    """Whom one may write about here, and under which topics, through these doors."""
    known = [person for person in queries.abouts(context, row) if opens(doors, person, "cooperation")]
    return [(person, names.get(person, "ein Mitglied")) for person in known], topics_open(doors, known)


def answer(
    request: Request,
    row: Conference,
    template: str,
    shown: dict[str, Any],
    *,
    kind: str,
    form: Any = None,
    clash: Any = None,
) -> HttpResponse:
    """A page of one conference, noted in the log."""
    crypto.load_keys([row.dossier_id])
    disclose(request, kind=f"conferences.{kind}", dossiers=[row.dossier_id])
    bad = form is not None and form.is_bound and bool(form.errors)
    return render(
        request,
        template,
        {
            "conference": row,
            "breadcrumb": _way_back(request, row, kind, shown),
            "page_url": here(row),
            "form": form,
            "conflict": clash,
        }
        | shown,
        status=409 if clash else 422 if bad else 200,
    )


def _way_back(request: Request, row: Conference, kind: str, shown: dict[str, Any]) -> list[Crumb]:
    way = crumbs(request, row)
    if kind == "page":
        return way
    last = shown.get("heading") or HEADINGS[kind]
    return [*way[:-1], Crumb(label=row.type.label, url=here(row)), Crumb(label=last)]


def here(row: Conference) -> str:
    """Address of the conference's page."""
    return reverse("conferences:page", args=[row.pk])


def back(row: Conference) -> HttpResponse:
    """Back to the conference's page."""
    return redirect(here(row))


def saved(request: Request, key: str, url: str) -> HttpResponse:
    """Away from a form that was saved; its draft is no longer needed."""
    drafts.discard(user_id=request.user.pk, form_key=key)
    return redirect(url)


def draft_shown(key: str, saved_at: dt.datetime | None) -> dict[str, Any]:
    """What a form with a draft needs."""
    return {"draft_key": key, "saved_at": saved_at}

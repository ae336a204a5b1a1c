"""Lists: of all one's conferences, of one case; several planned at once; figures."""

import uuid
from typing import Any

from django.contrib import messages
from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from rundblick.access import crypto
from rundblick.access.access import only
from rundblick.access.disclosure import disclose
from rundblick.access.requests import Request
from rundblick.access.roles import Role
from rundblick.calendar.access import PLANNERS
from rundblick.calendar.errors import Refused
from rundblick.cases import queries as cases
from rundblick.cases.access import file_or_404
from rundblick.cases.frame import head, turned
from rundblick.cases.models import Case, Focus
from rundblick.conferences import queries, services
from rundblick.conferences.figures import figures as counted
from rundblick.conferences.forms import BatchForm
from rundblick.conferences.models import Conference
from rundblick.conferences.rules import consecutive
from rundblick.conferences.services import Content
from rundblick.people import queries as people
from rundblick.web import keyset
from rundblick.web.clock import now, today
from rundblick.web.german import german_date, german_datetime
from rundblick.web.parts import Badge, Cell, Column, Tab, Table

SIZE = 50
MOST = 40


@require_GET
def mine(request: Request) -> HttpResponse:
    """Conferences that stand open to me: what comes and what is unfinished, or what is over."""
    context = only(request, *PLANNERS)
    closed = request.GET.get("stand") == "abgeschlossen"
    found = keyset.page(
        queries.open_to(context, closed=closed),
        key="starts_at!",
        descending=closed,
        size=SIZE,
        after=request.GET.get("hinter", ""),
        before=request.GET.get("vor", ""),
    )
    ids = list({row.dossier_id for row in found.rows})
    crypto.load_keys(ids)
    if ids:
        disclose(request, kind="conferences.mine", dossiers=ids)
    return render(
        request,
        "conferences/mine.html",
        {
            "table": _table(found.rows, people.labels(ids)) if ids else None,
            "closed": closed,
            "tabs": [
                Tab(label="Geplant und offen", url="?", current=not closed),
                Tab(label="Abgeschlossen", url="?stand=abgeschlossen", current=closed),
            ],
            "plans": context.has_role(Role.COACH),
            "pages": turned(found.before, found.after, {"stand": "abgeschlossen" if closed else ""}),
        },
    )


@require_GET
def of_case(request: Request, case_id: uuid.UUID) -> HttpResponse:
    """All conferences of a case."""
    file = file_or_404(request.access, case_id, member=request.GET.get("mitglied", ""), reading="cooperation")
    rows = list(queries.of_case(request.access, file.pk, member=file.member)[:SIZE])
    disclose(request, kind="conferences.of_case", dossiers=[file.pk])
    own_house = file.case.dossier.organisation_id == request.access.organisation_id
    may_plan = own_house and {"cooperation", "notes"} <= file.writes
    return render(
        request,
        "conferences/of_case.html",
        head(file, "page")
        | {
            "table": _table(rows, {}) if rows else None,
            "plan_url": reverse("conferences:plan", args=[file.pk]) if may_plan else "",
        },
    )


def _table(rows: list[Conference], labels: dict[uuid.UUID, str]) -> Table:
    names = ["Besprechung", "Frage", *(["Für wen"] if labels else []), "Stand"]
    return Table(
        caption="Besprechungen",
        hidden_caption=True,
        columns=[Column(label=name) for name in names],
        rows=[
            [
                Cell(
                    text=row.type.label,
                    url=reverse("conferences:page", args=[row.pk]),
                    note=german_datetime(row.starts_at),
                ),
                Cell(text=row.question),
                *([Cell(text=labels[row.dossier_id])] if labels else []),
                _state(row),
            ]
            for row in rows
        ],
    )


def _state(row: Conference) -> Cell:
    if row.cancelled_at:
        return Cell(badge=Badge(text="abgesagt"))
    if row.closed_at:
        ended = row.ended_with
        return Cell(badge=Badge(text="abgeschlossen", kind="success"), note=ended.label if ended else "")
    if row.starts_at <= now():
        return Cell(badge=Badge(text="Protokoll offen", kind="warning"))
    until = f"Vorbereitung bis {german_date(row.prepare_until)}" if row.prepare_until else ""
    return Cell(badge=Badge(text="geplant", kind="info"), note=until)


@require_http_methods(["GET", "POST"])
def batch(request: Request) -> HttpResponse:
    """Several conferences in a row on one day, one for each person chosen."""
    context = only(request, Role.COACH)
    offered = _offered(request)
    names = {key: label for key, label, _case, _person in offered}
    initial = {"token": uuid.uuid4()}
    form = BatchForm(request.POST or None, offered=[(key, names[key]) for key in names], initial=initial)
    if request.method == "POST" and form.is_valid():
        chosen = [one for one in offered if one[0] in form.cleaned_data["cases"]]
        try:
            _plan_all(request, form, chosen)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            disclose(request, kind="conferences.batch", dossiers=[case.pk for _key, _label, case, _person in chosen])
            messages.success(request, f"{len(chosen)} Besprechungen geplant. Jede hat ihre eigene Seite.")
            return redirect(reverse("conferences:mine"))
    if offered:
        disclose(request, kind="conferences.batch", dossiers=[case.pk for _key, _label, case, _person in offered])
    assert context.user_id
    return render(
        request, "conferences/batch.html", {"form": form, "offered": offered}, status=422 if form.errors else 200
    )


def _offered(request: Request) -> list[tuple[str, str, Case, uuid.UUID]]:
    """Persons in focus of one's own cases in which one may plan. Three queries."""
    context = request.access
    rows = cases.cases(context, user_id=context.user_id, closed=False, now=now())
    here = Q(dossier__organisation_id=context.organisation_id)
    own = {row.pk: row for row in rows.filter(here)[: MOST * 2]}
    members = people.members_of(list(own), today())
    focus = set(
        Focus.objects.visible_to(context)
        .filter(case__in=list(own), valid_until__isnull=True)
        .values_list("case_id", "person_id")
    )
    found = [
        (f"{case_id}:{member.person.pk}", member.name, case, member.person.pk)
        for case_id, case in own.items()
        for member in members[case_id]
        if (case_id, member.person.pk) in focus
    ]
    return sorted(found, key=lambda one: one[1])


def _plan_all(request: Request, form: BatchForm, chosen: list[tuple[str, str, Case, uuid.UUID]]) -> None:
    given: dict[str, Any] = form.cleaned_data
    slots = consecutive(given["starts_at"], minutes=given["minutes"], pause=given["pause"], number=len(chosen))
    for (key, _label, case, person), (starts_at, ends_at) in zip(chosen, slots, strict=True):
        services.plan(
            case=case,
            author=request.user,
            token=uuid.uuid5(given["token"], key),
            batch=given["token"],
            content=Content(
                kind=given["kind"],
                persons=[person],
                question=given["question"],
                starts_at=starts_at,
                ends_at=ends_at,
                setting=given["setting"],
                place=given["place"],
                prepare_until=given["prepare_until"],
            ),
        )


@require_GET
def figures(request: Request) -> HttpResponse:
    """How many persons of one's own cases each format has reached; nobody else's figures."""
    context = only(request, Role.COACH)
    assert context.user_id
    rows = counted(context, context.user_id, as_of=today(), now=now())
    table = Table(
        caption=f"Erreichte Personen, Stand {german_date(today())}",
        columns=[
            Column(label="Format"),
            Column(label="Personen mit mindestens einem", numeric=True),
            Column(label="von Personen", numeric=True),
            Column(label="Gespräche insgesamt", numeric=True),
        ],
        rows=[[one.label, str(one.reach.persons), str(one.reach.of), str(one.reach.talks)] for one in rows],
    )
    return render(request, "conferences/figures.html", {"table": table, "empty": not rows[0].reach.of})

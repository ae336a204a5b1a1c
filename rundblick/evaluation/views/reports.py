"""The list of reports, ordering one, and the report itself."""

import uuid
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from rundblick.access.requests import Request
from rundblick.access.roles import Role
from rundblick.evaluation import services
from rundblick.evaluation.access import (
    ORDERING,
    may_publish,
    own_runs,
    readers_only,
    report_or_404,
    run_or_404,
)
from rundblick.evaluation.commenting import is_inside, labels_of, threads
from rundblick.evaluation.definitions import programme_of, report_of
from rundblick.evaluation.errors import Refused
from rundblick.evaluation.forms import CommentForm, OrderForm
from rundblick.evaluation.listing import Offer, listed, name_of, offers
from rundblick.evaluation.models import ReportSnapshot
from rundblick.evaluation.page.build import build
from rundblick.evaluation.quotes import out_of_reach
from rundblick.evaluation.reading import read
from rundblick.web.clock import today
from rundblick.web.frame import Crumb
from rundblick.web.parts import Pages


@require_GET
def show_list(request: Request) -> HttpResponse:
    """Reports to order and reports that are there."""
    readers_only(request.access)
    found = offers(request.access)
    return _list(request, found, _form(found))


@require_POST
def order(request: Request) -> HttpResponse:
    """Order a report; a report that is already there is shown instead."""
    readers_only(request.access)
    found = offers(request.access)
    if not found:
        raise Http404
    form = OrderForm(request.POST, reports=[(offer.key, offer.label) for offer in found])
    if not form.is_valid():
        return _list(request, found, form)
    offer = next(offer for offer in found if offer.key == form.cleaned_data["report"])
    as_of = form.cleaned_data["as_of"]
    there = ReportSnapshot.objects.filter(run=offer.run, report=offer.report, as_of=as_of, status="done")
    known = there.order_by("-ordered_at").values_list("pk", flat=True).first()
    if known is not None:
        messages.info(request, "Diesen Bericht gibt es schon. Sie können ihn neu berechnen.")
        return redirect("evaluation:report", known)
    try:
        snapshot = services.order(request.access, run=offer.run, report=offer.report, as_of=as_of)
    except Refused as refusal:
        form.add_error("as_of", str(refusal))
        return _list(request, found, form)
    return redirect("evaluation:report", snapshot.pk)


def _form(found: list[Offer]) -> OrderForm:
    return OrderForm(reports=[(offer.key, offer.label) for offer in found], initial={"as_of": today()})


def _list(request: Request, found: list[Offer], form: OrderForm) -> HttpResponse:
    page = listed(request.access, request.GET.get("vor", ""))
    older = f"{reverse('evaluation:list')}?vor={page.older}" if page.older else ""
    first = reverse("evaluation:list") if request.GET.get("vor") else ""
    return render(
        request,
        "evaluation/list.html",
        {
            "form": form if found else None,
            "is_research": request.access.has_role(Role.RESEARCH),
            "finds": request.access.has_role(*ORDERING),
            "page": page,
            "pages": Pages(previous_url=first, next_url=older),
        },
        status=422 if form.errors and request.htmx else 200,  # type: ignore[attr-defined]
    )


@require_GET
def show(request: Request, snapshot_id: uuid.UUID) -> HttpResponse:
    """A report: sentences, pictures, tables, and what is easily misread. While it is computed, how far that is."""
    snapshot = report_or_404(request.access, snapshot_id)
    programme = programme_of(snapshot.run)
    report = report_of(programme, snapshot.report)
    is_own = snapshot.run_id in own_runs(request.access)
    context = {
        "snapshot": snapshot,
        "title": name_of(programme, snapshot.report),
        "is_own": is_own,
        "may_publish": is_own and may_publish(request.access),
        "breadcrumb": crumbs(),
    }
    if not snapshot.is_done or report is None:
        return render(request, "evaluation/waiting.html", context)
    page = build(
        programme,
        report,
        snapshot.run.label,
        snapshot.as_of,
        read(request.access, snapshot),
        address=lambda place: reverse("evaluation:figure", args=[snapshot.pk, place]),
        out_of_reach=out_of_reach(programme.id),
    )
    return render(request, "evaluation/report.html", context | {"page": page} | talked(request, snapshot))


def talked(request: Request, snapshot: ReportSnapshot, place: int | None = None) -> dict[str, Any]:
    """What the piece with comments is given. One query."""
    return {
        "threads": threads(request.access, snapshot, labels_of(snapshot), place=place),
        "comment_form": CommentForm(),
        "comment_place": place,
        "comment_inside": is_inside(request.access),
    }


@require_GET
def status(request: Request, snapshot_id: uuid.UUID) -> HttpResponse:
    """The piece of page that asks again while a report is computed; it reloads the page when that is over."""
    snapshot = report_or_404(request.access, snapshot_id)
    answer = render(request, "evaluation/status.html", {"snapshot": snapshot})
    if not snapshot.is_waiting:
        answer.headers["HX-Refresh"] = "true"
    return answer


@require_POST
def recompute(request: Request, snapshot_id: uuid.UUID) -> HttpResponse:
    """Compute the same report again from today's records; the frozen one stays."""
    snapshot = report_or_404(request.access, snapshot_id, own=True)
    run = run_or_404(request.access, snapshot.run_id)
    try:
        again = services.order(
            request.access,
            run=run,
            report=snapshot.report,
            as_of=snapshot.as_of,
            recomputes=snapshot if snapshot.is_done else None,
        )
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect("evaluation:report", snapshot.pk)
    return redirect("evaluation:report", again.pk)


@require_POST
def publish(request: Request, snapshot_id: uuid.UUID) -> HttpResponse:
    """Let research read the report."""
    snapshot = _to_publish(request, snapshot_id)
    try:
        services.publish(request.access, snapshot)
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, "Der Bericht ist veröffentlicht. Die Forschung kann ihn lesen.")
    return redirect("evaluation:report", snapshot.pk)


@require_POST
def withdraw(request: Request, snapshot_id: uuid.UUID) -> HttpResponse:
    """Take the publication back."""
    snapshot = _to_publish(request, snapshot_id)
    services.withdraw(request.access, snapshot)
    messages.success(request, "Die Veröffentlichung ist zurückgenommen.")
    return redirect("evaluation:report", snapshot.pk)


def _to_publish(request: Request, snapshot_id: uuid.UUID) -> ReportSnapshot:
    snapshot = report_or_404(request.access, snapshot_id, own=True)
    if not may_publish(request.access):
        raise Http404
    return snapshot


def crumbs(*more: Crumb) -> list[Crumb]:
    """The way back to the list."""
    return [Crumb(label="Berichte", url=reverse("evaluation:list")), *(more or (Crumb(label="Bericht"),))]

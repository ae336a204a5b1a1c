"""Pages of the room: the list, ordering a report, the report itself, and what the house proposes."""

import uuid

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from rundblick.access.requests import Request
from rundblick.calendar.errors import Refused
from rundblick.calendar.writing import Page as FormPage
from rundblick.calendar.writing import sent, write
from rundblick.gaps import paper, plain, queries, services
from rundblick.gaps.access import may_order, orderer, reader, report_or_404
from rundblick.gaps.comparing import compare
from rundblick.gaps.content import TopicLine, from_json
from rundblick.gaps.forms import OrderForm, ProposalForm, last_year
from rundblick.gaps.models import GapReport, Proposal
from rundblick.gaps.page import Page, build, period
from rundblick.gaps.shown import table
from rundblick.web.clock import today
from rundblick.web.frame import Crumb
from rundblick.web.spreadsheets import CSV

PROPOSE_KEY = "gaps.propose:{}:{}"
TITLE = "Lücken im Angebot"


@require_GET
def show_list(request: Request) -> HttpResponse:
    """Reports that are there; those who may order one find the form above."""
    reader(request)
    return _list(request, OrderForm(initial=last_year(today())))


@require_POST
def order(request: Request) -> HttpResponse:
    """Order a report; one that is already there is shown instead."""
    context = orderer(request)
    form = OrderForm(request.POST)
    if not form.is_valid():
        return _list(request, form)
    days = {name: form.cleaned_data[name] for name in ("first_day", "as_of")}
    if (known := queries.known(context, **days)) is not None:
        messages.info(request, "Diesen Bericht gibt es schon. Sie können ihn neu berechnen.")
        return redirect("gaps:report", known)
    try:
        report = services.order(context, **days)
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return _list(request, form)
    return redirect("gaps:report", report.pk)


def _list(request: Request, form: OrderForm) -> HttpResponse:
    rows = queries.listed(request.access)
    shown = {"form": form if may_order(request) else None, "table": table(rows), "number": len(rows), "title": TITLE}
    return render(request, "gaps/list.html", shown, status=422 if form.errors else 200)


@require_GET
def show(request: Request, report_id: uuid.UUID) -> HttpResponse:
    """A report: sentences, pictures, tables, and what the house proposes. Until it is computed, how far that is."""
    report = report_or_404(request, report_id)
    shown = {"report": report, "period": period(report), "may_order": may_order(request), "breadcrumb": _crumbs()}
    if not report.is_done:
        return render(request, "gaps/waiting.html", shown)
    page = _page(report, writing=may_order(request))
    earlier = queries.before(request.access, report)
    return render(request, "gaps/report.html", shown | {"page": page, "earlier": earlier})


@require_GET
def status(request: Request, report_id: uuid.UUID) -> HttpResponse:
    """The piece of page that asks again while a report is computed; it reloads the page when that is over."""
    report = report_or_404(request, report_id)
    answer = render(request, "gaps/status.html", {"report": report})
    if not report.is_waiting:
        answer.headers["HX-Refresh"] = "true"
    return answer


@require_POST
def recompute(request: Request, report_id: uuid.UUID) -> HttpResponse:
    """Compute the same days again from today's records; the frozen report stays."""
    report = report_or_404(request, report_id, writing=True)
    try:
        again = services.order(request.access, first_day=report.first_day, as_of=report.as_of)
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect("gaps:report", report.pk)
    return redirect("gaps:report", again.pk)


@require_GET
def changes(request: Request, report_id: uuid.UUID) -> HttpResponse:
    """This report beside the one before."""
    report = report_or_404(request, report_id, done=True)
    earlier = queries.before(request.access, report)
    if earlier is None:
        raise Http404
    compared = compare(earlier, from_json(earlier.content), report, from_json(report.content))
    shown = {
        "report": report,
        "earlier": earlier,
        "compared": compared,
        "breadcrumb": _crumbs(_crumb(report), Crumb(label="Vergleich")),
    }
    return render(request, "gaps/changes.html", shown)


@require_GET
def pdf(request: Request, report_id: uuid.UUID) -> HttpResponse:
    """The report on paper."""
    report = report_or_404(request, report_id, done=True)
    return _file(report, paper.write(report, _page(report)), "application/pdf", "pdf")


@require_GET
def csv(request: Request, report_id: uuid.UUID) -> HttpResponse:
    """The report for a spreadsheet."""
    report = report_or_404(request, report_id, done=True)
    content = plain.as_csv(report, from_json(report.content), _proposals(report))
    return _file(report, content, CSV, "csv")


def _file(report: GapReport, content: bytes, content_type: str, ending: str) -> HttpResponse:
    answer = HttpResponse(content, content_type=content_type)
    answer.headers["Content-Disposition"] = f'attachment; filename="luecken-{report.as_of.isoformat()}.{ending}"'
    answer.headers["Cache-Control"] = "no-store"
    return answer


@require_http_methods(["GET", "POST"])
def propose(request: Request, report_id: uuid.UUID, topic: str) -> HttpResponse:
    """Write down what the house proposes about a topic; what it proposed in the report before stands above."""
    report = report_or_404(request, report_id, writing=True, done=True)
    line = from_json(report.content).topic(topic)
    if line is None:
        raise Http404
    earlier = queries.before(request.access, report)
    known = queries.proposals([report, *([earlier] if earlier else [])])
    row = known.get((report.pk, topic))
    former = known.get((earlier.pk, topic)) if earlier else None
    form = ProposalForm(sent(request), initial={"text": row.text if row else "", "version": row.version if row else 0})

    def save(valid: ProposalForm) -> str:
        services.propose(
            report=report,
            topic=topic,
            version=valid.cleaned_data["version"],
            author=request.user,
            text=valid.cleaned_data["text"],
        )
        return f"{_url(report)}#thema-{topic}"

    return write(request, form, _form_page(report, line), save, template="gaps/propose.html", line=line, former=former)


def _form_page(report: GapReport, line: TopicLine) -> FormPage:
    return FormPage(
        heading=f"Vorschlag: {line.label}",
        key=PROPOSE_KEY.format(report.pk, line.code),
        crumbs=_crumbs(_crumb(report)),
        saved="Der Vorschlag ist gespeichert.",
        values=lambda row: {"text": row.text},
    )


def _page(report: GapReport, *, writing: bool = False) -> Page:
    def write_url(topic: str) -> str:
        return reverse("gaps:propose", args=[report.pk, topic]) if writing else ""

    return build(report, from_json(report.content), _proposals(report), write_url=write_url)


def _proposals(report: GapReport) -> dict[str, Proposal]:
    return {topic: row for (_, topic), row in queries.proposals([report]).items()}


def _url(report: GapReport) -> str:
    return reverse("gaps:report", args=[report.pk])


def _crumb(report: GapReport) -> Crumb:
    return Crumb(label="Bericht", url=_url(report))


def _crumbs(*more: Crumb) -> list[Crumb]:
    return [Crumb(label=TITLE, url=reverse("gaps:list")), *(more or (Crumb(label="Bericht"),))]

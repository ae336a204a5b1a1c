"""One figure with the records in it, and two computations of a report side by side."""

import uuid

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET

from rundblick.access.disclosure import disclose
from rundblick.access.requests import Request
from rundblick.evaluation.access import report_or_404
from rundblick.evaluation.comparing import compare
from rundblick.evaluation.definitions import programme_of, report_of
from rundblick.evaluation.drilling import MOST, Drilled, drill
from rundblick.evaluation.listing import name_of
from rundblick.evaluation.models import ReportSnapshot
from rundblick.evaluation.onward import stopped_url
from rundblick.evaluation.page.words import LEGENDS, goal, hint, number, sentence, value
from rundblick.evaluation.protection import Shown
from rundblick.evaluation.reading import read
from rundblick.evaluation.traps import readings
from rundblick.evaluation.views.reports import crumbs, talked
from rundblick.web.frame import Crumb
from rundblick.web.german import german_date, german_number

NOT_KEPT = (
    "Diese Zahl ist aus Antworten gezählt. Wer darin steckt, wird nicht aufbewahrt: Wem es besser oder schlechter "
    "geht, steht nur in den verschlossenen Antworten selbst."
)


@require_GET
def show(request: Request, snapshot_id: uuid.UUID, place: int) -> HttpResponse:
    """Numerator, denominator, subgroup, Stichtag, missing, note, and the cases in it that are open to the reader."""
    snapshot = report_or_404(request.access, snapshot_id)
    one = next((one for one in read(request.access, snapshot) if one.place == place), None)
    if one is None or not snapshot.is_done:
        raise Http404
    drilled = drill(request.access, snapshot, place)
    kept_nowhere = _is_from_answers(snapshot, one)
    if drilled.dossiers:
        disclose(request, kind="report.records", dossiers=drilled.dossiers)
    return render(
        request,
        "evaluation/figure.html",
        {
            "one": one,
            "sentence": sentence(one),
            "rows": _rows(one),
            "legend": LEGENDS.get(one.status, ""),
            "drilled": drilled,
            "said": "" if kept_nowhere else _said(one, drilled),
            "kept_nowhere": NOT_KEPT if kept_nowhere else "",
            "most": MOST,
            "readings": readings(programme_of(snapshot.run).id, one),
            "stopped_url": stopped_url(request.access, programme_of(snapshot.run), one.figure),
            "back_url": reverse("evaluation:report", args=[snapshot.pk]),
            "breadcrumb": _crumbs(snapshot, "Zahl"),
            "snapshot": snapshot,
        }
        | talked(request, snapshot, place),
    )


def _is_from_answers(snapshot: ReportSnapshot, one: Shown) -> bool:
    """Whether a figure is made of sealed answers, or counts those who did not agree: then nobody keeps who is in it."""
    report = report_of(programme_of(snapshot.run), snapshot.report)
    section = next((part for part in report.sections if part.code == one.section), None) if report else None
    if section is None:
        return False
    changes = {part.code for part in report.sections if part.kind == "change"} if report else set()
    uncounted = one.figure.code.endswith((".asked", ".not_asked", ".no_consent"))
    return section.kind == "change" or section.measure in changes or (section.kind == "waves" and uncounted)


def _rows(one: Shown) -> list[tuple[str, str]]:
    figure = one.figure
    inferred = " (erschlossen)" if figure.inferred_denominator else ""
    rows = [
        ("Zähler", number(one)),
        ("Nenner", f"{german_number(figure.denominator)}{inferred}" if figure.denominator is not None else ""),
        ("Wert", value(figure)),
        ("Ziel", goal(figure)),
        ("Teilgruppe", figure.subgroup or "alle"),
        ("Stichtag", f"{german_date(figure.as_of)}, der Tag eingeschlossen"),
        ("Ohne Angabe", german_number(figure.missing) if figure.missing else ""),
        ("Hinweis", hint(one)),
        ("Quelle", figure.source),
        ("Kennung", figure.code if ".title." not in figure.code else ""),
    ]
    return [(term, words) for term, words in rows if words]


def _said(one: Shown, drilled: Drilled) -> str:
    """ "11 von 14 für Sie sichtbar"; of a hidden number only how many are visible."""
    total = one.figure.numerator
    if total is None:
        return f"{drilled.number} für Sie sichtbar" if drilled.number else ""
    return f"{drilled.number} von {total} für Sie sichtbar"


@require_GET
def changes(request: Request, snapshot_id: uuid.UUID) -> HttpResponse:
    """What is different from the report this one was computed again for."""
    snapshot = report_or_404(request.access, snapshot_id, own=True)
    if snapshot.recomputes_id is None or not snapshot.is_done:
        raise Http404
    before = report_or_404(request.access, snapshot.recomputes_id, own=True)
    compared = compare(before, read(request.access, before), snapshot, read(request.access, snapshot))
    return render(
        request,
        "evaluation/changes.html",
        {
            "snapshot": snapshot,
            "before": before,
            "compared": compared,
            "title": name_of(programme_of(snapshot.run), snapshot.report),
            "breadcrumb": _crumbs(snapshot, "Vergleich"),
        },
    )


def _crumbs(snapshot: ReportSnapshot, last: str) -> list[Crumb]:
    return crumbs(Crumb(label="Bericht", url=reverse("evaluation:report", args=[snapshot.pk])), Crumb(label=last))

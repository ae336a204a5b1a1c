"""What a house hears without a name: figures of closed quarters, words, sheets from paper, pictures for the wall."""

import datetime as dt
import uuid
from dataclasses import dataclass

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.safestring import SafeString
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from rundblick.access.access import only
from rundblick.access.requests import Request
from rundblick.access.roles import Role
from rundblick.access.throttle import throttled
from rundblick.access.tokens import outside
from rundblick.feedback import catalogue, paper_form, queries, rules, scan, services
from rundblick.feedback.access import ENTERERS, own_house_or_404
from rundblick.feedback.forms import PaperForm
from rundblick.feedback.languages import CODES, tongue
from rundblick.feedback.queries import Quarter, Words
from rundblick.web.clock import today
from rundblick.web.german import german_date, german_number
from rundblick.web.parts import Column, Table

QUARTERS = 8
LEGEND = "* nicht ausgewiesen: weniger als 3 Antworten oder daraus zu errechnen"


@dataclass(frozen=True)
class Told:
    """What one form came to in one quarter. `table`: None where too few answered."""

    title: str
    source: str
    table: Table | None
    words: list[Words]


@require_GET
def figures(request: Request) -> HttpResponse:
    """Closed quarters of the own house, the latest first. Nothing by team, place or person (rule 8)."""
    house = own_house_or_404(request)
    found = queries.figures(house.pk)
    last = rules.quarter_before(rules.quarter_of(today()))
    quarters = sorted({one.first for one in found} | {last}, reverse=True)[:QUARTERS]
    shown = [(_name(first), [_told(one) for one in found if one.first == first]) for first in quarters]
    return render(
        request,
        "feedback/figures.html",
        {
            "house": house,
            "quarters": shown,
            "least": (rules.LEAST_ANSWERS, rules.LEAST_PEOPLE),
            "legend": LEGEND,
            "may_strike": request.access.has_role(Role.COORDINATOR),
            "may_enter": request.access.has_role(*ENTERERS),
        },
    )


@require_POST
def strike(request: Request, words_id: uuid.UUID) -> HttpResponse:
    """Remove words that name somebody; the numbers stay."""
    only(request, Role.COORDINATOR)
    if not services.strike(words_id):
        raise Http404("no such words")
    messages.success(request, "Der Text ist entfernt. Die Zahlen bleiben.")
    return redirect("feedback:figures")


@require_http_methods(["GET", "POST"])
@throttled(times=200, seconds=3600)
def enter(request: Request) -> HttpResponse:
    """Enter a sheet from the box, without a name; afterwards the next one."""
    house = own_house_or_404(request, *ENTERERS)
    form = PaperForm(request.POST or None, sheet=catalogue.talk(), day=False, initial={"token": uuid.uuid4()})
    if request.method == "POST" and form.is_valid():
        services.say_unnamed(house_id=house.pk, content=form.content, word=form.cleaned_data["word"])
        messages.success(request, "Der Bogen zählt im laufenden Quartal. Sie können den nächsten eintragen.")
        return redirect("feedback:enter_unnamed")
    return render(request, "feedback/enter_unnamed.html", {"form": form}, status=422 if form.errors else 200)


@dataclass(frozen=True)
class Poster:
    """An address with its picture."""

    title: str
    url: str
    qr: SafeString


@require_GET
def posters(request: Request) -> HttpResponse:
    """Addresses and pictures for the wall, the tablet and letters, and sheets to print."""
    house = own_house_or_404(request)
    talk = outside("feedback:public", house.pk)
    sheet = catalogue.talk()
    letters = [_poster(one.label, outside("feedback:letter", house.pk, one.code)) for one in catalogue.letters()]
    return render(
        request,
        "feedback/posters.html",
        {
            "talk": _poster("Wie war das Gespräch?", talk),
            "tablet_url": f"{talk}?tablet=1",
            "letters": letters,
            "sheets": [(one, reverse("feedback:paper", args=[one.code])) for one in sheet.tongues],
            "drafts": [one.label for one in sheet.tongues if sheet.wording(one.code).draft],
        },
    )


@require_GET
def paper(request: Request, language: str) -> HttpResponse:
    """The sheet on paper in one language, as PDF."""
    house = own_house_or_404(request)
    if language not in CODES or tongue(language) not in catalogue.talk().tongues:
        raise Http404("no such language")
    answer = HttpResponse(paper_form.pdf(house, language), content_type="application/pdf")
    answer.headers["Content-Disposition"] = f'attachment; filename="rueckmeldung-{language}.pdf"'
    return answer


def _poster(title: str, url: str) -> Poster:
    return Poster(title, url, scan.picture(url))


def _name(first: dt.date) -> str:
    return f"{(first.month + 2) // 3}. Quartal {first.year}"


def _told(one: Quarter) -> Told:
    labels = catalogue.labels(one.form, one.version)
    kind = catalogue.letter_of(one.letter) if one.letter else None
    title = f"Brief: {kind.label if kind else one.letter}" if one.letter else "Gespräche"
    codes = [*labels, *(code for code in one.counts if code not in labels)]
    shown = [(labels.get(code, code), rules.figure(code, one.counts.get(code), answers=one.answers)) for code in codes]
    names = [f"{low} bis {high}" for low, high in rules.BANDS]
    columns = [Column(label="Satz"), *(Column(label=name, numeric=True) for name in ("Mittel", *names, "ohne Zahl"))]
    rows = [
        [label, german_number(found.mean, 1), *(found.bands or ("noch zu wenige", "", "")), found.missing or "–"]
        for label, found in shown
    ]
    source = (
        f"{one.answers} Antworten von mindestens {one.people} Menschen. Bogen „{one.form}“, Fassung {one.version}."
        f" Stichtag {german_date(rules.last_day_of(one.first))}."
    )
    return Told(title, source, Table(caption=title, columns=columns, rows=rows, hidden_caption=True), one.words)

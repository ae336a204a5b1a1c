"""Site against site, period against period: two groups of sheets side by side."""

from typing import Any

from django.http import HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET

from rundblick.access.access import only
from rundblick.access.requests import Request
from rundblick.calendar.access import PLANNERS
from rundblick.cases.frame import query
from rundblick.journeys.comparing import Column, Group, Reached, column
from rundblick.journeys.definition import Journey
from rundblick.journeys.forms import CompareForm
from rundblick.journeys.shelf import shelf
from rundblick.journeys.views.listing import SITES, Wanted
from rundblick.journeys.wordings import offered
from rundblick.people.models import Site
from rundblick.statistics.suppression import LEGEND
from rundblick.web.clock import today
from rundblick.web.frame import Crumb
from rundblick.web.german import NOTHING, count, german_date, german_number, percent
from rundblick.web.parts import Cell, Table
from rundblick.web.parts import Column as TableColumn

SIDES = ("a", "b")
STAR = "*"
FIRST_SITES = [site.value for site in Site][:2]


@require_GET
def compare(request: Request) -> HttpResponse:
    """How far two groups got in one journey, of those whose journey the reader may see."""
    context = only(request, *PLANNERS)
    journeys = offered().journeys
    wanted = Wanted.read(request.GET, journeys)
    definition = journeys[wanted.journey or next(iter(shelf()))]
    track = wanted.track or definition.tracks[0].code
    forms = {side: _form(request.GET, side) for side in SIDES}
    columns: list[Column] = []
    if all([form.is_valid() for form in forms.values()]):
        columns = [column(context, definition, track, _group(form)) for form in forms.values()]
    return render(
        request,
        "journeys/compare.html",
        {
            "breadcrumb": [Crumb(label="Journeys", url=reverse("journeys:list")), Crumb(label="Vergleich")],
            "journeys": list(journeys.values()),
            "definition": definition,
            "track": definition.track(track),
            "forms": [("Links", forms["a"]), ("Rechts", forms["b"])],
            "table": _table(definition, track, columns) if columns and any(c.people != 0 for c in columns) else None,
            "sides": [(_words(one.group), _size(one)) for one in columns],
            "hidden": LEGEND if any(_hides(one) for one in columns) else "",
            "list_url": reverse("journeys:list"),
            "stopped_url": reverse("journeys:stopped") + query({"journey": definition.id, "leistung": track}),
        },
    )


def _form(data: QueryDict, side: str) -> CompareForm:
    """The filters of a side; without any, the first two sites as they stand today."""
    asked = {name: value for name, value in data.items() if name.startswith(f"{side}-")}
    if not asked:
        asked = {f"{side}-site": FIRST_SITES[SIDES.index(side)]}
    if not asked.get(f"{side}-as_of"):
        asked[f"{side}-as_of"] = german_date(today())
    return CompareForm(asked, prefix=side)


def _group(form: CompareForm) -> Group:
    cleaned = form.cleaned_data
    return Group(cleaned["site"], cleaned["begun_from"], cleaned["begun_until"], cleaned["as_of"] or today())


def _words(group: Group) -> str:
    """ "Ennigerloh, begonnen 01.01.2026 bis 30.06.2026, Stand 30.06.2026"."""
    begun = ""
    if group.begun_from and group.begun_until:
        begun = f"begonnen {german_date(group.begun_from)} bis {german_date(group.begun_until)}"
    elif group.begun_from:
        begun = f"begonnen ab {german_date(group.begun_from)}"
    elif group.begun_until:
        begun = f"begonnen bis {german_date(group.begun_until)}"
    site = SITES.get(group.site, "alle Standorte")
    return ", ".join(filter(None, [site, begun, f"Stand {german_date(group.as_of)}"]))


def _size(one: Column) -> str:
    if one.people is None:
        return "weniger als 3 Personen oder daraus zu errechnen"
    said = count(one.people, "Person", "Personen") if one.people else "niemand"
    return f"{said} mit {count(one.attempts, 'Bewerbung', 'Bewerbungen')}" if one.attempts is not None else said


def _hides(one: Column) -> bool:
    return one.people is None or any(step.number is None for step in one.steps)


def _table(definition: Journey, track: str, columns: list[Column]) -> Table:
    rows: list[list[Any]] = []
    for place, code in enumerate(definition.funnel_steps(track)):
        rows.append([definition.step(code).label, *(_cell(one.steps[place]) for one in columns)])
    return Table(
        caption="Wie weit es gekommen ist",
        hidden_caption=True,
        columns=[TableColumn(label="Schritt erreicht"), *(TableColumn(label=_words(one.group)) for one in columns)],
        rows=rows,
    )


def _cell(one: Reached) -> Cell:
    if one.number is None or one.of is None:
        return Cell(text=STAR)
    if one.share is None or one.interval is None:
        return Cell(text=NOTHING)
    low, high = one.interval
    return Cell(
        text=f"{german_number(one.number)} von {german_number(one.of)}: {percent(one.share)}",
        note=f"zwischen {percent(low)} und {percent(high)}",
    )

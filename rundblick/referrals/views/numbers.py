"""Angebunden: how many people have found a help, and by how many connections."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from rundblick.access.access import only
from rundblick.access.requests import Request
from rundblick.referrals.access import COACHING
from rundblick.referrals.numbers import of_own_cases
from rundblick.statistics.suppression import LEGEND
from rundblick.web import pictures
from rundblick.web.clock import today
from rundblick.web.frame import Crumb
from rundblick.web.parts import Column, Table


@require_GET
def numbers(request: Request) -> HttpResponse:
    """The figures of one's own open cases, for one's own eyes."""
    context = only(request, *COACHING)
    found = of_own_cases(context, request.user.pk, as_of=today())
    exact = found.persons.exact
    return render(
        request,
        "referrals/numbers.html",
        {
            "numbers": found,
            "legend": LEGEND,
            "picture": pictures.target_progress(
                title="Personen mit mindestens einer Anbindung",
                value=float(exact),
                target=0.6,
                denominator=f"von {found.persons.denominator} Personen",
            )
            if exact is not None
            else None,
            "table": Table(
                caption="Anbindungen nach Art der Hilfe",
                columns=[Column(label="Hilfe"), Column(label="Anbindungen", numeric=True)],
                rows=[[label, cell.text] for label, cell in found.groups],
                foot=["Zusammen", found.total.text],
            ),
            "breadcrumb": [Crumb(label="Vermittlungen", url="../"), Crumb(label="Angebunden")],
        },
    )

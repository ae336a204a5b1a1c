"""The emergency card: shown without a frame, so that what a device keeps of it names nobody; and its form."""

import uuid
from pathlib import Path

from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET

from rundblick.access.access import staff_only
from rundblick.access.models import Organisation
from rundblick.access.requests import Request
from rundblick.calendar.errors import Refused, Stale
from rundblick.calendar.traces import two_versions
from rundblick.crisis import queries, services
from rundblick.crisis.access import KEEPERS, card_or_404, house_or_404
from rundblick.crisis.catalogue import beginnings
from rundblick.crisis.forms import CardForm, as_typed
from rundblick.crisis.models import Card
from rundblick.web.frame import Crumb

_WORKER = Path(__file__).parent.parent / "static/crisis/worker.js"


def usual(house: Organisation | None, place: str = "") -> Card:
    """The card a house begins with, not stored."""
    first = beginnings()
    numbers = [{"who": own.who, "number": "", "when": own.when} for own in first.own]
    return Card(organisation=house, place=place, numbers=numbers, steps=list(first.steps))


@require_GET
def show(request: Request) -> HttpResponse:
    """All cards of the reader's house on one page, one a sheet of paper."""
    context = staff_only(request)
    found = queries.cards(context.organisation_id)
    shown = {
        "cards": found or [usual(request.user.organisation)],
        "common": beginnings().numbers,
        "house": request.user.organisation,
        "keeps": context.has_role(*KEEPERS),
        "stored": bool(found),
    }
    return render(request, "crisis/card.html", shown)


@login_not_required
@require_GET
def worker(request: Request) -> HttpResponse:
    """The script that shows the card when the server does not answer. It stands beside the card, so it reaches no
    other page."""
    return HttpResponse(_WORKER.read_text("utf-8"), content_type="text/javascript; charset=utf-8")


def change(request: Request, card_id: uuid.UUID | None = None) -> HttpResponse:
    """Change the card of the house, or of one of its places."""
    house = house_or_404(request.access)
    if card_id is not None:
        return _form(request, house, card_or_404(house, card_id))
    return _form(request, house, next((card for card in queries.cards(house.pk) if not card.place), None))


def add(request: Request) -> HttpResponse:
    """A card for a further place."""
    return _form(request, house_or_404(request.access), None, further=True)


def _form(request: Request, house: Organisation, card: Card | None, *, further: bool = False) -> HttpResponse:
    start = card or usual(house)
    form = CardForm(request.POST or None, initial=as_typed(start), lines=len(start.numbers))
    clash = None
    if request.method == "POST" and form.is_valid():
        content = form.content()
        if further and not content["place"]:
            form.add_error("place", "Bitte schreiben Sie, für welchen Standort die Karte gilt.")
        else:
            try:
                services.save_card(house=house, card=card, version=form.cleaned_data["version"] or 1, **content)
            except Refused as refusal:
                form.add_error("place", str(refusal))
            except Stale as stale:
                clash = two_versions(form, stale.stored, stored=as_typed(stale.stored))
            else:
                return redirect("crisis:card")
    heading = "Notfallkarte für einen Standort" if further else "Notfallkarte bearbeiten"
    shown = {
        "form": form,
        "conflict": clash,
        "heading": heading,
        "common": beginnings().numbers,
        "card_url": reverse("crisis:card"),
        "breadcrumb": [Crumb(label="Notfallkarte", url=reverse("crisis:card")), Crumb(label=heading)],
    }
    return render(request, "crisis/card_form.html", shown, status=409 if clash else 200)

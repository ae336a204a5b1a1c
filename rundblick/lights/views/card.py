"""One card: saying it anew, and making a goal of it."""

import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from rundblick.access import drafts
from rundblick.access.disclosure import disclose
from rundblick.access.requests import Request
from rundblick.calendar.drafting import restore
from rundblick.calendar.errors import Refused, Stale
from rundblick.cases import tools
from rundblick.cases.codes import GoalKind
from rundblick.cases.file import File
from rundblick.lights import queries, services
from rundblick.lights.forms import CardForm, CardGoalForm
from rundblick.lights.models import Card
from rundblick.lights.views.work import GONE, board_url
from rundblick.web.clock import today
from rundblick.web.conflicts import Conflict, conflict

CHANGE_KEY = "lights.card:{}"
GOAL_KEY = "lights.card.goal:{}"
ANEW = "Die Karte wurde gerade an anderer Stelle geändert. Bitte sehen Sie nach, ob das Ziel noch passt."


@require_http_methods(["GET", "POST"])
def change(request: Request, case_id: uuid.UUID, person_id: uuid.UUID, row_id: uuid.UUID) -> HttpResponse:
    """Say a card anew."""
    file = tools.file_of_member(request, case_id, person_id, writing="situation")
    disclose(request, kind="lights.change", dossiers=[file.pk])
    card = queries.standing_row(request.access, file.pk, member=person_id, row_id=row_id)
    if card is None:
        return _gone(request, file)
    key = CHANGE_KEY.format(card.thread)
    clash, saved_at = None, None
    if request.method == "POST":
        form = CardForm(request.POST)
        if form.is_valid():
            values = dict(form.cleaned_data)
            version = _seen(card, values.pop("row"), values.pop("version"))
            try:
                services.change_card(card=card, version=version, author=request.user, **values)
            except Refused as refusal:
                form.add_error(None, str(refusal))
            except Stale as stale:
                clash = _conflict(form, stale.stored)
            else:
                drafts.discard(user_id=request.user.pk, form_key=key)
                return redirect(board_url(request, file))
    else:
        form = CardForm(initial=_stored(card) | {"version": card.version, "row": card.pk})
        saved_at = restore(request, key, form)
    return _form(request, file, "Karte ändern", form, card, key, saved_at, clash)


@require_http_methods(["GET", "POST"])
def goal(request: Request, case_id: uuid.UUID, person_id: uuid.UUID, row_id: uuid.UUID) -> HttpResponse:
    """Make a goal of a card."""
    file = tools.file_of_member(request, case_id, person_id, writing="goals")
    disclose(request, kind="lights.goal", dossiers=[file.pk])
    card = queries.standing_row(request.access, file.pk, member=person_id, row_id=row_id)
    if card is None:
        return _gone(request, file)
    key = GOAL_KEY.format(card.thread)
    saved_at = None
    if request.method == "POST":
        form = CardGoalForm(request.POST)
        if form.is_valid():
            values = dict(form.cleaned_data)
            version = _seen(card, values.pop("row"), values.pop("version"))
            try:
                services.make_goal(card=card, version=version, case=file.case, author=request.user, **values)
            except Refused as refusal:
                form.add_error(None, str(refusal))
            except Stale:
                form = _seen_again(form, card)
                form.add_error(None, ANEW)
            else:
                drafts.discard(user_id=request.user.pk, form_key=key)
                messages.success(request, "Das Ziel ist notiert. Die Karte merkt es sich.")
                return redirect(board_url(request, file))
    else:
        form = CardGoalForm(
            initial={
                "text": card.text,
                "kind": GoalKind.ACTION,
                "field": card.field,
                "since": today(),
                "version": card.version,
                "row": card.pk,
                "token": uuid.uuid4(),
            }
        )
        saved_at = restore(request, key, form)
    return _form(request, file, "Aus der Karte wird ein Ziel", form, card, key, saved_at)


def _form(
    request: Request,
    file: File,
    heading: str,
    form: Any,
    card: Card,
    key: str,
    saved_at: Any,
    clash: Conflict | None = None,
) -> HttpResponse:
    return render(
        request,
        "lights/card_form.html",
        tools.frame(request, file, "lights")
        | {
            "heading": heading,
            "form": form,
            "card": card,
            "conflict": clash,
            "draft_key": key,
            "draft_dossier": file.pk,
            "saved_at": saved_at,
            "back_url": board_url(request, file),
            "for_goal": isinstance(form, CardGoalForm),
        },
        status=409 if clash else 422 if form.errors else 200,
    )


def _seen(card: Card, row_id: uuid.UUID, version: int) -> int:
    """The version the sender has seen; none of the stored ones when the card was said anew since."""
    return version if row_id == card.pk else -1


def _stored(card: Card) -> dict[str, Any]:
    """The card as its form shows it."""
    return {name: getattr(card, name) for name in ("text", "light", "field", "shared")}


def _conflict(form: CardForm, stored: Card) -> Conflict:
    data = form.data.copy()  # type: ignore[attr-defined]
    data["row"] = str(stored.pk)
    form.data = data
    return conflict(
        form=form,
        stored=_stored(stored),
        version=stored.version,
        changed_by=stored.author.display_name,
        changed_at=stored.written_at,
    )


def _seen_again(form: CardGoalForm, card: Card) -> CardGoalForm:
    """The same words, for the card as it is now."""
    data = form.data.copy()  # type: ignore[attr-defined]
    data["row"], data["version"] = str(card.pk), str(card.version)
    again = CardGoalForm(data)
    again.is_valid()
    return again


def _gone(request: Request, file: File) -> HttpResponse:
    messages.warning(request, GONE)
    return redirect(board_url(request, file))

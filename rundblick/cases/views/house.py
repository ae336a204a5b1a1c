"""Text modules and allowed words of a house, looked after by team leads and administration."""

import uuid
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from rundblick.access.access import only
from rundblick.access.requests import Request
from rundblick.calendar.errors import Refused, Stale
from rundblick.calendar.traces import SOMEBODY, names_of
from rundblick.cases import house
from rundblick.cases.forms import AllowedWordForm, TextModuleForm
from rundblick.cases.models import AllowedWord, TextModule
from rundblick.web.conflicts import conflict, version_of
from rundblick.web.frame import Crumb

MODULE, WORD = "baustein", "wort"


@require_http_methods(["GET", "POST"])
def page(request: Request) -> HttpResponse:
    """Both lists, with a form to add to each."""
    context = _keeper(request)
    sent = request.POST if request.method == "POST" else None
    module_form = TextModuleForm(sent if sent and MODULE in sent else None, prefix=MODULE)
    word_form = AllowedWordForm(sent if sent and WORD in sent else None, prefix=WORD)
    for form, add, added in (
        (module_form, _add_module, "Der Textbaustein ist angelegt."),
        (word_form, _add_word, "Das Wort ist aufgenommen."),
    ):
        if form.is_bound and form.is_valid() and _tried(form, add):
            messages.success(request, added)
            return redirect("cases:house")
    return render(
        request,
        "cases/house.html",
        {
            "modules": house.modules(context.organisation_id),
            "words": house.words(context.organisation_id),
            "module_form": module_form,
            "word_form": word_form,
            "organisation": request.user.organisation,
        },
        status=422 if module_form.errors or word_form.errors else 200,
    )


@require_http_methods(["GET", "POST"])
def module(request: Request, module_id: uuid.UUID) -> HttpResponse:
    """Change a text module."""
    row: TextModule = _own(request, TextModule, module_id)
    clash, status = None, 200
    if request.method == "POST":
        form = TextModuleForm(request.POST)
        if form.is_valid():
            said = {name: form.cleaned_data[name] for name in ("title", "text")}
            try:
                house.change_module(module=row, version=version_of(request), **said)
            except Refused as refusal:
                form.add_error("title", str(refusal))
            except Stale as stale:
                clash = _two_versions(form, stale.stored)
            else:
                messages.success(request, "Der Textbaustein ist geändert.")
                return redirect("cases:house")
        status = 409 if clash else 422
    else:
        form = TextModuleForm(initial={"title": row.title, "text": row.text, "version": row.version})
    shown = {"form": form, "conflict": clash, "module": row, "breadcrumb": _crumbs("Ändern")}
    return render(request, "cases/house_module.html", shown, status=status)


@require_POST
def remove_module(request: Request, module_id: uuid.UUID) -> HttpResponse:
    """Remove a text module."""
    house.remove_module(module=_own(request, TextModule, module_id))
    messages.success(request, "Der Textbaustein ist entfernt. Geschriebene Vermerke bleiben, wie sie sind.")
    return redirect("cases:house")


@require_POST
def remove_word(request: Request, word_id: uuid.UUID) -> HttpResponse:
    """Hint at a word again."""
    house.disallow_word(word=_own(request, AllowedWord, word_id))
    messages.success(request, "Das Wort ist aus der Liste genommen.")
    return redirect("cases:house")


def _keeper(request: Request) -> Any:
    context = only(request, *house.KEEPERS)
    if context.organisation_id is None:
        raise Http404
    return context


def _own(request: Request, model: Any, key: uuid.UUID) -> Any:
    context = _keeper(request)
    row = model.objects.filter(pk=key, organisation_id=context.organisation_id).first()
    if row is None:
        raise Http404
    return row


def _two_versions(form: TextModuleForm, stored: Any) -> Any:
    event = stored.former.order_by("-pgh_id").first()
    context = event.pgh_context or {}
    return conflict(
        form=form,
        stored={"title": stored.title, "text": stored.text},
        version=stored.version,
        changed_by=names_of([context]).get(context.get("actor", ""), SOMEBODY),
        changed_at=event.pgh_created_at,
    )


def _tried(form: Any, add: Any) -> bool:
    try:
        add(form.cleaned_data)
    except Refused as refusal:
        form.add_error(next(iter(form.fields)), str(refusal))
        return False
    return True


def _add_module(said: dict[str, Any]) -> None:
    house.add_module(title=said["title"], text=said["text"])


def _add_word(said: dict[str, Any]) -> None:
    house.allow_word(word=said["word"])


def _crumbs(here: str) -> list[Crumb]:
    return [Crumb(label="Textbausteine", url=reverse("cases:house")), Crumb(label=here)]

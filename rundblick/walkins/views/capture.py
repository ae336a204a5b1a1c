"""Writing a walk-in down, and counting without words."""

import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from rundblick.access import drafts
from rundblick.access.requests import Request
from rundblick.calendar.drafting import restore
from rundblick.calendar.queries import rooms
from rundblick.cases.codes import FieldOfAction
from rundblick.walkins import queries, services
from rundblick.walkins.access import coach, house_of
from rundblick.walkins.forms import TallyForm, WalkInForm
from rundblick.web.clock import today
from rundblick.web.german import german_date
from rundblick.web.ids import uuid_or_none
from rundblick.web.parts import Tab

NEW_KEY = "walkins.new"
PLACE, SETTING, TEAM = "walkins.place", "walkins.setting", "walkins.team"
"""Kept in the session from one contact to the next: ids and a code, nothing about anybody."""
TAPS = "walkins.taps"
"""{"on": day, "taps": [[contact id, topic]]}: what this browser counted today, for undoing."""
MOST_TAPS = 500


@require_http_methods(["GET", "POST"])
def new(request: Request) -> HttpResponse:
    """Somebody came by: one page, one key to save, and it is empty again."""
    context = coach(request)
    offered: dict[str, Any] = {"places": list(rooms(context)), "teams": queries.teams(context)}
    saved_at = None
    if request.method == "POST":
        form = WalkInForm(request.POST, **offered)
        if form.is_valid():
            return _kept(request, form)
    else:
        form = WalkInForm(initial=_remembered(request) | {"token": uuid.uuid4()}, **offered)
        saved_at = restore(request, NEW_KEY, form)
    values = {"form": form, "where": form.where, "tabs": tabs("new"), "draft_key": NEW_KEY, "saved_at": saved_at}
    return render(request, "walkins/new.html", values, status=422 if form.errors else 200)


def _kept(request: Request, form: WalkInForm) -> HttpResponse:
    row = services.keep(
        author=request.user,
        team_id=form.team_id,
        said=form.said(),
        place=form.chosen,
        token=form.cleaned_data["token"],
    )
    drafts.discard(user_id=request.user.pk, form_key=NEW_KEY)
    for name, field in ((PLACE, "place"), (SETTING, "setting"), (TEAM, "team")):
        request.session[name] = form.cleaned_data.get(field, "")
    messages.success(request, f"Gespeichert. Am {german_date(row.erase_on)} wird es gelöscht.")
    return redirect("walkins:new")


def _remembered(request: Request) -> dict[str, str]:
    return {
        field: request.session.get(name, "") for name, field in ((PLACE, "place"), (SETTING, "setting"), (TEAM, "team"))
    }


@require_http_methods(["GET", "POST"])
def tally(request: Request) -> HttpResponse:
    """One contact more, without a word: one tap on the topic."""
    context = coach(request)
    places = list(rooms(context))
    taps = _taps(request)
    if request.method == "POST":
        form = TallyForm(request.POST, places=places)
        if form.is_valid():
            topic, token = form.cleaned_data["topic"], form.cleaned_data["token"]
            services.count(organisation_id=house_of(context), place=form.chosen, topic=topic or None, token=token)
            request.session[PLACE] = form.cleaned_data["place"]
            if str(token) not in {key for key, _ in taps}:
                _remember(request, [*taps, (str(token), topic)])
            return redirect("walkins:tally")
    else:
        form = TallyForm(initial={"place": request.session.get(PLACE, ""), "token": uuid.uuid4()}, places=places)
    counts = [(code, label, sum(topic == code for _, topic in taps)) for code, label in form.fields["topic"].choices]  # type: ignore[attr-defined]
    last = FieldOfAction(taps[-1][1]).label if taps and taps[-1][1] else "ohne Thema"
    values = {
        "form": form,
        "tabs": tabs("tally"),
        "counts": counts,
        "number": len(taps),
        "last": taps[-1][0] if taps else "",
        "last_words": last,
    }
    return render(request, "walkins/tally.html", values, status=422 if form.errors else 200)


@require_POST
def untally(request: Request) -> HttpResponse:
    """Take the last tap of this browser back."""
    context = coach(request)
    wanted, taps = uuid_or_none(request.POST.get("contact", "")), _taps(request)
    if wanted and str(wanted) in {key for key, _ in taps}:
        services.uncount(organisation_id=house_of(context), contact_id=wanted)
        _remember(request, [tap for tap in taps if tap[0] != str(wanted)])
        messages.success(request, "Zurückgenommen.")
    return redirect("walkins:tally")


def _taps(request: Request) -> list[tuple[str, int]]:
    kept = request.session.get(TAPS) or {}
    return [(key, topic) for key, topic in kept.get("taps", [])] if kept.get("on") == today().isoformat() else []


def _remember(request: Request, taps: list[tuple[str, int]]) -> None:
    request.session[TAPS] = {"on": today().isoformat(), "taps": taps[-MOST_TAPS:]}


def tabs(current: str) -> list[Tab]:
    """The pages of the room."""
    named = (("new", "Neu"), ("list", "Offene"), ("tally", "Nur zählen"), ("numbers", "Zahlen"))
    return [Tab(label=label, url=reverse(f"walkins:{name}"), current=name == current) for name, label in named]

"""My Fahrplan: the path, the own view, the own decision, and the folder that only the person reads."""

import uuid
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from rundblick.access import crypto
from rundblick.access.disclosure import disclose
from rundblick.access.models.dossiers import Basis
from rundblick.access.requests import Request
from rundblick.access.throttle import throttled
from rundblick.calendar.writing import Page, sent, write
from rundblick.portal import queries
from rundblick.portal.access import Own, OwnDoor, own
from rundblick.roadmap import booklet, shown
from rundblick.roadmap import queries as roadmap
from rundblick.roadmap.access import moment_or_404, sheet_or_404
from rundblick.roadmap.codes import Voice
from rundblick.roadmap.forms import DecisionForm, LeafForm, PositionForm, TicketForm
from rundblick.roadmap.queries import Journey
from rundblick.roadmap.services import Whose, decide, keep_leaf, place, write_ticket
from rundblick.web.frame import Crumb

FORM = "portal/roadmap_form.html"


@require_GET
def page(request: Request) -> HttpResponse:
    """The path and what others say, then the own folder. Before it begins, only the folder."""
    mine = own(request.access)
    if not mine.doors:
        return redirect("portal:home")
    door, journey = _journey(request, mine)
    leaves = roadmap.leaves(request.access, door.dossier_id, door.person_id)
    began = journey.began
    steps = shown.stages(journey)
    values = {
        "began": began,
        "picture": shown.path(steps) if began else None,
        "here_step": next((one for one in steps if one.here), None),
        "decided": shown.decision(journey.decision),
        "heads": shown.heads(journey.tickets),
        "lines": shown.lines(journey.tickets) if journey.tickets else [],
        "standpoint": shown.standpoint(journey),
        "sheets": shown.sheets(leaves),
    }
    return render(request, "portal/roadmap.html", values)


@require_GET
def folder(request: Request) -> HttpResponse:
    """The booklet with everything the person wrote, for their own printer."""
    mine = own(request.access)
    if not mine.doors:
        return redirect("portal:home")
    door, journey = _journey(request, mine)
    leaves = roadmap.leaves(request.access, door.dossier_id, door.person_id)
    return booklet.answer(booklet.pdf(request.access.user_label, journey, leaves=leaves))


@require_http_methods(["GET", "POST"])
def sheet(request: Request, code: str) -> HttpResponse:
    """Write on one sheet of the folder; an empty one is thrown away."""
    one, mine = sheet_or_404(code), own(request.access)
    if not mine.doors:
        return redirect("portal:home")
    door = _door(request, mine)
    row = roadmap.leaves(request.access, door.dossier_id, door.person_id).get(code)
    form = LeafForm(sent(request), initial=LeafForm.stored(row) | {"version": row.version} if row else {})
    about = _about(one.label, f"portal.sheet:{code}", values=LeafForm.stored)

    def save(form: LeafForm) -> str:
        keep_leaf(whose=_whose(door), author=request.user, code=code, **form.cleaned_data)
        return about.back_url

    return write(request, form, about, save, template=FORM, prompts=one.prompts, dossier_id=door.dossier_id)


@require_http_methods(["GET", "POST"])
@throttled(times=20, seconds=3600)
def choose(request: Request) -> HttpResponse:
    """Decide: go on, wait, or not now."""
    mine = own(request.access)
    door, journey = _journey(request, mine) if mine.doors else (None, Journey())
    if door is None or not journey.began:
        return redirect("portal:roadmap")
    aims = [(goal.pk, goal.text) for goal in queries.goals(request.access, mine) if goal.reached_on is None]
    form = DecisionForm(sent(request), goals=aims, own=True, initial={"token": uuid.uuid4()})
    about = _about(_("Ich entscheide"), "portal.decide")

    def save(form: DecisionForm) -> str:
        given = form.cleaned_data
        decide(
            whose=_whose(door),
            author=request.user,
            choice=given["choice"],
            review_on=given["review_on"],
            goal_id=given.get("goal"),
            token=given["token"],
            own_hand=True,
        )
        return about.back_url

    return write(request, form, about, save, template=FORM, prompts=(), dossier_id=door.dossier_id)


@require_http_methods(["GET", "POST"])
@throttled(times=40, seconds=3600)
def ticket(request: Request) -> HttpResponse:
    """The own view on the five questions."""
    mine = own(request.access)
    door, journey = _journey(request, mine) if mine.doors else (None, Journey())
    if door is None or not journey.began:
        return redirect("portal:roadmap")
    held = [one for one in journey.tickets if one.voice == Voice.PERSON]
    row = next((one for one in held if one.own_hand and one.author_id == request.user.pk), None)
    first = TicketForm.stored(held[0]) if held else {}
    form = TicketForm(sent(request), own=True, initial=first | {"version": row.version if row else 0})
    about = _about(_("Mein Ticket"), "portal.ticket", values=TicketForm.stored)

    def save(form: TicketForm) -> str:
        write_ticket(
            whose=_whose(door),
            author=request.user,
            voice=Voice.PERSON,
            row=row,
            version=form.cleaned_data["version"] or 0,
            own_hand=True,
            **form.said(),
        )
        return about.back_url

    return write(
        request, form, about, save, template="portal/roadmap_ticket.html", prompts=(), dossier_id=door.dossier_id
    )


@require_http_methods(["GET", "POST"])
@throttled(times=40, seconds=3600)
def position(request: Request, moment: str) -> HttpResponse:
    """Say where I stand. Former numbers are not shown, so that nobody follows them."""
    when, mine = moment_or_404(moment), own(request.access)
    door, journey = _journey(request, mine) if mine.doors else (None, Journey())
    if door is None or not journey.began:
        return redirect("portal:roadmap")
    form = PositionForm(sent(request), own=True, initial={"token": uuid.uuid4()})
    about = _about(f"{_('Wo stehe ich?')} {when.label[0].upper()}{when.label[1:]}", f"portal.position:{moment}")

    def save(form: PositionForm) -> str:
        place(whose=_whose(door), author=request.user, moment=when, own_hand=True, **form.cleaned_data)
        return about.back_url

    return write(request, form, about, save, template=FORM, prompts=(), dossier_id=door.dossier_id)


def _journey(request: Request, mine: Own) -> tuple[OwnDoor, Journey]:
    door = _door(request, mine)
    return door, roadmap.journey(request.access, door.dossier_id, door.person_id)


def _door(request: Request, mine: Own) -> OwnDoor:
    """The person's latest household; who moved keeps the folder of the former one there."""
    crypto.load_keys(mine.dossiers)
    disclose(request, kind="portal.roadmap", dossiers=mine.dossiers, basis=Basis.SELF)
    return mine.doors[0]


def _whose(door: OwnDoor) -> Whose:
    return Whose(door.dossier_id, door.person_id)


def _about(heading: str, key: str, **more: Any) -> Page:
    crumbs = [Crumb(label=_("Mein Fahrplan"), url=reverse("portal:roadmap"))]
    return Page(heading=heading, key=key, crumbs=crumbs, saved=_("Gespeichert."), **more)

"""Where messages about appointments go, for those who consented to them; and ending it at once."""

import uuid
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from rundblick.access.disclosure import disclose
from rundblick.access.hooks import case_url
from rundblick.access.requests import Request
from rundblick.calendar.errors import Refused
from rundblick.invitations import consents, queries, services, shown
from rundblick.invitations.access import member_or_404, wish_or_404
from rundblick.invitations.codes import Channel
from rundblick.invitations.forms import WishForm
from rundblick.invitations.models import Wish
from rundblick.people import queries as people
from rundblick.people.models import ContactPoint
from rundblick.people.protection import protected_persons
from rundblick.people.queries import Member
from rundblick.post.services import channels
from rundblick.web.clock import today
from rundblick.web.frame import Crumb
from rundblick.web.ids import uuid_or_none

POINTS: dict[str, Channel] = {ContactPoint.Kind.EMAIL: Channel.MAIL, ContactPoint.Kind.MOBILE: Channel.SMS}


@require_http_methods(["GET", "POST"])
def wish(request: Request, dossier_id: uuid.UUID, person_id: uuid.UUID) -> HttpResponse:
    """What one person wishes, and writing a wish down."""
    member = member_or_404(request, dossier_id, person_id)
    held = queries.wishes(request.access, dossier_id, [person_id])
    usual = settings.RUNDBLICK.reminders.hours
    if request.method == "POST":
        form = WishForm(request.POST, able=channels(), usual=usual)
        if form.is_valid() and _written(request, member, form, held):
            return redirect("invitations:wish", dossier_id, person_id)
        form = _with_known(form, held)
    else:
        form = WishForm(initial=_proposal(member, held), able=channels(), usual=usual)
    disclose(request, kind="invitations.wish", dossiers=[dossier_id])
    values: dict[str, Any] = {
        "breadcrumb": [Crumb(label="Fall", url=case_url(dossier_id)), Crumb(label="Nachrichten zu Terminen")],
        "name": member.name,
        "ways": [shown.way(one, usual=usual) for one in held],
        "form": form,
        "able": bool(channels()),
        "consent": consents.stands(request.access, dossier_id, person_id),
        "give_url": consents.give_url(dossier_id, person_id),
        "sms_off": Channel.SMS not in channels(),
        "protected": bool(protected_persons([person_id])),
        "back_url": case_url(dossier_id),
    }
    values["withdraw_url"] = consents.withdraw_url(values["consent"]) if values["consent"] else ""
    return render(request, "invitations/wish.html", values, status=422 if form.errors else 200)


@require_POST
def end(request: Request, wish_id: uuid.UUID) -> HttpResponse:
    """No message any more; no reason is asked."""
    held = wish_or_404(request, wish_id)
    services.end_wish(held)
    messages.success(request, "Ab jetzt geht keine Nachricht mehr hinaus.")
    return redirect("invitations:wish", held.dossier_id, held.person_id)


def _written(request: Request, member: Member, form: WishForm, held: list[Wish]) -> bool:
    # The form carries the wishes that stood when it was drawn; the one for the way chosen is compared.
    drawn = {uuid_or_none(one) for one in form.cleaned_data["known"].split()}
    former = next((one.pk for one in held if one.channel == form.cleaned_data["channel"]), None)
    try:
        services.wish(
            dossier_id=member.dossier_id,
            person_id=member.person.pk,
            recorded_by=request.user,
            known=former if former in drawn else None,
            **form.said(),
        )
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return False
    messages.success(request, "Aufgeschrieben. Die Person kann es jederzeit beenden.")
    return True


def _with_known(form: WishForm, held: list[Wish]) -> WishForm:
    """What was typed beside what stands now, so that saving once more knows it."""
    form.data = form.data.copy()  # type: ignore[attr-defined]
    form.data["known"] = _ids(held)  # type: ignore[index]
    return form


def _proposal(member: Member, held: list[Wish]) -> dict[str, Any]:
    """Today, and an address the person gave for being reached, to be confirmed for this purpose."""
    able = channels()
    points = people.contact_points(member.dossier_id, as_of=today())
    own = [point for point in points if point.person_id == member.person.pk and POINTS.get(point.kind) in able]
    point = own[0] if own and not held else None
    return {
        "channel": POINTS[point.kind] if point else (able[0] if len(able) == 1 else None),
        "address": point.value if point else "",
        "given_on": today(),
        "known": _ids(held),
    }


def _ids(held: list[Wish]) -> str:
    return " ".join(str(one.pk) for one in held)

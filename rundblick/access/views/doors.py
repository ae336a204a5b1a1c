"""Who may see this? Reading the door book of a case, closing, opening and handing over."""

import datetime as dt
import uuid

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from rundblick.access import hooks, services
from rundblick.access.access import dossier_or_404
from rundblick.access.door_picture import who_sees_what
from rundblick.access.doorbook import REOPENABLE, Viewer, is_trust, principal_of, read
from rundblick.access.forms import HandOverForm, OpenDoorForm
from rundblick.access.models import Dossier, Erasure, Grant
from rundblick.access.models.dossiers import Basis
from rundblick.access.requests import Request
from rundblick.access.views.emergency import HELPERS
from rundblick.web.clock import now
from rundblick.web.frame import Crumb

UNDO = dt.timedelta(minutes=15)


def show(request: Request, dossier_id: uuid.UUID) -> HttpResponse:
    """All doors of a case this person may know about, with what they may do about them."""
    dossier = dossier_or_404(request.access, dossier_id)
    book, viewer = read(request.access, dossier)
    closed = _just_closed(request, dossier, viewer)
    return render(
        request,
        "access/doors_person.html" if viewer.person else "access/doors.html",
        {
            "dossier": dossier,
            "book": book,
            "viewer": viewer,
            "picture": who_sees_what(book.open),
            "closed": closed,
            "case_name": "" if viewer.person else hooks.label_of(dossier.pk),
            "persons": [] if viewer.person else _persons(dossier),
            "helps": viewer.inside and not viewer.leads and request.access.has_role(*HELPERS),
            "erasure": Erasure.objects.filter(dossier_ref=dossier.pk).first() if viewer.inside else None,
            "breadcrumb": _crumbs(dossier, "Wer darf das sehen?"),
        },
    )


@require_POST
def close(request: Request, dossier_id: uuid.UUID, grant_id: uuid.UUID) -> HttpResponse:
    """Close one door in this second; offers to open it again for a quarter of an hour."""
    dossier = dossier_or_404(request.access, dossier_id)
    book, _ = read(request.access, dossier)
    line = next((line for line in (*book.open, *book.coming) if line.grant.pk == grant_id and line.closable), None)
    if line is None:
        raise Http404
    services.close_door(line.grant)
    if line.own:
        messages.success(request, "Ihr Zugriff ist beendet.")
        return redirect("access:doors", dossier.pk) if _still_inside(request, dossier) else redirect("/")
    request.session["door_closed"] = str(grant_id)
    return redirect("access:doors", dossier.pk)


@require_POST
def reopen(request: Request, dossier_id: uuid.UUID, grant_id: uuid.UUID) -> HttpResponse:
    """Undo a closing: the same door opens anew."""
    dossier = dossier_or_404(request.access, dossier_id)
    _, viewer = read(request.access, dossier)
    former = _just_closed(request, dossier, viewer)
    if former is None or former.pk != grant_id:
        raise Http404
    request.session.pop("door_closed", None)
    before = former.former.order_by("-pgh_created_at").first()  # type: ignore[attr-defined]
    try:
        services.open_door(
            dossier_id=dossier.pk,
            principal=principal_of(former),
            basis=Basis(former.basis),
            topics=tuple(former.topics),
            writes=former.writes,
            subject_id=former.subject_id,
            until=before.valid_until if before else None,
            evidence=former.evidence,
        )
    except services.DoorClosed as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, "Die Tür ist wieder offen.")
    return redirect("access:doors", dossier.pk)


def open_new(request: Request, dossier_id: uuid.UUID) -> HttpResponse:
    """Open a door for a Träger, a partner agency or a statutory recipient."""
    dossier = dossier_or_404(request.access, dossier_id)
    _, viewer = read(request.access, dossier)
    _must_lead(viewer)
    members = hooks.members_of(dossier.pk)
    form = OpenDoorForm(request.POST or None, context=request.access, members=members)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            services.open_door(
                dossier_id=dossier.pk,
                principal=form.chosen(),
                basis=Basis(said["basis"]),
                topics=tuple(said["topics"]),
                writes=said["writes"],
                subject_id=uuid.UUID(said["member"]) if said.get("member") else None,
                until=form.until(),
                evidence=said["evidence"],
            )
        except services.DoorClosed as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, "Die Tür ist offen. Die Stelle sieht jetzt, was Sie ausgewählt haben.")
            return redirect("access:doors", dossier.pk)
    crumbs = _crumbs(dossier, "Tür öffnen")
    return render(request, "access/door_open.html", {"form": form, "dossier": dossier, "breadcrumb": crumbs})


def hand_over(request: Request, dossier_id: uuid.UUID) -> HttpResponse:
    """Give the responsibility to a colleague."""
    dossier = dossier_or_404(request.access, dossier_id)
    book, viewer = read(request.access, dossier)
    _must_lead(viewer)
    responsible = [line for line in book.open if line.grant.basis == Basis.RESPONSIBLE]
    form = HandOverForm(
        request.POST or None, dossier=dossier, responsible=[line.grant.principal_id for line in responsible]
    )
    if request.method == "POST" and form.is_valid():
        try:
            services.hand_over(dossier_id=dossier.pk, to=form.cleaned_data["to"], team=form.cleaned_data["team"])
        except services.DoorClosed as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, f"Der Fall ist übergeben. Zuständig ist jetzt {form.cleaned_data['to']}.")
            return redirect("access:doors", dossier.pk) if _still_inside(request, dossier) else redirect("/")
    return render(
        request,
        "access/door_hand_over.html",
        {
            "form": form,
            "dossier": dossier,
            "now_responsible": ", ".join(line.who for line in responsible),
            "breadcrumb": _crumbs(dossier, "Fall übergeben"),
        },
    )


def _persons(dossier: Dossier) -> list[tuple[str, str]]:
    """Members with the page that tells each of them who sees their data."""
    make = hooks.person_pages.get("who_sees")
    return [(name, make(dossier.pk, key)) for key, name in hooks.members_of(dossier.pk).items()] if make else []


def _must_lead(viewer: Viewer) -> None:
    if not viewer.leads:
        raise Http404


def _still_inside(request: Request, dossier: Dossier) -> bool:
    return Dossier.objects.visible_to(request.access).filter(pk=dossier.pk).exists()


def _just_closed(request: Request, dossier: Dossier, viewer: Viewer) -> Grant | None:
    """The door this person closed a moment ago, when it can be opened again."""
    key = request.session.get("door_closed")
    if not key or not viewer.leads:
        return None
    found = Grant.objects.filter(
        pk=key, dossier=dossier, basis__in=REOPENABLE, valid_until__gt=now() - UNDO, valid_until__lte=now()
    ).first()
    return None if found is None or is_trust(found) else found


def _crumbs(dossier: Dossier, here: str) -> list[Crumb]:
    doors = Crumb(label="Wer darf das sehen?", url=reverse("access:doors", args=[dossier.pk]))
    crumbs = [Crumb(label="Fall", url=hooks.case_url(dossier.pk)), doors, Crumb(label=here)]
    return [crumbs[0], crumbs[2]] if here == doors.label else crumbs

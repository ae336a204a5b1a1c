"""Who belongs to a group: joining, leaving, going on in another group."""

import datetime as dt
import uuid

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from rundblick.access.disclosure import disclose
from rundblick.access.requests import Request
from rundblick.programmes import services
from rundblick.programmes.errors import Refused, Stale
from rundblick.programmes.group_access import group_or_404, member_or_404, others_of_run
from rundblick.programmes.group_forms import JoinForm, MemberForm
from rundblick.programmes.groups import candidates
from rundblick.programmes.models import Cohort, CohortMember
from rundblick.programmes.publishing import document
from rundblick.programmes.views.groups import crumbs_of
from rundblick.web.clock import today
from rundblick.web.german import count


@require_http_methods(["GET", "POST"])
def join(request: Request, group_id: uuid.UUID) -> HttpResponse:
    """Choose who joins, of those whose participation the reader may change."""
    group, day = group_or_404(request, group_id), today()
    found = candidates(request.access, group, document(group.run.definition), day)
    people = [(row.pk, name) for row, name in found]
    form = JoinForm(request.POST or None, people=people, initial={"on": max(day, group.starts_on)})
    if request.method == "POST" and form.is_valid():
        chosen = set(form.cleaned_data["participations"])
        try:
            joined = services.join(
                group=group,
                participations=[row for row, _ in found if str(row.pk) in chosen],
                on=form.cleaned_data["on"],
            )
        except Refused as refusal:
            form.add_error(refusal.field or None, refusal.message)
        except Stale:
            messages.warning(request, "Jemand war gerade schneller. Bitte sehen Sie nach, wer schon in der Gruppe ist.")
            return redirect("programmes:group", group.pk)
        else:
            _said(request, f"{count(len(joined.rows), 'Person', 'Personen')} aufgenommen.", joined.hint)
            return redirect("programmes:group", group.pk)
    if found:
        disclose(request, kind="programmes.group.join", dossiers=[row.dossier_id for row, _ in found])
    return render(
        request,
        "programmes/group_join.html",
        {
            "breadcrumb": crumbs_of(group, "Aufnehmen"),
            "form": form,
            "people": people,
            "group": group,
            "back_url": reverse("programmes:group", args=[group.pk]),
        },
    )


@require_http_methods(["GET", "POST"])
def member(request: Request, member_id: uuid.UUID) -> HttpResponse:
    """The last day in a group, and the one somebody goes on in."""
    row = member_or_404(request, member_id)
    others = others_of_run(request.access, row.cohort)
    form = MemberForm(
        request.POST or None,
        others=[(one.pk, one.label) for one in others],
        initial={"on": max(today(), row.valid_from)},
    )
    if request.method == "POST" and form.is_valid():
        to = next((one for one in others if str(one.pk) == form.cleaned_data.get("to")), None)
        try:
            _leave(request, row, to, form.cleaned_data["on"])
        except Refused as refusal:
            form.add_error(refusal.field if refusal.field in form.fields else None, refusal.message)
        else:
            return redirect("programmes:group", row.cohort_id)
    disclose(request, kind="programmes.group", dossiers=[row.dossier_id])
    return render(
        request,
        "programmes/group_member.html",
        {
            "breadcrumb": crumbs_of(row.cohort, "Mitglied"),
            "form": form,
            "member": row,
            "name": row.person.name if row.person else "Mitglied",
            "back_url": reverse("programmes:group", args=[row.cohort_id]),
        },
    )


@require_POST
def remove(request: Request, member_id: uuid.UUID) -> HttpResponse:
    """Somebody was put into the group by mistake."""
    row = member_or_404(request, member_id)
    try:
        services.never_joined(member=row)
    except Refused as refusal:
        messages.warning(request, refusal.message)
    else:
        messages.success(request, "Der Eintrag ist entfernt.")
    return redirect("programmes:group", row.cohort_id)


def _leave(request: Request, row: CohortMember, to: Cohort | None, on: dt.date) -> None:
    if to is None:
        services.leave(member=row, on=on)
        messages.success(request, "Das Ende in dieser Gruppe ist eingetragen.")
        return
    moved = services.move_member(member=row, to=to, on=on + dt.timedelta(days=1))
    _said(request, f"Ab dem nächsten Tag in „{to.label}“.", moved.hint)


def _said(request: Request, words: str, hint: str) -> None:
    messages.success(request, words)
    if hint:
        messages.info(request, hint)

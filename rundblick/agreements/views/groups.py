"""What one does in a working group: members, meetings, decisions."""

import uuid

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_POST

from rundblick.access.requests import Request
from rundblick.agreements import keys
from rundblick.agreements.access import decision_or_404, item_or_404, meeting_or_404, member_or_404
from rundblick.agreements.forms import DecisionForm, MeetingForm, MemberForm
from rundblick.agreements.forms.agreements import fresh
from rundblick.agreements.services import network as services
from rundblick.agreements.views.network import item_crumbs, item_url
from rundblick.agreements.views.writing import Page, sent, write
from rundblick.calendar.errors import Refused
from rundblick.web.clock import today


@require_http_methods(["GET", "POST"])
def join(request: Request, item_id: uuid.UUID) -> HttpResponse:
    """A body works in the group."""
    group = item_or_404(request, item_id, writing=True)
    form = MemberForm(sent(request), initial=fresh())
    page = Page(heading="Wer arbeitet mit?", key=keys.JOIN_KEY.format(group.pk), crumbs=item_crumbs(group))

    def save(valid: MemberForm) -> str:
        services.join(group=group, **valid.cleaned_data)
        return item_url(group)

    return write(request, form, page, save)


@require_POST
def leave(request: Request, member_id: uuid.UUID) -> HttpResponse:
    """It no longer does."""
    member = member_or_404(request, member_id)
    services.leave(member=member)
    messages.success(request, "Steht nicht mehr im Arbeitskreis.")
    return redirect("agreements:item", member.item_id)


@require_http_methods(["GET", "POST"])
def meet(request: Request, item_id: uuid.UUID) -> HttpResponse:
    """Write down a meeting."""
    group = item_or_404(request, item_id, writing=True)
    form = MeetingForm(sent(request), initial=fresh() | {"on": today()})
    page = Page(heading="Neues Treffen", key=keys.MEET_KEY.format(group.pk), crumbs=item_crumbs(group))

    def save(valid: MeetingForm) -> str:
        services.meet(group=group, token=valid.cleaned_data["token"], **valid.meeting())
        return item_url(group)

    return write(request, form, page, save)


@require_http_methods(["GET", "POST"])
def meeting(request: Request, meeting_id: uuid.UUID) -> HttpResponse:
    """Say anew what a meeting was about."""
    row = meeting_or_404(request, meeting_id)
    form = MeetingForm(sent(request), initial=MeetingForm.values(row) | {"version": row.version} | fresh())
    page = Page(
        heading="Treffen ändern",
        key=keys.MEETING_KEY.format(row.pk),
        crumbs=item_crumbs(row.item),
        values=MeetingForm.values,
    )

    def save(valid: MeetingForm) -> str:
        services.change_meeting(meeting=row, version=valid.cleaned_data["version"] or -1, **valid.meeting())
        return item_url(row.item)

    return write(request, form, page, save)


@require_http_methods(["GET", "POST"])
def decide(request: Request, meeting_id: uuid.UUID) -> HttpResponse:
    """Write down what a meeting decided."""
    row = meeting_or_404(request, meeting_id)
    form = DecisionForm(sent(request), initial=fresh())
    page = Page(heading="Neuer Beschluss", key=keys.DECIDE_KEY.format(row.pk), crumbs=item_crumbs(row.item))

    def save(valid: DecisionForm) -> str:
        services.decide(meeting=row, token=valid.cleaned_data["token"], **valid.decision())
        return item_url(row.item)

    return write(request, form, page, save)


@require_http_methods(["GET", "POST"])
def decision(request: Request, decision_id: uuid.UUID) -> HttpResponse:
    """Say a decision anew."""
    row = decision_or_404(request, decision_id)
    form = DecisionForm(sent(request), initial=DecisionForm.values(row) | {"version": row.version} | fresh())
    page = Page(
        heading="Beschluss ändern",
        key=keys.DECISION_KEY.format(row.pk),
        crumbs=item_crumbs(row.item),
        values=DecisionForm.values,
    )

    def save(valid: DecisionForm) -> str:
        services.change_decision(decision=row, version=valid.cleaned_data["version"] or -1, **valid.decision())
        return item_url(row.item)

    return write(request, form, page, save)


@require_POST
def done(request: Request, decision_id: uuid.UUID) -> HttpResponse:
    """A decision is done, or with `doch_nicht` it is not."""
    row = decision_or_404(request, decision_id)
    try:
        services.done(decision=row, yes="doch_nicht" not in request.POST)
    except Refused as refusal:
        messages.info(request, str(refusal))
    return redirect("agreements:item", row.item_id)

"""Costs of a help of § 16a SGB II: proposing, and writing down what was decided."""

import uuid

from django.http import Http404, HttpResponse
from django.views.decorators.http import require_http_methods

from rundblick.access.requests import Request
from rundblick.calendar.drafting import restore, saved
from rundblick.calendar.errors import Refused, Stale
from rundblick.calendar.traces import two_versions
from rundblick.referrals import services
from rundblick.referrals.access import approval_or_404, house_file, referral_or_404
from rundblick.referrals.codes import Verdict
from rundblick.referrals.forms import DecisionForm, ProposalForm
from rundblick.referrals.frame import detail_url, draw
from rundblick.web.clock import today

PROPOSE_KEY = "referrals.propose:{}:{}:{}"
DECIDE_KEY = "referrals.decide:{}:{}:{}:{}"
FIELDS = ("verdict", "grounds", "decided_on", "decided_by", "amount")


@require_http_methods(["GET", "POST"])
def propose(request: Request, case_id: uuid.UUID, person_id: uuid.UUID, referral_id: uuid.UUID) -> HttpResponse:
    """Propose that costs are borne."""
    file = house_file(request, case_id, person_id, writing=True)
    row = referral_or_404(request, file, referral_id, writing=True)
    if not row.sort.cost:
        raise Http404
    key = PROPOSE_KEY.format(file.pk, person_id, row.pk)
    back, heading = detail_url(request, file, row), f"Vorschlag nach {row.sort.basis}"
    if request.method == "POST":
        form = ProposalForm(request.POST)
        if form.is_valid():
            try:
                services.propose(referral=row, author=request.user, **form.cleaned_data)
            except Refused as refusal:
                form.add_error(None, str(refusal))
            else:
                return saved(request, key, "Der Vorschlag ist festgehalten.", back)
        return draw(request, file, "propose", heading, form, key, back_url=back)
    form = ProposalForm(initial={"token": uuid.uuid4()})
    return draw(request, file, "propose", heading, form, key, back_url=back, saved_at=restore(request, key, form))


@require_http_methods(["GET", "POST"])
def decide(
    request: Request, case_id: uuid.UUID, person_id: uuid.UUID, referral_id: uuid.UUID, approval_id: uuid.UUID
) -> HttpResponse:
    """Write down what was decided, by whoever leads the case in a Jobcenter."""
    file = house_file(request, case_id, person_id, writing=True)
    row = referral_or_404(request, file, referral_id, writing=True)
    approval = approval_or_404(request, file, row, approval_id)
    key = DECIDE_KEY.format(file.pk, person_id, row.pk, approval.pk)
    back, clash = detail_url(request, file, row), None
    heading = f"Entscheidung nach {row.sort.basis}"
    if request.method == "POST":
        form = DecisionForm(request.POST)
        if form.is_valid():
            try:
                services.decide(approval=approval, author=request.user, **form.cleaned_data)
            except Refused as refusal:
                form.add_error(None, str(refusal))
            except Stale as stale:
                stored = {name: getattr(stale.stored, name) for name in FIELDS}
                clash = two_versions(form, stale.stored, stored=stored)
            else:
                return saved(request, key, "Die Entscheidung ist festgehalten. Ein Bescheid entsteht hier nicht.", back)
        return draw(request, file, "decide", heading, form, key, back_url=back, clash=clash, approval=approval)
    first = {"decided_on": today(), "verdict": Verdict.GRANTED, "amount": approval.amount, "version": approval.version}
    form = DecisionForm(initial=first)
    at = restore(request, key, form)
    return draw(request, file, "decide", heading, form, key, back_url=back, saved_at=at, approval=approval)

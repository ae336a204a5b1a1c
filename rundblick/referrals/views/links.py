"""Links without a login: made and taken back by the coach, answered by whoever holds one; and that it was read."""

import uuid

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from rundblick.access.disclosure import disclose
from rundblick.access.requests import Request
from rundblick.access.throttle import throttled
from rundblick.access.tokens import digest
from rundblick.calendar.errors import Refused
from rundblick.cases import tools
from rundblick.cases.agencies import doors_by_house
from rundblick.post.models import OutgoingMail
from rundblick.post.services import channels
from rundblick.referrals import queries, services
from rundblick.referrals.access import answer_or_404, house_file, link_or_404, referral_or_404
from rundblick.referrals.forms import LinkForm
from rundblick.referrals.forms_agency import AnswerForm
from rundblick.referrals.frame import NAME, detail_url, draw
from rundblick.web.clock import today
from rundblick.web.keyed import quiet


@require_http_methods(["GET", "POST"])
def link_make(request: Request, case_id: uuid.UUID, person_id: uuid.UUID, referral_id: uuid.UUID) -> HttpResponse:
    """Make a link; it is mailed, or shown this once."""
    file = house_file(request, case_id, person_id, writing=True)
    row = referral_or_404(request, file, referral_id, writing=True)
    doors = doors_by_house(file.pk, row.person_id) if row.organisation_id else {}
    door = doors[row.organisation_id][-1] if row.organisation_id in doors else None
    back = detail_url(request, file, row)
    form = LinkForm(
        request.POST or None,
        initial={"token": uuid.uuid4(), "basis": "door" if door else "hand"},
        door=door is not None,
        releases=queries.releases(request.access, file.pk, row.person_id),
        mails=OutgoingMail.Channel.MAIL in channels(),
    )
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            made, url = services.make_link(
                referral=row,
                author=request.user,
                reference=given["reference"],
                grant=door if given["basis"] == "door" else None,
                consent=form.releases.get(given["basis"]),
                address=given.get("address", ""),
                token=given["token"],
            )
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            if made.address:
                messages.success(request, "Der Link geht an die Stelle.")
            elif url:
                disclose(request, kind="referrals.link_make", dossiers=[file.dossier_id])
                shown = tools.frame(request, file, NAME) | {"link": made, "url": url, "back_url": back}
                return render(request, "referrals/link_shown.html", shown)
            else:
                messages.info(request, "Dieser Link wurde schon einmal angezeigt. Ein neuer macht ihn ungültig.")
            return redirect(back)
    return draw(request, file, "link_make", f"Link zum Antworten: {row.sort.label}", form, "", back_url=back)


@require_POST
def link_revoke(
    request: Request, case_id: uuid.UUID, person_id: uuid.UUID, referral_id: uuid.UUID, link_id: uuid.UUID
) -> HttpResponse:
    """The link is worthless from now on."""
    file = house_file(request, case_id, person_id, writing=True)
    row = referral_or_404(request, file, referral_id, writing=True)
    services.revoke_link(link=link_or_404(request, row, link_id))
    disclose(request, kind="referrals.link_revoke", dossiers=[file.dossier_id])
    messages.success(request, "Der Link gilt nicht mehr.")
    return redirect(detail_url(request, file, row))


@require_POST
def answered(
    request: Request, case_id: uuid.UUID, person_id: uuid.UUID, referral_id: uuid.UUID, step_id: uuid.UUID
) -> HttpResponse:
    """The house has read what an agency said."""
    file = house_file(request, case_id, person_id, writing=True)
    row = referral_or_404(request, file, referral_id, writing=True)
    services.seen(step=answer_or_404(request, row, step_id))
    disclose(request, kind="referrals.answered", dossiers=[file.dossier_id])
    return redirect(detail_url(request, file, row))


@login_not_required
@never_cache
@require_http_methods(["GET", "POST"])
@throttled(times=20, seconds=600)
def link(request: Request, token: str) -> HttpResponse:
    """Behind the link: a reference, how far it is, a day. Wrong, used, old and withdrawn links look the same."""
    found = queries.behind(digest(token))
    if found is None:
        return quiet(render(request, "referrals/link_over.html", status=404))
    form = AnswerForm(request.POST or None, initial={"on": today()})
    if request.method == "POST" and form.is_valid():
        if queries.answer_behind(digest(token), **form.content()):
            return quiet(render(request, "referrals/link_done.html", {"house": found.house}))
        if queries.behind(digest(token)) is None:
            return quiet(render(request, "referrals/link_over.html", status=404))
        form.add_error("on", "Dieser Tag liegt vor der Anfrage oder in der Zukunft.")
    status = 422 if form.errors else 200
    return quiet(render(request, "referrals/link.html", {"behind": found, "form": form}, status=status))

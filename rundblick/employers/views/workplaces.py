"""A workplace: seen, read, said anew, closed; its protocol on paper."""

import datetime as dt
import uuid

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from rundblick.access.requests import Request
from rundblick.calendar.errors import Refused
from rundblick.employers import keys, paper, rules
from rundblick.employers.access import employer_or_404, kept_or_404, may_edit
from rundblick.employers.forms.common import fresh, stored
from rundblick.employers.forms.workplaces import VisitForm, sections
from rundblick.employers.models import Employer, Site, Workplace
from rundblick.employers.services import workplaces as services
from rundblick.employers.views.common import about, crumbs, sent
from rundblick.web.clock import today
from rundblick.web.frame import Crumb

LEAD = "Fragen Sie, was sich gut fragen lässt. Was offen bleibt, steht später als „nicht gefragt“ da."


@require_GET
def workplace(request: Request, workplace_id: uuid.UUID) -> HttpResponse:
    """One workplace as it was seen, with what nobody asked yet and what was said before."""
    row = kept_or_404(request, Workplace, workplace_id)
    line = list(Workplace.objects.filter(thread=row.thread).order_by("-valid_from", "-written_at", "pk"))
    return render(
        request,
        "employers/workplace.html",
        {
            "breadcrumb": [*crumbs(row.employer), Crumb(label=row.title)],
            "employer": row.employer,
            "workplace": row,
            "site": row.site,
            "author": row.author.display_name,
            "last_day": row.valid_until - dt.timedelta(days=1) if row.valid_until else None,
            "facts": paper.facts(row),
            "groups": rules.conditions(row.met, row.unmet),
            "not_asked": rules.not_asked(row),
            "family": rules.FAMILY_CONDITION in row.met,
            "others": [one for one in line if one.pk != row.pk],
            "may_edit": may_edit(request) and row.stands,
        },
    )


@require_http_methods(["GET", "POST"])
def visit(request: Request, employer_id: uuid.UUID) -> HttpResponse:
    """Write down a visit: a workplace that was not known."""
    row = employer_or_404(request, employer_id, writing=True)
    first = fresh(visited_on=today(), visitors=request.user.display_name)

    def save(valid: VisitForm) -> None:
        token = valid.cleaned_data["token"]
        services.describe(employer=row, author=request.user, seen=valid.content(), token=token)

    return about(
        request,
        row,
        VisitForm(sent(request), initial=first, sites=_sites(row)),
        save,
        heading="Arbeitsplatz ansehen",
        key=keys.VISIT_KEY.format(row.pk),
        anchor="arbeitsplaetze",
        saved="Der Besuch ist festgehalten.",
        submit="Festhalten",
        lead=LEAD,
        sections=sections(first),
    )


@require_http_methods(["GET", "POST"])
def restate(request: Request, workplace_id: uuid.UUID) -> HttpResponse:
    """Say a workplace anew; what stood before stays readable."""
    row = kept_or_404(request, Workplace, workplace_id, writing=True)
    if not row.stands:
        raise Http404
    first = stored(VisitForm, row)

    def save(valid: VisitForm) -> None:
        services.restate(workplace=row, author=request.user, version=valid.seen, seen=valid.content())

    return about(
        request,
        row.employer,
        VisitForm(sent(request), initial=first, sites=_sites(row.employer)),
        save,
        heading="Arbeitsplatz neu beschreiben",
        key=keys.RESTATE_KEY.format(row.pk),
        anchor="arbeitsplaetze",
        values=VisitForm.values,
        lead=f"Was bisher galt, bleibt mit seinen Tagen stehen. {LEAD}",
        sections=sections(first),
    )


@require_POST
def close(request: Request, workplace_id: uuid.UUID) -> HttpResponse:
    """The workplace is no more."""
    row = kept_or_404(request, Workplace, workplace_id, writing=True)
    try:
        services.close(workplace=row)
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, "Der Arbeitsplatz ist geschlossen. Die Beschreibung bleibt lesbar.")
    return redirect("employers:workplace", row.pk)


@require_GET
def protocol(request: Request, workplace_id: uuid.UUID) -> HttpResponse:
    """The protocol on paper."""
    row = kept_or_404(request, Workplace, workplace_id)
    return paper.answer(paper.protocol(row, as_of=today()), "betriebsbesuch")


def _sites(row: Employer) -> list[Site]:
    return list(row.sites.filter(closed_on__isnull=True).order_by("city", "address", "pk"))

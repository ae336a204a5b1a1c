"""Certificates of participation: for one person, or for everybody in a group whose door is open."""

import uuid
from collections.abc import Sequence

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from rundblick.access import hooks
from rundblick.access.disclosure import disclose
from rundblick.access.models.organisations import name_of_house
from rundblick.access.requests import Request
from rundblick.people import queries as people
from rundblick.programmes.access import participation_or_404, programme_of
from rundblick.programmes.certificates import Certificate, certificates_of, paper, title_of
from rundblick.programmes.errors import Refused
from rundblick.programmes.group_access import group_or_404
from rundblick.programmes.group_forms import CertificateForm
from rundblick.programmes.groups import members_of
from rundblick.programmes.models import Participation
from rundblick.programmes.publishing import document
from rundblick.programmes.services.certifying import issue_certificates
from rundblick.programmes.views.groups import crumbs_of
from rundblick.web.clock import today
from rundblick.web.frame import Crumb

FILE = "teilnahmebescheinigung.pdf"


@require_http_methods(["GET", "POST"])
def one(request: Request, participation_id: uuid.UUID) -> HttpResponse:
    """Look at what it will say, then hand it out."""
    row = participation_or_404(request, participation_id, writing=True)
    members = people.memberships_of([row.dossier_id]).get(row.dossier_id, [])
    name = next((one.name for one in members if one.person.pk == row.person_id), "")
    if row.started_on is None or not name:
        raise Http404
    back = reverse("programmes:participation", args=[row.pk])
    crumbs = [
        Crumb(label="Fall", url=hooks.case_url(row.dossier_id)),
        Crumb(label=row.run.definition.title, url=back),
        Crumb(label="Bescheinigung"),
    ]
    return _answer(request, [row], [name], crumbs=crumbs, back=back, title=title_of(programme_of(row)))


@require_http_methods(["GET", "POST"])
def group(request: Request, group_id: uuid.UUID) -> HttpResponse:
    """For everybody who ever belonged to the group and has reached something in the programme."""
    found = group_or_404(request, group_id)
    programme = document(found.run.definition)
    members = members_of(request.access, found, programme, writing=True)
    named = {one.participation.pk: one for one in members if one.row.person_id and one.row.person}
    return _answer(
        request,
        [one.participation for one in named.values()],
        [one.name for one in named.values()],
        crumbs=crumbs_of(found, "Bescheinigungen"),
        back=reverse("programmes:group", args=[found.pk]),
        title=title_of(programme),
    )


def _answer(
    request: Request,
    rows: Sequence[Participation],
    names: Sequence[str],
    *,
    crumbs: list[Crumb],
    back: str,
    title: str,
) -> HttpResponse:
    found = certificates_of(rows, names, today())
    several = len(rows) != 1
    reached = [(row, paper) for row, paper in found if paper.has_something or not several]
    form = CertificateForm(request.POST or None, initial={"on": today()})
    if request.method == "POST" and form.is_valid() and reached:
        try:
            issue_certificates(participations=[row for row, _ in reached], on=form.cleaned_data["on"])
        except Refused as refusal:
            form.add_error(refusal.field or None, refusal.message)
        else:
            return _file(request, reached, form)
    if found:
        disclose(request, kind="programmes.certificate", dossiers=[row.dossier_id for row, _ in found])
    context = {
        "breadcrumb": crumbs,
        "form": form,
        "title": title,
        "papers": [paper for _, paper in reached],
        "left_out": len(rows) - len(reached),
        "several": several,
        "back_url": back,
    }
    return render(request, "programmes/certificate.html", context)


def _file(
    request: Request, reached: Sequence[tuple[Participation, Certificate]], form: CertificateForm
) -> HttpResponse:
    pdf = paper(
        [paper for _, paper in reached],
        issuer=name_of_house(request.access.organisation_id),
        place=form.cleaned_data["place"],
        on=form.cleaned_data["on"],
    )
    disclose(request, kind="programmes.certificate.issue", dossiers=[row.dossier_id for row, _ in reached])
    answer = HttpResponse(pdf, content_type="application/pdf")
    answer.headers["Content-Disposition"] = f'attachment; filename="{FILE}"'
    answer.headers["Cache-Control"] = "no-store"
    return answer

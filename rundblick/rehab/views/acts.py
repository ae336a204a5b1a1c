"""What one writes about the course: insurer, talks, applications and their steps, the Teilhabeplan."""

import uuid
from functools import partial
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_POST

from rundblick.access.disclosure import disclose
from rundblick.access.requests import Request
from rundblick.calendar.errors import Refused
from rundblick.cases.agencies import by_house, names_of
from rundblick.rehab import queries, rules, services, shown
from rundblick.rehab.access import place_or_404, row_or_404
from rundblick.rehab.catalogue import UNKNOWN, insurer_of
from rundblick.rehab.codes import Format, Kind, Milestone
from rundblick.rehab.forms import ApplyForm, ChangeForm, DeskForm, PlanForm, StepForm, TalkForm
from rundblick.rehab.models import Application, Desk, Planned, Step, Talk
from rundblick.rehab.services import ApplicationContent
from rundblick.rehab.views.common import Act, act_on, url_of, writer_of
from rundblick.web.clock import today

REMOVABLE = {"gespraech": Talk, "schritt": Step, "zeile": Planned}


@require_http_methods(["GET", "POST"])
def desk(request: Request, case_id: uuid.UUID, person_id: uuid.UUID) -> HttpResponse:
    """Say who insures; the Jobcenter also says which Teilhabeberatung works along."""
    place = place_or_404(request, case_id, person_id, writing=True)
    agencies = None
    if place.house:
        wanted = set(by_house(place.guests))
        if place.desk and place.desk.agency_id:
            wanted.add(place.desk.agency_id)
        agencies = names_of(wanted)

    def save(form: DeskForm) -> str:
        content = form.content(place.desk.agency_id if place.desk else None)
        writer = writer_of(request, place)
        services.set_desk(writer=writer, content=content, version=form.cleaned_data["version"])
        return "Festgehalten."

    first = _desk_values(place.desk) if place.desk else {"insurer": UNKNOWN, "version": 0}
    if agencies and not place.desk and len(agencies) == 1:
        first["agency"] = str(next(iter(agencies)))
    act = Act(
        name="desk",
        heading="Versicherung, Ansprechperson und Teilhabeberatung"
        if place.house
        else "Versicherung und Ansprechperson",
        make=partial(DeskForm, agencies=agencies),
        first=first,
        save=save,
        stored=_desk_values,
    )
    return act_on(request, place, act)


def _desk_values(row: Desk) -> dict[str, Any]:
    return {
        "insurer": row.insurer,
        "verified_on": row.verified_on,
        "agency": str(row.agency_id or ""),
        "contact": row.contact,
        "contact_name": row.contact_name,
        "contact_number": row.contact_number,
        "version": row.version,
    }


@require_http_methods(["GET", "POST"])
def talk(request: Request, case_id: uuid.UUID, person_id: uuid.UUID) -> HttpResponse:
    """Write down a talk; `?art=` says of which kind."""
    place = place_or_404(request, case_id, person_id, writing=True)
    asked = request.GET.get("art", "")
    if asked not in Format.values:
        raise Http404
    format_ = Format(asked)

    def save(form: TalkForm) -> str:
        said = form.cleaned_data
        services.hold_talk(
            writer=writer_of(request, place),
            format_=format_,
            on=said["on"],
            present=said["present"],
            result=said["result"],
            ad_hoc=said.get("ad_hoc", False),
            release=form.rests_on,
            token=said["token"],
        )
        return f"{format_.label} festgehalten."

    agency_id = place.desk.agency_id if place.desk else None
    notes = rules.hints(
        format_,
        insurer=insurer_of(place.desk.insurer if place.desk else UNKNOWN),
        talks=set(queries.talks(request.access, case_id, person_id, day=today()).values_list("format", flat=True)),
        approved=queries.approved(request.access, case_id, person_id),
        agreed=agency_id is not None and agency_id in by_house(place.guests),
    )
    clinic = format_ is Format.CLINIC and place.house
    releases = queries.releases(request.access, case_id, person_id) if clinic else []
    act = Act(
        name="talk",
        heading=str(format_.label),
        make=partial(TalkForm, format_=format_, releases=releases),
        first={"on": today()},
        save=save,
        which=format_,
        notes=notes,
        meaning=shown.MEANINGS[format_],
    )
    return act_on(request, place, act)


@require_http_methods(["GET", "POST"])
def apply(request: Request, case_id: uuid.UUID, person_id: uuid.UUID) -> HttpResponse:
    """A new application, or one that was found; `?auf=` says on what."""
    place = place_or_404(request, case_id, person_id, writing=True)

    def save(form: ApplyForm) -> str:
        said = form.cleaned_data
        services.apply(
            writer=writer_of(request, place),
            kind=said["kind"],
            on=said["on"],
            content=ApplicationContent(old_case=said["old_case"], look_on=said["look_on"]),
            token=said["token"],
        )
        return "Der Antrag steht auf der Seite."

    first: dict[str, Any] = {"on": today()}
    if request.GET.get("auf") in Kind.values:
        first["kind"] = request.GET["auf"]
    act = Act(name="apply", heading="Neuer Antrag", make=ApplyForm, first=first, save=save)
    return act_on(request, place, act)


@require_http_methods(["GET", "POST"])
def change(request: Request, case_id: uuid.UUID, person_id: uuid.UUID, application_id: uuid.UUID) -> HttpResponse:
    """What is settled, how it went in, when to look next."""
    place = place_or_404(request, case_id, person_id, writing=True)
    application = row_or_404(request, place, Application, application_id)

    def save(form: ChangeForm) -> str:
        services.change(application=application, version=form.cleaned_data["version"], content=form.content())
        return "Gespeichert."

    act = Act(
        name="change",
        heading=f"{application.get_kind_display()}: Unterlagen und Weg",
        make=partial(ChangeForm, refused=Milestone.REFUSED in application.days()),
        first=_change_values(application),
        save=save,
        which=str(application.pk),
        stored=_change_values,
    )
    return act_on(request, place, act)


def _change_values(row: Application) -> dict[str, Any]:
    names = ("ready", "channel", "look_on", "refusal_on", "old_case", "version")
    return {name: getattr(row, name) for name in names}


@require_http_methods(["GET", "POST"])
def step(request: Request, case_id: uuid.UUID, person_id: uuid.UUID, application_id: uuid.UUID) -> HttpResponse:
    """An application has come a step further."""
    place = place_or_404(request, case_id, person_id, writing=True)
    application = row_or_404(request, place, Application, application_id)
    done = set(application.days())

    def save(form: StepForm) -> str:
        said = form.cleaned_data
        milestone = Milestone(said["milestone"])
        services.reach(
            application=application,
            milestone=milestone,
            on=said["on"],
            user=request.user,
            look_on=said["look_on"],
            refusal_on=said["refusal_on"] if milestone is Milestone.REFUSED else None,
            token=said["token"],
        )
        return f"Festgehalten: {milestone.label}."

    act = Act(
        name="step",
        heading=f"{application.get_kind_display()}: nächster Schritt",
        make=partial(StepForm, done=done if request.method != "POST" else ()),
        first={"on": today(), "look_on": application.look_on},
        save=save,
        which=str(application.pk),
    )
    return act_on(request, place, act)


@require_http_methods(["GET", "POST"])
def plan(request: Request, case_id: uuid.UUID, person_id: uuid.UUID) -> HttpResponse:
    """Put a line on the Teilhabeplan."""
    place = place_or_404(request, case_id, person_id, writing=True)

    def save(form: PlanForm) -> str:
        services.plan(writer=writer_of(request, place), **form.cleaned_data)
        return "Steht im Teilhabeplan."

    first = {"since": today(), "review_on": place.desk.review_on if place.desk else None}
    act = Act(name="plan", heading="Zeile im Teilhabeplan", make=PlanForm, first=first, save=save)
    return act_on(request, place, act)


@require_POST
def remove(request: Request, case_id: uuid.UUID, person_id: uuid.UUID, what: str, row_id: uuid.UUID) -> HttpResponse:
    """Take back what was written down by mistake."""
    place = place_or_404(request, case_id, person_id, writing=True)
    if what not in REMOVABLE:
        raise Http404
    try:
        services.take_back(row=row_or_404(request, place, REMOVABLE[what], row_id), user=request.user)
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, "Zurückgenommen.")
    disclose(request, kind="rehab.remove", dossiers=[place.file.dossier_id])
    return redirect(url_of(request, place))

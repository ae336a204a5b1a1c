"""What the house does with a referral."""

import uuid
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_POST

from rundblick.access.disclosure import disclose
from rundblick.access.requests import Request
from rundblick.calendar.drafting import restore, saved
from rundblick.calendar.errors import Refused, Stale
from rundblick.calendar.traces import two_versions
from rundblick.cases.file import File
from rundblick.consent.queries import agencies
from rundblick.referrals import queries, services
from rundblick.referrals.access import house_file, need_or_404, own_step_or_404, referral_or_404
from rundblick.referrals.codes import State
from rundblick.referrals.forms import TAKES, LookForm, ReferralForm, StepForm, initial_of
from rundblick.referrals.frame import detail_url, draw, page_url
from rundblick.referrals.models import Referral
from rundblick.referrals.views.listed import offered
from rundblick.web.clock import today

HEADINGS = {
    State.PREPARED: "Vorbereitet",
    State.CONTACTED: "Angefragt",
    State.WAITING: "Wartet",
    State.FIRST: "Erster Termin",
    State.RUNNING: "Läuft",
    State.ENDED: "Beendet",
}
BEGIN_KEY = "referrals.begin:{}:{}"
CHANGE_KEY = "referrals.change:{}:{}:{}"
NOTE_KEY = "referrals.note:{}:{}:{}:{}"
LOOK_KEY = "referrals.look:{}:{}:{}"


@require_http_methods(["GET", "POST"])
def begin(request: Request, case_id: uuid.UUID, person_id: uuid.UUID) -> HttpResponse:
    """Begin a way to a help."""
    file = house_file(request, case_id, person_id, writing=True)
    key = BEGIN_KEY.format(file.pk, person_id)
    given = _offered(request, file)
    back = page_url(request, file)
    if request.method == "POST":
        form = ReferralForm(request.POST, **given)
        if form.is_valid():
            try:
                row = services.begin(
                    case=file.case,
                    person_id=person_id,
                    author=request.user,
                    content=form.content(),
                    token=form.cleaned_data["token"],
                    **form.chosen(),
                )
            except Refused as refusal:
                form.add_error(None, str(refusal))
            else:
                return saved(request, key, "Der Weg ist begonnen.", detail_url(request, file, row))
        return _draw_referral(request, file, "begin", "Neue Vermittlung", form, key, back_url=back)
    first = {"token": uuid.uuid4(), "need": request.GET.get("bedarf", "")}
    form = ReferralForm(initial=first, **given)
    at = restore(request, key, form)
    form.initial.update(offered(request, form.offices))
    return _draw_referral(request, file, "begin", "Neue Vermittlung", form, key, back_url=back, saved_at=at)


@require_http_methods(["GET", "POST"])
def change(request: Request, case_id: uuid.UUID, person_id: uuid.UUID, referral_id: uuid.UUID) -> HttpResponse:
    """Say anew where it leads, and what was talked over."""
    file, row = _referral(request, case_id, person_id, referral_id)
    key = CHANGE_KEY.format(file.pk, person_id, row.pk)
    given = _offered(request, file) | {"referral": row}
    back, clash = detail_url(request, file, row), None
    stored = initial_of(row, queries.points(request.access, row))
    if request.method == "POST":
        form = ReferralForm(request.POST, **given)
        if form.is_valid():
            version = form.cleaned_data["version"] or -1
            try:
                services.change(referral=row, version=version, author=request.user, content=form.content())
            except Refused as refusal:
                form.add_error(None, str(refusal))
            except Stale as stale:
                clash = two_versions(form, stale.stored, stored=stored)
            else:
                return saved(request, key, "Gespeichert.", back)
        return _draw_referral(request, file, "change", row.sort.label, form, key, back_url=back, clash=clash)
    form = ReferralForm(initial=stored, **given)
    at = restore(request, key, form)
    return _draw_referral(request, file, "change", row.sort.label, form, key, back_url=back, saved_at=at)


@require_http_methods(["GET", "POST"])
def note(request: Request, case_id: uuid.UUID, person_id: uuid.UUID, referral_id: uuid.UUID, what: str) -> HttpResponse:
    """Write down what happened."""
    file, row = _referral(request, case_id, person_id, referral_id)
    state = next((one for one in TAKES if one == what), None)
    if state is None:
        raise Http404
    key = NOTE_KEY.format(file.pk, person_id, row.pk, what)
    back, heading = detail_url(request, file, row), f"{HEADINGS[state]}: {row.sort.label}"
    if request.method == "POST":
        form = StepForm(request.POST, referral=row, state=state)
        if form.is_valid():
            try:
                services.note(
                    referral=row, author=request.user, content=form.content(), token=form.cleaned_data["token"]
                )
            except Refused as refusal:
                form.add_error(None, str(refusal))
            else:
                return saved(request, key, "Notiert.", back)
        return draw(request, file, "note", heading, form, key, back_url=back)
    form = StepForm(initial={"on": today(), "token": uuid.uuid4()}, referral=row, state=state)
    return draw(request, file, "note", heading, form, key, back_url=back, saved_at=restore(request, key, form))


@require_POST
def undo(
    request: Request, case_id: uuid.UUID, person_id: uuid.UUID, referral_id: uuid.UUID, step_id: uuid.UUID
) -> HttpResponse:
    """A step of the house was a mistake."""
    file, row = _referral(request, case_id, person_id, referral_id)
    services.undo(step=own_step_or_404(request, row, step_id))
    disclose(request, kind="referrals.undo", dossiers=[file.dossier_id])
    messages.success(request, "Zurückgenommen.")
    return redirect(detail_url(request, file, row))


@require_POST
def hand_over(request: Request, case_id: uuid.UUID, person_id: uuid.UUID, referral_id: uuid.UUID) -> HttpResponse:
    """The agency reads along from now on, or no longer (`zurueck=1`)."""
    file, row = _referral(request, case_id, person_id, referral_id)
    try:
        if request.POST.get("zurueck") == "1":
            services.take_back(referral=row)
            words = "Die Stelle liest nicht mehr mit."
        else:
            services.hand_over(referral=row)
            words = "Die Stelle liest jetzt mit und kann antworten."
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, words)
    disclose(request, kind="referrals.hand_over", dossiers=[file.dossier_id])
    return redirect(detail_url(request, file, row))


@require_POST
def show_person(request: Request, case_id: uuid.UUID, person_id: uuid.UUID, referral_id: uuid.UUID) -> HttpResponse:
    """The person reads this way on the own page, or no longer (`zurueck=1`)."""
    file, row = _referral(request, case_id, person_id, referral_id)
    shown = request.POST.get("zurueck") != "1"
    try:
        services.show_person(referral=row, shown=shown)
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        words = (
            "Die Person liest diesen Weg auf ihrer Seite." if shown else "Auf der eigenen Seite steht er nicht mehr."
        )
        messages.success(request, words)
    disclose(request, kind="referrals.show_person", dossiers=[file.dossier_id])
    return redirect(detail_url(request, file, row))


@require_http_methods(["GET", "POST"])
def look(request: Request, case_id: uuid.UUID, person_id: uuid.UUID, referral_id: uuid.UUID) -> HttpResponse:
    """How a running help goes, from one of both sides."""
    file, row = _referral(request, case_id, person_id, referral_id)
    key = LOOK_KEY.format(file.pk, person_id, row.pk)
    back, heading = detail_url(request, file, row), f"Wie läuft es? {row.sort.label}"
    if request.method == "POST":
        form = LookForm(request.POST, referral=row)
        if form.is_valid():
            (told,) = queries.told(Referral.objects.filter(pk=row.pk), request.access)
            try:
                services.look(
                    referral=row,
                    author=request.user,
                    running=told.course.connected_on is not None,
                    **form.cleaned_data,
                )
            except Refused as refusal:
                form.add_error(None, str(refusal))
            else:
                return saved(request, key, "Notiert.", back)
        return draw(request, file, "look", heading, form, key, back_url=back)
    form = LookForm(initial={"side": "person", "token": uuid.uuid4()}, referral=row)
    return draw(request, file, "look", heading, form, key, back_url=back, saved_at=restore(request, key, form))


@require_POST
def need(request: Request, case_id: uuid.UUID, person_id: uuid.UUID, need_id: uuid.UUID) -> HttpResponse:
    """A need is met, or stands after all (`zurueck=1`)."""
    file = house_file(request, case_id, person_id, writing=True)
    done = request.POST.get("zurueck") != "1"
    services.settle(need=need_or_404(request, file, need_id), done=done)
    disclose(request, kind="referrals.need", dossiers=[file.dossier_id])
    messages.success(request, "Der Bedarf ist erledigt." if done else "Der Bedarf steht wieder.")
    return redirect(page_url(request, file))


def _referral(
    request: Request, case_id: uuid.UUID, person_id: uuid.UUID, referral_id: uuid.UUID
) -> tuple[File, Referral]:
    file = house_file(request, case_id, person_id, writing=True)
    return file, referral_or_404(request, file, referral_id, writing=True)


def _offered(request: Request, file: File) -> dict[str, Any]:
    return {
        "needs": queries.needs(request.access, file.pk, member=file.member),
        "offices": list(agencies(request.access).values()),
    }


def _draw_referral(
    request: Request, file: File, act: str, heading: str, form: Any, key: str, **more: Any
) -> HttpResponse:
    return draw(request, file, act, heading, form, key, template="referrals/referral_form.html", **more)

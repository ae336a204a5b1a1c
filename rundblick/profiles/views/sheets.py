"""The sheet for an employer: chosen and looked at together, made only with a consent, opened only while it holds."""

import datetime as dt
import uuid

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from rundblick.access import drafts
from rundblick.access.disclosure import disclose
from rundblick.access.requests import Request
from rundblick.biography import queries as biography
from rundblick.calendar.drafting import restore
from rundblick.calendar.errors import Refused
from rundblick.cases.file import File
from rundblick.profiles import allowing, choosing, giving, paper, queries
from rundblick.profiles.access import file_or_404, row_or_404
from rundblick.profiles.forms_giving import SheetForm
from rundblick.profiles.models import Sheet
from rundblick.profiles.views.common import address, scene
from rundblick.web.clock import today

SHEET_KEY = "profiles.sheet:{}"
NOT_ANY_MORE = "Die Einwilligung für diesen Betrieb gilt nicht mehr. Das Blatt lässt sich nicht mehr öffnen."


@require_http_methods(["GET", "POST"])
def sheet(request: Request, case_id: uuid.UUID, person_id: uuid.UUID) -> HttpResponse:
    """Choose lines, look at the sheet, and make it. `step`: "look" at it, or "make" it."""
    file = file_or_404(request, case_id, person_id, writing=True)
    consents = allowing.standing(request.access, file.pk, person_id, allowing.SHEET)
    former = queries.sheets(request.access, file.pk, person_id)
    parts = _parts(request, file, person_id)
    key, saved_at, preview = SHEET_KEY.format(person_id), None, None
    disclose(request, kind="profiles.sheet", dossiers=[file.pk])
    if request.method == "POST":
        form = SheetForm(request.POST, parts=parts, consents=consents)
        if form.is_valid():
            preview = choosing.chosen(parts, form.codes)
            if not preview:
                form.add_error(None, giving.NOTHING)
            elif request.POST.get("step") == "make" and (made := _make(request, file, person_id, form, preview)):
                drafts.discard(user_id=request.user.pk, form_key=key)
                return made
    else:
        initial = SheetForm.initial_of(parts, former[0].chosen if former else [])
        only = str(consents[0].pk) if len(consents) == 1 else ""
        form = SheetForm(initial={"token": uuid.uuid4(), "consent": only} | initial, parts=parts, consents=consents)
        saved_at = restore(request, key, form)
    shown = {
        "form": form,
        "preview": preview,
        "recipient": _recipient(form),
        "former": [(row, allowing.still(row.consent)) for row in former],
        "draft_key": key,
        "saved_at": saved_at,
        "ask_url": reverse("consent:give", args=[file.pk, person_id, allowing.SHEET]),
    }
    status = 422 if form.errors else 200
    return render(request, "profiles/sheet.html", scene(request, file) | shown, status=status)


@require_GET
def sheet_pdf(request: Request, case_id: uuid.UUID, person_id: uuid.UUID, sheet_id: uuid.UUID) -> HttpResponse:
    """The sheet to print, while its consent holds."""
    file = file_or_404(request, case_id, person_id)
    row: Sheet = row_or_404(request, file, Sheet, sheet_id)
    disclose(request, kind="profiles.sheet_pdf", dossiers=[file.pk])
    if not allowing.holds(row.consent):
        messages.warning(request, NOT_ANY_MORE)
        return redirect(address(request, file, "sheet"))
    last_day = row.consent.valid_until - dt.timedelta(days=1)
    answer = HttpResponse(paper.sheet(request.access, file, row, last_day=last_day), content_type="application/pdf")
    answer["Content-Disposition"] = 'inline; filename="einsatzprofil.pdf"'
    answer["Cache-Control"] = "private, no-store"
    return answer


def _parts(request: Request, file: File, person_id: uuid.UUID) -> list[choosing.Part]:
    context, day = request.access, today()
    return choosing.offered(
        queries.profile_on(context, file.pk, person_id, day),
        biography.profile(context, file.pk, person_id, day),
        queries.targets(context, file.pk, person_id, day).standing,
    )


def _make(
    request: Request, file: File, person_id: uuid.UUID, form: SheetForm, preview: list[dict[str, object]]
) -> HttpResponse | None:
    """Make the sheet and lead to it; None with the reason beside the field."""
    consent = form.consents.get(form.cleaned_data["consent"])
    if consent is None:
        form.add_error("consent", "Bitte wählen Sie den Betrieb. Ohne Einwilligung lässt sich das Blatt nur ansehen.")
        return None
    try:
        giving.make_sheet(
            case=file.case,
            person_id=person_id,
            consent=consent,
            parts=preview,
            codes=form.codes,
            author=request.user,
            token=form.cleaned_data["token"],
        )
    except Refused as refusal:
        form.add_error("consent", str(refusal))
        return None
    messages.success(request, "Das Einsatzprofil ist fertig. Es steht unten bei den gemachten Blättern.")
    return redirect(address(request, file, "sheet"))


def _recipient(form: SheetForm) -> str:
    consent = form.consents.get(str(form["consent"].value() or ""))
    return consent.named or "" if consent else ""

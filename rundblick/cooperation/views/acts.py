"""What one does on a sheet: write, answer, finish, take the end back, say that it was read, take back."""

import datetime as dt
import uuid
from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from rundblick.access import drafts
from rundblick.access.disclosure import disclose
from rundblick.access.models import User
from rundblick.access.requests import Request
from rundblick.calendar.drafting import restore
from rundblick.calendar.errors import Mistaken, Refused
from rundblick.cases.frame import head
from rundblick.cooperation import services, shown
from rundblick.cooperation.access import Place, entry_or_404, place_or_404
from rundblick.cooperation.codes import Kind
from rundblick.cooperation.forms import EntryForm
from rundblick.cooperation.models import Entry
from rundblick.cooperation.services import Upload, Writer
from rundblick.cooperation.views.sheets import frame
from rundblick.web.ids import uuid_or_none

Act = Callable[[Entry, User], object]

OFFERED = frozenset(Kind.values) - {Kind.MEETING}
"""What is written with the form; a meeting is proposed with one tap."""
KEY = "cooperation.write:{}:{}:{}"


@require_http_methods(["GET", "POST"])
def write(request: Request, case_id: uuid.UUID, person_id: uuid.UUID, agency_id: uuid.UUID) -> HttpResponse:
    """Put something on the sheet: `?art=` says what, `?auf=` which request it answers."""
    place = place_or_404(request, case_id, person_id, agency_id, writing=True)
    asked = request.GET.get("art", "")
    kind = Kind(asked) if asked in OFFERED else Kind.MESSAGE
    answers = _answered(request, place)
    agency = not place.inside
    key = KEY.format(place.file.pk, person_id, agency_id)
    given: dict[str, Any] = {"kind": kind, "agency": agency, "may_tell": place.may_tell}
    if request.method == "POST":
        form = EntryForm(request.POST, request.FILES, **given)
        if form.is_valid():
            try:
                _write(request, place, form, answers)
            except Mistaken as mistaken:
                form.tell(mistaken.fields)
            else:
                drafts.discard(user_id=request.user.pk, form_key=key)
                messages.success(request, "Steht auf dem gemeinsamen Blatt.")
                return redirect(shown.url_of(place.sheet))
        return _form(request, place, form, key, answers)
    first = {"token": uuid.uuid4(), "for_house": place.may_tell or kind in (Kind.DATE, Kind.STANDING)}
    form = EntryForm(initial=first, **given)
    saved_at = restore(request, key, form)
    form.initial["token"] = first["token"]
    return _form(request, place, form, key, answers, saved_at=saved_at)


def _write(request: Request, place: Place, form: EntryForm, answers: Entry | None) -> None:
    chosen = form.cleaned_data.get("file")
    services.write(
        sheet=place.sheet,
        writer=_writer(request, place),
        content=form.content(),
        upload=Upload(chosen.name, chosen.read()) if chosen else None,
        answers=answers,
        token=form.cleaned_data["token"],
    )


def _writer(request: Request, place: Place) -> Writer:
    return Writer(
        user=request.user,
        from_agency=not place.inside,
        release=place.release,
        by_order=bool(place.open and place.open.by_order),
    )


def _answered(request: Request, place: Place) -> Entry | None:
    wanted = uuid_or_none(request.GET.get("auf", ""))
    return entry_or_404(request.access, place, wanted) if wanted else None


def _form(
    request: Request,
    place: Place,
    form: EntryForm,
    key: str,
    answers: Entry | None,
    *,
    saved_at: dt.datetime | None = None,
) -> HttpResponse:
    disclose(request, kind="cooperation.write", dossiers=[place.file.dossier_id])
    return render(
        request,
        "cooperation/write.html",
        head(place.file, "")
        | frame(place)
        | {
            "form": form,
            "heading": "Antwort" if answers else str(form.kind.label),
            "answers": answers,
            "draft_key": key,
            "saved_at": saved_at,
            "upload": "file" in form.fields,
        },
        status=422 if form.errors else 200,
    )


@require_POST
def propose(request: Request, case_id: uuid.UUID, person_id: uuid.UUID, agency_id: uuid.UUID) -> HttpResponse:
    """An agency proposes a conference; whoever is responsible plans it."""
    place = place_or_404(request, case_id, person_id, agency_id, writing=True)
    if place.inside:
        raise Http404
    services.propose(sheet=place.sheet, writer=_writer(request, place))
    messages.success(request, "Vorgeschlagen. Wer zuständig ist, findet es auf der Startseite.")
    return redirect(shown.url_of(place.sheet))


@require_POST
def seen(request: Request, case_id: uuid.UUID, person_id: uuid.UUID, agency_id: uuid.UUID) -> HttpResponse:
    """The reader's side has read it."""
    place = place_or_404(request, case_id, person_id, agency_id, settling=True)
    services.see(request.access, sheet=place.sheet, user=request.user)
    messages.success(request, "Als gelesen vermerkt.")
    return redirect(shown.url_of(place.sheet))


@require_POST
def done(
    request: Request, case_id: uuid.UUID, person_id: uuid.UUID, agency_id: uuid.UUID, entry_id: uuid.UUID
) -> HttpResponse:
    """A request or an agreement is done."""
    return _act(request, (case_id, person_id, agency_id), entry_id, "Als erledigt vermerkt.", services.finish)


@require_POST
def undone(
    request: Request, case_id: uuid.UUID, person_id: uuid.UUID, agency_id: uuid.UUID, entry_id: uuid.UUID
) -> HttpResponse:
    """It is open again."""
    return _act(request, (case_id, person_id, agency_id), entry_id, "Steht wieder offen.", _reopen)


@require_POST
def remove(
    request: Request, case_id: uuid.UUID, person_id: uuid.UUID, agency_id: uuid.UUID, entry_id: uuid.UUID
) -> HttpResponse:
    """Take back what nobody has read yet."""
    return _act(request, (case_id, person_id, agency_id), entry_id, "Zurückgenommen.", services.take_back, writing=True)


def _reopen(entry: Entry, _user: User) -> None:
    services.reopen(entry)


def _act(
    request: Request,
    where: tuple[uuid.UUID, uuid.UUID, uuid.UUID],
    entry_id: uuid.UUID,
    words: str,
    act: Act,
    *,
    writing: bool = False,
) -> HttpResponse:
    place = place_or_404(request, *where, writing=writing, settling=True)
    entry = entry_or_404(request.access, place, entry_id)
    try:
        act(entry, request.user)
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, words)
    return redirect(shown.url_of(place.sheet))

"""Drafts of journeys: begin, copy, look at, read in and write out, publish, discard. The page itself is in editing."""

import uuid
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from rundblick.access.access import only
from rundblick.access.requests import Request
from rundblick.calendar.errors import Refused
from rundblick.catalogue.loading import DocumentError, read_data
from rundblick.journeys.access import draft_or_404
from rundblick.journeys.draft_forms import BeginForm, PublishForm
from rundblick.journeys.editing import compare, drafts
from rundblick.journeys.editing.complaints import checked
from rundblick.journeys.editing.document import Data, as_yaml, data_of
from rundblick.journeys.editing.preview import preview_of
from rundblick.journeys.models import JourneyDraft
from rundblick.journeys.publishing import load_text
from rundblick.journeys.wordings import offered
from rundblick.programmes.draft_forms import DraftFileForm
from rundblick.programmes.staff import DRAFT_ROLES
from rundblick.web.clock import today
from rundblick.web.frame import Crumb


@require_http_methods(["GET", "POST"])
def begin(request: Request) -> HttpResponse:
    """A new journey: its name and what it follows."""
    context = only(request, *DRAFT_ROLES)
    form = BeginForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            draft = drafts.begin(context, title=form.cleaned_data["title"], subject=form.cleaned_data["subject"])
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            return redirect("journeys:draft", draft.pk)
    crumbs = [*_above(), Crumb(label="Neue Journey")]
    return render(
        request,
        "journeys/editing/begin.html",
        {"breadcrumb": crumbs, "form": form, "back_url": reverse("journeys:own")},
        status=422 if form.errors else 200,
    )


@require_POST
def copy(request: Request, code: str) -> HttpResponse:
    """A draft of the next version of an own journey, or of an own journey after the pattern of another."""
    context = only(request, *DRAFT_ROLES)
    mine = drafts.own_published(context).filter(code=code)
    latest = mine.order_by("-valid_from", "-published_at").first()
    try:
        if latest is not None and "muster" not in request.POST:
            return redirect("journeys:draft", drafts.next_version(context, latest).pk)
        journey = offered().journeys.get(code)
        if journey is None:
            raise Http404
        return redirect("journeys:draft", drafts.copy(context, journey).pk)
    except Refused as refusal:
        messages.warning(request, str(refusal))
        return redirect("journeys:own")


@require_GET
def preview(request: Request, draft_id: uuid.UUID) -> HttpResponse:
    """The sheet as it would be begun, without anybody's answers."""
    draft = draft_or_404(request, draft_id)
    found = checked(draft.document)
    return render(
        request,
        "journeys/editing/preview.html",
        {
            "breadcrumb": [*crumbs_of(draft, link=True), Crumb(label="Vorschau")],
            "title": title_of(draft.document, draft.code),
            "wrong": found.wrong,
            "preview": preview_of(found.journey) if found.journey else None,
            "back_url": reverse("journeys:draft", args=[draft.pk]),
        },
    )


@require_GET
def export(request: Request, draft_id: uuid.UUID) -> HttpResponse:
    """The draft as a YAML file."""
    draft = draft_or_404(request, draft_id)
    return as_file(draft.code, draft.document)


def as_file(code: str, data: Data) -> HttpResponse:
    """A journey as a YAML file to keep."""
    answer = HttpResponse(as_yaml(data), content_type="application/yaml; charset=utf-8")
    answer.headers["Content-Disposition"] = f'attachment; filename="{code}.yaml"'
    return answer


@require_http_methods(["GET", "POST"])
def read_in(request: Request, draft_id: uuid.UUID | None = None) -> HttpResponse:
    """Read a YAML file, uploaded or pasted, into a draft; every mistake is told with its line, no text is lost."""
    only(request, *DRAFT_ROLES)
    draft = draft_or_404(request, draft_id) if draft_id else None
    version = draft.version if draft else 0
    form = DraftFileForm(request.POST or None, request.FILES or None, initial={"version": version})
    problems: list[Any] = []
    data: Data | None = None
    if request.method == "POST" and form.is_valid():
        text = form.cleaned_data["content"]
        data, problems = _understood(text)
        if data is not None and (not problems or form.cleaned_data["anyway"]):
            try:
                saved = _take(request, draft, data, form.cleaned_data["version"])
            except Refused as refusal:
                form.add_error("text", str(refusal))
            except drafts.StaleDraft:
                form.add_error(None, "Inzwischen hat jemand den Entwurf gespeichert. Bitte sehen Sie zuerst nach.")
            else:
                messages.success(request, "Die Datei ist eingelesen.")
                return redirect("journeys:draft", saved.pk)
        form = _with_text(form, text, request.POST)
    crumbs = crumbs_of(draft, link=True) if draft else _above()
    return render(
        request,
        "journeys/editing/read_in.html",
        {
            "breadcrumb": [*crumbs, Crumb(label="Datei einlesen")],
            "form": form,
            "draft": draft,
            "problems": problems,
            "understood": data is not None,
            "back_url": reverse("journeys:draft", args=[draft.pk]) if draft else reverse("journeys:own"),
        },
    )


@require_http_methods(["GET", "POST"])
def publish(request: Request, draft_id: uuid.UUID) -> HttpResponse:
    """See what is different, choose the first day, publish for good."""
    context = only(request, *DRAFT_ROLES)
    if request.method == "POST" and not drafts.own(context).filter(pk=draft_id).exists():
        messages.info(request, "Diesen Entwurf gibt es nicht mehr; er ist schon veröffentlicht oder verworfen.")
        return redirect("journeys:own")
    draft = draft_or_404(request, draft_id)
    form = PublishForm(request.POST or None, initial={"valid_from": today(), "version": draft.version})
    if request.method == "POST" and form.is_valid():
        try:
            made = drafts.publish_draft(draft, form.cleaned_data["version"], valid_from=form.cleaned_data["valid_from"])
        except Refused as refusal:
            form.add_error(None, str(refusal))
        except drafts.StaleDraft:
            form.add_error(None, "Inzwischen hat jemand den Entwurf geändert. Bitte sehen Sie ihn noch einmal an.")
        else:
            messages.success(request, "Die Journey ist veröffentlicht. Begonnene Bögen behalten ihre Fassung.")
            return redirect("journeys:versions", made.code)
    base = data_of(drafts.said_by(draft.based_on)) if draft.based_on else None
    return render(
        request,
        "journeys/editing/publish.html",
        {
            "breadcrumb": [*crumbs_of(draft, link=True), Crumb(label="Veröffentlichen")],
            "draft": draft,
            "title": title_of(draft.document, draft.code),
            "form": form,
            "wrong": checked(draft.document).wrong,
            "changes": compare.table(base, draft.document, caption="Was sich ändert") if base else None,
            "back_url": reverse("journeys:draft", args=[draft.pk]),
        },
    )


@require_http_methods(["GET", "POST"])
def discard(request: Request, draft_id: uuid.UUID) -> HttpResponse:
    """Throw a draft away, after asking."""
    draft = draft_or_404(request, draft_id)
    if request.method == "POST":
        drafts.discard(draft)
        messages.success(request, "Der Entwurf ist verworfen. Was veröffentlicht ist, bleibt.")
        return redirect("journeys:own")
    return render(
        request,
        "journeys/editing/discard.html",
        {
            "breadcrumb": [*crumbs_of(draft, link=True), Crumb(label="Verwerfen")],
            "title": title_of(draft.document, draft.code),
            "here_url": reverse("journeys:draft_discard", args=[draft.pk]),
            "back_url": reverse("journeys:draft", args=[draft.pk]),
        },
    )


def title_of(data: Data, code: str) -> str:
    """What a draft is called, its code while it has no title."""
    title = data.get("title")
    return title if isinstance(title, str) and title.strip() else code


def crumbs_of(draft: JourneyDraft, *, link: bool = False) -> list[Crumb]:
    """The way to a draft; `link` where a page below it is shown."""
    address = reverse("journeys:draft", args=[draft.pk]) if link else ""
    return [*_above(), Crumb(label=title_of(draft.document, draft.code), url=address)]


def _above() -> list[Crumb]:
    return [
        Crumb(label="Journeys", url=reverse("journeys:list")),
        Crumb(label="Eigene Journeys", url=reverse("journeys:own")),
    ]


def _understood(text: str) -> tuple[Data | None, list[Any]]:
    try:
        load_text(text)
    except DocumentError as error:
        problems: list[Any] = list(error.problems)
    else:
        problems = []
    try:
        return read_data(text), problems
    except DocumentError:
        return None, problems


def _take(request: Request, draft: JourneyDraft | None, data: Data, version: int) -> JourneyDraft:
    if draft is None:
        return drafts.read_in(request.access, data)
    return drafts.save(draft, version, {**data, "id": draft.code})


def _with_text(form: DraftFileForm, text: str, posted: QueryDict) -> DraftFileForm:
    """The same form with the uploaded content in the text field, where it can be put right."""
    data = posted.copy()
    data["text"] = text
    again = DraftFileForm(data)
    again.is_valid()
    for name, errors in form.errors.items():
        if name not in again.errors:
            for error in errors:
                again.add_error(None if name == "__all__" else name, error)
    return again

"""Drafts of definitions: copy, read in and write out, see the effects, publish. Sections are in editing_section."""

import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from rundblick.access.access import only
from rundblick.access.requests import Request
from rundblick.catalogue.loading import DocumentError, read_data
from rundblick.programmes.access import definition_or_404, draft_or_404
from rundblick.programmes.draft_forms import DraftFileForm, PublishForm
from rundblick.programmes.editing import counting, drafts, pages
from rundblick.programmes.editing.complaints import checked
from rundblick.programmes.editing.document import Data, as_yaml
from rundblick.programmes.editing.hiding import LEGEND
from rundblick.programmes.editing.sections import SECTIONS
from rundblick.programmes.errors import NotPublished, Refused
from rundblick.programmes.models import DefinitionDraft, ProgrammeCount
from rundblick.programmes.publishing import in_force, load_text
from rundblick.programmes.staff import DRAFT_ROLES
from rundblick.web.clock import today
from rundblick.web.frame import Crumb


@require_GET
def drafts_list(request: Request) -> HttpResponse:
    """The drafts of the own house, the latest first."""
    context = only(request, *DRAFT_ROLES)
    rows = list(drafts.own(context).select_related("edited_by", "based_on").defer("based_on__document")[:200])
    cards = [{"draft": row, "title": title_of(row), "open": len(checked(row.document).wrong)} for row in rows]
    crumbs = [_shelf(), Crumb(label="Entwürfe")]
    return render(request, "programmes/editing/drafts.html", {"cards": cards, "breadcrumb": crumbs})


@require_POST
def copy(request: Request, code: str) -> HttpResponse:
    """Copy the version in force into a draft; with `run` a run of today is added, ready to be published."""
    only(request, *DRAFT_ROLES)
    base = definition_or_404(request, code)
    try:
        if "run" in request.POST:
            draft = drafts.offer(request.access, base, today())
            number = len(draft.document["runs"]) - 1
            address = reverse("programmes:draft_section", args=[draft.pk, SECTIONS[0].code])
            return redirect(f"{address}?neu=runs-{number}#runs-{number}")
        draft = drafts.copy(request.access, base)
    except Refused as refusal:
        messages.warning(request, refusal.message)
        return redirect("programmes:profile", code)
    return redirect("programmes:draft", draft.pk)


@require_GET
def draft(request: Request, draft_id: uuid.UUID) -> HttpResponse:
    """A draft: its sections, what is still wrong, what was changed."""
    row = draft_or_404(request, draft_id)
    found = checked(row.document)
    differing = pages.changes_of(row)
    return render(
        request,
        "programmes/editing/draft.html",
        {
            "breadcrumb": crumbs_of(row),
            "draft": row,
            "title": title_of(row),
            "lines": pages.lines(found, differing),
            "wrong": found.wrong,
            "changes": pages.as_table(differing, caption="Was anders ist", old="geltende Fassung", new="Entwurf"),
        },
    )


@require_http_methods(["GET", "POST"])
def discard(request: Request, draft_id: uuid.UUID) -> HttpResponse:
    """Throw a draft away, after asking."""
    row = draft_or_404(request, draft_id)
    if request.method == "POST":
        drafts.discard(row)
        messages.success(request, "Der Entwurf ist verworfen. Was veröffentlicht ist, bleibt.")
        return redirect("programmes:drafts")
    crumbs = [*crumbs_of(row, link=True), Crumb(label="Verwerfen")]
    return render(
        request,
        "programmes/editing/discard.html",
        {"breadcrumb": crumbs, "draft": row, "title": title_of(row), "changes": len(pages.changes_of(row))},
    )


@require_GET
def export(request: Request, draft_id: uuid.UUID) -> HttpResponse:
    """The draft as a YAML file."""
    row = draft_or_404(request, draft_id)
    answer = HttpResponse(as_yaml(row.document), content_type="application/yaml; charset=utf-8")
    answer.headers["Content-Disposition"] = f'attachment; filename="{row.code}.yaml"'
    return answer


@require_http_methods(["GET", "POST"])
def read_in(request: Request, draft_id: uuid.UUID | None = None) -> HttpResponse:
    """Read a YAML file, uploaded or pasted, into a draft; every mistake is told with its line, no text is lost."""
    only(request, *DRAFT_ROLES)
    row = draft_or_404(request, draft_id) if draft_id else None
    form = DraftFileForm(request.POST or None, request.FILES or None, initial={"version": row.version if row else 0})
    problems: list[Any] = []
    data: Data | None = None
    if request.method == "POST" and form.is_valid():
        text = form.cleaned_data["content"]
        data, problems = _understood(text)
        if data is not None and (not problems or form.cleaned_data["anyway"]):
            try:
                saved = _take(request, row, data, form.cleaned_data["version"])
            except Refused as refusal:
                form.add_error("text", refusal.message)
            except drafts.StaleDraft:
                form.add_error(None, "Inzwischen hat jemand den Entwurf gespeichert. Bitte sehen Sie zuerst nach.")
            else:
                messages.success(request, "Die Datei ist eingelesen.")
                return redirect("programmes:draft", saved.pk)
        form = _with_text(form, text, request.POST)
    crumbs = [*crumbs_of(row, link=True)] if row else [_shelf(), _drafts()]
    return render(
        request,
        "programmes/editing/read_in.html",
        {
            "breadcrumb": [*crumbs, Crumb(label="Datei einlesen")],
            "form": form,
            "draft": row,
            "problems": problems,
            "understood": data is not None,
            "back_url": reverse("programmes:draft", args=[row.pk]) if row else reverse("programmes:drafts"),
        },
    )


@require_http_methods(["GET", "POST"])
def effects(request: Request, draft_id: uuid.UUID) -> HttpResponse:
    """What would change for those who take part now; the worker counts, the page shows only numbers."""
    row = draft_or_404(request, draft_id)
    if request.method == "POST":
        try:
            counting.order_effects(request.access, row)
        except Refused as refusal:
            messages.warning(request, refusal.message)
        return redirect("programmes:draft_effects", row.pk)
    count = counting.latest(request.access, ProgrammeCount.Kind.EFFECTS, row.code, row)
    found = count.result.get("lines", []) if count else []
    return render(
        request,
        "programmes/editing/effects.html",
        {
            "breadcrumb": [*crumbs_of(row, link=True), Crumb(label="Was sich ändern würde")],
            "draft": row,
            "title": title_of(row),
            "count": count,
            "table": pages.effects_table(found),
            "sentence": pages.effects_sentence(count) if count and count.counted_at else "",
            "outdated": count is not None and count.draft_version != row.version,
            "ready": not checked(row.document).wrong,
            "legend": LEGEND,
        },
    )


@require_http_methods(["GET", "POST"])
def publish(request: Request, draft_id: uuid.UUID) -> HttpResponse:
    """See what is different in plain German, choose the first day, publish for good."""
    only(request, *DRAFT_ROLES)
    if request.method == "POST" and not drafts.own(request.access).filter(pk=draft_id).exists():
        messages.info(request, "Diesen Entwurf gibt es nicht mehr; er ist schon veröffentlicht oder verworfen.")
        return redirect("programmes:drafts")
    row = draft_or_404(request, draft_id)
    wrong = checked(row.document).wrong
    form = PublishForm(request.POST or None, initial={"valid_from": today(), "version": row.version})
    if request.method == "POST" and form.is_valid():
        cleaned = form.cleaned_data
        try:
            made = drafts.publish_draft(
                row, cleaned["version"], valid_from=cleaned["valid_from"], provider=cleaned["provider"]
            )
        except Refused as refusal:
            form.add_error(None, refusal.message)
        except drafts.StaleDraft:
            form.add_error(None, "Inzwischen hat jemand den Entwurf geändert. Bitte sehen Sie ihn noch einmal an.")
        else:
            messages.success(request, "Die neue Fassung ist veröffentlicht. Laufende Teilnahmen behalten ihre Fassung.")
            return redirect("programmes:profile", made.code)
    count = counting.latest(request.access, ProgrammeCount.Kind.EFFECTS, row.code, row)
    fresh = count is not None and count.counted_at is not None and count.draft_version == row.version
    return render(
        request,
        "programmes/editing/publish.html",
        {
            "breadcrumb": [*crumbs_of(row, link=True), Crumb(label="Veröffentlichen")],
            "draft": row,
            "title": title_of(row),
            "form": form,
            "wrong": wrong,
            "changes": pages.as_table(pages.changes_of(row), caption="Was sich ändert", old="bisher", new="neu"),
            "effects": pages.effects_sentence(count) if fresh and count else "",
        },
    )


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


def _take(request: Request, row: DefinitionDraft | None, data: Data, version: int) -> DefinitionDraft:
    if row is not None:
        return drafts.replace(row, version, data)
    try:
        base = in_force(str(data.get("id", "")))
    except NotPublished:
        base = None
    return drafts.read_in(request.access, data, base)


def _with_text(form: DraftFileForm, text: str, posted: QueryDict) -> DraftFileForm:
    """The same form with the uploaded content in the text field, where it can be put right."""
    data = posted.copy()
    data["text"] = text
    again = DraftFileForm(data)
    again.is_valid()
    for field, errors in form.errors.items():
        if field not in again.errors:
            for error in errors:
                again.add_error(None if field == "__all__" else field, error)
    return again


def title_of(row: DefinitionDraft) -> str:
    """What a draft is called, its code while it has no title."""
    title = row.document.get("title")
    return title if isinstance(title, str) and title.strip() else row.code


def _shelf() -> Crumb:
    return Crumb(label="Programme", url=reverse("programmes:shelf"))


def _drafts() -> Crumb:
    return Crumb(label="Entwürfe", url=reverse("programmes:drafts"))


def crumbs_of(row: DefinitionDraft, *, link: bool = False) -> list[Crumb]:
    """The way to a draft; `link` where a page below it is shown."""
    address = reverse("programmes:draft", args=[row.pk]) if link else ""
    return [_shelf(), _drafts(), Crumb(label=title_of(row), url=address)]

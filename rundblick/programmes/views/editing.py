"""Drafts of definitions: copy, edit section by section, read in and write out, see the effects, publish."""

import uuid
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from rundblick.access.access import only
from rundblick.access.requests import Request
from rundblick.catalogue.loading import DocumentError, Place, read_data
from rundblick.programmes.access import definition_or_404, draft_or_404
from rundblick.programmes.definition import Programme
from rundblick.programmes.draft_forms import DraftFileForm, PublishForm
from rundblick.programmes.editing import counting, drafts, pages
from rundblick.programmes.editing.compare import changes
from rundblick.programmes.editing.complaints import checked
from rundblick.programmes.editing.condition.form import Focus
from rundblick.programmes.editing.document import Data, as_yaml, at, put
from rundblick.programmes.editing.form import SectionForm
from rundblick.programmes.editing.hiding import LEGEND
from rundblick.programmes.editing.keys import Key, keys_of
from rundblick.programmes.editing.sections import SECTIONS, EditSection
from rundblick.programmes.editing.typed import reasons
from rundblick.programmes.errors import NotPublished, Refused
from rundblick.programmes.models import DefinitionDraft, ProgrammeCount
from rundblick.programmes.publishing import in_force, load_text
from rundblick.programmes.staff import DRAFT_ROLES
from rundblick.web.clock import today
from rundblick.web.conflicts import version_of
from rundblick.web.frame import Crumb
from rundblick.web.parts import Tab, Table


@require_GET
def drafts_list(request: Request) -> HttpResponse:
    """The drafts of the own house, the latest first."""
    context = only(request, *DRAFT_ROLES)
    rows = list(drafts.own(context).select_related("edited_by", "based_on").defer("based_on__document")[:200])
    cards = [{"draft": row, "title": _title(row), "open": len(checked(row.document).wrong)} for row in rows]
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
            "breadcrumb": _crumbs(row),
            "draft": row,
            "title": _title(row),
            "lines": pages.lines(found, differing),
            "wrong": found.wrong,
            "changes": pages.as_table(differing, caption="Was anders ist", old="geltende Fassung", new="Entwurf"),
        },
    )


@require_http_methods(["GET", "POST"])
def section(request: Request, draft_id: uuid.UUID, code: str) -> HttpResponse:
    """One section as a form. Saving always works; what is wrong is said beside the field afterwards."""
    row = draft_or_404(request, draft_id)
    here = _section_or_404(code)
    if request.method == "GET":
        return _form(request, row, here, row.document)
    if (turn := pages.turned(request.POST, here, row.document)) is not None:
        return _turned(request, row, here, *turn)
    data, target = _typed(request.POST, here, row)
    try:
        saved = drafts.save(row, version_of(request), data, reasons=reasons(request.POST), day=today())
    except drafts.StaleDraft as stale:
        mine, _ = _typed(request.POST, here, stale.draft)
        return _form(request, stale.draft, here, mine, stale=stale.draft)
    except Refused as refusal:
        messages.warning(request, refusal.message)
        return redirect("programmes:drafts")
    if "_next" in request.POST and not checked(saved.document).wrong:
        return redirect("programmes:draft_publish", row.pk)
    if not target:
        open_here = len(checked(saved.document).of(here))
        said = f" In diesem Abschnitt ist noch etwas offen: {open_here}." if open_here else ""
        messages.success(request, f"Gespeichert.{said}")
    address = reverse("programmes:draft_section", args=[row.pk, here.code])
    return redirect(f"{address}?neu={target}#{target}" if target else address)


@require_POST
def explain(request: Request, draft_id: uuid.UUID, code: str) -> HttpResponse:
    """How the engine would read what is typed right now; stores nothing."""
    row = draft_or_404(request, draft_id)
    here = _section_or_404(code)
    data, _ = _typed(request.POST, here, row)
    typed = drafts.with_origins(row, data, reasons=reasons(request.POST), day=today())
    return render(
        request,
        "programmes/editing/explained_live.html",
        {"explained": pages.explained(here, typed), "readings": SectionForm(here, typed).readings},
    )


@require_http_methods(["GET", "POST"])
def discard(request: Request, draft_id: uuid.UUID) -> HttpResponse:
    """Throw a draft away, after asking."""
    row = draft_or_404(request, draft_id)
    if request.method == "POST":
        drafts.discard(row)
        messages.success(request, "Der Entwurf ist verworfen. Was veröffentlicht ist, bleibt.")
        return redirect("programmes:drafts")
    crumbs = [*_crumbs(row, link=True), Crumb(label="Verwerfen")]
    return render(
        request,
        "programmes/editing/discard.html",
        {"breadcrumb": crumbs, "draft": row, "title": _title(row), "changes": len(pages.changes_of(row))},
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
    crumbs = [*_crumbs(row, link=True)] if row else [_shelf(), _drafts()]
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
            "breadcrumb": [*_crumbs(row, link=True), Crumb(label="Was sich ändern würde")],
            "draft": row,
            "title": _title(row),
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
            "breadcrumb": [*_crumbs(row, link=True), Crumb(label="Veröffentlichen")],
            "draft": row,
            "title": _title(row),
            "form": form,
            "wrong": wrong,
            "changes": pages.as_table(pages.changes_of(row), caption="Was sich ändert", old="bisher", new="neu"),
            "effects": pages.effects_sentence(count) if fresh and count else "",
        },
    )


def _section_or_404(code: str) -> EditSection:
    found = next((one for one in SECTIONS if one.code == code), None)
    if found is None:
        raise Http404
    return found


def _form(
    request: Request,
    row: DefinitionDraft,
    here: EditSection,
    data: Data,
    *,
    stale: DefinitionDraft | None = None,
    form: SectionForm | None = None,
) -> HttpResponse:
    found = checked(data)
    form = form or SectionForm(here, data, wrong=found.of(here), version=row.version, opened=request.GET.get("neu", ""))
    address = reverse("programmes:draft_section", args=[row.pk, here.code])
    return render(
        request,
        "programmes/editing/section.html",
        {
            "breadcrumb": [*_crumbs(row, link=True), Crumb(label=here.label)],
            "draft": row,
            "title": _title(row),
            "section": here,
            "tabs": [
                Tab(
                    label=one.label,
                    url=reverse("programmes:draft_section", args=[row.pk, one.code]),
                    current=one == here,
                    count=str(len(found.of(one)) or ""),
                )
                for one in SECTIONS
            ],
            "form": form,
            "explained": pages.explained(here, data),
            "stale": stale,
            "differences": _differences(stale, here, data) if stale else None,
            "here_url": address,
        },
        status=409 if stale else 200,
    )


def _turned(request: Request, row: DefinitionDraft, here: EditSection, data: Data, focus: Focus) -> HttpResponse:
    """The form again after a button of a condition, nothing stored; for htmx only this condition."""
    typed = drafts.with_origins(row, data, reasons=reasons(request.POST), day=today())
    form = SectionForm(here, typed, wrong=pages.already_wrong(here, typed), version=version_of(request), focus=focus)
    piece = form.condition_at(focus.name) if request.htmx else None  # type: ignore[attr-defined]
    if piece is None:
        return _form(request, row, here, typed, form=form)
    address = reverse("programmes:draft_section", args=[row.pk, here.code])
    return render(
        request,
        "programmes/editing/condition_piece.html",
        {"node": piece, "here_url": address, "explained": pages.explained(here, typed)},
    )


def _differences(stale: DefinitionDraft, here: EditSection, mine: Data) -> Table | None:
    found = [one for one in changes(stale.document, mine) if one.section == here]
    return pages.as_table(found, caption="Was sich unterscheidet", old="gespeichert", new="Ihre Eingabe")


def _typed(posted: QueryDict, here: EditSection, row: DefinitionDraft) -> tuple[Data, str]:
    """The definition as typed, with a row or part added or taken away where a button says so; and where to go on."""
    data = pages.read(here, posted, row.document)
    taken = pages.place_from(posted.get(pages.REMOVE, ""), here)
    if taken is not None and at(data, taken) is not None:
        return put(data, taken, None), "-".join(str(step) for step in taken[:-1])
    wanted = pages.place_from(posted.get(pages.ADD, ""), here)
    key = _key_at(wanted) if wanted else None
    if wanted is None or key is None or not pages.possible(data, wanted):
        return data, ""
    if key.kind in {"rows", "durations"}:
        made, place = drafts.add(put(data, wanted, at(data, wanted) or []), wanted, today())
        return made, "-".join(map(str, place))
    if key.kind == "condition" and at(data, wanted) is None:
        return put(data, wanted, {"all": [{}]}), "-".join(map(str, wanted))
    if key.kind == "part" and at(data, wanted) is None:
        return put(data, wanted, {}), "-".join(map(str, wanted))
    return data, ""


def _key_at(place: Place) -> Key | None:
    model: Any = Programme
    key: Key | None = None
    for step in place:
        if isinstance(step, int):
            continue
        key = next((one for one in keys_of(model) if one.name == step), None) if model else None
        if key is None:
            return None
        model = key.part
    return key


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


def _title(row: DefinitionDraft) -> str:
    title = row.document.get("title")
    return title if isinstance(title, str) and title.strip() else row.code


def _shelf() -> Crumb:
    return Crumb(label="Programme", url=reverse("programmes:shelf"))


def _drafts() -> Crumb:
    return Crumb(label="Entwürfe", url=reverse("programmes:drafts"))


def _crumbs(row: DefinitionDraft, *, link: bool = False) -> list[Crumb]:
    address = reverse("programmes:draft", args=[row.pk]) if link else ""
    return [_shelf(), _drafts(), Crumb(label=_title(row), url=address)]

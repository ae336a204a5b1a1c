"""One section of a draft as a form: what is typed is kept, explained, and turned around by its buttons."""

import uuid
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from rundblick.access.requests import Request
from rundblick.catalogue.loading import Place
from rundblick.programmes.access import draft_or_404
from rundblick.programmes.definition import Programme
from rundblick.programmes.editing import drafts, pages
from rundblick.programmes.editing.compare import changes
from rundblick.programmes.editing.complaints import checked
from rundblick.programmes.editing.condition.form import Focus
from rundblick.programmes.editing.document import Data, at, put
from rundblick.programmes.editing.form import SectionForm
from rundblick.programmes.editing.keys import Key, keys_of
from rundblick.programmes.editing.sections import SECTIONS, EditSection
from rundblick.programmes.editing.typed import reasons
from rundblick.programmes.errors import Refused
from rundblick.programmes.models import DefinitionDraft
from rundblick.programmes.views.editing import crumbs_of, title_of
from rundblick.web.clock import today
from rundblick.web.conflicts import version_of
from rundblick.web.frame import Crumb
from rundblick.web.parts import Tab, Table


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
            "breadcrumb": [*crumbs_of(row, link=True), Crumb(label=here.label)],
            "draft": row,
            "title": title_of(row),
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

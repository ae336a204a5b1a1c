"""What was stated about a household (Angaben): all members side by side, the history of an answer, taking it back."""

import uuid
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from rundblick.access import hooks
from rundblick.access.disclosure import disclose
from rundblick.access.requests import Request
from rundblick.people import queries as people
from rundblick.programmes import considering, services
from rundblick.programmes.access import dossier_for_programmes_or_404, stated_or_404
from rundblick.programmes.answer_form import AnswersForm, groups
from rundblick.programmes.errors import Refused
from rundblick.programmes.models import StatedFact
from rundblick.programmes.statements import rows_of, stated_facts, value_of, words
from rundblick.programmes.traces import SOMEBODY, last_change
from rundblick.web.clock import today
from rundblick.web.conflicts import Conflict, Difference, shown
from rundblick.web.frame import Crumb
from rundblick.web.german import count


@require_http_methods(["GET", "POST"])
def answers(request: Request, dossier_id: uuid.UUID) -> HttpResponse:
    """Ask and answer; only what was changed is saved, and what somebody else changed meanwhile is shown."""
    dossier_for_programmes_or_404(request, dossier_id)
    day = today()
    everybody = people.members_of([dossier_id], day)[dossier_id]
    able = considering.able_to_take_part(everybody, day)
    names = {member.person.pk: member.name for member in able}
    rows = rows_of([dossier_id], day)
    form = AnswersForm(request.POST or None, members=list(names.items()), rows=rows)
    two = None
    if request.method == "POST" and form.is_valid():
        two = _conflict(form, rows)
        if two is None and _saved(request, dossier_id, form):
            return redirect("programmes:choose", dossier_id)
    disclose(request, kind="programmes.answers", dossiers=[dossier_id])
    return render(
        request,
        "programmes/answers.html",
        {
            "breadcrumb": _crumbs(dossier_id, Crumb(label="Angaben")),
            "label": people.label_of(everybody, day),
            "form": form,
            "conflict": two,
            "dossier_id": dossier_id,
            "names": list(names.values()),
            "household": [row for group in groups(form, names, about="household") for row in group.rows],
            "members": groups(form, names, about="person"),
            "back_url": reverse("programmes:choose", args=[dossier_id]),
        },
        status=409 if two else 200,
    )


@require_GET
def history(request: Request, dossier_id: uuid.UUID, code: str) -> HttpResponse:
    """Every answer to one question, of all times, with who wrote it down."""
    dossier_for_programmes_or_404(request, dossier_id)
    fact = next((fact for fact in stated_facts() if fact.code == code), None)
    if fact is None:
        raise Http404
    names = {m.person.pk: m.name for m in people.memberships_of([dossier_id]).get(dossier_id, [])}
    rows = StatedFact.objects.visible_to(request.access).filter(dossier_id=dossier_id, code=code)
    told: dict[str, list[dict[str, Any]]] = {}
    for row in rows.select_related("recorded_by").order_by("-valid_from", "pk"):
        name = names.get(row.person_id, "Mitglied") if row.person_id else "Haushalt"
        by = row.recorded_by.display_name if row.recorded_by else ""
        told.setdefault(name, []).append({"row": row, "words": words(fact, value_of(row)), "by": by})
    disclose(request, kind="programmes.answer", dossiers=[dossier_id])
    url = reverse("programmes:answers", args=[dossier_id])
    return render(
        request,
        "programmes/answer.html",
        {
            "breadcrumb": _crumbs(dossier_id, Crumb(label="Angaben", url=url), Crumb(label=fact.label)),
            "fact": fact,
            "told": list(told.items()),
            "back_url": url,
        },
    )


@require_POST
def retract(request: Request, fact_id: uuid.UUID) -> HttpResponse:
    """Take back an answer that was wrong from the start."""
    fact = stated_or_404(request, fact_id)
    services.retract(fact=fact)
    messages.success(request, "Die Angabe ist zurückgenommen. Es gilt wieder, was davor stand.")
    return redirect("programmes:answer", fact.dossier_id, fact.code)


def _saved(request: Request, dossier_id: uuid.UUID, form: AnswersForm) -> bool:
    changes = form.changes()
    try:
        services.state_all(dossier_id=dossier_id, answers=changes, valid_from=form.cleaned_data["valid_from"])
    except Refused as refusal:
        form.add_error(refusal.field or None, refusal.message)
        return False
    said = f"{count(len(changes), 'Angabe', 'Angaben')} gespeichert." if changes else "Es war nichts zu ändern."
    messages.success(request, said)
    return True


def _conflict(form: AnswersForm, rows: list[StatedFact]) -> Conflict | None:
    contested = form.contested()
    if not contested:
        return None
    differences = []
    for name in contested:
        field = form[name]
        differences.append(
            Difference(field, shown(field, field.value()), shown(field, form.stored.get(form.keys[name], "")))
        )
    keys = {form.keys[name] for name in contested}
    changed = [row for row in rows if (row.code, row.person_id) in keys]
    by, at = last_change(changed[0]) if changed else last_change(StatedFact())
    if changed and by == SOMEBODY and changed[0].recorded_by is not None:
        by = changed[0].recorded_by.display_name
    form.agree_to_stored(contested)
    same = tuple(field for field in form if field.name not in contested)
    return Conflict(form, tuple(differences), same, by, at)


def _crumbs(dossier_id: uuid.UUID, *further: Crumb) -> list[Crumb]:
    return [
        Crumb(label="Fall", url=hooks.case_url(dossier_id)),
        Crumb(label="Programm wählen", url=reverse("programmes:choose", args=[dossier_id])),
        *further,
    ]

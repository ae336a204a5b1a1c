"""Saying a part of the profile, and what occupation somebody aims at."""

import uuid
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_POST

from rundblick.access.disclosure import disclose
from rundblick.access.requests import Request
from rundblick.calendar.errors import Refused, Stale
from rundblick.calendar.writing import sent
from rundblick.profiles import forms, queries, services
from rundblick.profiles.access import file_or_404, row_or_404
from rundblick.profiles.models import Target
from rundblick.profiles.views.common import CHANGED, GONE, address, form_page
from rundblick.web.conflicts import version_of

SAY_KEY = "profiles.say.{}:{}"
AIM_KEY = "profiles.aim:{}"
CHANGE_KEY = "profiles.aim.change:{}"


@dataclass(frozen=True)
class Part:
    """A part of the profile that is said in one form."""

    form: type[forms.PartForm]
    heading: str
    lead: str
    template: str = "profiles/form.html"


PARTS = {
    "koennen": Part(forms.CanForm, "Was ich kann", "Eigene Einschätzung, kein Test. Nichts muss ausgefüllt werden."),
    "moechten": Part(
        forms.WantForm, "Was ich möchte", "Wünsche zählen. Sie legen niemanden fest und lassen sich jederzeit ändern."
    ),
    "brauchen": Part(
        forms.NeedForm,
        "Was ich brauche",
        "Unter welchen Bedingungen die Arbeit gut geht. Warum das so ist, muss niemand sagen.",
        "profiles/need_form.html",
    ),
    "interessen": Part(
        forms.LeaningsForm,
        "Was mich anzieht",
        "Achtzehn kurze Fragen. Es gibt kein Richtig und kein Falsch, und das Ergebnis schließt keinen Beruf aus. "
        "Fragen, die nicht passen, bleiben frei.",
        "profiles/leanings_form.html",
    ),
}


@require_http_methods(["GET", "POST"])
def say(request: Request, case_id: uuid.UUID, person_id: uuid.UUID, part: str) -> HttpResponse:
    """Say one part of the profile; there is one statement, which is made or made anew."""
    file = file_or_404(request, case_id, person_id, writing=True)
    asked = PARTS.get(part)
    if asked is None:
        raise Http404("no such part")
    standing = queries.standing(request.access, file.pk, person_id)
    initial = asked.form.said(standing) | {"version": standing.version} if standing else {"version": 0}
    form = asked.form(sent(request), initial=initial)

    def save(form: Any) -> str:
        services.say(
            case=file.case,
            person_id=person_id,
            standing=standing,
            version=form.cleaned_data["version"],
            author=request.user,
            **form.values(),
        )
        return address(request, file)

    disclose(request, kind="profiles.say", dossiers=[file.pk])
    return form_page(
        request,
        file,
        form,
        save,
        heading=asked.heading,
        key=SAY_KEY.format(part, person_id),
        saved="Das Profil ist gespeichert.",
        values=asked.form.said,
        template=asked.template,
        form_lead=asked.lead,
    )


@require_http_methods(["GET", "POST"])
def aim(request: Request, case_id: uuid.UUID, person_id: uuid.UUID) -> HttpResponse:
    """Add a target occupation."""
    file = file_or_404(request, case_id, person_id, writing=True)

    def save(form: Any) -> str:
        content = _content(form)
        services.aim(case=file.case, person_id=person_id, author=request.user, token=form.cleaned_data["token"],
                     **content)  # fmt: skip
        return address(request, file)

    disclose(request, kind="profiles.aim", dossiers=[file.pk])
    return form_page(
        request,
        file,
        forms.TargetForm(sent(request), initial={"token": uuid.uuid4()}),
        save,
        heading="Zielberuf hinzufügen",
        key=AIM_KEY.format(person_id),
        saved="Der Zielberuf ist gespeichert.",
        form_lead="Ein Beruf, eine Arbeit oder eine Richtung. Es dürfen mehrere sein.",
    )


@require_http_methods(["GET", "POST"])
def aim_anew(request: Request, case_id: uuid.UUID, person_id: uuid.UUID, target_id: uuid.UUID) -> HttpResponse:
    """Say a target occupation anew."""
    file = file_or_404(request, case_id, person_id, writing=True)
    row: Target = row_or_404(request, file, Target, target_id, writing=True)
    if request.method == "GET" and row.valid_until is not None:
        messages.info(request, GONE)
        return redirect(address(request, file))

    def save(form: Any) -> str:
        version = form.cleaned_data["version"] or 0
        services.aim_anew(target=row, version=version, author=request.user, **_content(form))
        return address(request, file)

    disclose(request, kind="profiles.aim_anew", dossiers=[file.pk])
    return form_page(
        request,
        file,
        forms.TargetForm(sent(request), initial=_said(row) | {"version": row.version}),
        save,
        heading="Zielberuf ändern",
        key=CHANGE_KEY.format(row.thread),
        saved="Der Zielberuf ist geändert; der frühere bleibt mit seinen Tagen stehen.",
        values=_said,
        form_lead="Schreiben Sie den neuen Beruf einfach hinein. Der frühere bleibt mit seinen Tagen sichtbar.",
        template="profiles/target_form.html",
        target=row,
    )


@require_POST
def let_go(request: Request, case_id: uuid.UUID, person_id: uuid.UUID, target_id: uuid.UUID) -> HttpResponse:
    """Let go of a target occupation."""
    file = file_or_404(request, case_id, person_id, writing=True)
    row: Target = row_or_404(request, file, Target, target_id, writing=True)
    try:
        services.let_go(target=row, version=version_of(request))
    except Refused:
        messages.info(request, GONE)
    except Stale:
        messages.warning(request, CHANGED)
    else:
        messages.success(request, "Der Zielberuf ist losgelassen. In der Geschichte bleibt er stehen.")
    disclose(request, kind="profiles.let_go", dossiers=[file.pk])
    return redirect(address(request, file))


def _said(row: Target) -> dict[str, Any]:
    return {"text": row.text, "rank": row.rank, "idea": row.idea, "reason": row.reason or ""}


def _content(form: Any) -> dict[str, Any]:
    return {name: form.cleaned_data[name] for name in ("text", "rank", "idea", "reason")}

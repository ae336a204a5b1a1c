"""Pages of consents: what stands, asking, taking back, and the sheet to sign."""

import uuid
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_http_methods, require_safe

from rundblick.access import hooks
from rundblick.access.disclosure import disclose
from rundblick.access.models import User
from rundblick.access.requests import Request
from rundblick.consent import approving, page, queries, services, sheets
from rundblick.consent.access import consent_or_404, opened_or_404, purpose_or_404
from rundblick.consent.asking import Question
from rundblick.consent.codes import How, OutsideProof, TextKind
from rundblick.consent.errors import Refused
from rundblick.consent.forms import GiveForm, SheetForm
from rundblick.consent.views.texts import READERS as TEXT_READERS
from rundblick.consent.wording import purposes
from rundblick.people.access import may_write
from rundblick.web.clock import today
from rundblick.web.frame import Crumb

BACK = "zurueck"
"""Address within this host to return to, for rooms that lead here: `?zurueck=/faelle/...`. It carries ids only."""

LANGUAGE = "sprache"
"""Code of the language that stands beside the German text."""


@require_safe
def overview(request: Request, dossier_id: uuid.UUID) -> HttpResponse:
    """All consents of the household as far as the reader's doors show its members."""
    opened = opened_or_404(request, dossier_id)
    writes = may_write(opened.context, opened.dossier_id)
    disclose(request, kind="consent.list", dossiers=[opened.dossier_id])
    lines = page.lines(
        queries.standing_of(opened.context, opened.dossier_id),
        opened.household,
        list(purposes().values()),
        writes,
        queries.custody_of(opened.dossier_id, opened.household.minors(today())) if writes else {},
    )
    return render(
        request,
        "consent/list.html",
        {
            "lines": lines,
            "dossier_id": opened.dossier_id,
            "writes": writes,
            "texts_url": reverse("consent:texts") if opened.context.has_role(*TEXT_READERS) else "",
            "breadcrumb": crumbs(opened.dossier_id),
        },
    )


@require_http_methods(["GET", "POST"])
def give(request: Request, dossier_id: uuid.UUID, person_id: uuid.UUID, purpose: str) -> HttpResponse:
    """Ask with the text in both languages, and write down a yes. A no leaves nothing behind, so no draft is kept."""
    question = _question(request, dossier_id, person_id, purpose, writing=True)
    if request.method == "POST":
        data = request.POST.copy()
        form = GiveForm(data, request.FILES, **question.choices())
        if form.is_valid() and form.cleaned_data["version"] != question.text.version:
            form.add_error(None, "Inzwischen gilt ein neuer Text. Bitte lesen Sie ihn gemeinsam und fragen Sie neu.")
            data["version"] = str(question.text.version)
        elif form.is_valid():
            try:
                services.give(
                    dossier_id=dossier_id,
                    person_id=person_id,
                    said=_said(form, question, request.user),
                    replaces=form.replaces,
                    token=form.cleaned_data["token"],
                    around=queries.Around(question.household, question.readers, question.custody),
                )
            except Refused as refusal:
                form.add_error(refusal.field if refusal.field in form.fields else None, refusal.message)
                if isinstance(refusal, services.Changed):
                    data["known"] = question.known
            else:
                door = " Die Tür ist ab jetzt offen." if question.purpose.opens else ""
                messages.success(request, f"Die Einwilligung ist eingetragen.{door}")
                return redirect(back_of(request) or reverse("consent:list", args=[dossier_id]))
    else:
        form = GiveForm(initial=question.initial(), **question.choices())
    disclose(request, kind="consent.give", dossiers=[dossier_id])
    return render(
        request,
        "consent/give.html",
        {
            "question": question,
            "form": form,
            "back_url": back_of(request) or reverse("consent:list", args=[dossier_id]),
            "breadcrumb": crumbs(dossier_id, "Einwilligung aufnehmen"),
        },
        status=422 if form.errors else 200,
    )


@require_http_methods(["GET", "POST"])
def withdraw(request: Request, consent_id: uuid.UUID) -> HttpResponse:
    """Say what a withdrawal does, then take the consent back at once. No reason is asked for."""
    consent = consent_or_404(request, consent_id, writing=True)
    back_url = back_of(request) or reverse("consent:list", args=[consent.dossier_id])
    refused = ""
    disclose(request, kind="consent.withdraw", dossiers=[consent.dossier_id])
    if request.method == "POST":
        try:
            services.withdraw(consent)
        except Refused as refusal:
            refused = refusal.message
        else:
            door = " Die Tür ist geschlossen." if consent.grant_id else " Er gilt ab jetzt."
            messages.success(request, f"Der Widerruf ist eingetragen.{door}")
            return redirect(back_url)
    return render(
        request,
        "consent/withdraw.html",
        {
            "consent": consent,
            "purpose": purposes().get(consent.purpose),
            "refused": refused,
            "back_url": back_url,
            "breadcrumb": crumbs(consent.dossier_id, "Widerrufen"),
        },
        status=422 if refused else 200,
    )


@require_safe
def show(request: Request, consent_id: uuid.UUID) -> HttpResponse:
    """One consent with exactly the words it was given on."""
    consent = consent_or_404(request, consent_id)
    disclose(request, kind="consent.show", dossiers=[consent.dossier_id])
    return render(
        request,
        "consent/show.html",
        page.shown(consent, approving.approved_words() if consent.translation else ())
        | {
            "may_write": may_write(request.access, consent.dossier_id),
            "evidence": queries.evidence_of(request.access, consent),
            "breadcrumb": crumbs(consent.dossier_id, "Einwilligung"),
        },
    )


@require_http_methods(["GET", "HEAD", "POST"])
def sheet(request: Request, dossier_id: uuid.UUID, person_id: uuid.UUID, purpose: str) -> HttpResponse:
    """The text as a PDF with lines to sign: `?art=normal` for the full text, plain German otherwise.

    By POST with what the form says so far, so that nobody writes it by hand. Changes nothing.
    """
    question = _question(request, dossier_id, person_id, purpose, writing=True)
    kind = TextKind.NORMAL if request.GET.get("art") == TextKind.NORMAL else TextKind.PLAIN
    said: dict[str, Any] = {}
    if request.method == "POST":
        form = GiveForm(request.POST, request.FILES, **question.choices())
        form.is_valid()
        said = form.cleaned_data
    disclose(request, kind="consent.sheet", dossiers=[dossier_id])
    answer = HttpResponse(
        sheets.paper(question, TextKind(said.get("kind") or kind), said), content_type="application/pdf"
    )
    answer.headers["Content-Disposition"] = 'inline; filename="einwilligung.pdf"'
    answer.headers["Cache-Control"] = "no-store"
    return answer


@require_http_methods(["GET", "POST"])
def evidence(request: Request, consent_id: uuid.UUID) -> HttpResponse:
    """Keep the signed sheet with its consent."""
    consent = consent_or_404(request, consent_id, writing=True)
    form = SheetForm(request.POST or None, request.FILES or None)
    back_url = reverse("consent:show", args=[consent.pk])
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data["file"]
        try:
            services.attach_sheet(consent, name=given.name, content=given.read())
        except Refused as refusal:
            form.add_error("file", refusal.message)
        else:
            messages.success(request, "Das Blatt liegt jetzt verschlüsselt bei der Einwilligung.")
            return redirect(back_url)
    disclose(request, kind="consent.show", dossiers=[consent.dossier_id])
    return render(
        request,
        "consent/evidence.html",
        {
            "form": form,
            "consent": consent,
            "back_url": back_url,
            "breadcrumb": crumbs(consent.dossier_id, "Blatt ablegen"),
        },
        status=422 if form.errors else 200,
    )


def _question(request: Request, dossier_id: uuid.UUID, person_id: uuid.UUID, code: str, *, writing: bool) -> Question:
    purpose = purpose_or_404(code)
    opened = opened_or_404(request, dossier_id, writing=writing)
    asked = opened.household.asked(person_id)
    if asked is None:
        raise Http404
    member = next(one for one in opened.household.members if one.person.pk == person_id)
    try:
        text = purpose.text_on(today())
    except LookupError:
        raise Http404 from None
    translation = purpose.translated(text).get(request.GET.get(LANGUAGE, ""))
    return Question(opened.context, opened.dossier_id, opened.household, member, asked, purpose, text, translation)


def _said(form: GiveForm, question: Question, me: User) -> services.Given:
    cleaned: dict[str, Any] = form.cleaned_data
    users = {str(reader.user.pk): reader.user for reader in question.readers.values()}
    explained = users.get(cleaned["explained_by"], me)
    return services.Given(
        purpose=question.purpose,
        text=question.text,
        kind=TextKind(cleaned["kind"]),
        how=How(cleaned["how"]),
        recipient=users[cleaned["recipient"]] if "recipient" in cleaned else None,
        organisation=question.agencies[uuid.UUID(cleaned["organisation"])] if "organisation" in cleaned else None,
        topics=cleaned.get("topics", ()),
        named=cleaned.get("named", ""),
        translation=question.translation,
        signatures=form.signatures,
        given_by=form.members,
        outside=form.outside,
        custody=form.stated_custody,
        outside_proof=OutsideProof.AT_HAND if cleaned.get("outside_signed") else "",
        sheet=form.sheet,
        given_on=cleaned["given_on"],
        valid_until=form.valid_until,
        explained_by=explained,
        interpreter=cleaned["interpreter"],
    )


def back_of(request: Request) -> str:
    """Where the page leads back to, when another room led here; empty otherwise."""
    back = request.GET.get(BACK, "")
    safe = url_has_allowed_host_and_scheme(back, allowed_hosts={request.get_host()}, require_https=request.is_secure())
    return back if safe else ""


def crumbs(dossier_id: uuid.UUID, here: str = "") -> list[Crumb]:
    """The way from the case to a page of the room."""
    case = Crumb(label="Fall", url=hooks.case_url(dossier_id))
    if not here:
        return [case, Crumb(label="Einwilligungen")]
    return [case, Crumb(label="Einwilligungen", url=reverse("consent:list", args=[dossier_id])), Crumb(label=here)]

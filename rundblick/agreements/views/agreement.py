"""One agreement: beginning, reading, changing, its versions, its contacts, its review."""

import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from rundblick.access.requests import Request
from rundblick.access.roles import Role
from rundblick.agreements import keys, picture, queries, rules
from rundblick.agreements.access import agreement_or_404, contact_or_404, editor, may_edit
from rundblick.agreements.codes import Side, Stage
from rundblick.agreements.forms import BeginForm, ChangeForm, ContactForm, ReviewForm, WordingForm
from rundblick.agreements.forms.agreements import fresh
from rundblick.agreements.models import Agreement
from rundblick.agreements.services import agreements as services
from rundblick.agreements.views.tabs import crumb
from rundblick.agreements.views.writing import Page, sent, write
from rundblick.programmes.days import add_months
from rundblick.web.clock import today
from rundblick.web.frame import Crumb

REVIEW_MONTHS = 12


@require_GET
def agreement(request: Request, agreement_id: uuid.UUID) -> HttpResponse:
    """Everything about an agreement; for data protection, who is responsible for the data comes first."""
    row = agreement_or_404(request, agreement_id)
    wordings = list(row.wordings.select_related("author").order_by("-number"))
    contacts = list(row.contacts.order_by("side", "function", "pk"))
    own = row.house_id == request.access.organisation_id
    name = row.name_for(request.access.organisation_id)
    return render(
        request,
        "agreements/agreement.html",
        {
            "breadcrumb": [crumb("agreements"), Crumb(label=name)],
            "agreement": row,
            "name": name,
            "picture": picture.way(row, wordings[::-1]),
            "wordings": wordings,
            "holding": picture.holding(row, wordings) if row.stage == Stage.SIGNED else 0,
            "sides": [(side, [one for one in contacts if one.side == side]) for side in Side],
            "review": rules.review_state(review_on=row.review_on, stage=row.stage, as_of=today()),
            "may_edit": own and may_edit(request),
            "guest": not own,
            "protects": request.access.has_role(Role.DPO),
        },
    )


@require_http_methods(["GET", "POST"])
def begin(request: Request) -> HttpResponse:
    """Begin with three answers (ANNA A14)."""
    context = editor(request)
    form = BeginForm(sent(request), initial=fresh(), partners=queries.partners(context))
    page = Page(
        heading="Neue Vereinbarung",
        key=keys.BEGIN_KEY,
        crumbs=[crumb("agreements")],
        saved="Der Anfang ist gemacht. Alles Weitere kommt, wenn es so weit ist.",
        submit="Beginnen",
        lead="Drei Angaben genügen: mit wem, wozu, ein Eckpunkt.",
    )

    def save(valid: BeginForm) -> str:
        given = valid.cleaned_data
        row = services.begin(
            author=request.user,
            purpose=given["purpose"],
            key_point=given["key_point"],
            token=given["token"],
            **valid.other_side(),
        )
        return _url(row)

    return write(request, form, page, save)


@require_http_methods(["GET", "POST"])
def change(request: Request, agreement_id: uuid.UUID) -> HttpResponse:
    """Say anew what it is about."""
    row = agreement_or_404(request, agreement_id, writing=True)
    first = ChangeForm.values(row) | {"version": row.version}
    form = ChangeForm(sent(request), initial=first, partners=queries.partners(request.access))
    page = _page(row, "Angaben ändern", keys.CHANGE_KEY, values=ChangeForm.values)

    def save(valid: ChangeForm) -> str:
        services.change(agreement=row, version=valid.cleaned_data["version"], content=valid.content())
        return _url(row)

    return write(request, form, page, save)


@require_http_methods(["GET", "POST"])
def wording(request: Request, agreement_id: uuid.UUID) -> HttpResponse:
    """Add a version; begins with the words of the latest."""
    row = agreement_or_404(request, agreement_id, writing=True)
    latest = row.wordings.order_by("-number").first()
    first = {"on": today(), "text": latest.text if latest else ""} | fresh()
    form = WordingForm(sent(request), initial=first, agreement=row)
    lead = "Was vorher galt, bleibt stehen. Eine Fassung ändert sich nie; eine weitere löst sie ab."
    page = _page(
        row, "Neue Fassung", keys.WORDING_KEY, submit="Fassung festhalten", saved="Die Fassung steht fest.", lead=lead
    )

    def save(valid: WordingForm) -> str:
        token = valid.cleaned_data["token"]
        services.add_wording(agreement=row, author=request.user, words=valid.words(), token=token)
        return _url(row)

    return write(request, form, page, save)


@require_http_methods(["GET", "POST"])
def review(request: Request, agreement_id: uuid.UUID) -> HttpResponse:
    """It was looked at; when again?"""
    row = agreement_or_404(request, agreement_id, writing=True)
    first = {"next_on": add_months(today(), REVIEW_MONTHS), "version": row.version}
    form = ReviewForm(sent(request), initial=first)
    lead = "Stimmen Zweck, Ansprechstellen und Angaben zu Daten noch? Was sich geändert hat, wird eine neue Fassung."
    page = _page(row, "Geprüft", keys.REVIEW_KEY, lead=lead, values=lambda stored: {"next_on": stored.review_on})

    def save(valid: ReviewForm) -> str:
        given = valid.cleaned_data
        services.reviewed(agreement=row, version=given["version"], next_on=given["next_on"])
        return _url(row)

    return write(request, form, page, save)


@require_http_methods(["GET", "POST"])
def contact_add(request: Request, agreement_id: uuid.UUID) -> HttpResponse:
    """Say whom to ask on one side."""
    row = agreement_or_404(request, agreement_id, writing=True)
    form = ContactForm(sent(request), initial=fresh() | {"side": Side.PARTNER})
    page = _page(row, "Ansprechstelle", keys.CONTACT_KEY)

    def save(valid: ContactForm) -> str:
        services.add_contact(agreement=row, token=valid.cleaned_data["token"], **valid.contact())
        return _url(row)

    return write(request, form, page, save)


@require_http_methods(["GET", "POST"])
def contact_change(request: Request, contact_id: uuid.UUID) -> HttpResponse:
    """Say it anew."""
    contact = contact_or_404(request, contact_id)
    first = ContactForm.values(contact) | {"version": contact.version} | fresh()
    form = ContactForm(sent(request), initial=first)
    page = Page(
        heading="Ansprechstelle ändern",
        key=keys.CONTACT_CHANGE_KEY.format(contact.pk),
        crumbs=_crumbs(contact.agreement),
        values=ContactForm.values,
    )

    def save(valid: ContactForm) -> str:
        version = valid.cleaned_data["version"] or -1
        services.change_contact(contact=contact, version=version, **valid.contact())
        return _url(contact.agreement)

    return write(request, form, page, save)


@require_POST
def contact_remove(request: Request, contact_id: uuid.UUID) -> HttpResponse:
    """Nobody is to be asked there any more."""
    contact = contact_or_404(request, contact_id)
    services.remove_contact(contact=contact)
    messages.success(request, "Die Ansprechstelle ist entfernt.")
    return redirect(_url(contact.agreement))


def _url(row: Agreement) -> str:
    return reverse("agreements:agreement", args=[row.pk])


def _crumbs(row: Agreement) -> list[Crumb]:
    return [crumb("agreements"), Crumb(label=row.name, url=_url(row))]


def _page(row: Agreement, heading: str, key: str, **more: Any) -> Page:
    return Page(heading=heading, key=key.format(row.pk), crumbs=_crumbs(row), **more)

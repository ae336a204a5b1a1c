"""Pages about the words people are asked with: every text and how it stands, and approving one."""

import uuid

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from rundblick.access.access import only
from rundblick.access.requests import Request
from rundblick.access.roles import Role
from rundblick.consent import approving, texts_page
from rundblick.consent.approving import Status, Text
from rundblick.consent.errors import Refused
from rundblick.consent.forms import DecisionForm, TakeBackForm
from rundblick.web.clock import today
from rundblick.web.frame import Crumb

READERS = (Role.DPO, Role.COACH, Role.TEAM_LEAD)


@require_safe
def overview(request: Request) -> HttpResponse:
    """Every purpose, version and language, with whether the house has approved it."""
    only(request, *READERS)
    return render(
        request,
        "consent/texts.html",
        {
            "overview": texts_page.overview(approving.latest(), today()),
            "decides": approving.may_decide(request.access, request.user.organisation),
            "breadcrumb": [Crumb(label="Einwilligungstexte")],
        },
    )


@require_http_methods(["GET", "POST"])
def one(request: Request, purpose: str, version: int, language: str) -> HttpResponse:
    """One text, a translation beside the German it belongs to, and the decision of the data protection."""
    context = only(request, *READERS)
    text = _text_or_404(purpose, version, language)
    decides = approving.may_decide(context, request.user.organisation)
    if request.method == "POST" and not decides:
        raise Http404
    form = _form(request, text, back=request.POST.get("act") == "take_back")
    if request.method == "POST" and form.is_valid() and _decided(request, form, text):
        return redirect("consent:text", *text.key)
    history = approving.history(text)
    status = text.status(history[0] if history else None)
    if not form.is_bound:
        form = _form(request, text, back=status is Status.APPROVED)
    return render(
        request,
        "consent/text_page.html",
        {
            "text": text,
            "badge": texts_page.BADGES[status],
            "said": texts_page.said(text, history[0] if history else None),
            "history": history,
            "form": form,
            "decides": decides and status is not Status.DELIVERED,
            "approved": status is Status.APPROVED,
            "german_url": reverse("consent:text", args=[text.purpose.code, text.version.version, approving.GERMAN]),
            "breadcrumb": [
                Crumb(label="Einwilligungstexte", url=reverse("consent:texts")),
                Crumb(label=text.purpose.label),
            ],
        },
        status=422 if form.errors else 200,
    )


def _text_or_404(purpose: str, version: int, language: str) -> Text:
    try:
        return approving.text_of(purpose, version, language)
    except LookupError:
        raise Http404 from None


def _form(request: Request, text: Text, *, back: bool) -> DecisionForm:
    kind = TakeBackForm if back else DecisionForm
    if request.method == "POST":
        return kind(request.POST)
    return kind(initial={"read": text.fingerprint, "token": uuid.uuid4()})


def _decided(request: Request, form: DecisionForm, text: Text) -> bool:
    cleaned = form.cleaned_data
    try:
        if isinstance(form, TakeBackForm):
            approving.take_back(
                text=text, read=cleaned["read"], by=request.user, token=cleaned["token"], why=cleaned["reason"]
            )
            messages.success(request, "Die Freigabe ist zurückgenommen. Ab jetzt steht wieder „Entwurf“ am Text.")
        else:
            approving.approve(text=text, read=cleaned["read"], by=request.user, token=cleaned["token"])
            messages.success(request, "Der Text ist freigegeben. „Entwurf“ steht ab jetzt nirgends mehr daran.")
    except Refused as refusal:
        form.add_error(refusal.field if refusal.field in form.fields else None, refusal.message)
        return False
    return True

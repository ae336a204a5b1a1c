"""A page with one form: drafts, refusals beside the field, two versions side by side."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render

from rundblick.access import drafts
from rundblick.access.requests import Request
from rundblick.calendar.drafting import restore
from rundblick.calendar.errors import Mistaken, Refused, Stale
from rundblick.calendar.traces import two_versions
from rundblick.web.frame import Crumb

Save = Callable[[Any], str]
"""save(form) -> the address to go to afterwards. May raise Refused, Mistaken or Stale."""


@dataclass(frozen=True)
class Section:
    """Fields under one heading. `folded`: what is asked only if somebody wants to, unless something is wrong there."""

    heading: str
    fields: tuple[str, ...]
    folded: bool = False


@dataclass(frozen=True, kw_only=True)
class Page:
    """What surrounds the form. `values(row)` are a stored row's values by field, where two may write at once.

    `sections`: all visible fields in parts; without them the form is one piece.
    """

    heading: str
    key: str
    crumbs: Sequence[Crumb]
    saved: str = "Gespeichert."
    submit: str = "Speichern"
    lead: str = ""
    values: Callable[[Any], dict[str, Any]] | None = None
    sections: Sequence[Section] = ()

    @property
    def back_url(self) -> str:
        """Where the form was opened."""
        return self.crumbs[-1].url

    @property
    def breadcrumb(self) -> list[Crumb]:
        """The way back."""
        return [*self.crumbs, Crumb(label=self.heading)]


def sent(request: Request) -> QueryDict | None:
    """What was sent, for a form; None when the page is only opened."""
    return request.POST if request.method == "POST" else None


def write(
    request: Request, form: Any, page: Page, save: Save, *, template: str = "calendar/write.html", **more: Any
) -> HttpResponse:
    """Draw the form with what was typed before, or save it and go on. `more` goes to a `template` of one's own."""
    clash = saved_at = None
    if request.method != "POST":
        saved_at = restore(request, page.key, form)
    elif form.is_valid():
        try:
            target = save(form)
        except Mistaken as mistaken:
            form.tell(mistaken.fields)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        except Stale as stale:
            assert page.values is not None
            clash = two_versions(form, stale.stored, stored=page.values(stale.stored))
        else:
            drafts.discard(user_id=request.user.pk, form_key=page.key)
            messages.success(request, page.saved)
            return redirect(target)
    shown = {
        "breadcrumb": page.breadcrumb,
        "page": page,
        "form": form,
        "sections": [_drawn(form, one) for one in page.sections],
        "conflict": clash,
        "saved_at": saved_at,
        **more,
    }
    return render(request, template, shown, status=409 if clash else 422 if form.errors else 200)


def _drawn(form: Any, section: Section) -> dict[str, Any]:
    fields = [form[name] for name in section.fields]
    return {
        "heading": section.heading,
        "fields": fields,
        "folded": section.folded,
        "open": any(field.errors for field in fields),
    }

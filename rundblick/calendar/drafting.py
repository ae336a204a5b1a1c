"""Putting a draft back into a form (design rule 10), and letting go of it."""

import datetime as dt
from collections.abc import Mapping, Sequence

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect

from rundblick.access import drafts
from rundblick.access.requests import Request


def restore(request: Request, form_key: str, *parts: forms.BaseForm) -> dt.datetime | None:
    """Fill unbound forms with what was typed before, valid or not; answers when it was kept, None without a draft."""
    user_id = request.user.pk
    kept = drafts.load(user_id=user_id, form_key=form_key)
    if kept is None:
        return None
    typed, saved_at = kept
    for part in parts:
        refill(part, typed)
    return saved_at


def refill(form: forms.BaseForm, typed: Mapping[str, Sequence[str]]) -> None:
    """Take the typed words as the form's initial values. An unticked box sends nothing and stays unticked."""
    for name, field in form.fields.items():
        values = list(typed.get(form.add_prefix(name), []))
        if isinstance(field.widget, forms.SelectMultiple | forms.CheckboxSelectMultiple):
            form.initial[name] = values
        elif isinstance(field.widget, forms.CheckboxInput):
            form.initial[name] = bool(values)
        elif values:
            form.initial[name] = values[-1]


def saved(request: Request, form_key: str, words: str, url: str) -> HttpResponse:
    """The draft is done with; say so, and on to the next page."""
    drafts.discard(user_id=request.user.pk, form_key=form_key)
    messages.success(request, words)
    return redirect(url)

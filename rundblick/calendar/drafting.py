"""Putting a draft back into a form (design rule 10)."""

import datetime as dt
from collections.abc import Mapping, Sequence

from django import forms

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

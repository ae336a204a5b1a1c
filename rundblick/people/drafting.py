"""Putting a kept draft back into a form, and throwing it away when the form was saved."""

import datetime as dt
from typing import Any

from django import forms

from rundblick.access import drafts
from rundblick.access.requests import Request


def kept(request: Request, form_key: str) -> tuple[dict[str, list[str]], dt.datetime | None]:
    """The fields of an own draft and when it was kept; empty without one. One query."""
    user_id = request.access.user_id
    found = drafts.load(user_id=user_id, form_key=form_key) if user_id else None
    return found if found else ({}, None)


def initial(form_class: type[forms.BaseForm], draft: dict[str, list[str]], prefix: str = "") -> dict[str, Any]:
    """The draft as initial values of a form: lists for choices of several, the last value for all others.

    The version travels with the draft, so that a change by somebody else in between is still noticed.
    """
    if not draft:
        return {}
    values: dict[str, Any] = {}
    for name, field in form_class.base_fields.items():  # type: ignore[attr-defined]
        typed = draft.get(f"{prefix}-{name}" if prefix else name, [])
        if isinstance(field, forms.MultipleChoiceField):
            values[name] = typed
        elif isinstance(field, forms.BooleanField):
            values[name] = bool(typed)
        elif typed:
            values[name] = typed[-1]
    return values


def discard(request: Request, form_key: str) -> None:
    """Remove the draft; called in the transaction that saves."""
    if request.access.user_id:
        drafts.discard(user_id=request.access.user_id, form_key=form_key)

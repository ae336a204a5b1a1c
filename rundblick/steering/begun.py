"""Texts somebody began: what they are called and where they are finished. The words themselves stay sealed."""

import datetime as dt
import uuid
from dataclasses import dataclass

from django.urls import NoReverseMatch, reverse

from rundblick.access.hooks import case_url
from rundblick.steering.queries.work import Unfinished

FORMS: dict[str, tuple[str, str, str]] = {}
"""Form key without its id -> (name on the screen, name of the address, what the id in the key is: its argument)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BegunText:
    """One unfinished text on a start page."""

    name: str
    household: str
    url: str
    touched_at: dt.datetime


def begun_text(draft: Unfinished, *, household: str) -> BegunText:
    """The draft in words, with the address of its form; where that is unknown, the case."""
    name, url = place_of(draft.form_key, draft.dossier_id)
    return BegunText(name=name, household=household, url=url, touched_at=draft.touched_at)


def place_of(form_key: str, dossier_id: uuid.UUID | None) -> tuple[str, str]:
    """(name, address) of the form with this key, such as "calendar.arrange:<id>"."""
    stem, _, rest = form_key.partition(":")
    name, url_name, takes = FORMS.get(stem, ("Angefangener Text", "", ""))
    try:
        if url_name:
            return name, reverse(url_name, args=[rest] if takes else [])
    except NoReverseMatch:
        pass
    return name, case_url(dossier_id) if dossier_id else ""

"""Which households have a case. Room `cases` registers its answer, since this room must not know it."""

import uuid
from collections.abc import Callable, Iterable

from django.urls import NoReverseMatch, reverse

from rundblick.access import hooks

CaseFinder = Callable[[list[uuid.UUID]], Iterable[uuid.UUID]]
"""finder(dossier_ids) -> those with a case the current user may open; one query."""

finders: hooks.Registry[CaseFinder] = hooks.Registry("case finder")


def case_urls(dossier_ids: Iterable[uuid.UUID]) -> dict[uuid.UUID, str]:
    """{dossier id: address of its case page} of those that have one. One query per finder (there is one)."""
    ids = list(dict.fromkeys(dossier_ids))
    if not ids or hooks.links.get("case") is None:
        return {}
    found = {dossier_id for finder in finders for dossier_id in finder(ids)}
    return {dossier_id: hooks.case_url(dossier_id) for dossier_id in ids if dossier_id in found}


def opening_url(household_id: uuid.UUID) -> str:
    """Address of the page that opens a case for a household; empty while no room offers it."""
    try:
        return reverse("cases:open", args=[household_id])
    except NoReverseMatch:
        return ""

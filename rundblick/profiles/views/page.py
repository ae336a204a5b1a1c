"""The profile of a member on one page."""

import uuid
from collections.abc import Iterable
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from rundblick.access.disclosure import disclose
from rundblick.access.requests import Request
from rundblick.biography import queries as biography
from rundblick.biography.codes import LETTER_MEANINGS, Letter
from rundblick.catalogue.working import working
from rundblick.profiles import queries
from rundblick.profiles.access import file_or_404
from rundblick.profiles.models import JobProfile
from rundblick.profiles.picture import hexagon
from rundblick.profiles.rules import changes, hours_in_words
from rundblick.profiles.views.common import scene


@require_GET
def page(request: Request, case_id: uuid.UUID, person_id: uuid.UUID) -> HttpResponse:
    """What a member can, wants and needs at work, as it stood on the day shown."""
    file = file_or_404(request, case_id, person_id)
    shown = scene(request, file)
    day = shown["day"]
    row = queries.profile_on(request.access, file.pk, person_id, day)
    told = biography.profile(request.access, file.pk, person_id, day)
    targets = queries.targets(request.access, file.pk, person_id, day)
    letters = told.interests.letters if told.interests else ""
    disclose(request, kind="profiles.page", dossiers=[file.pk])
    return render(
        request,
        "profiles/page.html",
        shown
        | {
            "person_id": person_id,
            "profile": row,
            "said": in_words(row),
            "told": told,
            "targets": targets.standing,
            "changes": changes(targets.aims),
            "picture": _picture(row),
            "letters": [(letter, Letter(letter).label, LETTER_MEANINGS[letter]) for letter in letters],
            "empty": row is None and told.empty and not targets.standing,
        },
    )


def in_words(row: JobProfile | None) -> dict[str, Any]:
    """The codes of a profile as words, in the order of the catalogue."""
    row = row or JobProfile()
    file = working()
    return {
        "can": labels(file.tasks, row.can),
        "licences": labels(file.licences, row.licences),
        "likes": labels(file.tasks, row.likes),
        "avoids": labels(file.tasks, row.avoids),
        "must": [one.person for one in file.conditions if one.code in row.must],
        "helps": [one.person for one in file.conditions if one.code in row.helps],
        "hours": hours_in_words(row.hours_from, row.hours_until),
        "days": row.days_in_words,
    }


def labels(known: Iterable[Any], codes: Iterable[str]) -> list[str]:
    """The labels of these codes in the order of the catalogue; a code it no longer knows stands for itself."""
    words = {one.code: one.label for one in known}
    wanted = list(codes)
    return [label for code, label in words.items() if code in wanted] + [code for code in wanted if code not in words]


def _picture(row: JobProfile | None) -> Any:
    if row is None or all(share is None for share in row.interests.values()):
        return None
    return hexagon(title="Interessen im Bild", shares=row.interests)

"""The profile of a member on one page."""

import uuid

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from rundblick.access.disclosure import disclose
from rundblick.access.requests import Request
from rundblick.biography import queries as biography
from rundblick.biography.codes import LETTER_MEANINGS, Letter
from rundblick.profiles import queries
from rundblick.profiles.access import file_or_404
from rundblick.profiles.rules import changes
from rundblick.profiles.shown import in_words, picture_of
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
            "picture": picture_of(row),
            "letters": [(letter, Letter(letter).label, LETTER_MEANINGS[letter]) for letter in letters],
            "empty": row is None and told.empty and not targets.standing,
        },
    )

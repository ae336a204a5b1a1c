"""Behind an applicant card: the documents somebody released, for whoever holds it, without a login."""

import uuid

from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from rundblick.access.crypto import KeyGone, Tampered
from rundblick.access.requests import Request
from rundblick.access.throttle import throttled
from rundblick.files import storage
from rundblick.files.models import StoredFile
from rundblick.files.pictures import bare
from rundblick.profiles import cards
from rundblick.web.ids import uuid_or_none
from rundblick.web.keyed import quiet


@login_not_required
@never_cache
@require_http_methods(["GET", "POST"])
@throttled(times=40, seconds=600)
def open_card(request: Request, token: str) -> HttpResponse:
    """First a page without a name, so that no preview of a messenger reads one; then the documents, or one of them.

    Wrong, old, closed and withdrawn links look the same. Every answer asks the database whether the card is open.
    """
    if request.method == "GET":
        if not cards.is_behind(token):
            return quiet(render(request, "profiles/open_over.html", status=404))
        return quiet(render(request, "profiles/open_ask.html"))
    found = cards.behind(token)
    if found is None:
        return quiet(render(request, "profiles/open_over.html", status=404))
    if wanted := uuid_or_none(request.POST.get("datei", "")):
        return quiet(_content(request, found, wanted))
    return quiet(render(request, "profiles/open_card.html", {"card": found.card, "files": found.files}))


def _content(request: Request, found: cards.Behind, wanted: uuid.UUID) -> HttpResponse:
    file: StoredFile | None = next((one for one in found.files if one.pk == wanted), None)
    try:
        content = storage.read(file.dossier_id, file.pk) if file else None
    except (FileNotFoundError, KeyGone, Tampered):
        content = None
    if file is None or content is None:
        return render(request, "profiles/open_over.html", status=404)
    answer = HttpResponse(bare(content).alone, content_type=file.media_type)
    answer.headers["Content-Disposition"] = f'attachment; filename="unterlage-{file.pk.hex[:8]}"'
    answer.headers["X-Content-Type-Options"] = "nosniff"
    return answer

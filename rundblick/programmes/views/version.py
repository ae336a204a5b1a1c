"""Letting a participation go on on the latest version of its programme, after seeing what that would change."""

import uuid
from dataclasses import dataclass

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from rundblick.access import hooks
from rundblick.access.disclosure import disclose
from rundblick.access.requests import Request
from rundblick.programmes import services
from rundblick.programmes.access import frame_around, participation_or_404
from rundblick.programmes.bridge import told
from rundblick.programmes.due import DueItem, due_items
from rundblick.programmes.errors import Refused, Stale
from rundblick.programmes.publishing import document
from rundblick.programmes.services.moving import latest_version
from rundblick.web.clock import today
from rundblick.web.conflicts import version_of
from rundblick.web.frame import Crumb


@dataclass(frozen=True)
class Change:
    """One thing due that would come, go, or move to another day."""

    before: DueItem | None
    after: DueItem | None

    @property
    def label(self) -> str:
        """What it is called; in the new words where there are some."""
        item = self.after or self.before
        assert item is not None
        return item.label


@require_http_methods(["GET", "POST"])
def move(request: Request, participation_id: uuid.UUID) -> HttpResponse:
    """See what would become due on the latest version, and move there."""
    participation = participation_or_404(request, participation_id, writing=True)
    latest = latest_version(participation)
    if latest is None:
        raise Http404
    if request.method == "POST":
        try:
            services.move_to_version(
                participation=participation,
                version=version_of(request),
                definition_id=latest.pk,
            )
        except (Refused, Stale) as refusal:
            words = refusal.message if isinstance(refusal, Refused) else "Die Teilnahme wurde inzwischen geändert."
            messages.warning(request, words)
        else:
            messages.success(request, "Die Teilnahme läuft jetzt nach der neuen Fassung. Alles Bisherige bleibt.")
        return redirect("programmes:participation", participation.pk)
    frame = frame_around(request.access, participation)
    programme = document(latest)
    ((_, facts),) = told([frame])
    disclose(request, kind="programmes.move", dossiers=[frame.dossier_id])
    address = reverse("programmes:participation", args=[participation.pk])
    return render(
        request,
        "programmes/move.html",
        {
            "breadcrumb": [
                Crumb(label="Fall", url=hooks.case_url(frame.dossier_id)),
                Crumb(label=frame.programme.title, url=address),
                Crumb(label="Neue Fassung"),
            ],
            "participation": participation,
            "programme": programme,
            "latest": latest,
            "changes": _changes(due_items(facts, frame.programme, today()), due_items(facts, programme, today())),
            "back_url": address,
        },
    )


def _changes(before: list[DueItem], after: list[DueItem]) -> list[Change]:
    """What differs, in the order of days; the same item on the same day is no change."""
    old = {(item.rule, item.key, item.subject): item for item in before}
    new = {(item.rule, item.key, item.subject): item for item in after}
    found = [Change(old.get(key), new.get(key)) for key in {**old, **new}]
    found = [one for one in found if not (one.before and one.after and one.before.due_on == one.after.due_on)]
    return sorted(found, key=lambda one: ((one.after or one.before).due_on, one.label))  # type: ignore[union-attr]

"""How much somebody does alone, and what support consisted of, from the notes of a member."""

import uuid
from collections import Counter

from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from rundblick.access.disclosure import disclose
from rundblick.access.requests import Request
from rundblick.cases import own_action, tools
from rundblick.cases.models import AssistingService, ContactNote
from rundblick.cases.support import kind_labels
from rundblick.web.german import count
from rundblick.web.pictures import Bar, horizontal_bars

NAME = "own_action"
TITLE = "Wie viel macht die Person selbst?"
MIX = "Arten der Unterstützung"


@require_GET
def page(request: Request, case_id: uuid.UUID, person_id: uuid.UUID) -> HttpResponse:
    """By quarter: who acted in assisting services; and how often each kind of support was given."""
    file = tools.file_of_member(request, case_id, person_id, reading="notes")
    shown = tools.frame(request, file, NAME)
    theirs = Q(person_id=person_id) | Q(person_id__isnull=True)
    notes = ContactNote.objects.visible_to(request.access).filter(theirs, dossier_id=file.dossier_id)
    notes = notes.filter(happened_on__lte=shown["day"])
    rows = AssistingService.objects.visible_to(request.access).filter(
        theirs, dossier_id=file.dossier_id, until_version__isnull=True, note__happened_on__lte=shown["day"]
    )
    done = [own_action.Done(*row) for row in rows.values_list("note__happened_on", "own_action", "minutes")]
    found = own_action.quarters(done)
    talks = list(notes.values_list("supports", flat=True))
    disclose(request, kind="case.own_action", dossiers=[file.dossier_id])
    return render(
        request,
        "cases/own_action.html",
        shown
        | {
            "picture": own_action.picture(found, title=TITLE) if found else None,
            "sentence": own_action.in_words(found),
            "mix": _mix(talks),
        },
    )


def _mix(talks: list[list[str]]) -> object | None:
    """How many of the talks had each kind of support; nothing while none was noted."""
    counted = Counter(code for codes in talks for code in set(codes))
    if not counted:
        return None
    noted = sum(bool(codes) for codes in talks)
    bars = [
        Bar(label=kind_labels([code])[0], value=times, text=f"{times} von {noted}")
        for code, times in sorted(counted.items(), key=lambda pair: (-pair[1], pair[0]))
    ]
    told = (
        f"Bei {noted} von {count(len(talks), 'Gespräch', 'Gesprächen')} ist notiert, worin die Unterstützung bestand."
    )
    return horizontal_bars(title=MIX, bars=bars, value_label="Gespräche", description=told, maximum=noted)

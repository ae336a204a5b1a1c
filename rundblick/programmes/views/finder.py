"""The finder, from both sides: which programmes fit a household, and whom of one's own a programme could suit."""

import uuid
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET

from rundblick.access import hooks
from rundblick.access.access import staff_only
from rundblick.access.disclosure import disclose
from rundblick.access.requests import Request
from rundblick.people import queries as people
from rundblick.people.case_links import case_urls
from rundblick.people.protection import guarded
from rundblick.programmes import fitting, matching
from rundblick.programmes.access import definition_or_404, dossier_for_programmes_or_404
from rundblick.programmes.answer_form import anchor
from rundblick.programmes.bridge import day_facts
from rundblick.programmes.definition import Programme
from rundblick.programmes.offered import offered_here
from rundblick.programmes.publishing import all_in_force, document, documents
from rundblick.programmes.vocabulary import vocabulary
from rundblick.web.clock import today
from rundblick.web.frame import Crumb
from rundblick.web.parts import Pages, Tab

_SHOWN: dict[str, matching.Wanted] = {"": "", "passt": "yes", "offen": "unknown"}


@require_GET
def choose(request: Request, dossier_id: uuid.UUID) -> HttpResponse:
    """Which programmes fit this household, why, what is unknown and where to answer it. People decide."""
    dossier_for_programmes_or_404(request, dossier_id)
    day = today()
    rows = all_in_force(day)
    programmes = documents(row.pk for row in rows)
    here = offered_here(rows, day)
    members = people.members_of([dossier_id], day)[dossier_id]
    asked: dict[str, Any] = {
        "facts": day_facts(hooks.all_facts([dossier_id], day)[dossier_id], day),
        "members": members,
        "day": day,
        "label": people.label_of(members, day),
        "url": lambda code: _answer_url(dossier_id, code),
    }
    offers = [fitting.offer(programmes[row.pk], offered=row.pk in here, **asked) for row in rows]
    waiting = [one.programme for one in offers if one.offered] or [one.programme for one in offers]
    disclose(request, kind="programmes.choose", dossiers=[dossier_id])
    return render(
        request,
        "programmes/choose.html",
        {
            "breadcrumb": [Crumb(label="Fall", url=hooks.case_url(dossier_id)), Crumb(label="Programm wählen")],
            "label": asked["label"],
            "dossier_id": dossier_id,
            "here": fitting.sorted_offers(one for one in offers if one.offered),
            "collection": fitting.sorted_offers(one for one in offers if not one.offered),
            "questions": fitting.questions(waiting, **asked),
            "answers_url": reverse("programmes:answers", args=[dossier_id]),
            "back_url": hooks.case_url(dossier_id),
        },
    )


@require_GET
def matches(request: Request, code: str) -> HttpResponse:
    """Whom of the households open to the reader a programme could suit. One query judges them all."""
    staff_only(request)
    programme = document(definition_or_404(request, code))
    shown = request.GET.get("zeige", "")
    shown = shown if shown in _SHOWN else ""
    day = today()
    found = matching.matches(programme, day, wanted=_SHOWN[shown], after=request.GET.get("nach", ""))
    lines = _lines(programme, found)
    if lines:
        disclose(request, kind="programmes.matches", dossiers={row.dossier_id for row in found.rows})
    here = reverse("programmes:matches", args=[code])
    profile_url = reverse("programmes:profile", args=[code])
    return render(
        request,
        "programmes/matches.html",
        {
            "breadcrumb": [
                Crumb(label="Programme", url=reverse("programmes:shelf")),
                Crumb(label=programme.title, url=profile_url),
                Crumb(label="Wer könnte passen?"),
            ],
            "programme": programme,
            "found": found,
            "lines": lines,
            "tabs": [
                Tab(label="Alle", url=here, current=shown == "", count=str(found.yes + found.unknown)),
                Tab(label="Passt", url=f"{here}?zeige=passt", current=shown == "passt", count=str(found.yes)),
                Tab(label="Noch offen", url=f"{here}?zeige=offen", current=shown == "offen", count=str(found.unknown)),
            ],
            "pages": Pages(
                previous_url=_address(here, shown) if request.GET.get("nach") else "",
                next_url=_address(here, shown, found.after) if found.after else "",
            ),
            "profile_url": profile_url,
        },
    )


def _lines(programme: Programme, found: matching.Matches) -> list[dict[str, Any]]:
    """Names, links and what is missing; three queries whatever the number of rows."""
    day = today()
    ids = list(dict.fromkeys(row.dossier_id for row in found.rows))
    if not ids:
        return []
    everybody = people.memberships_of(ids)
    names = {member.person.pk: member.name for members in everybody.values() for member in members}
    protected, shielded = guarded(persons=[row.person_id for row in found.rows if row.person_id], dossiers=ids)
    cases = case_urls(ids)
    lines = []
    for row in found.rows:
        household = people.label_of(everybody.get(row.dossier_id, []), day)
        lines.append(
            {
                "row": row,
                "title": names.get(row.person_id, "Mitglied") if row.person_id else household,
                "household": household if row.person_id else "",
                "missing": [known.label for code in row.open if (known := vocabulary().fact(code))],
                "protected": row.person_id in protected if row.person_id else row.dossier_id in shielded,
                "url": cases.get(row.dossier_id) or _household_url(row.dossier_id),
                "begin_url": reverse("programmes:begin", args=[row.dossier_id, programme.id]) if row.writes else "",
                "answers_url": reverse("programmes:answers", args=[row.dossier_id]) if row.writes and row.open else "",
            }
        )
    return lines


def _address(here: str, shown: str, after: str = "") -> str:
    wanted = [f"zeige={shown}" if shown else "", f"nach={after}" if after else ""]
    asked = "&".join(filter(None, wanted))
    return f"{here}?{asked}" if asked else here


def _answer_url(dossier_id: uuid.UUID, code: str) -> str:
    """Stated answers have their page; what is computed is completed where the household is described."""
    known = vocabulary().fact(code)
    if known is not None and known.stated:
        return f"{reverse('programmes:answers', args=[dossier_id])}#{anchor(code)}"
    return _household_url(dossier_id)


def _household_url(dossier_id: uuid.UUID) -> str:
    make = hooks.links.get("household")
    return make(dossier_id) if make else hooks.case_url(dossier_id)

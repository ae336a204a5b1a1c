"""The pages of the mix: who opens them, how, and how often.

A visit is a list of steps, each what a browser would send. Ids and names come from the filled database; nothing
here depends on who asks (the test client or granian).
"""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from rundblick.access.context import acting_as
from rundblick.access.models import User
from rundblick.cases.models import Case
from rundblick.evaluation.models import ReportSnapshot
from rundblick.people.models import Membership, Person
from rundblick.programmes.models import Run
from rundblick.web.clock import today
from tools.bench.invented import LAST_NAMES
from tools.bench.mix import TOKEN
from tools.bench.plan import COORDINATOR, coach_mail

CASES_OF_A_SESSION = 20
MOST_FREQUENT = LAST_NAMES[0]
"""One in a hundred is called so, most of them behind closed doors."""


@dataclass(frozen=True)
class Step:
    """One request: GET without a form, POST with one. The answer must have `status`."""

    path: str
    form: dict[str, Any] | None = None
    status: int = 200


@dataclass(frozen=True)
class Visitor:
    """Somebody in the house with the visits they make: page -> visits to choose from, each a list of steps."""

    email: str
    visits: dict[str, list[list[Step]]]


def visitors(coaches: list[int]) -> list[Visitor]:
    """The coaches with these numbers, and the coordinator last."""
    return [*(_coach(number) for number in coaches), _coordinator()]


def _coach(number: int) -> Visitor:
    user = User.objects.get(email=coach_mail(number))
    with acting_as(user, "bench", read_only=True):
        doors = Case.objects.visible_to(user.access_context())
        own = list(
            doors.filter(dossier__grants__principal_id=user.pk, dossier__grants__valid_until=None)
            .order_by("pk")
            .values_list("pk", flat=True)[:CASES_OF_A_SESSION]
        )
        members = {
            row.dossier_id: row.person
            for row in Membership.objects.filter(dossier_id__in=own).select_related("person").order_by("pk")
        }
    persons = [members[case_id] for case_id in own]
    return Visitor(
        user.email,
        {
            "home": [[Step(reverse("steering:work"))]],
            "case_list": [[Step(reverse("cases:list"))]],
            "case_list_team": [[Step(reverse("cases:list") + "?wer=team")]],
            "case_page": [[Step(reverse("cases:page", args=[pk]))] for pk in own],
            "note_form": [[Step(reverse("cases:note_create", args=[pk]))] for pk in own],
            "save_note": [[_note(pk, members[pk])] for pk in own],
            "after_saving": [[_note(pk, members[pk]), Step(reverse("cases:page", args=[pk]))] for pk in own],
            "search": [_search(person.name) for person in persons],
            "search_last_name": [_search(MOST_FREQUENT)],
        },
    )


def _coordinator() -> Visitor:
    user = User.objects.get(email=COORDINATOR)
    with acting_as(user, "bench", read_only=True):
        run = Run.objects.filter(code__startswith="bench-").earliest("code")
        report = ReportSnapshot.objects.filter(status=ReportSnapshot.Status.DONE).earliest("ordered_at")
    return Visitor(
        user.email,
        {
            "programme_run": [[Step(reverse("programmes:run", args=[run.pk]))]],
            "report": [[Step(reverse("evaluation:report", args=[report.pk]))]],
        },
    )


def _search(words: str) -> list[Step]:
    """What was typed stays in the session; the result is a page of its own."""
    address = reverse("people:search")
    return [Step(address, {"q": words}, 302), Step(address)]


def _note(case_id: uuid.UUID, person: Person) -> Step:
    form = {
        "who": str(person.pk),
        "happened_on": today().strftime("%d.%m.%Y"),
        "setting": "phone",
        "sentence": "Der Kitaplatz ist zugesagt.",
        "token": TOKEN,
        "schritt-TOTAL_FORMS": "1",
        "schritt-INITIAL_FORMS": "0",
        "schritt-0-text": "Beim Träger anrufen",
        "schritt-0-responsible": "jobcenter",
        "termin-minutes": "60",
    }
    return Step(reverse("cases:note_create", args=[case_id]), form, 302)

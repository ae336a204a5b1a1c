"""The person's own copy of the Fahrplan (Art. 15 DSGVO)."""

import uuid
from collections.abc import Sequence
from typing import Any

from rundblick.roadmap import queries, rules
from rundblick.roadmap.catalogue import catalogue
from rundblick.roadmap.models import Decision, HealthGoal, Leaf, Path, Position, Step, Ticket
from rundblick.web.german import german_date

ELSEWHERE = (
    "Sie haben eine eigene Mappe mit Blättern, die nur Sie lesen. Sie steht auf Ihrer eigenen Seite unter „Mein"
    " Fahrplan“ und lässt sich dort als Heft herunterladen. Deshalb steht sie nicht in dieser Auskunft."
)


def sections(dossier_id: uuid.UUID, person_id: uuid.UUID) -> list[dict[str, Any]]:
    """Wish, steps, decisions, tickets, positions; of the folder what is shown, and where the rest is."""
    own = {"dossier_id": dossier_id, "person_id": person_id}
    known = catalogue()
    wishes = [
        (german_date(row.on), "ja" if row.wish else "nein", row.author.display_name)
        for row in Path.objects.filter(**own).select_related("author")
    ]
    steps = [
        (
            _label(row.code),
            row.get_state_display(),
            german_date(row.on),
            ", ".join(known.named("people", code) for code in row.who),
            row.words or "",
            row.author.display_name,
        )
        for row in Step.objects.filter(**own).select_related("author").order_by("written_at", "pk")
    ]
    decisions = [
        (
            german_date(row.on),
            row.get_choice_display(),
            german_date(row.review_on),
            row.goal.text if row.goal else "",
            row.author.display_name,
        )
        for row in Decision.objects.filter(**own).select_related("author", "goal").order_by("on", "pk")
    ]
    positions = [
        (
            german_date(row.on),
            row.get_moment_display(),
            f"{row.value} von 10",
            row.words or "",
            ", ".join(known.named("matters", code) for code in row.matters),
        )
        for row in Position.objects.filter(**own).order_by("on", "pk")
    ]
    tickets = Ticket.objects.filter(**own).select_related("author").order_by("valid_from", "pk")
    shown = Leaf.objects.filter(**own, shown=True).order_by("code")
    health = HealthGoal.objects.filter(**own).order_by("on", "pk")
    found = [
        _section("Fahrplan Arbeitsmarkt", "Tag | Möchte über Arbeit sprechen | Festgehalten von", wishes),
        _section("Fahrplan: Schritte", "Schritt | Stand | Tag | Dabei | Ein Satz | Festgehalten von", steps),
        _section("Fahrplan: Entscheidungen", "Tag | Entscheidung | Wieder am | Ziel | Festgehalten von", decisions),
        _section(
            "Fahrplan: Tickets",
            "Ab | Bis vor dem | Sicht | Was für Arbeit spricht | Berufe | Worauf zu achten ist | Stunden | Ideen | Von",
            [_ticket(row) for row in tickets],
        ),
        _section("Fahrplan: Standort", "Tag | Wann | Zahl | Worte | Noch zu klären", positions),
        _section("Fahrplan: Gesundheitsziele", "Tag | Ziel", [(german_date(row.on), row.words) for row in health]),
        _section(
            "Mappe: gezeigte Blätter", "Blatt | Worte", [(known.named("sheets", row.code), row.words) for row in shown]
        ),
    ]
    if queries.folder_held(dossier_id, person_id):
        found.append(_section("Eigene Mappe", "Hinweis", [(ELSEWHERE,)]))
    return [section for section in found if section["rows"]]


def _label(code: str) -> str:
    step = catalogue().step(code)
    return step.label if step else code


def _ticket(row: Ticket) -> tuple[str, ...]:
    span = rules.hours((row.hours_from, row.hours_until or row.hours_from)) if row.hours_from is not None else ""
    return (
        german_date(row.valid_from),
        german_date(row.valid_until),
        row.get_voice_display(),
        row.motivation or "",
        row.occupations or "",
        row.care or "",
        span,
        row.ideas or "",
        row.author.display_name,
    )


def _section(title: str, columns: str, rows: Sequence[tuple[str, ...]]) -> dict[str, Any]:
    return {"title": title, "columns": columns.split(" | "), "rows": rows}

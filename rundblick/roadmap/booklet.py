"""The folder as a booklet: A5 with a cover, accessible (PDF/UA). The person's own sheets, or empty ones to write on."""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from django.http import HttpResponse

from rundblick.print.pdf import render
from rundblick.roadmap import shown
from rundblick.roadmap.models import Leaf
from rundblick.roadmap.queries import Journey
from rundblick.web.clock import now, today
from rundblick.web.german import german_date

TEMPLATE = Path(__file__).resolve().parent / "templates" / "typ" / "booklet.typ"
LINES = 14
"""Empty lines on a sheet nobody has written on yet, shared by its beginnings of sentences."""


def pdf(name: str, journey: Journey, *, leaves: Mapping[str, Leaf]) -> bytes:
    """The booklet of one person. Raises PrintError when it would not be accessible."""
    steps = shown.stages(journey)
    road = shown.path(steps)
    standpoint = shown.standpoint(journey)
    heads = shown.heads(journey.tickets)
    data: dict[str, Any] = {
        "title": "Mein Fahrplan Arbeitsmarkt",
        "name": name,
        "day": f"Stand: {german_date(today(), 'long')}",
        "lead": "Diese Mappe gehört mir. Ich bestimme das Tempo, darf Schritte auslassen und jederzeit aussteigen.",
        "road": {"svg": str(road.svg), "title": road.title, "alt": road.description},
        "steps": [
            {"label": f"{one.number}. {one.label}", "says": one.says, "words": one.words, "note": _note(one)}
            for one in steps
        ],
        "decision": shown.decision(journey.decision),
        "standpoint": None
        if standpoint is None
        else {
            "svg": str(standpoint.picture.svg),
            "title": standpoint.picture.title,
            "alt": standpoint.picture.description,
            "sentence": standpoint.sentence,
            "open": standpoint.open,
            "words": [row.words for row in standpoint.rows if row.words],
        },
        "tickets": [
            {
                "view": head.view,
                "note": f"{head.author}, {german_date(head.on)}",
                "answers": [
                    {"label": line.label, "things": [thing.text for thing in line.compared.cells[place]]}
                    for line in shown.lines(journey.tickets)
                    if line.compared.cells[place]
                ],
            }
            for place, head in enumerate(heads)
        ],
        "sheets": [
            {
                "label": one.label,
                "prompts": list(one.prompts),
                "paragraphs": _paragraphs(one.words),
                "blank": LINES // len(one.prompts),
            }
            for one in shown.sheets(leaves)
        ],
    }
    return render(TEMPLATE, data, created=now())


def answer(content: bytes) -> HttpResponse:
    """The booklet as a file; its name says nothing about anybody."""
    made = HttpResponse(content, content_type="application/pdf")
    made.headers["Content-Disposition"] = 'attachment; filename="fahrplan-mappe.pdf"'
    made.headers["Cache-Control"] = "no-store"
    return made


def _note(one: shown.Stage) -> str:
    return ", ".join(part for part in (one.state.label, german_date(one.on) if one.on else "", one.who) if part)


def _paragraphs(words: str) -> list[str]:
    return [part for part in re.split(r"\n+", words.replace("\r\n", "\n")) if part.strip()]

"""The room's part of the case page, for the coach alone."""

from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from rundblick.access.requests import Request
from rundblick.cases.file import File
from rundblick.feedback import queries
from rundblick.feedback.rules import Course, Trend
from rundblick.feedback.telling import ONLY_YOU, sentence


@dataclass(frozen=True)
class Line:
    """One person in focus: what their answers to the reader come to."""

    name: str
    url: str
    note: str
    falling: bool


def case_part(request: Request, file: File) -> dict[str, Any] | None:
    """Persons in focus with their course. Left out while a member reads along, and for guests. One query."""
    if "notes" not in file.own:
        return None
    found = queries.trends(request.access, file.pk)
    persons = [key for key, _label in file.choices() if key in file.focus or key in found]
    lines = []
    for person in persons:
        count, trend = found.get(person, (0, Trend(Course.FEW)))
        url = reverse("feedback:page", args=[file.pk, person])
        note = sentence(trend, count) if count else "noch keine Antwort"
        lines.append(Line(file.name(person), url, note, trend.falling))
    return {"lines": lines, "only_you": ONLY_YOU} if lines else None

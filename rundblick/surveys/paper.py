"""A questionnaire on paper and its codebook. Neither holds anything about anybody."""

import csv
import datetime as dt
from io import StringIO
from pathlib import Path
from typing import Any

from rundblick.print.pdf import render
from rundblick.surveys import spoken
from rundblick.surveys.definition import Item, Questionnaire

TEMPLATE = Path(__file__).resolve().parent / "templates" / "typ" / "questionnaire.typ"


def sheet(document: Questionnaire, *, language: str, view: str, wave: str, created: dt.datetime) -> bytes:
    """The questionnaire as an accessible PDF (PDF/UA), to be filled in by hand. Raises PrintError."""
    lang, direction = spoken.markup(language)
    asked = document.wave(wave)
    data: dict[str, Any] = {
        "title": document.title,
        "language": lang,
        "direction": direction,
        "purpose": document.purpose.said(language),
        "voluntary": spoken.voluntary(language),
        "wave": asked.label if asked else "",
        "draft": "Entwurf einer Übersetzung" if language in document.drafts else "",
        "sections": [
            {
                "title": section.title.said(language, view),
                "intro": section.intro.said(language, view) if section.intro else "",
                "items": [
                    _item(document, item, language, view)
                    for item in section.items
                    if (not item.views or view in item.views) and (not wave or not item.waves or wave in item.waves)
                ],
            }
            for section in document.sections
        ],
        "foot": f"{document.title}, Fassung {document.version} · {document.licence}",
        "source": f"Grundlage: {document.source}",
    }
    data["sections"] = [section for section in data["sections"] if section["items"]]
    return render(TEMPLATE, data, created=created)


def _item(document: Questionnaire, item: Item, language: str, view: str) -> dict[str, Any]:
    scale = document.scale_of(item)
    said = {point.value: point.text.said(language, view) for point in scale.points} if scale else {}
    only = document.item(item.show_if.item) if item.show_if else None
    return {
        "text": item.text.said(language, view),
        "only": _only(document, only, item, language, view) if only and language in ("de", "plain") else "",
        "points": [{"number": str(value), "words": said.get(value, "")} for value in scale.in_order] if scale else [],
        "list": bool(scale and scale.all_said),
        "missing": list(spoken.missing_words(language).values()) if scale else [],
    }


def _only(document: Questionnaire, deciding: Item, item: Item, language: str, view: str) -> str:
    """On paper nothing is hidden: the sheet says when a question is meant."""
    scale = document.scale_of(deciding)
    assert scale and item.show_if
    said = {point.value: point.text.said(language, view) for point in scale.points}
    values = " oder ".join(f"„{said.get(value, value)}“" for value in item.show_if.values)
    return f"Nur wenn Sie {values} angekreuzt haben bei: {deciding.text.said(language, view)}"


COLUMNS = (
    "code",
    "section",
    "question",
    "kind",
    "values",
    "reverse",
    "research",
    "health",
    "asked_if",
    "waves",
    "views",
)


def codebook(document: Questionnaire) -> str:
    """What each code means, as CSV with semicolons: questions, then scores. For whoever reads an export."""
    out = StringIO()
    table = csv.writer(out, delimiter=";", lineterminator="\n")
    table.writerow(("questionnaire", document.code, "version", document.version))
    table.writerow(COLUMNS)
    for section in document.sections:
        for item in section.items:
            table.writerow(_line(document, section.code, item))
    for score in document.scores:
        table.writerow((score.code, "score", score.title.de, score.rule, " ".join(score.items), "", "", "", "", "", ""))
    return out.getvalue()


def _line(document: Questionnaire, section: str, item: Item) -> tuple[str, ...]:
    scale = document.scale_of(item)
    values = ", ".join(f"{point.value}={point.text.de}" for point in scale.points) if scale else ""
    span = f"{scale.lowest}-{scale.highest}: {values}; unknown; unwilling" if scale else ""
    condition = f"{item.show_if.item} in {' '.join(map(str, item.show_if.values))}" if item.show_if else ""
    return (
        item.code,
        section,
        item.text.de,
        "scale" if scale else "words",
        span,
        "yes" if item.reverse else "",
        "yes" if item.research else "",
        "yes" if item.sensitive else "",
        condition,
        " ".join(item.waves),
        " ".join(item.views),
    )

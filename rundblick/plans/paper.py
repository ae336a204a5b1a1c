"""A version on paper: the same words as on the screen, accessible (PDF/UA)."""

from pathlib import Path
from typing import Any

from rundblick.plans.shown import Sheet, ShownLine
from rundblick.print.pdf import render
from rundblick.web.clock import now

TEMPLATE = Path(__file__).resolve().parent / "templates" / "typ" / "plan.typ"

CLOSING = "Der Plan hält fest, was gemeinsam vorgenommen ist. Er braucht keine Unterschrift."
PLAIN_CLOSING = "In diesem Plan steht, was wir zusammen vorhaben. Sie müssen nichts unterschreiben."
PLAIN_OPENING = "Dieser Plan ist für Sie. Fragen Sie bitte, wenn etwas nicht klar ist oder nicht mehr passt."


def paper(sheet: Sheet, *, name: str, issuer: str, plain: bool) -> bytes:
    """The PDF. Its title names the plan and nobody. Raises PrintError when it would not be accessible."""
    number = f"Fassung {sheet.plan.number}"
    data: dict[str, Any] = {
        "title": sheet.title,
        "name": name,
        "held": f"{number}, {sheet.held}",
        "issuer": issuer,
        "plain": plain,
        "opening": PLAIN_OPENING if plain else "",
        "parts": [
            {
                "title": part.title,
                "branches": [
                    {"goal": _line(branch.goal), "steps": [_line(step) for step in branch.steps]}
                    for branch in part.branches
                ],
                "lines": [_line(line) for line in part.lines],
            }
            for part in sheet.parts
        ],
        "offer_title": sheet.offer_title,
        "offer": sheet.offer.splitlines(),
        "review_title": "Dann sehen wir uns den Plan zusammen an" if plain else "Gemeinsam ansehen",
        "review": sheet.review,
        "confirmed": sheet.confirmed,
        "closing": PLAIN_CLOSING if plain else CLOSING,
        "foot": f"{sheet.title} · {number}",
    }
    return render(TEMPLATE, data, created=now())


def _line(line: ShownLine) -> dict[str, str]:
    return {"text": line.text, "who": line.who, "until": f"bis {line.until}" if line.until else "", "note": line.note}

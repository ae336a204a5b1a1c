"""The answers of a step: how a form names them, and how they are read and said. No database."""

from rundblick.journeys import rules
from rundblick.journeys.definition import Journey, Step, Track
from rundblick.journeys.models import Cell
from rundblick.web.german import german_date

WORDS = {"yes": "ja", "no": "nein", "open": "offen"}
DAY = "day"
"""The code of an answer that is a day; which one is said beside it."""


def footnote_text(journey: Journey, cell: Cell) -> str:
    """The reasons of an answer and what was written about it."""
    track = journey.track(cell.track)
    labels = [reason.label for reason in track.reasons if reason.code in cell.reasons]
    return ": ".join(part for part in ("; ".join(labels), (cell.note or "").strip()) if part)


def kind_labels(track: Track, cell: Cell) -> str:
    """What is taken up, as in "Deutsch, Mathematik"."""
    return ", ".join(kind.label for kind in track.kinds if kind.code in cell.kinds)


def choices_of(step: Step) -> list[tuple[str, str]]:
    """The answers of a step as the forms offer them: (code, label). A point of a scale has the code p1, p2 …"""
    if step.scale:
        return [(f"p{point.value}", f"{point.value} = {point.label}") for point in step.scale] + [("open", "offen")]
    if step.day:
        return [(DAY, "am …"), ("no", "nein"), ("open", "offen")]
    return [("yes", "ja"), ("no", "nein"), ("open", "offen")]


def code_of(cell: Cell | None) -> str:
    """The code of a stored answer, as in `choices_of`."""
    if cell is None:
        return "open"
    if cell.day is not None and cell.answer == "yes":
        return DAY
    return f"p{cell.point}" if cell.point is not None and cell.answer == "yes" else cell.answer


def read_code(code: str) -> tuple[rules.Answer, int | None] | None:
    """Answer and point of a code; None for one that does not exist."""
    if code in ("yes", "no", "open"):
        return code, None  # type: ignore[return-value]
    if code == DAY:
        return "yes", None
    return ("yes", int(code[1:])) if code[:1] == "p" and code[1:].isdecimal() and len(code) <= 3 else None


def said_at(cell: Cell | None) -> str:
    """What an answer says, in the fewest words: ja, nein, offen, 3, or 12.03.2026."""
    if cell is not None and cell.answer == "yes" and cell.day is not None:
        return german_date(cell.day)
    if cell is not None and cell.answer == "yes" and cell.point is not None:
        return str(cell.point)
    return WORDS.get(code_of(cell), "")

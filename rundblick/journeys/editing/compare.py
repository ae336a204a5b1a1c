"""What differs between two wordings of a journey, in German."""

from typing import Any

from rundblick.journeys.editing.document import Data
from rundblick.web.parts import Column, Table

SUBJECTS = {
    "person": "jede Person ab 15 Jahren",
    "child": "jedes Kind",
    "job": "eine Stelle",
    "application": "eine Bewerbung, mit mehreren Versuchen",
}
KINDS = {"yes_no": "ja oder nein", "scale": "Skala", "day": "Datum"}


def kind_of(step: Data) -> str:
    """How a step is answered: yes_no, scale or day."""
    return "day" if step.get("day") else "scale" if step.get("scale") else "yes_no"


def table(old: Data | None, new: Data, *, caption: str) -> Table | None:
    """What is different, line by line; None where nothing is. Without an old wording everything is new."""
    before, after = (_said(data) if data else {} for data in (old, new))
    keys = list(dict.fromkeys((*after, *before)))
    rows = [
        [(after.get(key) or before[key])[0], before.get(key, ("", ""))[1] or "—", after.get(key, ("", ""))[1] or "—"]
        for key in keys
        if before.get(key, ("", ""))[1] != after.get(key, ("", ""))[1]
    ]
    columns = [Column(label="Wo"), Column(label="bisher"), Column(label="neu")]
    return Table(caption=caption, columns=columns, rows=rows, hidden_caption=True) if rows else None


def _said(data: Data) -> dict[tuple[str, ...], tuple[str, str]]:
    """What a wording says: key -> (where, words)."""
    found: dict[tuple[str, ...], tuple[str, str]] = {
        ("title",): ("Name", str(data.get("title") or "")),
        ("subject",): ("Was verfolgt wird", SUBJECTS.get(str(data.get("subject")), "")),
        ("header",): ("Zahlen teilbar nach", _split(data)),
        ("steps",): ("Reihenfolge der Schritte", " → ".join(_name(step) for step in _rows(data, "steps"))),
    }
    labels = {str(step.get("code")): _name(step) for step in _rows(data, "steps")}
    for step in _rows(data, "steps"):
        points = ", ".join(f"{p.get('value', '')} = {p.get('label', '')}" for p in _rows(step, "scale"))
        words = " · ".join(filter(None, [str(step.get("question") or ""), KINDS[kind_of(step)], points]))
        found["step", str(step.get("code"))] = (f"Schritt „{_name(step)}“", words)
    for track in _rows(data, "tracks"):
        here, name = str(track.get("code")), f"Zeile „{_name(track)}“"
        counted = [labels.get(code, code) for code in track.get("funnel") or labels]
        found["track", here] = (name, f"zählt: {', '.join(counted)}")
        found["track", here, "kinds"] = (f"{name}, was genau", ", ".join(_name(one) for one in _rows(track, "kinds")))
        reasons = "; ".join(_reason(one, labels) for one in _rows(track, "reasons"))
        found["track", here, "reasons"] = (f"{name}, Gründe", reasons)
    return found


def _split(data: Data) -> str:
    return ", ".join(_name(line) for line in _rows(data, "header") if line.get("subgroup") != "never")


def _reason(reason: Data, labels: dict[str, str]) -> str:
    only = ", ".join(labels.get(code, code) for code in reason.get("steps") or ())
    notes = [f"nur bei {only}" if only else "", "mit Fußnote" if reason.get("needs_note") else ""]
    extra = ", ".join(filter(None, notes))
    return f"{_name(reason)} ({extra})" if extra else _name(reason)


def _rows(data: Data, name: str) -> list[Any]:
    return [row for row in data.get(name) or () if isinstance(row, dict)]


def _name(row: Data) -> str:
    return str(row.get("label") or "ohne Bezeichnung")

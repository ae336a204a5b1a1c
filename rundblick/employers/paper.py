"""What is printed: the protocol of a visit and the worksheet for carving a job. Nothing is stored."""

import datetime as dt
from pathlib import Path
from typing import Any

from django.http import HttpResponse

from rundblick.employers import rules
from rundblick.employers.models import Carving, Workplace
from rundblick.print.pdf import render
from rundblick.web.clock import now
from rundblick.web.german import german_date, german_number

TYP = Path(__file__).resolve().parent / "templates" / "typ"
NOT_ASKED = "nicht gefragt"
EMPTY_LINES = 6
ROOM = "\n\n"
"""Lines left free on a worksheet, each high enough to write on in a talk."""


def answer(pdf: bytes, name: str) -> HttpResponse:
    """A PDF to open or keep; caches keep nothing."""
    found = HttpResponse(pdf, content_type="application/pdf")
    found.headers["Content-Disposition"] = f'inline; filename="{name}.pdf"'
    found.headers["Cache-Control"] = "no-store"
    return found


def protocol(row: Workplace, *, as_of: dt.date) -> bytes:
    """The protocol of a visit, with every question and "nicht gefragt" where nobody asked. Raises PrintError."""
    return render(
        TYP / "visit.typ",
        {
            "title": f"Arbeitsplatz: {row.title}",
            "subtitle": f"{row.employer.name} · {row.site.where}",
            "lines": [[label, text or NOT_ASKED] for label, text in facts(row)],
            "groups": [
                {"label": one.label, "met": one.met, "unmet": one.unmet, "open": one.open}
                for one in rules.conditions(row.met, row.unmet)
            ],
            "foot": f"Beschrieben am {german_date(row.valid_from)} · gedruckt am {german_date(as_of)}",
        },
        created=now(),
    )


def facts(row: Workplace) -> list[tuple[str, str]]:
    """What was asked beside the conditions, with its answer in words; "" where nobody asked."""
    tasks = [*row.tasks_in_words, *([row.tasks_words] if row.tasks_words else [])]
    times = [part for part in (row.days_in_words, row.daytimes_in_words, row.times_words) if part]
    heaviest = "" if row.heaviest is None else "nichts" if row.heaviest == 0 else f"{row.heaviest} kg"
    positions = "" if row.positions is None else "zurzeit keine" if row.positions == 0 else str(row.positions)
    if row.positions and row.free_from:
        positions += f", ab {german_date(row.free_from)}"
    return [
        ("Aufgaben", "; ".join(tasks)),
        ("Sitzen, stehen, gehen", row.get_posture_display()),
        ("Das Schwerste", heaviest),
        ("Lärm", row.get_noise_display()),
        ("Tempo", row.get_pace_display()),
        ("Stunden in der Woche", row.hours_in_words),
        ("Tage und Zeiten", "; ".join(times)),
        ("Zu Hause", row.get_remote_display()),
        ("Team", row.team),
        ("Direkte Leitung", row.boss),
        ("Deutsch", row.german_in_words),
        ("Weitere Sprachen", row.languages),
        ("Führerscheine", ", ".join(row.licences_in_words)),
        ("Anpassbar", row.adaptable),
        ("Lohn", row.pay),
        ("Offene Stellen", positions),
    ]


def worksheet(row: Carving) -> bytes:
    """The worksheet with what stands on it and room to write. Raises PrintError."""
    lines = list(row.lines.order_by("-moves", "text", "pk"))
    sums = rules.carved(lines)
    cells: list[list[Any]] = [
        [one.text, german_number(one.hours, 1), one.who or "–", "ja" if one.moves else "bleibt"] for one in lines
    ]
    return render(
        TYP / "carving.typ",
        {
            "title": "Aufgaben neu zuschneiden",
            "subtitle": f"{row.employer.name} · {row.title}",
            "rows": cells + [[ROOM, "", "", ""]] * EMPTY_LINES,
            "sum": f"{german_number(sums.moves, 1)} von {german_number(sums.total, 1)} Stunden in der Woche"
            " werden Teil der neuen Stelle.",
            "result": row.result,
            "foot": f"Begonnen am {german_date(row.on)} · gedruckt am {german_date(now())}",
        },
        created=now(),
    )

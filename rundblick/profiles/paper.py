"""What is printed: the sheet for an employer."""

import datetime as dt
from pathlib import Path

from rundblick.access.context import Context
from rundblick.access.models.organisations import name_of_house
from rundblick.cases.file import File
from rundblick.invitations.queries import letterhead
from rundblick.print.pdf import render
from rundblick.profiles.models import Sheet
from rundblick.web.clock import now
from rundblick.web.german import german_date

TYP = Path(__file__).resolve().parent / "templates" / "typ"
TITLE = "Einsatzprofil"


def sheet(context: Context, file: File, row: Sheet, *, last_day: dt.date) -> bytes:
    """The sheet as PDF, exactly as it was kept. Its title names nobody. One query. Raises PrintError."""
    head = letterhead(context.organisation_id)
    return render(
        TYP / "work_profile.typ",
        {
            "title": TITLE,
            "name": file.name(file.member),
            "recipient": f"Für: {row.recipient}",
            "opening": "Dieses Blatt ist gemeinsam ausgewählt. Es sagt, was gelingt und was dafür gebraucht wird.",
            "parts": row.parts,
            "closing": "Das Blatt ist nur für Sie bestimmt. Bitte geben Sie es nicht weiter, "
            f"und vernichten Sie es nach dem {german_date(last_day)}.",
            "phone": f"Fragen? Sie erreichen uns unter {head.phone}." if head and head.phone else "",
            "foot": f"{name_of_house(context.organisation_id)} · {german_date(row.made_at.date())}",
        },
        created=now(),
    )

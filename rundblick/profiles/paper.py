"""What is printed: the sheet for an employer, and the applicant card."""

import base64
import datetime as dt
from pathlib import Path

from rundblick.access.context import Context
from rundblick.access.models.organisations import name_of_house
from rundblick.cases.file import File
from rundblick.directory.paper.address import qr_svg
from rundblick.files.models import StoredFile
from rundblick.files.pictures import bare
from rundblick.invitations.queries import letterhead
from rundblick.print.pdf import render
from rundblick.profiles.cards import link_of
from rundblick.profiles.models import Card, Sheet
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


def card(row: Card, *, photo: tuple[StoredFile, bytes] | None, last_day: dt.date) -> bytes:
    """The card in the size of a bank card, two sides. Its title names nobody. Raises PrintError.

    `photo`: the stored picture with its content; it is cut to the frame, never stretched.
    """
    return render(
        TYP / "card.typ",
        {
            "title": "Bewerberkarte",
            "name": row.name,
            "occupation": row.occupation or "",
            "photo": framed(*photo) if photo else "",
            "photo_alt": "Foto",
            "qr": qr_svg(link_of(row)),
            "qr_alt": "Bild für die Kamera: meine Unterlagen",
            "opening": "Meine Unterlagen",
            "until": f"Offen bis {german_date(last_day)}",
        },
        created=now(),
    )


def framed(file: StoredFile, content: bytes) -> str:
    """A picture as a drawing of 4 by 5 that shows its middle, upright and without what the camera wrote into it."""
    picture = bare(content)
    data = base64.b64encode(picture.content).decode()
    degrees, mirrored = _TURNED[picture.orientation]
    lying = degrees % 180
    box = 'x="-10" y="10" width="100" height="80"' if lying else 'width="80" height="100"'
    turn = f"rotate({degrees} 40 50)" + (" matrix(-1 0 0 1 80 0)" if mirrored else "")
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 80 100">'
        f'<g transform="{turn}"><image {box} preserveAspectRatio="xMidYMid slice" '
        f'xlink:href="data:{file.media_type};base64,{data}"/></g></svg>'
    )


_TURNED = {1: (0, False), 2: (0, True), 3: (180, False), 4: (180, True)} | {
    5: (270, True),
    6: (90, False),
    7: (90, True),
    8: (270, False),
}
"""EXIF orientation -> degrees clockwise, and whether it is mirrored before."""

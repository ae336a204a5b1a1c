"""The sheet on paper: accessible (PDF/UA), in each language of the form, with a picture that leads to the page."""

from pathlib import Path

from rundblick.access.models import Organisation
from rundblick.access.tokens import outside
from rundblick.directory.paper.address import qr_svg, short
from rundblick.feedback import catalogue
from rundblick.feedback.languages import tongue
from rundblick.feedback.rules import HIGHEST, LOWEST
from rundblick.print.pdf import render
from rundblick.web.clock import now

TEMPLATE = Path(__file__).resolve().parent / "templates" / "typ" / "feedback.typ"


def pdf(house: Organisation, language: str) -> bytes:
    """The sheet of this house in one language. Raises PrintError when it would not be accessible."""
    spoken = tongue(language)
    sheet, words = catalogue.talk(), catalogue.words(language)
    wording = sheet.wording(language)
    url = outside("feedback:public", house.pk)
    data = {
        "language": spoken.html,
        "right": spoken.direction == "rtl",
        "title": words.talk,
        "house": house.name,
        "lead": words.unnamed,
        "how": words.paper,
        "low": f"{LOWEST} = {wording.low}",
        "high": f"{HIGHEST} = {wording.high}",
        "numbers": list(map(str, range(LOWEST, HIGHEST + 1))),
        "statements": [wording.statements[one.code] for one in sheet.statements],
        "comment": wording.comment,
        "word": words.word,
        "back": words.paper_return,
        "name": words.paper_name,
        "scan": words.paper_scan,
        "qr": qr_svg(url),
        "link": short(url),
        "counted": words.counted,
        "draft": words.draft,
        "licence": f"{words.own_form} {sheet.licence}" if sheet.licence else "",
        "version": f"{sheet.code} {sheet.version}",
    }
    return render(TEMPLATE, data, created=now())

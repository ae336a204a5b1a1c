"""What an entry may be, and what of it reaches the Jobcenter. Pure."""

import datetime as dt
from dataclasses import dataclass

from rundblick.cooperation.codes import Doer, Kind, Standing

ASKING = frozenset({Kind.REQUEST, Kind.MEETING})
"""What one side wants of the other."""
OPEN_KINDS = ASKING | {Kind.AGREEMENT}
"""Kinds that are open until somebody says that they are done."""
DATED = frozenset({Kind.REQUEST, Kind.AGREEMENT, Kind.DATE})
WORDLESS = frozenset({Kind.DATE, Kind.STANDING, Kind.MEETING})
"""What an agency may always tell the Jobcenter: that something takes place, how far it is, that it wants to meet."""
WITHOUT_A_DAY = dt.timedelta(days=14)
"""After how long somebody is reminded of what names no day; as for a way to a help on which nothing happens."""

NEEDS_WORDS = "Bitte schreiben Sie, worum es geht."
NEEDS_DAY = "Bitte nennen Sie den Tag."
NEEDS_STANDING = "Bitte wählen Sie den Stand."
NEEDS_DOER = "Bitte wählen Sie, wer das übernimmt."
NEEDS_FILE = "Bitte wählen Sie eine Datei."
SILENT = (
    "Ohne Entbindung von der Schweigepflicht erreichen nur Termin und Stand das Jobcenter. Lassen Sie den Text weg,"
    " oder behalten Sie den Eintrag bei Ihrer Stelle."
)


@dataclass(frozen=True, kw_only=True)
class Content:
    """What is put on the sheet. `on`: the day of a date, or until when; `at`: its time.

    `for_house`: the Jobcenter reads it too; an entry of the Jobcenter always says yes. `for_person`: the person reads
    it on their own page.
    """

    kind: Kind
    text: str = ""
    on: dt.date | None = None
    at: dt.time | None = None
    standing: Standing | None = None
    doer: Doer | None = None
    for_house: bool = True
    for_person: bool = False


def problems(content: Content, *, with_file: bool, from_agency: bool, may_tell: bool) -> dict[str, str]:
    """By field, in German, why this cannot be put on the sheet; empty if all is well.

    `may_tell`: the agency may tell the Jobcenter more than dates and standing (`may_tell`).
    """
    found = {}
    if content.kind not in WORDLESS | {Kind.DOCUMENT} and not content.text.strip():
        found["text"] = NEEDS_WORDS
    if content.kind is Kind.DATE and content.on is None:
        found["on"] = NEEDS_DAY
    if content.kind is Kind.STANDING and content.standing is None:
        found["standing"] = NEEDS_STANDING
    if content.kind is Kind.AGREEMENT and content.doer is None:
        found["doer"] = NEEDS_DOER
    if content.kind is Kind.DOCUMENT and not with_file:
        found["file"] = NEEDS_FILE
    wordless = content.kind in WORDLESS and not content.text.strip() and not with_file
    if from_agency and content.for_house and not wordless and not may_tell:
        found["for_house"] = SILENT
    return found


def to_do_by(*, on: dt.date | None, written_on: dt.date) -> dt.date:
    """By when something open is to be done (that day included): its own day, else two weeks after it was written."""
    return on or written_on + WITHOUT_A_DAY


def is_overdue(*, on: dt.date | None, done: bool, as_of: dt.date) -> bool:
    """Whether something open was to be done before that day."""
    return not done and on is not None and on < as_of

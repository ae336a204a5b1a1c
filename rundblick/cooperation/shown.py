"""Sheets and entries in words, for the pages."""

import uuid
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from rundblick.access.context import Context
from rundblick.access.doorbook import until_in_words
from rundblick.access.hooks import person_pages
from rundblick.access.words import TOPIC_WORDS
from rundblick.cooperation.codes import Doer, Kind
from rundblick.cooperation.models import Entry
from rundblick.cooperation.queries import Open, Sheet, Tally
from rundblick.cooperation.rules import ASKING, OPEN_KINDS, is_overdue
from rundblick.web.clock import berlin_date, today
from rundblick.web.german import german_date, german_time
from rundblick.web.parts import Badge

ICONS = {
    Kind.MESSAGE: "edit",
    Kind.REQUEST: "help",
    Kind.AGREEMENT: "checklist",
    Kind.DATE: "calendar-today",
    Kind.STANDING: "info",
    Kind.DOCUMENT: "draft",
    Kind.MEETING: "add",
}


@dataclass(frozen=True)
class Line:
    """An entry in the list. `mine`: the reader's side wrote it. `new`: the reader's side has not read it yet."""

    entry: Entry
    mine: bool
    new: bool
    who: str
    title: str
    badges: tuple[Badge, ...]
    answerable: bool
    finishable: bool
    reopenable: bool
    removable: bool
    plan_url: str = ""

    @property
    def proposes(self) -> bool:
        """Whether it is a proposal of the reader's side that is still open."""
        return self.mine and self.entry.kind == Kind.MEETING and self.entry.done_at is None


def line(entry: Entry, *, context: Context, agency: str, may_write: bool, may_settle: bool) -> Line:
    """An entry as this reader sees it."""
    ours = entry.from_agency == (context.organisation_id == entry.agency_id)
    open_ = entry.kind in OPEN_KINDS and entry.done_at is None
    return Line(
        entry=entry,
        mine=ours,
        new=not ours and entry.seen_at is None,
        who=f"{entry.author.display_name}, {agency if entry.from_agency else 'Jobcenter'}",
        title=title(entry, agency=agency),
        badges=_badges(entry, ours),
        answerable=may_write and open_ and not ours and entry.kind in ASKING,
        plan_url=plan_url(entry) if may_write and open_ and not ours and entry.kind == Kind.MEETING else "",
        finishable=may_settle and open_,
        reopenable=may_settle and entry.kind in OPEN_KINDS and not open_,
        removable=may_write and entry.author_id == context.user_id and entry.seen_at is None,
    )


def title(entry: Entry, *, agency: str) -> str:
    """What it is, in one line without the text somebody wrote."""
    match entry.kind:
        case Kind.DATE:
            return f"Termin am {german_date(entry.on, 'weekday')}{_at(entry)}"
        case Kind.STANDING:
            return f"Stand: {entry.get_standing_display()}"
        case Kind.AGREEMENT:
            doer = agency if entry.doer == Doer.AGENCY else entry.get_doer_display()
            return f"Absprache: {doer} übernimmt das{_until(entry)}"
        case Kind.REQUEST:
            return f"Bitte oder Frage{_until(entry)}"
        case Kind.MEETING:
            return f"{agency} schlägt eine Besprechung vor"
    return str(entry.get_kind_display())


def plan_url(entry: Entry) -> str:
    """Where the house plans a conference about the person with the agency at the table; "" while no room offers it."""
    page = person_pages.get("conference")
    return f"{page(entry.dossier_id, entry.person_id)}&mit={entry.agency_id}" if page else ""


def _at(entry: Entry) -> str:
    return f", {german_time(entry.at)} Uhr" if entry.at else ""


def _until(entry: Entry) -> str:
    return f" bis {german_date(entry.on)}" if entry.on else ""


def _badges(entry: Entry, ours: bool) -> tuple[Badge, ...]:
    found = []
    if not ours and entry.seen_at is None:
        found.append(Badge(text="neu", kind="info"))
    if entry.kind in OPEN_KINDS:
        if entry.done_at is not None:
            found.append(Badge(text=f"erledigt am {german_date(berlin_date(entry.done_at))}", kind="success"))
        elif is_overdue(on=entry.on, done=False, as_of=today()):
            found.append(Badge(text="überfällig", kind="danger"))
        else:
            found.append(Badge(text="offen", kind="warning"))
    if entry.from_agency and not entry.for_house:
        found.append(Badge(text="bleibt bei Ihrer Stelle", kind="neutral"))
    if entry.for_person:
        found.append(Badge(text="die Person liest mit", kind="neutral"))
    return tuple(found)


@dataclass(frozen=True)
class SheetLine:
    """A sheet in a list: with whom or about whom, how much is new, until when it is open."""

    title: str
    note: str
    url: str
    new: int
    open: int
    closed: bool


def url_of(sheet: Sheet) -> str:
    """The sheet's address; that of the case's list for a door to a whole household."""
    if sheet.person_id is None:
        return reverse("cooperation:case", args=[sheet.dossier_id])
    return reverse("cooperation:sheet", args=[sheet.dossier_id, sheet.person_id, sheet.agency_id])


def sheet_lines(
    open_: dict[Sheet, Open],
    tallies: dict[Sheet, Tally],
    *,
    own: uuid.UUID | None,
    agencies: dict[uuid.UUID, str],
    names: Callable[[Sheet], str],
    members: Collection[uuid.UUID] = (),
) -> list[SheetLine]:
    """Open sheets, those with something new first, then former ones that hold entries.

    `own`: the reader's house; its own sheets are called after the person (`names`), all others after the agency. A door
    to a whole household is one sheet for each of the `members`.
    """
    found: dict[Sheet, Open | None] = {}
    for sheet, one in open_.items():
        for person in [sheet.person_id] if sheet.person_id or not members else members:
            found.setdefault(Sheet(sheet.dossier_id, person, sheet.agency_id), one)
    found |= {sheet: None for sheet in tallies if sheet not in found}
    lines = []
    for sheet, opened in found.items():
        whose, agency = names(sheet), agencies.get(sheet.agency_id, "Eine Stelle")
        first, second = (whose, "") if sheet.agency_id == own else (agency, whose)
        tally = tallies.get(sheet)
        lines.append(
            SheetLine(
                title=first or agency,
                note=" · ".join(part for part in (second, until(opened)) if part),
                url=url_of(sheet),
                new=tally.new if tally else 0,
                open=tally.open if tally else 0,
                closed=opened is None,
            )
        )
    return sorted(lines, key=lambda one: (one.closed, -one.new, -one.open, one.title, one.note))


def until(one: Open | None) -> str:
    """Until when the sheet is open, in words."""
    return until_in_words(one.until) if one else "geschlossen"


def topics(one: Open | None) -> list[str]:
    """What the agency reads besides the sheet, in words."""
    held = one.topics if one else set()
    return [words for topic, words in TOPIC_WORDS.items() if topic in held and topic not in ("cooperation", "master")]


def choices() -> list[tuple[str, str, str]]:
    """What can be put on the sheet with a form: code, words, icon."""
    return [(kind.value, str(kind.label), ICONS[kind]) for kind in Kind if kind is not Kind.MEETING]


def lines(rows: Iterable[Entry], **given: Any) -> list[Line]:
    """Entries in the given order."""
    return [line(row, **given) for row in rows]

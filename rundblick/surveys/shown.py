"""What the page of a member shows: each questionnaire with its waves, where each stands, and what can be done."""

import datetime as dt
import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from django.urls import reverse
from django.utils.http import urlencode

from rundblick.cases.file import File
from rundblick.surveys import rules
from rundblick.surveys.codes import Respondent
from rundblick.surveys.definition import Questionnaire, Wave
from rundblick.surveys.models import Survey
from rundblick.surveys.publishing import Offered
from rundblick.surveys.queries import Taking
from rundblick.surveys.rules import When, Window
from rundblick.web.german import german_date


@dataclass(frozen=True, kw_only=True)
class Line:
    """One wave in one view. `url` leads to what `action` says; without one there is nothing to do yet."""

    label: str
    view: str
    state: str
    badge: str
    note: str = ""
    url: str = ""
    action: str = ""


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """A questionnaire in one participation, or in none. `later`: waves that wait for one before them."""

    title: str
    purpose: str
    lines: list[Line] = field(default_factory=list)
    later: str = ""
    result_url: str = ""
    paper_url: str = ""


@dataclass(frozen=True, kw_only=True)
class Group:
    """The questionnaires of one participation, or those that belong to none."""

    title: str
    note: str
    sheets: list[Sheet]


@dataclass(frozen=True)
class Around:
    """What the lines need to know of the page. `suffix`: query string that keeps the screen for two."""

    file: File
    day: dt.date
    writes: bool
    together: bool
    documents: dict[uuid.UUID, Questionnaire]


def groups(
    around: Around, *, takings: Sequence[Taking], surveys: Sequence[Survey], offered: dict[str, Offered]
) -> list[Group]:
    """A group per participation with the questionnaires its programme works with, then all the others."""
    made, told = [], set()
    for taking in takings:
        mine = [row for row in surveys if row.participation_id == taking.row.pk]
        codes = [code for code, one in offered.items() if taking.tools & set(one.document.tools)]
        codes += [row.code for row in mine if row.code not in codes]
        told.update(codes)
        if codes:
            note = f"seit {german_date(taking.start)}"
            sheets = [_sheet(around, code, offered, mine, taking) for code in dict.fromkeys(codes)]
            made.append(Group(title=taking.title, note=note, sheets=sheets))
    alone = [row for row in surveys if row.participation_id not in {taking.row.pk for taking in takings}]
    codes = [code for code in offered if code not in told or any(row.code == code for row in alone)]
    codes += [row.code for row in alone if row.code not in codes]
    sheets = [_sheet(around, code, offered, alone, None) for code in dict.fromkeys(codes)]
    if sheets:
        made.append(Group(title="Ohne Programm", note="jederzeit möglich", sheets=sheets))
    return made


def _sheet(
    around: Around, code: str, offered: dict[str, Offered], surveys: Iterable[Survey], taking: Taking | None
) -> Sheet:
    mine = [row for row in surveys if row.code == code]
    document = around.documents[mine[0].questionnaire_id] if mine else offered[code].document
    start = taking.start if taking else min((row.begun_on for row in mine), default=None)
    end = taking.end if taking else None
    views = [view for view in document.respondents if view == Respondent.SELF.value or not around.together]
    found = [
        (wave, _line(around, document, wave, view, mine, rules.window(wave, start=start, end=end), taking))
        for wave in document.waves
        for view in views
    ]
    lines = [line for _wave, line in found if line is not None]
    later = dict.fromkeys(wave.label for wave, line in found if line is None)
    shown = next((row for row in mine if row.completed_on), None)
    return Sheet(
        title=document.title,
        purpose=document.purpose.de,
        lines=lines,
        later=f"Danach: {', '.join(later)}." if later else "",
        result_url=address(around, "result", shown.pk) if shown else "",
        paper_url=reverse("surveys:paper", args=[document.code, document.version]),
    )


def _line(
    around: Around,
    document: Questionnaire,
    wave: Wave,
    view: str,
    mine: Sequence[Survey],
    window: Window | None,
    taking: Taking | None,
) -> Line | None:
    """The line of a wave in a view; None while it waits for the wave it requires."""
    row = next((row for row in mine if row.wave == wave.code and row.respondent == view), None)
    label, words = wave.label, str(Respondent(view).label)
    if row is not None and row.completed_on is not None:
        return Line(
            label=label,
            view=words,
            state=f"abgeschlossen am {german_date(row.completed_on)}",
            badge="success",
            url=address(around, "survey", row.pk),
            action="Ansehen",
        )
    note = _window_words(window)
    if row is not None:
        sheet = getattr(row, "own_sheet", None)
        return Line(
            label=label,
            view=words,
            state=_own_words(sheet) if sheet else f"begonnen am {german_date(row.begun_on)}",
            badge="info",
            note=note,
            url=address(around, "alone" if sheet and around.writes else "survey", row.pk),
            action="Weiter" if around.writes else "Ansehen",
        )
    done = {one.wave for one in mine if one.completed_on and one.respondent == view}
    if rules.refusal(document, wave, completed=done):
        return None
    when = rules.at(window, around.day)
    query = {"teilnahme": str(taking.row.pk)} if taking else {}
    query |= {"gemeinsam": "1"} if around.together else {}
    begin = reverse("surveys:begin", args=[around.file.pk, around.file.member, document.code, wave.code, view])
    state, badge = _STATES[when]
    return Line(
        label=label,
        view=words,
        state=state,
        badge=badge,
        note=note,
        url=(f"{begin}?{urlencode(query)}" if query else begin) if around.writes else "",
        action="Beginnen" if around.writes else "",
    )


_STATES = {
    When.OPEN: ("jetzt dran", "warning"),
    When.EARLY: ("noch früh", "neutral"),
    When.LATE: ("Zeit ist vorbei", "neutral"),
    When.UNDATED: ("offen", "neutral"),
}


def _own_words(sheet: object) -> str:
    sent = getattr(sheet, "sent_at", None)
    return f"zurückgekommen am {german_date(sent)}" if sent else "liegt auf der eigenen Seite"


def _window_words(window: Window | None) -> str:
    return f"vorgesehen {german_date(window.opens)} bis {german_date(window.closes)}" if window else ""


def address(around: Around, name: str, survey_id: uuid.UUID) -> str:
    """Address of a page about a survey, on the screen for two if that is on."""
    path = reverse(f"surveys:{name}", args=[around.file.pk, around.file.member, survey_id])
    return f"{path}?gemeinsam=1" if around.together else path

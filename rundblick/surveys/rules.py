"""Which questions are asked, whether an answer fits, what a score is, and when a wave is open. Pure; no database."""

import datetime as dt
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from rundblick.surveys.codes import UNKNOWN, UNWILLING
from rundblick.surveys.definition import Item, Questionnaire, Scale, Score, Wave

Answer = int | str
"""A point of the scale, `UNKNOWN` or `UNWILLING`; for a question without a scale the words."""

LONGEST = 1000
"""Letters of an answer in free words."""


class Missing(StrEnum):
    """Why there is no value, in the words of the screen."""

    OPEN = "nicht beantwortet"
    UNKNOWN = "weiß nicht"
    UNWILLING = "möchte ich nicht sagen"
    SKIPPED = "nicht gefragt"
    NO_CONSENT = "keine Einwilligung"


@dataclass(frozen=True, kw_only=True)
class Asking:
    """In which wave and view is asked, and whether questions about health may be (`protected`)."""

    wave: str
    view: str
    protected: bool


def asked(one: Questionnaire, asking: Asking, answers: Mapping[str, Answer]) -> list[Item]:
    """The questions that are asked, given the answers so far, in their order.

    A question whose condition is not met is skipped, and with it whatever depends on its answer.
    """
    shown: dict[str, Item] = {}
    for item in one.items:
        if not _fits(item, asking):
            continue
        if item.show_if and not (item.show_if.item in shown and answers.get(item.show_if.item) in item.show_if.values):
            continue
        shown[item.code] = item
    return list(shown.values())


def _fits(item: Item, asking: Asking) -> bool:
    return (
        (not item.waves or asking.wave in item.waves)
        and (not item.views or asking.view in item.views)
        and (asking.protected or not item.sensitive)
    )


def why_missing(item: Item, asking: Asking, answers: Mapping[str, Answer], shown: Collection[str]) -> Missing | None:
    """Why a question has no value; None when it has one."""
    if item.sensitive and not asking.protected:
        return Missing.NO_CONSENT
    if item.code not in shown:
        return Missing.SKIPPED
    given = answers.get(item.code, "")
    if given == "":
        return Missing.OPEN
    if item.scale is None:
        return None
    return {UNKNOWN: Missing.UNKNOWN, UNWILLING: Missing.UNWILLING}.get(str(given))


def read(item: Item, scale: Scale | None, given: str) -> Answer | None:
    """What was sent for a question, as an answer; None for nothing. Raises ValueError in words for the screen."""
    text = given.strip()
    if not text:
        return None
    if scale is None:
        if len(text) > LONGEST:
            raise ValueError(f"Bitte höchstens {LONGEST} Zeichen; es sind {len(text)}.")
        return text
    if text in (UNKNOWN, UNWILLING):
        return text
    if not (text.isascii() and text.isdecimal() and len(text) < 4 and int(text) in scale.values):
        raise ValueError(f"Bitte wählen Sie eine Zahl von {scale.lowest} bis {scale.highest}.")
    return int(text)


@dataclass(frozen=True, kw_only=True)
class Scored:
    """A score of one survey: its value, from how many answers of how many questions; the ends it can reach."""

    code: str
    value: Fraction | None
    answered: int
    of: int
    lowest: int
    highest: int


def score(one: Questionnaire, rule: Score, answers: Mapping[str, Answer]) -> Scored:
    """The score from these answers; without a value where fewer than `at_least` questions have one.

    Answers must be those of questions that were asked. A reversed question counts from the other end.
    """
    values, lowest, highest = [], 0, 1
    for code in rule.items:
        item = one.item(code)
        scale = one.scale_of(item) if item else None
        if item is None or scale is None:
            continue
        lowest, highest = scale.lowest, scale.highest
        given = answers.get(code)
        if isinstance(given, int):
            values.append(lowest + highest - given if item.reverse else given)
    enough = len(values) >= rule.at_least
    value = Fraction(sum(values), len(values) if rule.rule == "mean" else 1) if enough else None
    times = len(rule.items) if rule.rule == "sum" else 1
    return Scored(
        code=rule.code,
        value=value,
        answered=len(values),
        of=len(rule.items),
        lowest=lowest * times,
        highest=highest * times,
    )


def scores(one: Questionnaire, asking: Asking, answers: Mapping[str, Answer]) -> dict[str, Scored]:
    """All scores of a survey by their codes, from the questions that were asked alone."""
    shown = {item.code for item in asked(one, asking, answers)}
    kept = {code: given for code, given in answers.items() if code in shown}
    return {rule.code: score(one, rule, kept) for rule in one.scores}


class When(StrEnum):
    """Where a day lies in the window of a wave."""

    EARLY = "early"
    OPEN = "open"
    LATE = "late"
    UNDATED = "undated"


@dataclass(frozen=True)
class Window:
    """First and last day (inclusive) on which a wave is asked."""

    opens: dt.date
    closes: dt.date

    def at(self, day: dt.date) -> When:
        """Where a day lies."""
        if day < self.opens:
            return When.EARLY
        return When.LATE if day > self.closes else When.OPEN


def window(wave: Wave, *, start: dt.date | None, end: dt.date | None) -> Window | None:
    """When a wave is asked; None while the day it counts from is not known.

    `start`: first day of the participation (or of the first survey). `end`: its last day, planned or real.
    """
    anchor = start if wave.counts_from == "start" else end
    if anchor is None:
        return None
    return Window(anchor + dt.timedelta(days=wave.opens), anchor + dt.timedelta(days=wave.closes))


def at(window_: Window | None, day: dt.date) -> When:
    """Where a day lies in a window that may not be known yet."""
    return When.UNDATED if window_ is None else window_.at(day)


def refusal(one: Questionnaire, wave: Wave, *, completed: Collection[str]) -> str:
    """Why a wave cannot be asked yet, in words; "" when it can. `completed`: waves of this person, run and view."""
    before = one.wave(wave.requires) if wave.requires else None
    if before is None or before.code in completed:
        return ""
    return f"Zuerst kommt „{before.label}“. Schließen Sie diese Befragung ab, bevor Sie „{wave.label}“ beginnen."

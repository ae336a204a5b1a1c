"""What holds without a database: how far an agreement is, when it is to be looked at, what an entry still lacks."""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from rundblick.agreements.codes import Kind, LessonStatus, Stage

SOON = dt.timedelta(days=60)
"""A review this far ahead is shown as coming."""

_BEFORE = (Stage.KEY_POINTS, Stage.DRAFT)


@dataclass(frozen=True)
class Standing:
    """Where an agreement stands: its stage, and whether a new version is being written while the old one holds."""

    stage: Stage
    revising: bool = False


def standing(stages: Iterable[str]) -> Standing:
    """What the versions, in their order, come to. A signed version holds until another is signed or it ends.

    Raises ValueError without a version.
    """
    found: Standing | None = None
    for text in stages:
        stage = Stage(text)
        holds = found is not None and found.stage == Stage.SIGNED
        found = Standing(Stage.SIGNED, revising=True) if holds and stage in _BEFORE else Standing(stage)
    if found is None:
        raise ValueError("an agreement without a version")
    return found


def next_stages(stage: str) -> tuple[Stage, ...]:
    """The stages a further version may have. What has ended begins again with key points or a draft."""
    return (Stage.KEY_POINTS, Stage.DRAFT) if stage == Stage.ENDED else tuple(Stage)


def review_state(*, review_on: dt.date | None, stage: str, as_of: dt.date) -> str:
    """ "overdue" from the review's day on, "soon" within 60 days before, else "". What ended is not reviewed."""
    if review_on is None or stage == Stage.ENDED:
        return ""
    if review_on <= as_of:
        return "overdue"
    return "soon" if review_on - as_of <= SOON else ""


@dataclass(frozen=True)
class Near:
    """A day of an agreement that is near or over: "review" or "end" (the last day on which it holds)."""

    why: str
    on: dt.date


def near(*, review_on: dt.date | None, valid_until: dt.date | None, stage: str, as_of: dt.date) -> tuple[Near, ...]:
    """The review and the end that lie at most 60 days ahead, or behind; `valid_until` exclusive. Nothing once it ended.

    An agreement that has run out stays until a version ends it or carries it on.
    """
    if stage == Stage.ENDED:
        return ()
    last = valid_until - dt.timedelta(days=1) if valid_until else None
    days = (Near("review", review_on) if review_on else None, Near("end", last) if last else None)
    return tuple(sorted((one for one in days if one and one.on - as_of <= SOON), key=lambda one: one.on))


def agreement_problems(given: Mapping[str, Any]) -> dict[str, str]:
    """What does not fit in what is said about an agreement, by field."""
    found = {}
    if not given.get("partner") and not given.get("partner_name"):
        found["partner_name"] = "Bitte wählen Sie eine Stelle aus der Liste oder schreiben Sie ihren Namen."
    first, last = given.get("valid_from"), given.get("valid_last")
    if first and last and last < first:
        found["valid_last"] = "Der letzte Tag liegt vor dem ersten."
    return found


def item_problems(kind: str, given: Mapping[str, Any]) -> dict[str, str]:
    """What an entry of the network office still lacks in its state, by field."""
    state = given.get("state")
    found = {}
    if kind == Kind.ORDER and state == "done" and not given.get("result"):
        found["result"] = "Bitte schreiben Sie kurz, was herausgekommen ist."
    if kind == Kind.UNDERTAKING and state == "dropped" and not given.get("result"):
        found["result"] = "Bitte schreiben Sie kurz, warum es nicht weitergeht."
    if kind == Kind.FUND and given.get("amount") is None:
        found["amount"] = "Bitte schreiben Sie den Betrag in Euro."
    if kind == Kind.EVENT and not given.get("due_on"):
        found["due_on"] = "Bitte schreiben Sie, an welchem Tag."
    return found


def lesson_problems(given: Mapping[str, Any]) -> dict[str, str]:
    """What a lesson still lacks in its status, by field (ANNA 6.1; PRO AKTIV row 10)."""
    status = given.get("status")
    found = {}
    if status == LessonStatus.DONE and not given.get("done"):
        found["done"] = "Bitte schreiben Sie kurz, was geändert wurde."
    if status == LessonStatus.PLANNED and not given.get("planned_year"):
        found["planned_year"] = "Bitte schreiben Sie, für welches Jahr."
    if status == LessonStatus.DROPPED and not given.get("reason"):
        found["reason"] = "Bitte schreiben Sie kurz, warum nicht."
    if given.get("effective_on") and status == LessonStatus.DROPPED:
        found["effective_on"] = "Was verworfen wurde, gilt ab keinem Tag. Bitte leer lassen."
    return found

"""Which programmes fit a household, why, and what to ask next: findings as the page shows them. Pure."""

import datetime as dt
import uuid
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass

from rundblick.people.queries import Member
from rundblick.programmes import considering
from rundblick.programmes.conditions import ALL_OF_THEM, Answer, Finding
from rundblick.programmes.considering import Fit
from rundblick.programmes.definition import Programme
from rundblick.programmes.facts import Fact
from rundblick.programmes.vocabulary import vocabulary

_RANK: dict[Answer, int] = {"yes": 0, "unknown": 1, "no": 2}

AnswerUrl = Callable[[str], str]
"""Where somebody answers the question of that code."""


@dataclass(frozen=True)
class Reason:
    """A finding as it is shown. `needed`: its answer would decide; `url` leads to where it is answered."""

    finding: Finding
    needed: bool
    url: str
    parts: tuple["Reason", ...]


@dataclass(frozen=True)
class FitLine:
    """The household or one member: the answer, how many answers are missing, and why."""

    name: str
    answer: Answer
    missing: int
    reasons: tuple[Reason, ...]


@dataclass(frozen=True)
class Offer:
    """A programme for this household. `answer`: of whom it suits best; `missing`: what is still to ask there."""

    programme: Programme
    answer: Answer
    missing: int
    lines: tuple[FitLine, ...]
    offered: bool
    open: bool

    @property
    def questions(self) -> int:
        """How many questions are asked for the nomination only, in the talk."""
        return len(self.programme.target_group.checklist)


@dataclass(frozen=True)
class Question:
    """An open answer that would help: about whom, for how many of the programmes offered here."""

    label: str
    find_out: str
    names: str
    programmes: int
    url: str


@dataclass(frozen=True)
class Shelfed:
    """Offers of one group, in the order people look: what fits, what is open, and, folded, what does not fit."""

    fitting: list[Offer]
    open: list[Offer]
    others: list[Offer]

    def __len__(self) -> int:
        return len(self.fitting) + len(self.open) + len(self.others)


def offer(
    programme: Programme,
    *,
    facts: Collection[Fact],
    members: Sequence[Member],
    day: dt.date,
    label: str,
    offered: bool,
    url: AnswerUrl,
) -> Offer:
    """Judge one programme for a household and its members on that day."""
    fits = considering.fits(programme, facts, members, day, label)
    lines = tuple(_line(fit, url) for fit in fits)
    best = min(((_RANK[line.answer], line.missing) for line in lines), default=(2, 0))
    answer = next((line.answer for line in lines if (_RANK[line.answer], line.missing) == best), "no")
    takes_in = any(run.valid_until is None or run.valid_until > day for run in programme.runs)
    return Offer(programme, answer, best[1], lines, offered, takes_in)


def sorted_offers(offers: Iterable[Offer]) -> Shelfed:
    """Fits first, then the fewest open questions; by title within."""
    by_need = sorted(offers, key=lambda one: (one.missing, one.programme.title.casefold()))
    return Shelfed(
        [one for one in by_need if one.answer == "yes"],
        [one for one in by_need if one.answer == "unknown"],
        [one for one in by_need if one.answer == "no"],
    )


def questions(
    programmes: Iterable[Programme],
    *,
    facts: Collection[Fact],
    members: Sequence[Member],
    day: dt.date,
    label: str,
    url: AnswerUrl,
    most: int = 6,
) -> list[Question]:
    """The answers that would decide most: those the most programmes wait for come first."""
    waiting: Counter[str] = Counter()
    about: dict[str, dict[uuid.UUID | None, str]] = {}
    for programme in programmes:
        asked = set()
        for fit in considering.fits(programme, facts, members, day, label):
            for code in considering.open_questions(fit.finding):
                known = vocabulary().fact(code)
                of_person = known is not None and known.about == "person"
                about.setdefault(code, {})[fit.person_id if of_person else None] = fit.name if of_person else ""
                asked.add(code)
        waiting.update(asked)
    return [
        Question(known.label, known.find_out, ", ".join(filter(None, about[code].values())), number, url(code))
        for code, number in sorted(waiting.items(), key=lambda pair: (-pair[1], pair[0]))[:most]
        if (known := vocabulary().fact(code)) is not None
    ]


def _line(fit: Fit, url: AnswerUrl) -> FitLine:
    reason = _reason(fit.finding, url)
    missing = len(considering.open_questions(fit.finding))
    # That everything listed must hold goes without saying; that one of them is enough does not.
    flat = reason.parts if fit.finding.label == ALL_OF_THEM else (reason,)
    return FitLine(fit.name, fit.finding.answer, missing, flat)


def _reason(finding: Finding, url: AnswerUrl, needed: bool = True) -> Reason:
    needed = needed and finding.answer == "unknown"
    to = url(finding.fact) if needed and finding.fact else ""
    return Reason(finding, needed, to, tuple(_reason(part, url, needed) for part in finding.parts))

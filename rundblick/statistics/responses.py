"""Counting answers where one person may give several."""

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction


@dataclass(frozen=True, slots=True)
class Option:
    """One possible answer. `mentions` counts each respondent once."""

    code: str
    mentions: int
    of_respondents: Fraction
    of_mentions: Fraction


@dataclass(frozen=True, slots=True)
class Responses:
    """Answers of a group. Shares of respondents may add up to more than 1, shares of mentions never do.

    `respondents` gave at least one answer; `without_answer` gave none and are in no denominator.
    """

    options: tuple[Option, ...]
    respondents: int
    mentions: int
    without_answer: int

    def mentions_of(self, code: str) -> int:
        """How many respondents gave this answer; 0 when nobody did."""
        return next((option.mentions for option in self.options if option.code == code), 0)


def count_responses(answers: Iterable[Collection[str]], order: Sequence[str] = ()) -> Responses:
    """Count multiple responses; `answers` holds one collection per person asked (possibly empty).

    The same answer given twice by one person counts once. Options named in `order` come first and are listed
    even with no mention; all others follow by number of mentions, then by code.
    """
    given = [frozenset(answer) for answer in answers]
    tally = Counter(code for answer in given for code in answer)
    respondents = sum(1 for answer in given if answer)
    mentions = sum(tally.values())
    others = sorted(set(tally) - set(order), key=lambda code: (-tally[code], code))
    options = tuple(
        Option(code, tally[code], _part(tally[code], respondents), _part(tally[code], mentions))
        for code in (*order, *others)
    )
    return Responses(options, respondents, mentions, len(given) - respondents)


def _part(number: int, whole: int) -> Fraction:
    return Fraction(number, whole) if whole else Fraction(0)

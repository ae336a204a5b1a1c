"""Pure rules of waiting: when something is expected, when to ask next, which words a kind takes. No database."""

import datetime as dt
import re
from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass

from rundblick.waiting.kinds import Kind
from rundblick.web.german import MONTHS, german_date

_MONTH = re.compile(r"(?:(\d{1,2})\s*[./-]\s*|([a-zäöü]+)\s+)([12]\d{3})")
_NUMBERS = {name.casefold(): number for number, name in enumerate(MONTHS, 1)}


@dataclass(frozen=True, slots=True)
class Expected:
    """A day, or with `monthly` the month in which `first` lies."""

    first: dt.date
    monthly: bool = False

    @property
    def last(self) -> dt.date:
        """The last day on which it would still come as expected."""
        if not self.monthly:
            return self.first
        return self.first.replace(day=monthrange(self.first.year, self.first.month)[1])

    def __str__(self) -> str:
        return german_date(self.first, "month" if self.monthly else "short")


def read_month(text: str) -> Expected | None:
    """A month as people write it (03/2027, 3.2027, März 2027); None for anything else."""
    match = _MONTH.fullmatch(text.strip().casefold())
    if match is None:
        return None
    number = int(match[1]) if match[1] else _NUMBERS.get(match[2], 0)
    return Expected(dt.date(int(match[3]), number, 1), monthly=True) if 1 <= number <= 12 else None


def days_waited(since: dt.date, day: dt.date) -> int:
    """Whole days from `since` until `day`; 0 on the first one."""
    return max((day - since).days, 0)


def next_asking(kind: Kind, *, asked: dt.date, expected: Expected | None, today: dt.date) -> dt.date:
    """When to ask next, as a proposal: the day after it was expected, or some time after `asked`.

    `asked`: the last asking, or the first day of waiting. Never before `today`.
    """
    if expected is not None and expected.last >= today:
        return expected.last + dt.timedelta(days=1)
    return max(asked + dt.timedelta(days=kind.ask_after_days), today)


_FIELDS = {"what": "what", "whom": "whom", "reach": "whom", "said": "answer", "result": "answer", "text": "bridge"}


def word_problems(kind: Kind, given: Mapping[str, object]) -> dict[str, str]:
    """By field: why what was written cannot stay with this kind, or is missing."""
    refused = {name: NO_WORDS for name, word in _FIELDS.items() if given.get(name) and word not in kind.words}
    if kind.needs_what and "what" in given and not given["what"]:
        refused["what"] = "Bitte schreiben Sie kurz, worum es geht."
    return refused


NO_WORDS = (
    "Zu dieser Art wird hier nichts weiter aufgeschrieben; bitte leeren Sie das Feld. Was die Gesundheit betrifft, "
    "gehört mit Einwilligung in den geschützten Bereich der Lebenslage."
)

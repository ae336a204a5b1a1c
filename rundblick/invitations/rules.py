"""Pure rules: when a reminder goes out, what may stand on paper, how a number is written. No database."""

import datetime as dt
import re
from dataclasses import dataclass
from typing import cast

from rundblick.programmes.days import State, holidays
from rundblick.web.clock import BERLIN

MARGIN = dt.timedelta(minutes=30)
"""So long before the quiet hours a reminder goes out that would have fallen into them."""

GRACE = dt.timedelta(minutes=15)
"""What was due before the quiet hours may still leave so long into them: the job runs every few minutes."""

LONGEST_SHIFT = dt.timedelta(days=6)
"""More quiet days in a row than any Land knows, for looking ahead."""

_CONSEQUENCES = re.compile(
    r"§|rechtsfolge|rechtsbehelf|sanktion|minderung|mindern|gemindert|meldepflicht|meldevers|melde?aufforderung|verpflicht|mitwirkungspflicht"
    r"|kürzung|gekürzt|leistungsentzug|pflichtverletz|wichtiger grund|wichtigen grund",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Quiet:
    """Nothing is sent from `begins` (full hour, evening) until `ends` (morning), on Sundays and public holidays."""

    begins: int
    ends: int
    state: str = ""

    def holds(self, at: dt.datetime) -> bool:
        """Whether nothing is sent at that moment."""
        local = at.astimezone(BERLIN)
        return self._whole(local.date()) or not self.ends <= local.hour < self.begins

    def last_before(self, at: dt.datetime) -> dt.datetime:
        """`at`, or when that is quiet the evening before it, `MARGIN` before the quiet hours begin."""
        if not self.holds(at):
            return at
        day = at.astimezone(BERLIN).date()
        while (evening := self._at(day, self.begins) - MARGIN) > at or self._whole(day):
            day -= dt.timedelta(days=1)
        return evening

    def next_after(self, at: dt.datetime) -> dt.datetime:
        """`at`, or when that is quiet the next morning on which something is sent."""
        if not self.holds(at):
            return at
        day = at.astimezone(BERLIN).date()
        while (morning := self._at(day, self.ends)) < at or self._whole(day):
            day += dt.timedelta(days=1)
        return morning

    def _whole(self, day: dt.date) -> bool:
        return day.weekday() == 6 or day in holidays(day.year, cast(State, self.state) if self.state else None)

    @staticmethod
    def _at(day: dt.date, hour: int) -> dt.datetime:
        return dt.datetime.combine(day, dt.time.min, tzinfo=BERLIN).replace(hour=hour % 24).astimezone(
            dt.UTC
        ) + dt.timedelta(days=hour // 24)


def remind_at(starts_at: dt.datetime, hours: int, quiet: Quiet) -> dt.datetime:
    """When the reminder of an appointment goes out: so many real hours before, earlier where that is quiet."""
    return quiet.last_before(starts_at.astimezone(dt.UTC) - dt.timedelta(hours=hours))


def reminder_due(*, starts_at: dt.datetime, hours: int, known_at: dt.datetime, quiet: Quiet, at: dt.datetime) -> bool:
    """Whether a reminder goes out at `at`. `known_at`: when the person last heard of exactly this time.

    Nobody is reminded of what they heard after the reminder would have gone out, nor when it has begun; a reminder that
    could not go out in time follows, but never in the quiet hours.
    """
    if hours == 0 or quiet.holds(at):
        return False
    moment = remind_at(starts_at, hours, quiet)
    return known_at < moment <= at < starts_at


def speaks_of_consequences(text: str) -> bool:
    """Whether words of a legal notice stand there; Rundblick never prints one (design rule 9)."""
    return _CONSEQUENCES.search(text) is not None


def mobile_number(text: str) -> str:
    """A phone number as gateways want it: +49170…; "" for what is none. Without a country Germany is meant."""
    digits = re.sub(r"[\s()/.\-]", "", text.replace("(0)", ""))
    if digits.startswith("00"):
        digits = f"+{digits[2:]}"
    elif digits.startswith("0"):
        digits = f"+49{digits[1:]}"
    return digits if re.fullmatch(r"\+[1-9]\d{7,14}", digits) else ""

"""Pure rules of the file: moments of the timeline, what is due, versions of a note. No database."""

import datetime as dt

from rundblick.web.clock import BERLIN, now

NOON = dt.time(12)
NOTE_MISSING_FOR_DAYS = 60
"""How long a missing note is asked for; later nobody remembers the talk well enough."""


def at_noon(day: dt.date) -> dt.datetime:
    """Where a day without a time stands in the timeline: now if it is today, otherwise noon in Berlin."""
    moment = now()
    return moment if day == moment.date() else dt.datetime.combine(day, NOON, tzinfo=BERLIN)

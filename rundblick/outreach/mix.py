"""Where people talk with each other: how the talks of a year spread over settings. Pure.

Handreichung section 4 asks for flexible settings; the picture informs and sets no aim.
"""

import datetime as dt
from collections.abc import Mapping

from rundblick.calendar.codes import Setting
from rundblick.web.pictures import Bar, Picture, horizontal_bars

TITLE = "Wo wir miteinander sprechen"
YEAR = dt.timedelta(days=365)
"""Before the Stichtag, which counts as well."""


def picture(talks: Mapping[str, int]) -> Picture | None:
    """One bar per setting, those never used last; each with all talks as its denominator. None without any talk."""
    total = sum(talks.values())
    if not total:
        return None
    found = sorted(Setting, key=lambda setting: -talks.get(setting.value, 0))
    bars = [
        Bar(label=str(one.label), value=talks.get(one.value, 0), text=f"{talks.get(one.value, 0)} von {total}")
        for one in found
    ]
    return horizontal_bars(title=TITLE, bars=bars, value_label="Gespräche", maximum=total)

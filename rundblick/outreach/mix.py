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
    """One bar per setting that was used, each with all talks as its denominator. None without any talk."""
    total = sum(talks.values())
    if not total:
        return None
    used = sorted((one for one in Setting if talks.get(one.value)), key=lambda one: -talks[one.value])
    bars = [Bar(label=str(one.label), value=talks[one.value], text=f"{talks[one.value]} von {total}") for one in used]
    return horizontal_bars(title=TITLE, bars=bars, value_label="Gespräche", maximum=total)


def unused(talks: Mapping[str, int]) -> str:
    """Settings nobody talked in, as a list in words."""
    return ", ".join(str(one.label) for one in Setting if not talks.get(one.value))

"""Pure rules of names: what in a text would tell who is meant."""

import datetime as dt
import re
from collections.abc import Iterable

from rundblick.web.german import german_date

_WORD = re.compile(r"[^\W\d_]+")
_NUMBER = re.compile(r"\+?\d[\d /-]{4,}\d")
_MAIL = re.compile(r"[^\s@;,]+@[^\s@;,]*\w")
_GENITIVE = ("s", "es")
SHORTEST = 2
INFLECTED = 3
"""From this length on a name is also found with a genitive ending."""


def names_in(text: str, names: Iterable[str], days: Iterable[dt.date] = ()) -> list[str]:
    """What in the text would tell who is meant, in the order it stands there, each once.

    Found are words of `names` (also "Samis"), dates of birth, long numbers (telephone, BG) and e-mail addresses.
    """
    known = {part.casefold() for name in names for part in _WORD.findall(name) if len(part) >= SHORTEST}
    known |= {part + end for part in known if len(part) >= INFLECTED for end in _GENITIVE}
    found = [(match.start(), match[0]) for match in _WORD.finditer(text) if match[0].casefold() in known]
    found += [(match.start(), match[0]) for match in _MAIL.finditer(text)]
    found += [(match.start(), match[0]) for match in _NUMBER.finditer(text)]
    for day in days:
        for written in (german_date(day), f"{day.day}.{day.month}.{day.year}", f"{day.day}.{day.month}.{day:%y}"):
            found += [(match.start(), written) for match in re.finditer(rf"(?<!\d){re.escape(written)}(?!\d)", text)]
    return list(dict.fromkeys(word for _place, word in sorted(found)))

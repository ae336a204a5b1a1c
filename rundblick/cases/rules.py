"""Pure rules of the file: moments of the timeline, what is due, goals and their wording. No database."""

import datetime as dt
import re
from dataclasses import dataclass

from rundblick.cases.codes import GoalKind
from rundblick.web.clock import BERLIN, now

NOON = dt.time(12)
NOTE_MISSING_FOR_DAYS = 60
"""How long a missing note is asked for; later nobody remembers the talk well enough."""


def at_noon(day: dt.date) -> dt.datetime:
    """Where a day without a time stands in the timeline: now if it is today, otherwise noon in Berlin."""
    moment = now()
    return moment if day == moment.date() else dt.datetime.combine(day, NOON, tzinfo=BERLIN)


_BELOW = {GoalKind.LEAD: (), GoalKind.AREA: (GoalKind.LEAD,), GoalKind.ACTION: (GoalKind.AREA, GoalKind.LEAD)}
_NESTING = {
    GoalKind.LEAD: "Ein Leitziel steht oben und hängt unter keinem anderen Ziel.",
    GoalKind.AREA: "Ein Bereichsziel hängt unter einem Leitziel.",
    GoalKind.ACTION: "Ein Handlungsziel hängt unter einem Bereichsziel oder einem Leitziel.",
}


def nesting_problem(kind: str, above: str | None) -> str:
    """Why a goal of this kind cannot hang under one of the kind `above`, or "" (Handreichung 3.3.1).

    None above always fits. As the kind above is always a higher one, goals never form a circle.
    """
    if above is None or above in _BELOW[GoalKind(kind)]:
        return ""
    return _NESTING[GoalKind(kind)]


def kinds_below(kind: str) -> list[GoalKind]:
    """The kinds of goals that fit under a goal of this kind, the widest first."""
    return [below for below, above in _BELOW.items() if kind in above]


@dataclass(frozen=True)
class SmartHint:
    """A suggestion for the wording of a goal. `about`: the idea of the SMART formula it comes from."""

    code: str
    about: str
    text: str


_AWAY = re.compile(r"\b(nicht mehr|nie mehr|nie wieder|kein\w* (\w+ ){0,3}mehr|aufhören|vermeiden|loswerden|weniger)\b")
_OTHERS = re.compile(
    r"^(das|die|der|mein|meine|man|es)\b(?!.*\bich\b).{0,40}?\b(soll|sollen|sollte|muss|müssen|wird mir|werden mir)\b"
)
_UNSURE = re.compile(r"\b(irgendwie|irgendwann|irgendwas|vielleicht|eventuell|versuchen|versuche|mal sehen)\b")
_VAGUE = re.compile(r"\b(mehr|besser|öfter|häufiger|regelmäßig|demnächst|bald|möglichst|kümmern|etwas|ordentlich)\b")
_WHEN = re.compile(
    r"\b(bis|ab|täglich|wöchentlich|monatlich|jeden|jede|jedes|morgen|heute|am|im|in|vor|nach"
    r"|(ein|zwei|drei|vier|fünf|\d+)\s?mal)\b"
)
_LONG = 160

_HINTS = {
    "away": SmartHint(
        "away", "attraktiv", "Das klingt nach weg von etwas. Was soll stattdessen da sein? Darauf geht man leichter zu."
    ),
    "others": SmartHint(
        "others", "selbst erreichbar", "Hier tun andere etwas. Was könnte die Person selbst dafür tun?"
    ),
    "vague": SmartHint("vague", "konkret", "Woran würde man merken, dass es geschafft ist? Ein Beispiel reicht."),
    "long": SmartHint("long", "überschaubar", "Das ist viel auf einmal. Vielleicht sind es zwei Schritte?"),
    "when": SmartHint("when", "mit Zeitpunkt", "Mag die Person sagen, bis wann? Ein Tag oder ein Anlass genügt."),
    "horizon": SmartHint(
        "horizon", "mit Zeitraum", "Hilft ein ungefährer Zeitraum, etwa drei Monate oder ein halbes Jahr?"
    ),
}


def smart_hints(text: str, kind: str, due_on: dt.date | None) -> list[SmartHint]:
    """Suggestions for the wording, the most helpful first; a page shows one and never blocks.

    All for a Handlungsziel, some for a Bereichsziel, none for a Leitziel, which need not be measurable
    (Handreichung 3.3.1, Tabelle 2).
    """
    words = " ".join(text.lower().split())
    if not words or kind == GoalKind.LEAD:
        return []
    action = kind == GoalKind.ACTION
    away = bool(_AWAY.search(words))
    timed = due_on is not None or bool(_WHEN.search(words))
    found = {
        "away": away,
        "others": action and bool(_OTHERS.search(words)),
        "vague": bool(_UNSURE.search(words)) or (action and not away and bool(_VAGUE.search(words))),
        "long": len(words) > _LONG,
        "when": action and not timed,
        "horizon": not action and not timed,
    }
    return [_HINTS[code] for code, applies in found.items() if applies]

"""What was done beside the talking in the demo, read off the words of its notes; more of it alone as time goes by."""

import hashlib
from collections.abc import Sequence
from typing import Any

from rundblick.cases.codes import OwnAction
from rundblick.cases.services import ServiceContent

_WORDS: tuple[tuple[str, str, str], ...] = (
    # a word of the note, the kind of support, the service beside the talk
    ("Antrag", "hands", "application"),
    ("Unterlagen", "hands", "post"),
    ("Brief", "hands", "post"),
    ("Schreiben", "hands", "letter"),
    ("Bewerbung", "hands", "letter"),
    ("Betrieb", "intervention", "employer"),
    ("Werkstatt", "intervention", "employer"),
    ("Leistungsbereich", "intervention", "inside"),
    ("Bildung und Teilhabe", "information", "benefits"),
    ("Zuschuss", "information", "benefits"),
    ("Beratung", "information", "appointment"),
    ("angerufen", "company", "call"),
    ("Betreuung", "advice", "childcare"),
    ("Wochenplan", "orientation", "structure"),
    ("Wege", "orientation", "everyday_skills"),
    ("Plan", "orientation", ""),
    ("Berufswunsch", "advice", ""),
    ("gelungen", "recognition", ""),
    ("bestanden", "recognition", ""),
    ("Kennenlernen", "shelter", ""),
    ("Spaziergang", "shelter", ""),
    ("erste", "motivation", ""),
    ("Termin", "reliable", ""),
)


def supports(record: Any) -> list[str]:
    """Kinds of support the note tells of."""
    return list(dict.fromkeys(kind for word, kind, _service in _WORDS if word in _text(record)))


def helped(record: Any, story: Sequence[Any]) -> list[ServiceContent]:
    """Services the note tells of. `story`: all notes of the same household in order, of which it is one."""
    found = list(dict.fromkeys(service for word, _kind, service in _WORDS if service and word in _text(record)))
    return [
        ServiceContent(
            kind=service, own_action=_who(record, service, story), minutes=5 + 5 * _dice(record.key, service)
        )
        for service in found[:2]
    ]


def _who(record: Any, service: str, story: Sequence[Any]) -> OwnAction:
    """The later in the story, the more somebody does alone."""
    late = story.index(record) / max(1, len(story) - 1)
    return list(reversed(OwnAction))[min(2, int(late * 2 + _dice(service, record.key) / 4))]


def _dice(*words: str) -> int:
    """0 to 3, the same for the same words."""
    return hashlib.sha256("/".join(words).encode()).digest()[0] % 4


def _text(record: Any) -> str:
    return f"{record.sentence} {record.summary} {record.agreements}"

"""Pure rules of the room: which question fits, what is new in a household, and words typed in two windows."""

import datetime as dt
import hashlib
import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from rundblick.people.rules import Role, turns
from rundblick.preparation.prompts import Prompt, When

PROMPTS = 2
AHEAD = dt.timedelta(days=180)
CHILDREN = frozenset({Role.CHILD, Role.ADULT_CHILD})
AGES = (15, 18)

Windows = Mapping[str, Mapping[str, str]]
"""What each window of one talk holds: {window: {field: words}}, the one that wrote first comes first."""


@dataclass(frozen=True, slots=True)
class Course:
    """What the file says about the time since the last talk. `confidences`: of each goal, the oldest first."""

    won: bool
    open_steps: bool
    confidences: tuple[Sequence[int], ...] = ()

    def is_(self, when: When) -> bool:
        """Whether this holds. "shaken": the confidence in some goal is lower than the time before."""
        if when == "won":
            return self.won
        if when == "open_steps":
            return self.open_steps
        if when == "shaken":
            return any(len(values) > 1 and values[-1] < values[-2] for values in self.confidences)
        return True


def fitting(prompts: Iterable[Prompt], course: Course) -> list[Prompt]:
    """The first two questions whose occasion is there, each about another source (Handreichung 3.5.2)."""
    found: dict[str, Prompt] = {}
    for prompt in prompts:
        if course.is_(prompt.when):
            found.setdefault(prompt.strengthens, prompt)
    return list(found.values())[:PROMPTS]


@dataclass(frozen=True, slots=True)
class Relative:
    """A membership as the news see it; `until` is exclusive."""

    person: uuid.UUID
    name: str
    role: Role
    born: dt.date | None
    since: dt.date
    until: dt.date | None


@dataclass(frozen=True, slots=True)
class News:
    """Something new in the household, or about to be."""

    on: dt.date
    text: str


def news_of(relatives: Iterable[Relative], *, since: dt.date, day: dt.date) -> list[News]:
    """Births, who moved in or out from `since` to `day` (both included), and children who turn 15 or 18.

    Ages also look half a year ahead. In the order of days. Those with whom the household began are no news.
    """
    found = []
    people = list(relatives)
    began = min((one.since for one in people), default=day)
    for one in people:
        if one.born and since <= one.born <= day:
            found.append(News(one.born, f"{one.name} ist geboren"))
        elif began < one.since and since <= one.since <= day:
            found.append(News(one.since, f"{one.name} gehört jetzt zum Haushalt"))
        if one.until and since <= one.until <= day:
            found.append(News(one.until, f"{one.name} gehört nicht mehr zum Haushalt"))
        elif one.born and one.role in CHILDREN and one.since <= day:
            for age in AGES:
                on = turns(one.born, age)
                if since <= on <= day + AHEAD:
                    found.append(News(on, f"{one.name} {'ist' if on <= day else 'wird'} {age} Jahre alt"))
    return sorted(found, key=lambda news: (news.on, news.text))


def fingerprint(words: Mapping[str, str]) -> str:
    """What tells whether a window's words are still those that were seen; says nothing about them."""
    return hashlib.sha256(repr(sorted(words.items())).encode()).hexdigest()[:16]


def seen(windows: Windows) -> str:
    """The windows whose words a new window shows, for its hidden field."""
    return " ".join(f"{window}.{fingerprint(words)}" for window, words in windows.items())


def put(windows: Windows, *, window: str, knows: str, words: Mapping[str, str]) -> dict[str, dict[str, str]]:
    """The windows after one wrote. What it has seen and nobody touched since lives on in its own words; all else stays.

    `knows`: what `seen` said when the window was opened.
    """
    replaced = set(knows.split())
    kept = {
        name: dict(theirs)
        for name, theirs in windows.items()
        if name != window and f"{name}.{fingerprint(theirs)}" not in replaced
    }
    return kept | ({window: dict(words)} if any(words.values()) else {})


def together(windows: Windows, field: str) -> str:
    """All that was typed into a field in any window."""
    return joined(words.get(field, "") for words in windows.values())


def joined(texts: Iterable[str]) -> str:
    """Texts below each other; one that stands within another is not repeated."""
    kept: list[str] = []
    for text in (text.strip() for text in texts):
        if not text or any(text in other for other in kept):
            continue
        kept = [other for other in kept if other not in text] + [text]
    return "\n\n".join(kept)


def merged(draft: Mapping[str, Sequence[str]], words: Mapping[str, str]) -> dict[str, list[str]]:
    """A draft of a note with the words of a talk added; nothing of either is lost."""
    added = {name: [joined(["".join(draft.get(name, [])[-1:]), text])] for name, text in words.items() if text.strip()}
    return {name: list(values) for name, values in draft.items()} | added


def waits_for(days: int) -> str:
    """Since when somebody waits, in words."""
    return {0: "seit heute", 1: "seit gestern"}.get(days, f"seit {days} Tagen")


def day_of(text: str, *, earliest: dt.date, today: dt.date) -> dt.date | None:
    """The day of an address such as `?seit=2026-03-01`; None for anything unreadable, ahead, or before the case."""
    try:
        day = dt.date.fromisoformat(text)
    except ValueError:
        return None
    return day if earliest <= day <= today else None

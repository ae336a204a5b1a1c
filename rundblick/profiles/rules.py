"""Rules of the job profile. No database."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from rundblick.catalogue.working import HIGHEST, working


def leanings(answers: Mapping[str, Sequence[int | None]]) -> dict[str, int | None]:
    """By letter, the mean of the answers given as a share of the highest one, 0 to 100; None without an answer.

    What was left out counts as nothing said, never as "not at all".
    """
    found: dict[str, int | None] = {}
    for letter, values in answers.items():
        given = [value for value in values if value is not None]
        found[letter] = round(100 * sum(given) / (HIGHEST * len(given))) if given else None
    return found


def strongest(shares: Mapping[str, int | None], most: int = 3) -> str:
    """The letters that draw somebody most, the strongest first; of equals the one that stands first. At most `most`.

    An interest without any pull is never among them.
    """
    order = "".join(one.code for one in working().interests)
    drawn = [(letter, share) for letter, share in shares.items() if share]
    drawn.sort(key=lambda one: (-one[1], order.index(one[0])))
    return "".join(letter for letter, _ in drawn[:most])


def in_words(share: int | None) -> str:
    """How much an interest draws somebody, in the words of the answers."""
    if share is None:
        return "offen"
    nearest = min(working().answers, key=lambda one: (abs(100 * one.value / HIGHEST - share), -one.value))
    return nearest.label


def hours_in_words(least: int | None, most: int | None) -> str:
    """Hours a week as one says them; "" where nothing was said."""
    if least and most:
        return f"{least} Stunden in der Woche" if least == most else f"{least} bis {most} Stunden in der Woche"
    if most:
        return f"bis {most} Stunden in der Woche"
    return f"mindestens {least} Stunden in der Woche" if least else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Aim:
    """A target occupation as it stood for a time. `until`: first day it no longer did, None = it stands."""

    thread: UUID
    text: str
    idea: str
    since: dt.date
    until: dt.date | None
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A target occupation that became another, began (`before` is "") or was let go (`after` is "")."""

    on: dt.date
    before: str
    after: str
    idea: str
    reason: str


def changes(aims: Iterable[Aim]) -> list[Change]:
    """How target occupations changed, the latest first. Only another occupation counts, not another word about it."""
    threads: dict[UUID, list[Aim]] = {}
    for aim in sorted(aims, key=lambda aim: aim.since):
        threads.setdefault(aim.thread, []).append(aim)
    found = []
    for rows in threads.values():
        before: Aim | None = None
        for row in rows:
            if before is None or _named(before) != _named(row):
                found.append(
                    Change(
                        on=row.since, before=before.text if before else "", after=row.text, idea=row.idea,
                        reason=row.reason,
                    )
                )  # fmt: skip
            before = row
        if before is not None and before.until is not None:
            found.append(Change(on=before.until, before=before.text, after="", idea="", reason=""))
    return sorted(found, key=lambda one: (one.on, one.after, one.before), reverse=True)


def _named(aim: Aim) -> str:
    return " ".join(aim.text.split()).casefold()

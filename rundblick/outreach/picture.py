"""The attempts so far as a staircase. Pure."""

from collections.abc import Sequence

from rundblick.outreach.codes import Channel, Kind, Result
from rundblick.outreach.rules import Next, Standing, Told
from rundblick.web.german import german_date
from rundblick.web.pictures import Picture, Stair, staircase

TITLE = "Was schon versucht wurde"


def stairs(held: Standing, following: Next | None, *, ahead: Sequence[str] = (), dated: bool = True) -> Picture:
    """Attempts in their order, the next step (with its day if `dated`), and the names of those after it."""
    steps = [Stair(label=words(one), state="done", note=german_date(one.on)) for one in held.attempts]
    if following is not None:
        steps.append(
            Stair(label=following.label, state="now", note=f"ab {german_date(following.due_on)}" if dated else "")
        )
        steps += [Stair(label=label, state="open") for label in ahead]
    return staircase(title=TITLE, stairs=steps, done="versucht", now="als Nächstes", ahead="später, wenn nötig")


def words(one: Told) -> str:
    """What an entry says, in one line."""
    if one.kind != Kind.ATTEMPT:
        return str(Kind(one.kind).label)
    result = Result(one.result).label if one.result else ""
    return ": ".join(part for part in (str(Channel(one.channel).label), str(result)) if part)

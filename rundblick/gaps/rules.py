"""When a need is without an offer. Pure; days are Berlin's, `as_of` is valid time with that day included.

Three kinds of entries say that somebody needs something: a need with its ways, a wait, and an answer on a journey. Each
has its rule. What several entries say about the same topic of the same person is one need (`gap_of`).
"""

import datetime as dt
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, replace

from rundblick.gaps.codes import OTHER_PLACES, Reason, Standing
from rundblick.gaps.topics import Limits, Track
from rundblick.journeys.rules import State as Place
from rundblick.referrals.codes import Refusal, Result, State
from rundblick.referrals.rules import Happened, course, ordered
from rundblick.statistics.suppression import THRESHOLD
from rundblick.waiting.codes import Outcome

_REFUSED = {
    Refusal.NO_PLACE: Reason.NO_PLACE,
    Refusal.NOT_COMPETENT: Reason.NOT_COMPETENT,
    Refusal.CONDITIONS: Reason.CONDITIONS,
}
_IN_VAIN = frozenset({Result.DECLINED, Result.NOT_FITTING})


@dataclass(frozen=True, slots=True)
class Found:
    """How an entry stands on a day, since when, and why where it is without an offer."""

    standing: Standing
    on: dt.date
    reason: Reason | None = None


@dataclass(frozen=True, slots=True)
class Told:
    """A step of a way with the agency's reason, if it gave one."""

    step: Happened
    refusal: str = ""


@dataclass(frozen=True, slots=True)
class Way:
    """One way to one help."""

    kind: str
    begun_on: dt.date
    steps: tuple[Told, ...] = ()


@dataclass(frozen=True, slots=True)
class Need:
    """A need as the ways to a help know it; `ended_on`: the first day on which it was settled."""

    since: dt.date
    ended_on: dt.date | None
    ways: tuple[Way, ...] = ()


@dataclass(frozen=True, slots=True)
class Wait:
    """Something somebody waits for."""

    since: dt.date
    ended_on: dt.date | None = None
    outcome: str = ""


def of_need(need: Need, as_of: dt.date, limits: Limits) -> Found | None:
    """How a need stands; None before it was there.

    Without an offer when every way ended in vain, or when the longest of those who wait has waited over the limit and
    nobody was anywhere yet. Quiet when it is open and nobody has begun a way for so long.
    """
    if need.since > as_of:
        return None
    if need.ended_on is not None and need.ended_on <= as_of:
        return Found(Standing.OVER, need.ended_on)
    ways = [_of_way(way, as_of, limits) for way in need.ways if way.begun_on <= as_of]
    if not ways:
        quiet_on = need.since + dt.timedelta(days=limits.no_way_days)
        quiet = quiet_on <= as_of
        return Found(Standing.QUIET if quiet else Standing.MOVING, quiet_on if quiet else need.since)
    answered = [way for way in ways if way.standing == Standing.ANSWERED]
    if answered:
        return min(answered, key=lambda way: way.on)
    late = [way for way in ways if way.reason == Reason.WAITS]
    if late:
        return min(late, key=lambda way: way.on)
    if all(way.standing == Standing.WITHOUT for way in ways):
        return max(ways, key=lambda way: way.on)
    moving = [way for way in ways if way.standing == Standing.MOVING]
    return moving[0] if moving else Found(Standing.OVER, max(way.on for way in ways))


def _of_way(way: Way, as_of: dt.date, limits: Limits) -> Found:
    steps = [one for one in way.steps if one.step.on <= as_of]
    now = course(way.begun_on, (one.step for one in steps))
    if not now.open:
        if now.result in _IN_VAIN:
            return Found(Standing.WITHOUT, now.since, _why(now.result, steps))
        helped = now.result in (Result.HELPED, Result.PARTLY) or now.connected_on is not None
        return Found(Standing.ANSWERED if helped else Standing.OVER, now.connected_on or now.since)
    if now.connected_on is not None:
        return Found(Standing.ANSWERED, now.connected_on)
    over_on = now.since + dt.timedelta(days=limits.waiting_days + 1)
    if now.state == State.WAITING and over_on <= as_of:
        return Found(Standing.WITHOUT, over_on, Reason.WAITS)
    return Found(Standing.MOVING, now.last_on or way.begun_on)


def _why(result: str, steps: Sequence[Told]) -> Reason:
    if result == Result.NOT_FITTING:
        return Reason.NOT_FITTING
    order = {id(step): place for place, step in enumerate(ordered(one.step for one in steps))}
    ended = [one for one in steps if one.step.result == result]
    last = max(ended, key=lambda one: order[id(one.step)])
    return _REFUSED.get(Refusal(last.refusal), Reason.DECLINED) if last.refusal else Reason.DECLINED


def of_wait(wait: Wait, as_of: dt.date, limits: Limits) -> Found | None:
    """How a wait stands; None before it began. Without an offer once somebody waits over the limit."""
    if wait.since > as_of:
        return None
    if wait.ended_on is not None and wait.ended_on <= as_of:
        came = wait.outcome in (Outcome.CAME, Outcome.ANSWERED)
        return Found(Standing.ANSWERED if came else Standing.OVER, wait.ended_on)
    over_on = wait.since + dt.timedelta(days=limits.waiting_days + 1)
    if over_on <= as_of:
        return Found(Standing.WITHOUT, over_on, Reason.WAITS)
    return Found(Standing.MOVING, wait.since)


def of_track(track: Track, place: Place, as_of: dt.date) -> Found | None:
    """Where somebody stands in a track, whose cells reach up to `as_of`; None where it is no need.

    Without an offer after a no to whether there is one, or for a reason that speaks of the offer. Every other no is the
    person's own.
    """
    need = place.cells.get(track.need_step)
    if need is None or need.answer != "yes":
        return None
    last_on = max(cell.on for cell in place.cells.values())
    if place.stop is None:
        return Found(Standing.ANSWERED, last_on)
    stopped = place.stopped_by
    if stopped is None:
        return Found(Standing.MOVING, last_on)
    if stopped.answer == "no" and stopped.step in track.no_offer:
        return Found(Standing.WITHOUT, stopped.on, Reason.NONE_FOUND)
    spoken = sorted(reason for code, reason in track.reasons.items() if code in stopped.reasons)
    if spoken:
        return Found(Standing.WITHOUT, stopped.on, spoken[0])
    return Found(Standing.OVER if stopped.answer == "no" else Standing.MOVING, stopped.on)


def gap_of(entries: Iterable[Found]) -> Found | None:
    """The gap of one need from all that is known of it, None where there is none.

    What was refused counts only while nothing else is tried, and only if nothing was found since. A quiet need counts
    only where no other entry says anything. The latest gap gives the reason.
    """
    known = list(entries)
    found_on = max((one.on for one in known if one.standing == Standing.ANSWERED), default=dt.date.min)
    moving = any(one.standing == Standing.MOVING for one in known)
    gaps = [
        one
        for one in known
        if one.standing == Standing.WITHOUT and one.on > found_on and (one.reason == Reason.WAITS or not moving)
    ]
    if gaps:
        return max(gaps, key=lambda one: (one.on, one.reason or ""))
    quiet = [one for one in known if one.standing == Standing.QUIET]
    if quiet and not moving and found_on == dt.date.min:
        return replace(min(quiet, key=lambda one: one.on), reason=Reason.NONE_FOUND)
    return None


def in_period(since: dt.date, ended_on: dt.date | None, first: dt.date, as_of: dt.date) -> bool:
    """Whether something half-open was there on at least one day from `first` to `as_of`."""
    return since <= as_of and (ended_on is None or ended_on > first or since >= first)


def quarters(first: dt.date, as_of: dt.date) -> list[tuple[dt.date, dt.date]]:
    """Calendar quarters of a period as first and last day, both included; the outer ones cut at its ends."""
    found = []
    begins = first
    while begins <= as_of:
        month = (begins.month - 1) // 3 * 3 + 4
        following = dt.date(begins.year + month // 13, month if month < 13 else 1, 1)
        found.append((begins, min(following - dt.timedelta(days=1), as_of)))
        begins = following
    return found


def place_names(towns: Sequence[str], known: Collection[str], fold: Callable[[str], str]) -> dict[str, str]:
    """From each town as it was typed to its name in the report; `towns`: one entry per household.

    Places of the directory keep its spelling. Another one is named, as it was typed most often, only where at least
    three households live in it: a rare one could tell who is meant.
    """
    spelt = {fold(name): name for name in sorted(known, reverse=True)}
    typed: dict[str, list[str]] = {}
    for town in towns:
        typed.setdefault(fold(town), []).append(town)
    names: dict[str, str] = {}
    for folded, all_typed in typed.items():
        common = max(sorted(set(all_typed)), key=all_typed.count).strip()
        name = spelt.get(folded) or (common if len(all_typed) >= THRESHOLD else OTHER_PLACES)
        names |= dict.fromkeys(all_typed, name)
    return names

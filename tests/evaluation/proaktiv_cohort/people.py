"""Deals the printed margins out to 984 people. Pure and deterministic: the same people every time."""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from random import Random
from typing import TypeVar

from tests.evaluation.proaktiv_cohort import margins as m

SEED = 984
YEAR = 365
T = TypeVar("T")
HELPS = ("doctor", "doctor", "doctor", "therapy", "debts", "abw", "prevention", "eutb")
"""Kinds of help in turn; doctors lead, as printed."""


@dataclass
class Somebody:
    """One participant as the records will know them. `answers`: wave -> question -> point of the scale."""

    number: int
    site: str
    research: bool
    born: dt.date | None = None
    role: str = "other"
    started: dt.date = dt.date(2021, 1, 1)
    ended: dt.date | None = None
    exit_code: str = ""
    waves: tuple[str, ...] = ()
    answers: dict[str, dict[str, int]] = field(default_factory=dict)
    outcomes: list[tuple[str, bool]] = field(default_factory=list)
    helps: tuple[str, ...] = ()
    insurer: str = ""
    talks: list[str] = field(default_factory=list)
    applications: list[tuple[str, bool]] = field(default_factory=list)


def cohort() -> list[Somebody]:
    """Everybody, those of the research first within each Jobcenter."""
    draw = Random(SEED)
    everybody: list[Somebody] = []
    for site in m.SITES:
        for place in range(m.EVERYBODY[site]):
            everybody.append(Somebody(len(everybody), site, research=place < m.RESEARCH[site]))
    asked = [one for one in everybody if one.research]
    for site in m.SITES:
        own = [one for one in asked if one.site == site]
        _waves(own, site)
        _durations(own, site, draw)
        _ages(own, site, draw)
        _homes(own, site, draw)
    _others([one for one in everybody if not one.research], draw)
    for question in m.CHANGE:
        _answers(asked, question, draw)
    for wave, values in m.LIFE.items():
        _life([one for one in asked if wave in one.waves], wave, values, draw)
    _work(everybody, asked, draw)
    for site in m.SITES:
        _measures([one for one in asked if one.site == site], site, draw)
    _connections(asked, draw)
    _rehabilitation(everybody, draw)
    return everybody


def shuffled(values: Iterable[T], draw: Random) -> list[T]:
    """The values in a random order."""
    mixed = list(values)
    draw.shuffle(mixed)
    return mixed


def _waves(own: Sequence[Somebody], site: str) -> None:
    once, twice = m.WAVES[site][1], m.WAVES[site][2]
    for place, one in enumerate(own):
        if place < once:
            one.waves = ("t1",)
        elif place < once + twice:
            one.waves = ("t1", "t2") if place < once + m.SECOND_IS_T2[site] else ("t1", "t3")
        else:
            one.waves = ("t1", "t2", "t3")


def _durations(own: Sequence[Somebody], site: str, draw: Random) -> None:
    """The first ones, who were asked once, are still there; the others left after two years or earlier."""
    staying = len(own) - m.ENDED[site]
    shortest, longest = m.SHORTER[site]
    few = m.ENDED[site] - m.FULL_TIME[site]
    shorter = [shortest + round(place * (longest - shortest) / (few - 1)) for place in range(few)]
    days = shuffled([2 * YEAR] * m.FULL_TIME[site] + shorter, draw)
    for place, one in enumerate(own):
        if place < staying:
            one.started = dt.date(2024, 1, 1) + dt.timedelta(days=draw.randrange(120))
            continue
        one.started = dt.date(2020, 3, 1) + dt.timedelta(days=draw.randrange(800))
        one.ended = one.started + dt.timedelta(days=days[place - staying] - 1)


def _ages(own: Sequence[Somebody], site: str, draw: Random) -> None:
    """Whole years at the start by group, shifted within the groups until the mean is the printed one."""
    wanted = m.AGES[site]
    ages = [21] * wanted["young"] + [40] * wanted["middle"] + [58] * wanted["old"]
    missing = round(m.MEAN_AGE[site] * len(ages)) - sum(ages)
    middle = range(wanted["young"], wanted["young"] + wanted["middle"])
    step = 1 if missing > 0 else -1
    for turn in range(abs(missing)):
        ages[middle[turn % len(middle)]] += step
    for one, age in zip(own, shuffled([*ages, *[None] * wanted["unknown"]], draw), strict=True):
        if age is not None:
            one.born = dt.date(one.started.year - age, 1, 1)


def _homes(own: Sequence[Somebody], site: str, draw: Random) -> None:
    alone, known = m.ALONE[site], m.HOUSEHOLD_KNOWN[site]
    others = ["partner", "single_parent", "parent", "adult_child"]
    roles = ["single"] * alone + [others[place % 4] for place in range(known - alone)]
    for one, role in zip(own, shuffled([*roles, *["other"] * (len(own) - known)], draw), strict=True):
        one.role = role


def _others(rest: Sequence[Somebody], draw: Random) -> None:
    """Those outside of the research: nothing about them is printed but that they are there."""
    for one in rest:
        one.started = dt.date(2020, 3, 1) + dt.timedelta(days=draw.randrange(800))
        one.ended = one.started + dt.timedelta(days=2 * YEAR - 1)
        one.born = dt.date(1980, 1, 1)


def _answers(asked: Sequence[Somebody], question: str, draw: Random) -> None:
    bands = m.BANDS[question]
    for site in m.SITES:
        pairs = shuffled((one for one in asked if one.site == site and len(one.waves) > 1), draw)
        moves = [
            (band, move)
            for band, numbers in zip(bands, m.CHANGE[question][site], strict=True)
            for move, number in zip((1, 0, -1), numbers, strict=True)
            for _ in range(number)
        ]
        for one, (band, move) in zip(pairs, moves, strict=False):
            first, last = _pair(band, move, draw)
            for wave in one.waves:
                one.answers.setdefault(wave, {})[question] = draw.randint(1, 8)
            one.answers["t1"][question], one.answers[one.waves[-1]][question] = first, last
    once = shuffled((one for one in asked if len(one.waves) == 1), draw)
    firsts = [band for band, number in zip(bands, m.ONLY_FIRST[question], strict=True) for _ in range(number)]
    for one, band in zip(once, firsts, strict=False):
        one.answers.setdefault("t1", {})[question] = draw.randint(*band)


def _pair(band: tuple[int, int], move: int, draw: Random) -> tuple[int, int]:
    """A first and a last point; at the ends of the scale only some moves are possible."""
    low, high = band
    if move == 0:
        first = draw.randint(low, high)
        return first, first
    if move > 0:
        first = min(draw.randint(low, high), 7)
        return first, draw.randint(first + 1, 8)
    first = max(draw.randint(low, high), 2)
    return first, draw.randint(1, first - 1)


def _life(own: Sequence[Somebody], wave: str, numbers: Mapping[str, int], draw: Random) -> None:
    values = [1] * numbers["ones"] + [draw.randint(2, 4) for _ in range(numbers["low"])]
    values += [draw.randint(5, 8) for _ in range(numbers["high"])]
    for one, value in zip(shuffled(own, draw), values, strict=True):
        one.answers.setdefault(wave, {})["veraenderung"] = value


def _work(everybody: Sequence[Somebody], asked: Sequence[Somebody], draw: Random) -> None:
    """Where people are at the end (n = 450), and who took up work (of all)."""
    left = {site: shuffled((one for one in asked if one.site == site and one.ended), draw) for site in m.SITES}
    for site in m.SITES:
        for one in [left[site].pop() for _ in range(m.SUPPORTED[site])]:
            one.exit_code = "beschaeftigung"
            one.outcomes.append(("subsidised_employment", True))
    rest = shuffled((one for own in left.values() for one in own), draw)
    for group, number in m.WHERE_NOW.items():
        if group == "supported":
            continue
        for one in [rest.pop() for _ in range(number)]:
            one.exit_code = {"regular": "zeit_um", "pension": "rente", "medical": "reha", "vocational": "reha"}.get(
                group, "beschaeftigung"
            )
            if group == "pension":
                one.outcomes.append(("pension", True))
            if group in {"medical", "vocational", "vocational_job"}:
                one.outcomes.append(("rehabilitation", True))
            if group in {"job", "vocational_job"}:
                one.outcomes.append(("insured_employment", True))
    nobody = shuffled((one for one in everybody if not one.outcomes and not one.exit_code), draw)
    for site in m.SITES:
        have = sum(("insured_employment", True) in one.outcomes for one in everybody if one.site == site)
        for one in _taken(nobody, m.INSURED[site] - have, site):
            one.outcomes.append(("insured_employment", True))
    for kind, number in (("minijob", m.MINIJOBS), ("apprenticeship", m.APPRENTICES)):
        for one in _taken(nobody, number):
            one.outcomes.append((kind, True))
    for site in m.SITES:
        at_work = [one for one in everybody if one.site == site and ("insured_employment", True) in one.outcomes]
        for one in at_work[m.STILL_THERE[site] :]:
            place = one.outcomes.index(("insured_employment", True))
            one.outcomes[place] = ("insured_employment", False)


def _taken(pool: list[Somebody], number: int, site: str = "") -> list[Somebody]:
    found = [one for one in pool if not site or one.site == site][:number]
    for one in found:
        pool.remove(one)
    return found


def _measures(own: Sequence[Somebody], site: str, draw: Random) -> None:
    supported = [one for one in own if any(kind == "subsidised_employment" for kind, _ in one.outcomes)]
    others = shuffled((one for one in own if one not in supported), draw)
    people = supported + others[: m.MEASURED[site] - len(supported)]
    kinds = [
        kind for kind, number in m.MEASURES[site].items() if kind != "subsidised_employment" for _ in range(number)
    ]
    # Everybody who is to have one gets one first; what is left goes round once more.
    order = people[len(supported) :] + people
    for one, kind in zip(order, shuffled(kinds, draw), strict=False):
        one.outcomes.append((kind, True))
    assert len(kinds) <= len(order)


def _connections(asked: Sequence[Somebody], draw: Random) -> None:
    people = [
        one for site in m.SITES for one in shuffled((o for o in asked if o.site == site), draw)[: m.CONNECTED[site]]
    ]
    more = m.CONNECTIONS - 2 * len(people)
    numbers = shuffled([3] * (more + 60) + [1] * 60 + [2] * (len(people) - more - 120), draw)
    turn: Iterator[int] = iter(range(m.CONNECTIONS))
    for one, number in zip(people, numbers, strict=True):
        one.helps = tuple(HELPS[next(turn) % len(HELPS)] for _ in range(number))


WORKING = frozenset({"insured_employment", "minijob", "subsidised_employment", "apprenticeship"})


def _rehabilitation(everybody: Sequence[Somebody], draw: Random) -> None:
    """Talks go round among those who had any; every second one is insured with the DRV Westfalen."""
    told: dict[str, list[Somebody]] = {}
    for site in m.SITES:
        told[site] = shuffled((one for one in everybody if one.site == site), draw)[: m.TOLD[site]]
        for kind, numbers in m.TALKS.items():
            for turn in range(numbers[site]):
                told[site][turn % len(told[site])].talks.append(kind)
    everyone = [one for own in told.values() for one in own]
    at_work = [one for one in everyone if any(kind in WORKING for kind, _ in one.outcomes)]
    for place, one in enumerate(at_work):
        one.insurer = "westfalen" if place < m.WESTFALEN_AT_WORK else "bund"
    for place, one in enumerate(o for o in everyone if not o.insurer):
        one.insurer = ("westfalen", "bund", "westfalen", "kbs", "unknown")[place % 5]
    for one in shuffled(everyone, draw)[: m.MEDICAL]:
        one.applications.append(("medical", False))
    for site in m.SITES:
        for place, one in enumerate(shuffled(told[site], draw)[: m.WORK[site]]):
            one.applications.append(("work", site == m.EN and place < m.OLD_CASES))

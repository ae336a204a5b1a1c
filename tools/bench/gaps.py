"""How long a report of gaps over many needs takes: `python -m tools.bench.gaps [NEEDS]`, 200,000 unless told.

Counting and hiding alone, from entries in memory to what may be shown; invented needs in 40 places and four quarters.
"""

from __future__ import annotations

import datetime as dt
import random
import resource
import sys
import time
import uuid

from rundblick.gaps.counting import Entry, count, units
from rundblick.gaps.protection import hidden
from rundblick.gaps.rules import Need, Wait
from rundblick.gaps.topics import topics

NEEDS = 200_000
PLACES = 40
MEMBERS = 2
"""Needs of one household, for one member each."""
FIRST, LAST = dt.date(2026, 1, 1), dt.date(2026, 12, 31)


def main(arguments: list[str]) -> int:
    """Make the needs, count them once, and print what it took."""
    wanted = int(arguments[0]) if arguments else NEEDS
    draw, known = random.Random(1), topics()
    households = [uuid.UUID(int=draw.getrandbits(128), version=4) for _ in range(wanted // MEMBERS)]
    places = {household: f"Ort {draw.randrange(PLACES):02}" for household in households}
    entries = [_entry(household, draw, known.codes) for household in households for _ in range(MEMBERS)]
    started = time.process_time()
    found = units(entries, places)
    counts = count(found, topics=known.codes, first=FIRST, as_of=LAST, limits=known.limits)
    counted = time.process_time() - started
    gone = hidden(counts)
    seconds = time.process_time() - started
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss >> 10
    print(
        f"gaps: {len(entries):,} needs counted in {counted:.1f} s, {len(counts.cells):,} cells protected in"
        f" {seconds - counted:.1f} s ({len(gone):,} hidden), {memory} MB at most"
    )
    return 0


def _entry(household: uuid.UUID, draw: random.Random, codes: tuple[str, ...]) -> Entry:
    since = FIRST + dt.timedelta(days=draw.randrange(-90, 360))
    ended = since + dt.timedelta(days=draw.randrange(7, 300)) if draw.random() < 0.6 else None
    facts = Need(since, ended) if draw.random() < 0.5 else Wait(since, ended, "came" if ended else "")
    person = uuid.UUID(int=draw.getrandbits(128), version=4)
    return Entry(household, person, draw.choice(codes), since, ended, facts)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

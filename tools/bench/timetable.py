"""A timetable of two million stop times: how long reading it takes, how much memory, and what asking it costs.

`python -m tools.bench.timetable` prints JSON for the database in the environment, whose timetable it replaces. Times
are told, never judged.
"""

from __future__ import annotations

import json
import os
import random
import re
import statistics
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from rundblick.web.clock import today

ROOT = Path(__file__).resolve().parents[2]
LINES, CALLS, TRIPS = 120, 20, 100_000
"""Lines in both directions, stops of each, trips in all: two million stop times, a large transport association."""
SPEEDS = 12
"""Running times of a line over the day, as in rush hours and at night."""
CALENDARS = 60
HUB = (51.8370, 8.0250)
PLACE, OFFICE = (51.8440, 8.0152), (51.8368, 8.0253)
QUERIES = 15
SEED = 7


def write_feed(path: Path, *, trips: int = TRIPS) -> int:
    """Write a synthetic feed; how many stop times it has. Every third line passes the hub in its middle."""
    dice = random.Random(SEED)
    year = today().year
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        archive.writestr("agency.txt", "agency_name,agency_url,agency_timezone\nV,https://example.org,Europe/Berlin\n")
        stops = ["stop_id,stop_name,stop_lat,stop_lon"]
        for line in range(LINES):
            for place in range(CALLS):
                away = (place - CALLS // 2) * 0.0045
                turn = (line % 12) * 0.09 - 0.5
                far = 0 if line % 3 == 0 else 0.02 + line * 0.001
                stops.append(f"{line}-{place},Halt {line} {place},{HUB[0] + away + far:.5f},{HUB[1] + away * turn:.5f}")
        archive.writestr("stops.txt", "\n".join(stops))
        routes = [f"{line},L{line},3" for line in range(LINES)]
        archive.writestr("routes.txt", "\n".join(["route_id,route_short_name,route_type", *routes]))
        weeks = [
            f"s{n},{'1,1,1,1,1,0,0' if n % 3 else '0,0,0,0,0,1,1'},{year}0101,{year + 1}1231" for n in range(CALENDARS)
        ]
        head = "service_id,monday,tuesday,wednesday,thursday,friday,saturday,sunday,start_date,end_date"
        archive.writestr("calendar.txt", "\n".join([head, *weeks]))
        kept = [(n, n % (2 * LINES), dice.randrange(CALENDARS), dice.randrange(SPEEDS)) for n in range(trips)]
        with archive.open("trips.txt", "w") as out:
            out.write(b"route_id,service_id,trip_id,trip_headsign\n")
            out.writelines(f"{way // 2},s{day},trip-{n},Ziel {way}\n".encode() for n, way, day, _ in kept)
        with archive.open("stop_times.txt", "w") as out:
            out.write(b"trip_id,arrival_time,departure_time,stop_id,stop_sequence\n")
            out.writelines(_times(kept, dice))
    return trips * CALLS


def read(path: Path) -> dict[str, float]:
    """Read the feed with the command an operator types; seconds and the process's largest size in MB."""
    begun = time.monotonic()
    command = [sys.executable, "-m", "rundblick.cli.main", "transit", "import", str(path)]
    done = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL)
    peak = 0
    while done.poll() is None:
        peak = max(peak, _largest(done.pid))
        time.sleep(0.1)
    if done.returncode != 0:
        raise RuntimeError("The feed could not be read.")
    return {"seconds": round(time.monotonic() - begun, 1), "peak_mb": round(peak / 1024)}


def _largest(pid: int) -> int:
    """Largest size so far of a process in kB; what `wait4` says counts the process that started it too."""
    try:
        status = Path(f"/proc/{pid}/status").read_text()
    except OSError:
        return 0
    found = re.search(r"^VmHWM:\s+(\d+) kB", status, re.MULTILINE)
    return int(found[1]) if found else 0


def asked() -> dict[str, float]:
    """Milliseconds of each question to the timetable; the median of fifteen."""
    from rundblick.directory import reach
    from rundblick.web.clock import now

    stops = reach.nearest([OFFICE])
    ways = reach.direct([PLACE], [OFFICE], today())
    return {
        "lines": len(ways),
        "nearest_ms": _milliseconds(lambda: reach.nearest([OFFICE])),
        "direct_ms": _milliseconds(lambda: reach.direct([PLACE], [OFFICE], today())),
        "next_ms": _milliseconds(lambda: reach.next_of(ways, now())),
        "departures_ms": _milliseconds(lambda: reach.departures(stops[0].ids, now())),
    }


def measured(*, trips: int = TRIPS) -> dict[str, Any]:
    """Write, read and ask a timetable of this size."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "feed.zip"
        count = write_feed(path, trips=trips)
        return {"stop_times": count, "zip_mb": round(path.stat().st_size / 1e6), "import": read(path), "asked": asked()}


def _times(kept: list[tuple[int, int, int, int]], dice: random.Random) -> Iterator[bytes]:
    for number, way, _, speed in kept:
        at = dice.randrange(4 * 60, 25 * 60) * 60
        line, back = divmod(way, 2)
        places = range(CALLS - 1, -1, -1) if back else range(CALLS)
        for position, place in enumerate(places, start=1):
            text = f"{at // 3600:02}:{at // 60 % 60:02}:{at % 60:02}"
            yield f"trip-{number},{text},{text},{line}-{place},{position}\n".encode()
            at += 60 + 60 * ((place + speed) % 3 == 0) + 5 * speed


def _milliseconds(question: Callable[[], object]) -> float:
    spent = []
    for _ in range(QUERIES):
        begun = time.perf_counter()
        question()
        spent.append((time.perf_counter() - begun) * 1000)
    return round(statistics.median(spent), 1)


if __name__ == "__main__":
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "rundblick.settings")
    django.setup()
    sys.stdout.write(json.dumps(measured()) + "\n")

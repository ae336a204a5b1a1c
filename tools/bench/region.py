"""Fill a region of so many services and ask it the questions of the tests; prints one line per kind of question.

Run on an empty database by `tools.bench.directory`. The services are those of the demo, over and over with other names,
places and streets, so that words are as rare and as common as in a real region.
"""

from __future__ import annotations

import os
import random
import statistics
import sys
import time
import uuid
from collections import defaultdict
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).resolve().parents[2]
QUESTIONS = ROOT / "tests" / "directory"
BATCH = 1_000
ROUNDS = 3
STEMS = ["Ahorn", "Buchen", "Distel", "Eichen", "Ginster", "Hasel", "Kiefer", "Linden", "Mohn", "Nelken", "Rosen"]
ENDS = ["au", "bach", "berg", "dorf", "feld", "furt", "hain", "heim", "hof", "rode", "stedt", "tal", "wald", "weiler"]


def main(arguments: list[str]) -> int:
    """Fill, index, ask; everything as the web role but the filling."""
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "rundblick.settings")
    django.setup()
    from django.db import connections

    from rundblick.access.context import bound, system
    from rundblick.access.database import as_worker
    from rundblick.directory.indexing import index

    wanted = int(arguments[0])
    with as_worker("bench"):
        started = time.monotonic()
        made = _fill(wanted)
        print(f"filled {made:,} services in {time.monotonic() - started:.0f} s", flush=True)
    with as_worker("bench"):
        started = time.monotonic()
        index()
        print(f"indexed in {time.monotonic() - started:.0f} s", flush=True)
    with connections["owner"].cursor() as cursor:
        cursor.execute("VACUUM (ANALYZE)")
    with bound(system("bench"), "bench.region", read_only=True):
        _ask()
    return 0


def _fill(wanted: int) -> int:
    from rundblick.access.hooks_demo import Cast
    from rundblick.directory import demo
    from rundblick.directory.models import Location, Organization, Schedule, Service, ServiceAtLocation

    demo.build(Cast())
    chance = random.Random(1)
    models: list[Any] = [Organization, Location, Service, ServiceAtLocation, Schedule]
    originals = {model: list(model.objects.all()) for model in models}
    made = len(originals[Service])
    while made < wanted:
        town = chance.choice(STEMS) + chance.choice(ENDS)
        keys: dict[uuid.UUID, uuid.UUID] = {}
        shift = (chance.uniform(-0.4, 0.4), chance.uniform(-0.6, 0.6))
        for model in models:
            copies = [_copy(row, keys, town, shift, made) for row in originals[model]]
            model.objects.bulk_create(copies, batch_size=BATCH)
        made += len(originals[Service])
    return made


def _copy(row: Any, keys: dict[uuid.UUID, uuid.UUID], town: str, shift: tuple[float, float], number: int) -> Any:
    values = {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields}
    values["id"] = keys.setdefault(row.pk, uuid.uuid4())
    for name, value in values.items():
        if name.endswith("_id") and value in keys:
            values[name] = keys[value]
    if "key" in values and "rhythm" in values:
        values |= {"key": f"{values['key'][:40]}-{number}", "name": f"{values['name']} {town}", "member_id": None}
    if "city" in values:
        values |= {"city": town, "latitude": values["latitude"] + shift[0], "longitude": values["longitude"] + shift[1]}
    if values.get("area"):
        values["area"] = [town]
    return type(row)(**values)


def _ask() -> None:
    from rundblick.directory import queries
    from rundblick.directory.models import Place
    from rundblick.directory.reading import Reading, Spot, read
    from rundblick.directory.search import Filters, search

    spot_row = Place.objects.filter(kind=Place.Kind.DISTRICT).order_by("name").first()
    assert spot_row is not None
    spot = Spot(spot_row.name, spot_row.city, spot_row.latitude, spot_row.longitude, True, spot_row.pk)
    clock = queries.clock()
    asked: list[tuple[str, str, Filters]] = []
    for file in ("queries.yaml", "queries_held_out.yaml"):
        for one in yaml.safe_load((QUESTIONS / file).read_text("utf-8"))["queries"]:
            asked.append((one["kind"], one["query"], Filters()))
    some = [words for _, words, _ in asked[::4]]
    asked += [("near", words, Filters(spot=spot)) for words in some]
    asked += [("open now", words, Filters(open_now=True)) for words in some]
    asked += [("on foot, free", words, Filters(spot=spot, walkable=True, free=True)) for words in some]
    asked += [("topic alone", "", Filters(topic="debts", free=True)) for _ in range(20)]
    times: dict[str, list[float]] = defaultdict(list)
    for _ in range(ROUNDS):
        for kind, words, filters in asked:
            started = time.perf_counter()
            search(read(words) if words else Reading(), filters, clock)
            times[kind].append((time.perf_counter() - started) * 1_000)
    every = [one for found in times.values() for one in found]
    for kind, found in [*sorted(times.items()), ("all", every)]:
        ordered = sorted(found)
        p95 = ordered[int(len(ordered) * 0.95)]
        print(f"{kind:14} {len(found):5} searches  median {statistics.median(found):6.1f} ms  p95 {p95:6.1f} ms")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

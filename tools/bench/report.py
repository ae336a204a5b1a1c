"""How long the report of 984 people takes: `python -m tools.bench.report`, in a copy of the tests' database.

Loads the synthetic cohort of PRO AKTIV (`tests/evaluation/proaktiv_cohort`), then computes, hides, draws and writes its
report as the product does. Times are told, never judged. The copy is thrown away.
"""

from __future__ import annotations

import os
import resource
import sys
import time
from collections.abc import Callable
from typing import Any


def main(arguments: list[str]) -> int:
    """Print a line for each step."""
    from tests.environment import prepare

    prepare()
    os.environ["DJANGO_SETTINGS_MODULE"] = "rundblick.settings"
    import django

    django.setup()
    _measure()
    return 0


def _measure() -> None:
    from rundblick.evaluation.exports import write
    from rundblick.evaluation.storing import shown_from_json
    from rundblick.programmes.shelf import shelf
    from tests.evaluation.proaktiv_cohort import loaded

    programme = shelf()["pro_aktiv"]
    report = programme.reports[0]
    with loaded.records() as house:
        snapshot = _step("compute, hide and freeze", lambda: _computed(house, report.code))
        shown = shown_from_json(snapshot.figures)
        print(f"  {len(shown)} figures of {len(report.sections)} tables")
        _step("page, the first one of a process", lambda: _opened(house, snapshot))
        _step("page", lambda: _opened(house, snapshot))
        for kind in ("pdf", "xlsx", "json"):
            _step(kind, lambda kind=kind: write(kind, programme, report, snapshot, shown, []))  # type: ignore[misc]


def _computed(house: Any, code: str) -> Any:
    from rundblick.access.context import acting_as
    from rundblick.evaluation import services
    from rundblick.evaluation.computing import carry_out
    from rundblick.evaluation.models import ReportSnapshot
    from tests.evaluation.proaktiv_cohort import loaded

    with acting_as(house.nora, "bench") as context:
        made = services.prepare(context, run=loaded.the_run(), report=code, as_of=loaded.STICHTAG)
    if not carry_out(made.pk):
        raise RuntimeError("the report could not be computed")
    with acting_as(house.nora, "bench", read_only=True):
        return ReportSnapshot.objects.select_related("run__definition").get(pk=made.pk)


def _opened(house: Any, snapshot: Any) -> None:
    from django.test import Client
    from django.urls import reverse

    client = Client(headers={"host": "localhost"})
    client.force_login(house.nora)
    answer = client.get(reverse("evaluation:report", args=[snapshot.pk]))
    if answer.status_code != 200:
        raise RuntimeError(f"the page answered {answer.status_code}")


def _step(name: str, work: Callable[[], Any]) -> Any:
    """Do it once and tell how long it took and how large the process is by then."""
    began, busy = time.perf_counter(), time.process_time()
    found = work()
    seconds, of_core = time.perf_counter() - began, time.process_time() - busy
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss >> 10
    print(f"{name}: {seconds:.2f} s ({of_core:.2f} s of this process), {memory} MB at most", flush=True)
    return found


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

"""A process that dies in the middle leaves a consistent file: all of it or nothing, and nothing due is lost."""

import os
import signal
import subprocess
import sys
import textwrap
import time
from pathlib import Path

import pytest

from rundblick.access.context import acting_as
from rundblick.access.database import as_worker
from rundblick.access.models import TimelineEntry
from rundblick.programmes import tasks
from rundblick.programmes.models import DueItem, DueMark, Participation, ProgrammeEvent
from tests.house import House
from tests.programmes.homes import family, persons, published, run_of, stored

ROOT = Path(__file__).resolve().parents[2]

BEGIN = """
    import os, sys, time, uuid, datetime as dt
    os.environ["DJANGO_SETTINGS_MODULE"] = "rundblick.settings"
    import django; django.setup()
    from rundblick.access.context import acting_as
    from rundblick.access.models import User
    from rundblick.programmes import duebook, services
    from rundblick.programmes.models import Run
    user, dossier, run, person, where = sys.argv[1:]

    def stop(*_):
        print("here", flush=True)
        time.sleep(60)

    if where == "before":
        services.beginning.facts_changed = stop
    else:
        duebook._Knock.__call__ = stop
    with acting_as(User.objects.get(pk=user), "test"):
        services.begin(
            dossier_id=uuid.UUID(dossier), run=Run.objects.select_related("definition").get(pk=run),
            persons=[uuid.UUID(person)], started_on=dt.date(2021, 2, 1),
            steps={"participation.agreed": dt.date(2021, 1, 29)})
"""


@pytest.mark.parametrize("where", ["before", "after"])
def test_kill_9_while_beginning_leaves_all_or_nothing(house: House, where: str) -> None:
    programme = published()
    home = family(house)
    person = persons(home, house.alma)["Ali"]
    arguments = [str(house.alma.pk), str(home.dossier_id), str(run_of(programme).pk), str(person), where]
    process = subprocess.Popen(
        [sys.executable, "-c", textwrap.dedent(BEGIN), *arguments],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
    )
    assert process.stdout is not None
    assert process.stdout.readline().strip() == "here"
    os.kill(process.pid, signal.SIGKILL)
    process.wait(timeout=20)
    process.stdout.close()
    wait_until_the_server_has_noticed()
    with acting_as(house.alma, "test"):
        written = [model.objects.count() for model in (Participation, ProgrammeEvent)]
        lines = TimelineEntry.objects.filter(topic="programmes").count()
    assert [*written, lines] == ([0, 0, 0] if where == "before" else [1, 1, 2])
    # Nobody was asked to refresh; the mark is found by the job of the minute.
    with as_worker("test"):
        assert DueMark.objects.count() == (0 if where == "before" else 1)
        assert not DueItem.objects.exists()
        DueMark.objects.update(marked_at="2026-01-01T00:00:00Z")
    tasks.refresh_marked(0)
    assert len(stored(home)) == (0 if where == "before" else 3)


def wait_until_the_server_has_noticed() -> None:
    """The server rolls an orphaned transaction back as soon as it sees the connection gone."""
    time.sleep(0.5)

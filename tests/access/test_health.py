"""Readiness names what is wrong, and nothing else."""

import datetime as dt
import uuid

from django.db import connections

from rundblick.access import disclosure
from rundblick.access.database import as_worker
from rundblick.access.seals import seal
from rundblick.web.clock import now
from tests.house import House


def heartbeat(age: dt.timedelta) -> None:
    with connections["owner"].cursor() as cursor:
        cursor.execute("DELETE FROM procrastinate_workers")
        cursor.execute("INSERT INTO procrastinate_workers (last_heartbeat) VALUES (%s)", [now() - age])


def test_the_process_answers_without_login_and_database(house: House) -> None:
    assert house.client().get("/healthz").status_code == 200


def test_all_is_well_with_a_living_worker(house: House) -> None:
    heartbeat(dt.timedelta(seconds=5))
    answer = house.client().get("/readyz")
    assert (answer.status_code, answer.json()["ready"]) == (200, True)


def test_a_silent_worker_is_named(house: House) -> None:
    heartbeat(dt.timedelta(minutes=5))
    answer = house.client().get("/readyz")
    assert answer.status_code == 503 and "still" in answer.json()["checks"]["worker"]


def test_a_log_that_is_not_sealed_is_named_until_it_is(house: House) -> None:
    heartbeat(dt.timedelta())
    row = disclosure.entry(house.alma.access_context(), kind="case.page", dossiers=[uuid.uuid4()])
    row.at = now() - dt.timedelta(hours=1)
    disclosure.write(house.alma.access_context(), [row])
    assert house.client().get("/readyz").json()["checks"]["seals"]
    with as_worker("seal"):
        seal()
    assert not house.client().get("/readyz").json()["checks"]["seals"]

"""Switching a piece of work to the worker's database role."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connections

from rundblick.access import crypto
from rundblick.access.context import Context, bound, system


class NoWorkerRole(Exception):
    """This process was not given the worker's address, which is right for the web."""


@contextmanager
def as_worker(name: str, *, one_moment: bool = False) -> Iterator[Context]:
    """Run the block as the worker role in an own transaction: rebuilds, seals, erasures, reports.

    `one_moment`: every statement sees the data of the same moment, however long the block takes (repeatable read).

    The worker's own policy shows every row, so nothing a user asked for may run here without a right check
    before. Raises NoWorkerRole where the process has no such address.
    """
    if "worker" not in connections.databases:
        raise NoWorkerRole("DATABASE_URL_WORKER ist nicht gesetzt")
    web = connections["default"]
    worker = connections.create_connection("worker")
    worker.alias = "default"
    connections["default"] = worker
    crypto.forget_keys()
    try:
        if one_moment:
            with worker.cursor() as cursor:
                cursor.execute("SET SESSION CHARACTERISTICS AS TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        with bound(system(name), f"system.{name}") as _:
            yield system(name)
    finally:
        worker.close()
        connections["default"] = web
        crypto.forget_keys()

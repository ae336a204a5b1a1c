"""What a page costs: SQL statements, and blocks of tables and indexes it touches.

Blocks are counted by PostgreSQL itself (`pg_statio_user_tables`): everything the page did is in it, also what
policies, functions, triggers and the disclosure log read, and the catalogue is not. Nobody else may use the database
meanwhile. `python -m tools.bench.count SIZE` prints JSON for the database in the environment.
"""

from __future__ import annotations

import json
import os
import statistics
import sys
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from tools.bench.mix import TOKEN, WEIGHTS
from tools.bench.plan import Size, size_called

if TYPE_CHECKING:
    from tools.bench.pages import Step, Visitor

VISITS = 4
"""Each visitor opens a page so often, another case each time; the lower middle of them counts."""

SETTLING_TRIES = 10
UNSETTLED = (
    "SELECT relname FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace"
    " AND relallvisible < relpages"
)

NOT_SQL = ("SAVEPOINT", "RELEASE", "ROLLBACK", "BEGIN", "COMMIT")

BLOCKS = (
    "SELECT relname, heap_blks_read + heap_blks_hit + coalesce(idx_blks_read + idx_blks_hit, 0)"
    " + coalesce(toast_blks_read + toast_blks_hit, 0) + coalesce(tidx_blks_read + tidx_blks_hit, 0)"
    " FROM pg_statio_user_tables"
)


class Failed(Exception):
    """A page did not answer as it should."""


@dataclass
class Cost:
    """Statements of the most expensive request of a visit, blocks of all of them, and where the blocks belong."""

    statements: int = 0
    buffers: int = 0
    tables: dict[str, int] = field(default_factory=dict)
    sql: list[str] = field(default_factory=list)


def cost_of_pages(size: Size) -> dict[str, Cost]:
    """What each page of the mix costs in the filled database of this process, for three coaches in the middle.

    A page counts with the median of its visitors. Raises Failed when a page does not answer.
    """
    from tools.bench.pages import visitors

    coaches = sorted({0, size.coaches // 2, size.coaches - 1})
    found: dict[str, list[Cost]] = {}
    with _undisturbed():
        for visitor in visitors(coaches):
            for page, visits in visitor.visits.items():
                found.setdefault(page, []).append(_usual(visitor, visits))
    return {page: _median(found[page]) for page in WEIGHTS}


@contextmanager
def _undisturbed() -> Iterator[None]:
    """No vacuum of the server's own accord while the block lasts: what it reads would count as the page's."""
    from django.db import connections

    def each(change: str) -> None:
        with connections["owner"].cursor() as cursor:
            cursor.execute("SELECT relname FROM pg_stat_user_tables WHERE schemaname = 'public'")
            for (table,) in cursor.fetchall():
                cursor.execute(f'ALTER TABLE "{table}" {change}')

    each("SET (autovacuum_enabled = false)")
    _settle()
    try:
        yield
    finally:
        each("RESET (autovacuum_enabled)")


def _settle() -> None:
    """Vacuum until every row is known to be visible to all. A vacuum leaves pages out that somebody just looks at, and
    then an index alone does not answer."""
    from django.db import connections

    with connections["owner"].cursor() as cursor:
        for _ in range(SETTLING_TRIES):
            cursor.execute("VACUUM")
            cursor.execute(UNSETTLED)
            if not cursor.fetchall():
                return
            time.sleep(1)


def _median(costs: list[Cost]) -> Cost:
    middle = sorted(costs, key=lambda cost: cost.buffers)[len(costs) // 2]
    return Cost(max(cost.statements for cost in costs), middle.buffers, middle.tables, middle.sql)


def _usual(visitor: Visitor, visits: list[list[Step]]) -> Cost:
    """The first visit warms plans and session up; the case is another one each time, as at work."""
    browser = _logged_in(visitor.email)
    _visit(browser, visits[0])
    several = [visits[number % len(visits)] for number in range(VISITS)]
    costs = [_measured(browser, visit) for visit in several]
    middle = statistics.median_low(cost.buffers for cost in costs)
    return next(cost for cost in costs if cost.buffers == middle)


def _logged_in(email: str) -> Any:
    from django.test import Client

    from rundblick.access.models import User

    browser = Client(SERVER_NAME="localhost")
    browser.force_login(User.objects.get(email=email), backend="rundblick.access.backends.AccessBackend")
    return browser


def _visit(browser: Any, steps: list[Step]) -> list[list[str]]:
    """Open the page as a browser would; the SQL of each request."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    found = []
    for step in steps:
        with CaptureQueriesContext(connection) as captured:
            if step.form is None:
                answer = browser.get(step.path)
            else:
                form = {name: str(uuid.uuid4()) if value == TOKEN else value for name, value in step.form.items()}
                answer = browser.post(step.path, form)
        if answer.status_code != step.status:
            raise Failed(f"{step.path} answered {answer.status_code} instead of {step.status}")
        found.append([one["sql"] for one in captured.captured_queries if not one["sql"].startswith(NOT_SQL)])
    return found


def _measured(browser: Any, steps: list[Step]) -> Cost:
    before = _blocks()
    requests = _visit(browser, steps)
    after = _blocks()
    tables = {name: after[name] - before.get(name, 0) for name in after if after[name] != before.get(name, 0)}
    return Cost(
        statements=max(map(len, requests)),
        buffers=sum(tables.values()),
        tables=dict(sorted(tables.items(), key=lambda pair: -pair[1])),
        sql=[sql for request in requests for sql in request],
    )


def _blocks() -> dict[str, int]:
    """Blocks of each table with its indexes touched so far. The web connection hands its numbers in first."""
    from django.db import connections

    with connections["default"].cursor() as cursor:
        cursor.execute("SELECT pg_stat_force_next_flush()")
    with connections["owner"].cursor() as cursor:
        cursor.execute(BLOCKS)
        return dict(cursor.fetchall())


def main(arguments: list[str]) -> int:
    """Print {page: {statements, buffers, tables}} of this size as JSON."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "rundblick.settings")
    import django

    django.setup()
    costs = cost_of_pages(size_called(arguments[0]))
    print(
        json.dumps(
            {page: {**vars(cost), "sql": cost.sql if "--sql" in arguments else []} for page, cost in costs.items()}
        )
    )
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

"""Counting the SQL statements of a page, so that a query too many is a difference in review."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection
from django.test.utils import CaptureQueriesContext


@contextmanager
def at_most(limit: int) -> Iterator[CaptureQueriesContext]:
    """Fail with the list of statements when the block runs more than `limit`, transaction control left out."""
    with CaptureQueriesContext(connection) as captured:
        yield captured
    real = [
        q["sql"]
        for q in captured.captured_queries
        if not q["sql"].startswith(("SAVEPOINT", "RELEASE", "BEGIN", "COMMIT"))
    ]
    assert len(real) <= limit, f"{len(real)} statements instead of {limit}:\n" + "\n".join(sql[:200] for sql in real)

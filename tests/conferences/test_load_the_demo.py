"""The demo has conferences to show: one that comes, one without names, two that took place."""

from rundblick.access.database import as_worker
from rundblick.conferences.models import Conference, Contribution, Invitation


def test_the_demo_shows_a_table_that_comes_and_two_that_were(loaded_demo: str) -> None:
    with as_worker("test"):
        rows = Conference.objects.order_by("starts_at")
        found = [(row.kind, row.closed_at is not None, row.pseudonymised) for row in rows]
        assert Invitation.objects.count() == 1 and Contribution.objects.count() == 2
    assert found == [
        ("three_way", True, False),
        ("helpers", True, False),
        ("case_discussion", False, True),
        ("case_conference", False, False),
    ]

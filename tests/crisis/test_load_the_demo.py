"""The room's share of the demo."""

import pytest

from rundblick.access.database import as_worker
from rundblick.crisis.models import Card, Protocol


@pytest.mark.usefixtures("loaded_demo")
def test_the_demo_shows_a_card_and_one_finished_protocol() -> None:
    with as_worker("test"):
        assert Card.objects.get().numbers
        row = Protocol.objects.get()
        assert (row.way, bool(row.good), row.ended_at is not None, row.done.count()) == ("general", True, True, 3)

"""How many SQL statements the page takes for a large household. One more is a decision."""

import datetime as dt
from typing import Any

import pytest

from rundblick.access.context import acting_as
from rundblick.cases.models import Goal, Success
from rundblick.web.clock import today
from tests.family.homes import address, nine
from tests.house import House
from tests.queries import at_most

# Signing in and out of the log 5, file and members 2, goals, successes, appointments, programmes, helpers, care;
# journeys 2.
LIMITS = {"": 15, "?gemeinsam=1": 13}


@pytest.mark.parametrize("asked", LIMITS)
def test_nine_members_take_no_more_statements_than_three(house: House, asked: str) -> None:
    family = nine(house)
    with acting_as(house.alma, "test"):
        own: dict[str, Any] = {"dossier_id": family.pk, "person_id": family.persons["Mona"]}
        long_ago = [today() - dt.timedelta(days=200 + n) for n in range(1000)]
        Goal.objects.bulk_create(
            Goal(**own, text=f"Früher {n}", status="reached", since=day, reached_on=day)
            for n, day in enumerate(long_ago)
        )
        Success.objects.bulk_create(
            Success(**own, author=house.alma, on=day, text=f"Damals {n}") for n, day in enumerate(long_ago)
        )
    browser = house.login("alma")
    browser.get(address(family, asked))
    with at_most(LIMITS[asked]):
        page = browser.get(address(family, asked)).content.decode()
    assert all(f"Ziel von Kind{n}" in page for n in range(7)) and "Früher" not in page and "Damals" not in page

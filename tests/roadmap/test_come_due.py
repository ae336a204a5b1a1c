"""What the Fahrplan asks for on the list of what is due."""

import pytest

from rundblick.access.database import as_worker
from rundblick.cases.models import Case
from rundblick.roadmap.due import next_steps
from rundblick.web.clock import today
from tests.cases.families import Family, haddad
from tests.house import House
from tests.queries import at_most
from tests.roadmap.roads import DAY, decided, stepped, wished


@pytest.fixture
def family(house: House) -> Family:
    return haddad(house, opened_on=today() - 200 * DAY)


def items(*families: Family) -> list[tuple[str, int]]:
    """(rule, days from today) of everything due."""
    with as_worker("test"), at_most(4):
        found = next_steps([family.pk for family in families], today())
    return [(one["rule"], (one["due_on"] - today()).days) for one in found]


def test_two_weeks_after_the_fahrplan_was_explained_the_coach_asks(house: House, family: Family) -> None:
    wished(family)
    assert items(family) == []
    stepped(family, "route", ago=10)
    assert items(family) == [("roadmap.decision", 4)]
    decided(family, "go")
    assert items(family) == []


def test_who_waits_is_asked_on_their_day_and_the_words_reproach_nobody(house: House, family: Family) -> None:
    wished(family)
    stepped(family, "route", ago=20)
    decided(family, "later", ago=10, review=45)
    assert items(family) == [("roadmap.review", 45)]
    with as_worker("test"):
        (item,) = next_steps([family.pk], today())
    assert "wieder hinschauen" in item["label"] and "überfällig" not in str(item)


def test_a_closed_case_and_one_who_does_not_want_to_are_asked_nothing(house: House, family: Family) -> None:
    wished(family)
    stepped(family, "route", ago=20)
    with as_worker("test"):
        Case.objects.update(closed_on=today(), closing_reason="moved")
    assert items(family) == []
    with as_worker("test"):
        Case.objects.update(closed_on=None, closing_reason="")
    wished(family, wish=False, version=1)
    assert items(family) == []


def test_many_households_take_as_many_statements_as_one(house: House, family: Family) -> None:
    other = haddad(house, opened_on=today() - 200 * DAY)
    for one in (family, other):
        wished(one)
        stepped(one, "route", ago=3)
    assert items(family, other) == [("roadmap.decision", 11)] * 2

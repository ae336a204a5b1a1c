"""Who is connected: by person and by connection, with denominator; the printed figures of PRO AKTIV from records."""

import uuid
from decimal import Decimal
from fractions import Fraction

import pytest

from rundblick.referrals.kinds import catalogue
from rundblick.referrals.numbers import Numbers, figures
from rundblick.referrals.rules import Link, connected
from rundblick.web.clock import today
from tests.cases.families import haddad
from tests.house import House
from tests.referrals.ways import ago, noted, way

GROUPS = [group.code for group in catalogue().groups]


def count(persons: int, links: list[tuple[int, str]]) -> Numbers:
    ids = [uuid.UUID(int=n + 1) for n in range(persons)]
    rows = [Link(ids[n], group, ago(5)) for n, group in links]
    return figures(connected(rows, persons=ids, as_of=today(), order=GROUPS), as_of=today())


def test_pro_aktiv_reached_73_percent_with_1132_connections() -> None:
    """2.2.2, Abb. 25 and 27: n=770, target 60 %, reached 73 %, 1,132 connections, 1.47 per participant.

    Printed are the rounded share and the number of connections. Any number of people from 559 to 565 gives 73 %, so
    how many it were cannot be said; nor can the division by kind of Abb. 27, whose bars carry no numbers in the text.
    """
    fitting = [people for people in range(771) if round(Fraction(100 * people, 770)) == 73]
    assert (fitting[0], fitting[-1]) == (559, 565)
    for people in (fitting[0], fitting[-1]):
        links = [(n % people, "medical") for n in range(1132)]
        found = count(770, links)
        assert found.persons.value == Decimal(73) and found.persons.denominator == 770
        assert found.links.value == Decimal(1132)
        assert found.mean == "1,47"
        assert found.persons.points_to_target() == 13


@pytest.mark.parametrize(("persons", "people"), [(2, 1), (40, 2), (40, 38), (40, 39)])
def test_small_groups_are_withheld_with_everything_that_tells_them(persons: int, people: int) -> None:
    found = count(persons, [(n, "advice") for n in range(people)])
    assert found.persons.value is None and found.links.value is None and found.mean == ""
    assert found.total.value is None and all(cell.value is None for _label, cell in found.groups)


def test_a_small_group_of_help_hides_another_one_with_it() -> None:
    links = [(n, "advice") for n in range(10)] + [(0, "medical")] + [(n, "learning") for n in range(5)]
    found = count(20, links)
    assert (found.persons.value, found.links.value) == (Decimal(50), Decimal(16))
    hidden = [label for label, cell in found.groups if cell.value is None]
    assert len(hidden) >= 2


def test_nobody_counted_is_no_figure() -> None:
    found = count(0, [])
    assert (found.persons.value, found.mean) == (None, "")


def test_the_page_counts_the_people_in_focus_of_own_cases(house: House) -> None:
    family = haddad(house, opened_on=ago(300))
    row = way(family)
    noted(family, row, "first", 3)
    page = house.login("alma").get("/faelle/vermittlungen/angebunden/").content.decode()
    assert "Nicht ausgewiesen" in page and "Personen im Fokus" in page and "Stichtag" in page
    numbers = house.login("bert").get("/faelle/vermittlungen/angebunden/").context["numbers"]
    assert numbers.persons.denominator == 0

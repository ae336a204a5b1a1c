"""Angebunden in a programme: persons and connections while they took part, small groups withheld, no names."""

import datetime as dt
from decimal import Decimal
from types import SimpleNamespace
from typing import Any, cast

import pytest

from rundblick.access.database import as_worker
from rundblick.programmes.editing.overview import _targets
from rundblick.programmes.overview_page import _target
from rundblick.programmes.registries import target_figures
from rundblick.referrals import targets
from rundblick.statistics.figures import Figure
from rundblick.web.clock import today
from tests.cases.families import Family
from tests.cases.test_list_cases import single
from tests.house import House
from tests.queries import at_most
from tests.referrals.ways import ago, noted, way


@pytest.fixture
def families(house: House) -> list[Family]:
    """Eight households of one."""
    return [single(house, f"Person{number}|Test", str(number)) for number in range(8)]


def taking_part(families: list[Family], *, since: int = 60, until: int | None = None) -> list[Any]:
    end = ago(until) if until is not None else None
    return [
        SimpleNamespace(person_id=one.amira, dossier_id=one.pk, started_on=ago(since), ended_on=end) for one in families
    ]


def counted(rows: list[Any], day: dt.date | None = None) -> list[Figure]:
    with as_worker("test"):
        return targets.figures(cast(Any, None), rows, day or today())


def connect(families: list[Family], *, days: int = 10) -> None:
    for one in families:
        noted(one, way(one), "first", days)


def test_it_counts_people_and_connections_with_denominator_and_stichtag(families: list[Family]) -> None:
    connect(families[:4])
    connect(families[:1])
    persons, links = counted(taking_part(families))
    assert (persons.numerator, persons.denominator, persons.value) == (4, 8, Decimal(50))
    assert links.numerator == 5 and persons.as_of == today() and persons.target is None
    assert "begonnen haben" in persons.subgroup and "4 Personen" in persons.note


def test_only_what_came_about_while_somebody_took_part_counts(families: list[Family]) -> None:
    connect(families[:4], days=10)
    assert counted(taking_part(families, since=5))[0].numerator == 0, "before it began"
    assert counted(taking_part(families, until=10))[0].numerator == 4, "the last day counts"
    assert counted(taking_part(families, until=11))[0].numerator == 0, "after it ended"
    assert counted(taking_part(families), ago(11))[0].numerator == 0, "after the Stichtag"


def test_small_groups_are_withheld_with_the_connections(families: list[Family]) -> None:
    connect(families[:2])
    persons, links = counted(taking_part(families))
    assert persons.numerator is None and links.numerator is None and "icht ausgewiesen" in persons.note


def test_where_no_way_was_ever_begun_no_figure_stands(families: list[Family]) -> None:
    assert counted(taking_part(families)) == [] and counted([]) == []


def test_the_counts_of_a_programme_ask_for_it(families: list[Family]) -> None:
    assert "referrals" in dict(target_figures.items())
    connect(families)
    rows = taking_part(families)
    with at_most(4):
        counted(rows)


def test_the_overview_prints_whom_it_is_about(families: list[Family]) -> None:
    connect(families[:4])
    programme = cast(Any, SimpleNamespace(targets=()))
    with as_worker("test"):
        found = _targets(programme, taking_part(families), today())
    words = [_target(one) for one in found if "Anbindung" in one["label"]]
    assert "4 von 8" in words[0]["words"] and "begonnen haben" in words[0]["of_whom"]
    assert words[1]["words"] == "4"

"""How many were asked at which time, where, and how many of them can be compared."""

import pytest

from rundblick.evaluation.counted import Computed
from rundblick.evaluation.protection import Status, protected
from rundblick.statistics.figures import Figure
from tests.evaluation.attack import found_out, shown_small
from tests.evaluation.panels import Someone, computed, people, section
from tests.evaluation.records import by_key
from tests.programmes.build import household

ONE = (("t1", 3),)
TWO = (("t1", 3), ("t2", 4))
LATE = (("t1", 3), ("t3", 4))
ALL = (("t1", 3), ("t2", 4), ("t3", 5))

# PRO AKTIV, Abb. 1: 770 of 984 in research, by number of surveys and Jobcenter.
PRO_AKTIV = people(
    (204, Someone("en", ONE)),
    (168, Someone("en", TWO)),
    (59, Someone("en", ALL)),
    (111, Someone("mk", ONE)),
    (86, Someone("mk", LATE)),
    (142, Someone("mk", ALL)),
    (114, Someone("mk", TWO, willing=False)),
    (100, Someone("en")),
)


def figure(report: Computed, code: str, site: str = "") -> Figure:
    return by_key(report)[f"pro_aktiv.{code}", site]


def number(report: Computed, code: str, site: str = "") -> int | None:
    return figure(report, code, site).numerator


@pytest.fixture(scope="module")
def report() -> Computed:
    return computed(PRO_AKTIV, section("waves"))


@pytest.mark.parametrize(
    ("code", "numbers"),
    [
        ("participants", (984, 531, 453)),
        ("teilhabe.asked", (884, 431, 453)),
        ("teilhabe.not_asked", (100, 100, 0)),
        ("teilhabe.no_consent", (114, 0, 114)),
        ("teilhabe.evaluated", (770, 431, 339)),
        ("teilhabe.pairs", (455, 227, 228)),
        ("teilhabe.pattern.t1", (315, 204, 111)),
        ("teilhabe.pattern.t1+t2+t3", (201, 59, 142)),
        ("teilhabe.wave.t1", (770, 431, 339)),
        ("teilhabe.wave.t2", (369, 227, 142)),
        ("teilhabe.wave.t3", (287, 59, 228)),
    ],
)
def test_the_waves_of_pro_aktiv_come_out_of_records(report: Computed, code: str, numbers: tuple[int, int, int]) -> None:
    assert tuple(number(report, code, site) for site in ("", "Jobcenter EN", "Jobcenter MK")) == numbers


def test_every_number_says_of_whom(report: Computed) -> None:
    assert figure(report, "teilhabe.evaluated").denominator == 884
    assert figure(report, "teilhabe.pairs").denominator == 770
    assert figure(report, "teilhabe.wave.t2", "Jobcenter EN").denominator == 431
    assert "nichts ausgewertet" in figure(report, "teilhabe.no_consent").note


def test_who_refused_or_was_not_asked_is_nowhere_kept(report: Computed) -> None:
    records = {c.figure.code: c.records for c in report.figures if not c.figure.subgroup}
    for code in ("asked", "not_asked", "no_consent"):
        assert records[f"pro_aktiv.teilhabe.{code}"] == ()
    assert len(records["pro_aktiv.teilhabe.evaluated"]) == 770
    assert {record.topic for record in records["pro_aktiv.teilhabe.evaluated"]} == {"situation"}


def test_small_numbers_of_a_site_and_what_they_follow_from_are_hidden() -> None:
    few = people((9, Someone("en", ONE)), (8, Someone("en", TWO)), (7, Someone("mk", ONE)), (1, Someone("mk", TWO)))
    small = computed([*few, *people((6, Someone("en", ONE, willing=False)))], section("waves"))
    shown = {(one.figure.code, one.figure.subgroup): one.status for one in protected(small)}
    assert shown["pro_aktiv.teilhabe.pairs", "Jobcenter MK"] is Status.SUPPRESSED
    assert shown["pro_aktiv.teilhabe.wave.t2", "Jobcenter MK"] is Status.SUPPRESSED, "it would be the same one person"
    assert shown["pro_aktiv.teilhabe.evaluated", ""] is Status.SHOWN
    assert shown_small(small) == []
    assert found_out(small) == set()


def test_where_nobody_was_asked_everybody_is_waiting() -> None:
    empty = computed([Someone("en")] * 5, section("waves"))
    assert (number(empty, "teilhabe.not_asked"), number(empty, "teilhabe.asked")) == (5, 0)
    assert figure(empty, "teilhabe.pairs").value is None


def test_where_households_take_part_only_those_asked_are_counted() -> None:
    wanted = household()
    found = computed([Someone("en", TWO)] * 5, section("waves"), programme=wanted)
    codes = {code for code, _ in by_key(found)}
    assert f"{wanted.id}.teilhabe.not_asked" not in codes
    assert by_key(found)[f"{wanted.id}.teilhabe.asked", ""].numerator == 5

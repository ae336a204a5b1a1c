"""What a definition says on a day: phases, places, the way in, the ratio, Stichtage."""

from decimal import Decimal

import pytest

from rundblick.programmes.reporting import sections_at
from rundblick.programmes.rules import (
    access_steps,
    exit_reason,
    free_places,
    missing_before_start,
    phase_at,
    ratio_finding,
    run_at,
)
from tests.programmes.build import MAYA, anna, as_data, day, ended, event, example, started


@pytest.mark.parametrize(
    ("on", "phase"),
    [
        ("2020-07-31", None),
        ("2020-08-01", "Aufbau"),
        ("2021-02-28", "Aufbau"),
        ("2021-03-01", "Ausbau"),
        ("2022-07-31", "Ausbau"),
        ("2022-08-01", "Transfer"),
        ("2022-11-15", "Transfer"),
        ("2022-11-16", None),
    ],
)
def test_the_phases_of_a_project_follow_the_calendar(on: str, phase: str | None) -> None:
    found = phase_at([], anna(), day(on))
    assert (found.label if found else None) == phase


def test_a_participation_has_no_phase_before_its_start_and_after_its_end() -> None:
    facts = [started("2020-09-01"), ended("2021-01-31")]
    assert phase_at(facts, anna(), day("2021-01-31")) is not None
    assert phase_at(facts, anna(), day("2021-02-01")) is None


@pytest.mark.parametrize(
    ("on", "phase"),
    [("2022-01-31", "Anfang"), ("2022-03-30", "Anfang"), ("2022-03-31", "Mitte"), ("2022-07-01", "Schluss"),
     ("2022-12-31", "Schluss"), ("2023-01-01", None)],
)  # fmt: skip
def test_phases_of_a_participation_count_from_its_start_and_end_with_their_run(on: str, phase: str | None) -> None:
    found = phase_at([started("2022-01-31", MAYA)], example(), day(on))
    assert (found.label if found else None) == phase


def test_a_phase_may_wait_for_an_event() -> None:
    time = as_data()["time"]
    time["phases"][1]["starts"] = {"after": "job.started", "by": {"weeks": 2}}
    programme = example(time=time)
    facts = [started("2022-01-31", MAYA), event("job.started", "2022-03-01", value="minijob", subject=MAYA)]
    found = [phase_at(facts, programme, day(on)) for on in ("2022-03-14", "2022-03-15")]
    assert [phase.code for phase in found if phase] == ["anfang", "mitte"]
    without = phase_at(facts[:1], programme, day("2022-03-15"))
    assert without is not None
    assert without.code == "anfang"


def test_a_run_takes_people_in_from_its_first_to_its_last_day() -> None:
    assert run_at(anna(), day("2020-07-31")) is None
    assert [run_at(anna(), day(on)) for on in ("2020-08-01", "2022-11-15")] == [anna().runs[0]] * 2
    assert run_at(anna(), day("2022-11-16")) == anna().runs[1]
    assert run_at(anna(), day("2023-06-01")) is None


def test_places_are_counted_in_total_and_per_site() -> None:
    on = day("2021-05-01")
    assert free_places(anna(), on, taken=28) == 2
    assert free_places(anna(), on, taken=20, site="ennigerloh") == 0
    assert free_places(anna(), on, taken=11, site="everswinkel") == -1
    assert free_places(anna(), day("2020-01-01"), taken=0) is None
    assert free_places(anna(), day("2023-01-01"), taken=0, site="ennigerloh") is None


def test_the_way_in_shows_what_is_done_and_what_is_open() -> None:
    facts = [event("participation.nominated", "2020-08-03"), event("participation.informed", "2020-08-10")]
    assert [(s.step.code, s.done_on) for s in access_steps(facts, anna(), day("2020-08-09"))] == [
        ("vorschlag", day("2020-08-03")),
        ("erstgespraech", None),
        ("zustimmung", None),
    ]
    assert [step.code for step in missing_before_start(facts, anna(), day("2020-08-10"))] == ["zustimmung"]
    agreed = [*facts, event("participation.agreed", "2020-08-12")]
    assert missing_before_start(agreed, anna(), day("2020-08-12")) == []


def test_a_step_that_is_not_required_does_not_stand_in_the_way() -> None:
    missing = missing_before_start([], example(), day("2022-01-01"))
    assert [step.code for step in missing] == ["ja"]


@pytest.mark.parametrize(
    ("cases", "fte", "kept"), [(30, "3", True), (31, "3", False), (25, "2.5", True), (1, "0", False), (0, "0", True)]
)
def test_one_to_ten_means_households_per_full_time_post(cases: int, fte: str, kept: bool) -> None:
    finding = ratio_finding(anna(), cases=cases, coaches=4, fte=Decimal(fte))
    assert finding is not None
    assert finding.kept is kept
    assert finding.agreed == 10


def test_the_actual_ratio_is_shown_and_missing_without_staff() -> None:
    full = ratio_finding(anna(), cases=27, coaches=4, fte=Decimal(3))
    empty = ratio_finding(anna(), cases=27, coaches=4, fte=Decimal(0))
    assert full is not None
    assert full.actual == 9
    assert empty is not None
    assert empty.actual is None


@pytest.mark.parametrize(
    ("meaning", "value", "cases", "coaches", "kept"),
    [
        ("participants_per_coach", 6, 12, 2, True),
        ("participants_per_coach", 6, 13, 2, False),
        ("minimum_per_coach", 15, 14, 1, False),
        ("minimum_per_coach", 15, 15, 1, True),
    ],
)
def test_a_ratio_keeps_its_meaning(meaning: str, value: int, cases: int, coaches: int, kept: bool) -> None:
    """13 participants with 2 coaches break 1:6; 14 are below a minimum of 15 (blag 8, capability 15)."""
    care = as_data()["care"]
    care["ratio"].update(meaning=meaning, value=value)
    finding = ratio_finding(example(care=care), cases=cases, coaches=coaches, fte=Decimal("0.5"))
    assert finding is not None
    assert finding.kept is kept


def test_without_an_agreed_ratio_there_is_no_finding() -> None:
    care = as_data()["care"] | {"ratio": None}
    assert ratio_finding(example(care=care), cases=1, coaches=1, fte=Decimal(1)) is None


def test_only_exit_reasons_of_the_definition_are_known() -> None:
    assert exit_reason(anna(), "projektende").kind == "regular"
    with pytest.raises(ValueError, match="kennt keinen Austrittsgrund"):
        exit_reason(anna(), "verschwunden")


def test_each_table_of_the_report_has_its_own_stichtag() -> None:
    assert {section.code: on.isoformat() for section, on in sections_at(anna(), "abschluss", day("2022-07-31"))} == {
        "kinder": "2021-12-31",
        "but": "2021-12-31",
        "antraege": "2022-04-30",
        "vermittlungen": "2022-07-31",
        "ziel": "2022-07-31",
    }


def test_a_report_asked_for_an_earlier_day_does_not_look_ahead() -> None:
    assert {on.isoformat() for _, on in sections_at(anna(), "abschluss", day("2021-06-30"))} == {"2021-06-30"}
    with pytest.raises(ValueError, match="kennt keinen Bericht"):
        sections_at(anna(), "geheim", day("2021-06-30"))

"""PRO AKTIV from the proposal to six months after a job (domain/pro-aktiv.md sections 2 and 4)."""

from decimal import Decimal

import pytest

from rundblick.programmes.definition import PublishedResult
from rundblick.programmes.facts import Fact
from rundblick.programmes.rules import due_items, eligibility, missing_before_start, ratio_finding
from rundblick.programmes.shelf import shelf
from tests.programmes.build import MAYA, day, event, plan, started


def due(facts: list[Fact], on: str) -> dict[str, str]:
    return {item.rule: item.due_on.isoformat() for item in due_items(facts, shelf()["pro_aktiv"], day(on))}


def result(code: str) -> PublishedResult:
    return next(one for one in shelf()["pro_aktiv"].results if one.code == code)


def test_the_handover_with_three_comes_first_then_time_to_think() -> None:
    facts = [event("participation.nominated", "2022-03-01", subject=MAYA)]
    assert due(facts, "2022-03-01") == {"access.steps.uebergabe": "2022-03-15"}
    facts.append(event("participation.handed_over", "2022-03-10", subject=MAYA))
    assert due(facts, "2022-03-10") == {"access.steps.bedenkzeit": "2022-03-24"}
    open_steps = missing_before_start(facts, shelf()["pro_aktiv"], day("2022-03-10"))
    assert [step.code for step in open_steps] == ["zustimmung"]
    facts += [event("participation.agreed", "2022-03-20", subject=MAYA), started("2022-04-01", MAYA)]
    assert not [rule for rule in due(facts, "2022-04-01") if rule.startswith("access")]


def test_who_fits_is_asked_without_any_threshold() -> None:
    programme = shelf()["pro_aktiv"]
    facts = [
        Fact("household.receives_sgb2", True, day("2022-01-01")),
        Fact("person.motivated", True, day("2022-01-01"), subject=MAYA),
    ]
    assert eligibility(facts, programme, day("2022-03-01"), subject=MAYA).answer == "yes"
    assert programme.target_group.at_least is None


def test_two_years_and_at_most_one_more() -> None:
    facts = [started("2021-01-31", MAYA)]
    assert due(facts, "2021-01-31")["time.duration"] == "2023-01-31"
    extended = [*facts, plan("participation.extended", "2022-12-01", "2023-07-31", subject=MAYA)]
    assert due(extended, "2022-12-01")["time.duration"] == "2023-07-31"


@pytest.mark.parametrize(("cases", "kept"), [(50, True), (51, False)])
def test_the_ratio_is_fifty_per_post_and_the_fifty_first_is_told_not_refused(cases: int, kept: bool) -> None:
    found = ratio_finding(shelf()["pro_aktiv"], cases=cases, coaches=1, fte=Decimal(1))
    assert found is not None and found.kept is kept


def test_in_an_internship_somebody_calls_on_thursday_of_the_first_week() -> None:
    facts = [started("2022-01-10", MAYA), event("internship.started", "2022-06-13", subject=MAYA, key="p1")]
    assert due(facts, "2022-06-13")["time.deadlines.praktikum_woche_1"] == "2022-06-16"  # a Monday and its Thursday


def test_whether_a_job_lasts_is_asked_after_six_months() -> None:
    facts = [
        started("2022-01-10", MAYA),
        event("job.started", "2022-08-31", value="insured_employment", subject=MAYA, key="j1"),
    ]
    assert due(facts, "2022-09-01")["time.deadlines.arbeit_6_monate"] == "2023-02-28"


def test_the_printed_shares_follow_from_their_numbers_and_name_their_denominator() -> None:
    assert round(Decimal(100) * result("z2").numerator / (result("z2").denominator or 1), 1) == Decimal("1.6")
    for code, printed in (("z6_koerper", 52), ("z6_seele", 59)):
        one = result(code)
        assert one.denominator is not None and one.subgroup == "nur (sehr) schlechte Ausgangslage"
        assert round(100 * one.numerator / one.denominator) == printed
    assert (int(result("forschung").numerator), int(result("forschung").denominator or 0)) == (770, 984)


def test_what_was_inferred_from_printed_shares_says_so() -> None:
    assert all(result(code).origin.assumption for code in ("z6_koerper", "z6_seele"))


def test_the_report_says_for_whom_a_change_is_told_and_compares_the_two_jobcenter() -> None:
    programme = shelf()["pro_aktiv"]
    (report,) = programme.reports
    kinds = [section.kind for section in report.sections]
    assert kinds[:4] == ["waves", "change", "change", "change"]
    for section in (section for section in report.sections if section.kind == "change"):
        assert section.goal == 75
        assert [(band.lowest, band.highest, band.headline) for band in section.bands] == [
            (1, 2, True),
            (3, 4, True),
            (5, 6, False),
            (7, 8, False),
        ]
    compared = {section.measure for section in report.sections if section.kind == "comparison"}
    assert compared == {"beschaeftigung", "koerper"}


def test_the_targets_are_those_of_the_project() -> None:
    targets = {target.code: target for target in shelf()["pro_aktiv"].targets}
    assert {code: str(target.value) for code, target in targets.items()} == {
        "beschaeftigung": "15",
        "westfalen": "1.5",
        "massnahme": "30",
    }
    assert (targets["westfalen"].numerator.insurer, targets["westfalen"].digits) == ("westfalen", 1)
    assert all(target.numerator.count == "people" for target in targets.values())
    assert "subsidised_employment" in targets["massnahme"].numerator.kinds, "footnote 6: it counts as a measure as well"

"""Sites side by side: chance is neither praised nor blamed, and nobody's own work is on show."""

import datetime as dt
import uuid
from typing import Any

import pytest

from rundblick.access.context import reason
from rundblick.access.database import as_worker
from rundblick.evaluation.cohort import Result, cohort
from rundblick.evaluation.counted import Computed, Record
from rundblick.evaluation.page import Figures
from rundblick.evaluation.page.lasting import comparison_blocks
from rundblick.evaluation.protection import protected
from rundblick.evaluation.report import compute
from rundblick.evaluation.sections import comparison
from rundblick.programmes.models import Participation, Run
from rundblick.statistics.figures import Figure
from rundblick.statistics.problems import CannotCompute
from tests.evaluation.attack import found_out, shown_small
from tests.evaluation.panels import FIRST, Someone, cohort_of, computed, people, section, went
from tests.evaluation.records import by_key
from tests.evaluation.test_reach_other_targets import FIRST as FIRST_DAY
from tests.evaluation.test_reach_other_targets import ORIGIN, achieved, programme, taking_part, target
from tests.house import House
from tests.programmes.homes import published, run_of

JOBS = section("comparison", code="vergleich", label="Vergleich", across="sites", measure="beschaeftigung")
BETTER = section("comparison", code="vergleich", label="Vergleich", across="sites", measure="koerper")
STAFF = frozenset(uuid.UUID(int=n) for n in range(5))


@pytest.fixture(autouse=True)
def staffed(monkeypatch: pytest.MonkeyPatch) -> None:
    """Five people look after each site."""
    monkeypatch.setattr(comparison, "_staff", lambda dossiers, members: STAFF)


def working(monkeypatch: pytest.MonkeyPatch, found: list[Someone], *working: int) -> Computed:
    """These of them (by their places) have a minijob, some of them two."""
    members = list(cohort_of(found).people.items())
    made = [
        Result(
            Record(members[n][1][0], members[n][0], "outcomes", "outcome", uuid.uuid4()), "minijob", "", FIRST, False
        )
        for n in working
        for _ in range(2)
    ]
    monkeypatch.setattr(comparison, "results", lambda members: made)
    return computed(found, JOBS)


def figure(report: Computed, site: str = "", name: str = "reached") -> Figure:
    return by_key(report)[f"pro_aktiv.vergleich.{name}", site]


TWO = people((100, Someone("en")), (100, Someone("mk")))


def test_everybody_counts_once_however_many_results_they_have(monkeypatch: pytest.MonkeyPatch) -> None:
    report = working(monkeypatch, TWO, *range(20), *range(100, 118))
    assert (figure(report, "Jobcenter EN").numerator, figure(report, "Jobcenter MK").numerator) == (20, 18)
    assert (figure(report).numerator, figure(report).denominator) == (38, 200)
    en = figure(report, "Jobcenter EN")
    assert en.note == "Innerhalb dessen, was Zufall erklärt."
    assert en.low is not None and en.high is not None and en.low < 19 < en.high


def test_what_chance_does_not_explain_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    report = working(monkeypatch, TWO, *range(60), *range(100, 110))
    assert figure(report, "Jobcenter EN").note.startswith("Deutlich über")
    assert figure(report, "Jobcenter MK").note.startswith("Deutlich unter")
    assert "weiter auseinander" in figure(report).note


def test_a_site_of_fewer_than_five_people_is_not_compared(monkeypatch: pytest.MonkeyPatch) -> None:
    en = set(list(cohort_of(TWO).sites)[:100])
    monkeypatch.setattr(
        comparison, "_staff", lambda dossiers, _: STAFF if dossiers <= en else frozenset(list(STAFF)[:4])
    )
    report = working(monkeypatch, TWO, *range(20), *range(100, 118))
    assert ("pro_aktiv.vergleich.reached", "Jobcenter MK") not in by_key(report)
    assert "über sie" in figure(report, "Jobcenter MK", "left_out").note


def test_without_scipy_there_are_shares_and_no_limits(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(*_: object, **__: object) -> None:
        raise CannotCompute("needs_scipy", "Dafür fehlt das Paket SciPy.")

    monkeypatch.setattr(comparison, "funnel_plot", missing)
    report = working(monkeypatch, TWO, *range(20))
    en = figure(report, "Jobcenter EN")
    assert en.value == 20 and en.low is None
    assert en.note == "Dafür fehlt das Paket SciPy."


def test_small_numbers_of_a_site_are_hidden_with_what_they_follow_from(monkeypatch: pytest.MonkeyPatch) -> None:
    report = working(monkeypatch, TWO, *range(20), 100, 101)
    assert shown_small(report) == []
    assert found_out(report) == set()
    assert {one.figure.subgroup for one in protected(report) if one.figure.numerator is None} >= {"Jobcenter MK"}


@pytest.mark.parametrize("few", [0, 1, 2, 3, 6])
def test_a_change_compared_by_site_gives_no_small_band_away(few: int) -> None:
    found = people((9, went(2, 3)), (8, went(4, 3)), (7, went(2, 3, site="mk")), (few, went(4, 3, site="mk")))
    found += people((9, went(6, 5)), (few, went(6, 7)))
    report = computed(found, section("waves"), section("change"), BETTER)
    assert shown_small(report) == []
    assert found_out(report) == set()


def test_the_page_draws_the_sites_and_says_that_it_is_no_ranking(monkeypatch: pytest.MonkeyPatch) -> None:
    report = working(monkeypatch, TWO, *range(20), *range(100, 118))
    (block,) = comparison_blocks(Figures("pro_aktiv", protected(report)), JOBS)
    assert any("keine Rangfolge" in said for said in block.sentences)
    assert block.sentences[0].startswith("Jobcenter EN: 20 von 100 (20\u00a0%); innerhalb")
    (picture,) = block.pictures
    assert "20 von 100" in picture.description


def runs_report() -> dict[str, Any]:
    """A report that compares runs by a target."""
    one = {
        "code": "laeufe",
        "label": "Läufe",
        "kind": "comparison",
        "across": "runs",
        "measure": "arbeit",
        "origin": ORIGIN,
    }
    return {"code": "ziele", "label": "Ziele", "origin": ORIGIN, "sections": [one]}


def test_runs_of_one_programme_stand_side_by_side_each_up_to_its_own_end(house: House) -> None:
    jobs = target("arbeit", "percent", {"count": "people", "kinds": ["minijob"]}, "people", as_of="2023-12-31")
    wanted = programme(reports=[runs_report()], targets=[jobs])
    published(wanted)
    rows = taking_part(house, wanted, FIRST_DAY, FIRST_DAY, FIRST_DAY, FIRST_DAY)
    first = run_of(wanted)
    with as_worker("test"), reason("test.runs"):
        second = Run.objects.create(
            definition=first.definition,
            code="zweiter",
            label="Zweiter Durchgang",
            valid_from=dt.date(2021, 1, 1),
            valid_until=dt.date(2022, 1, 1),
            provider=first.provider,
        )
        Participation.objects.filter(pk__in=[row.pk for row in rows[4:]]).update(run=second)
    achieved([rows[0], rows[1], rows[2], rows[4]])
    with as_worker("test"):
        found = compute(wanted, wanted.reports[0], first, dt.date(2023, 6, 30))
    numbers = {
        f.subgroup: (f.numerator, f.denominator) for (code, _), f in by_key(found).items() if code.endswith("reached")
    }
    assert numbers == {first.label: (3, 4), "Zweiter Durchgang": (1, 4), "": (4, 8)}
    assert found_out(found) == set()


def test_who_looked_after_a_site_is_counted_over_the_whole_time(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.undo()
    wanted = published(programme())
    taking_part(house, wanted, FIRST_DAY, FIRST_DAY)
    run = run_of(wanted)
    with as_worker("test"):
        members = cohort(run, dt.date(2021, 12, 31))
        assert comparison._staff(set(members.sites), members) == {house.alma.pk}

"""How long somebody stays: whoever is still in counts as long as they were seen, and nobody alone can be read off."""

import datetime as dt
import uuid

import pytest

from rundblick.access.context import reason
from rundblick.access.database import as_worker
from rundblick.evaluation.cohort import cohort
from rundblick.evaluation.counted import Computed, Record
from rundblick.evaluation.protection import Status, protected
from rundblick.evaluation.report import compute
from rundblick.evaluation.sections import Task, duration
from rundblick.evaluation.sections.duration import Lasted, jobs, participations
from rundblick.programmes.models import Participation, ProgrammeEvent
from rundblick.programmes.shelf import shelf
from rundblick.statistics.figures import Figure
from rundblick.statistics.survival import Lasting
from rundblick.work.models import Outcome
from tests.evaluation.attack import found_out, shown_small
from tests.evaluation.panels import computed, section
from tests.evaluation.records import by_key
from tests.house import House
from tests.programmes.homes import begun, family, published, run_of
from tests.queries import at_most

SECTION = section("duration", code="dauer", label="Dauer", lasting="participation", months=[6, 12, 24])
MONTH = 31


def lasted(number: int, months: float, *, ended: bool = True, site: str = "en") -> list[Lasted]:
    record = Record(uuid.uuid4(), None, "programmes", "participation", uuid.uuid4())
    return [Lasted(record, site, Lasting(round(months * 30.4), ended)) for _ in range(number)]


def told(monkeypatch: pytest.MonkeyPatch, *groups: list[Lasted]) -> Computed:
    found = [one for group in groups for one in group]
    monkeypatch.setattr(duration, "participations", lambda task: found)
    return computed([], SECTION)


def figure(report: Computed, code: str, site: str = "") -> Figure:
    return by_key(report)[f"pro_aktiv.dauer.{code}", site]


def test_those_still_in_are_neither_left_out_nor_counted_as_gone(monkeypatch: pytest.MonkeyPatch) -> None:
    report = told(monkeypatch, lasted(10, 3), lasted(10, 9, ended=False), lasted(10, 18), lasted(10, 30, ended=False))
    assert [figure(report, f"still.m{m}").value for m in (6, 12, 24)] == [75, 75, 38]
    assert figure(report, "left.m6").numerator == 10
    assert figure(report, "seen.m12").numerator == 10
    assert figure(report, "beyond").numerator == 10
    assert figure(report, "still.m12").numerator == 20, "so many were seen that long"
    low, high = figure(report, "still.m6").low, figure(report, "still.m6").high
    assert low is not None and high is not None and low < 75 < high
    assert figure(report, "median").value is not None and figure(report, "median").unit == "Monate"
    assert figure(report, "mean").low is not None


def test_where_more_than_half_are_still_in_there_is_no_middle(monkeypatch: pytest.MonkeyPatch) -> None:
    report = told(monkeypatch, lasted(3, 3), lasted(20, 30, ended=False))
    assert figure(report, "median").value is None
    assert "noch dabei" in figure(report, "median").note


def test_where_nobody_was_seen_that_long_the_figure_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    report = told(monkeypatch, lasted(6, 3), lasted(6, 8, ended=False))
    assert figure(report, "still.m24").value is None
    assert "niemand gesehen" in figure(report, "still.m24").note
    assert figure(report, "mean").value is None


def test_few_get_no_curve_and_nobody_breaks_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    assert ("pro_aktiv.dauer.still.m6", "") not in by_key(told(monkeypatch, lasted(9, 3)))
    assert figure(told(monkeypatch), "all").numerator == 0


def test_one_who_left_alone_is_hidden_and_with_them_what_is_estimated(monkeypatch: pytest.MonkeyPatch) -> None:
    groups = [lasted(1, 3), lasted(12, 9), lasted(9, 30), lasted(12, 9, site="mk"), lasted(9, 30, site="mk")]
    report = told(monkeypatch, *groups)
    shown = {(one.figure.code, one.figure.subgroup): one for one in protected(report)}
    assert shown["pro_aktiv.dauer.left.m6", ""].status is Status.SUPPRESSED
    assert shown["pro_aktiv.dauer.still.m6", ""].figure.value is None
    assert shown["pro_aktiv.dauer.mean", "Jobcenter MK"].status is not None
    assert shown_small(report) == []
    assert found_out(report) == set()


@pytest.fixture
def rows(house: House) -> list[Participation]:
    """Three households of PRO AKTIV in which one member each takes part, from the first day of the run."""
    wanted = published(shelf()["pro_aktiv"])
    first = dt.date(2021, 2, 1)
    return [
        begun(house, family(house, f"Kaya{n}"), "Gülşen", programme=wanted, on=first, agreed=first, site="en")[0]
        for n in range(3)
    ]


def seen_at(day: dt.date, kind: str = "participation") -> dict[uuid.UUID, Lasting]:
    """How long each participation or job was seen by that day."""
    run = run_of(shelf()["pro_aktiv"])
    more = {"kinds": ["minijob"]} if kind == "job" else {}
    wanted = section("duration", code="dauer", label="Dauer", lasting=kind, months=[6], **more)
    with as_worker("test"):
        task = Task(shelf()["pro_aktiv"], wanted, cohort(run, day))
        found = jobs(task) if kind == "job" else participations(task)
    return {one.record.object_id: one.seen for one in found}


def left(row: Participation, on: dt.date) -> None:
    with as_worker("test"), reason("test.left"):
        Participation.objects.filter(pk=row.pk).update(ended_on=on)


def test_the_end_of_the_project_is_no_end_of_a_participation(rows: list[Participation]) -> None:
    left(rows[0], dt.date(2021, 3, 2))
    left(rows[1], dt.date(2024, 12, 31))
    found, earlier = seen_at(dt.date(2026, 6, 1)), seen_at(dt.date(2021, 3, 1))
    assert found[rows[0].pk] == Lasting(30, True)
    assert found[rows[1].pk] == found[rows[2].pk] == Lasting(1430, False), "seen to the last day of the run"
    assert set(earlier.values()) == {Lasting(28, False)}, "on that day nobody had left"


def test_a_job_is_known_to_last_until_somebody_looked(rows: list[Participation]) -> None:
    people = [row.person_id for row in rows if row.person_id is not None]
    began, written, looked = dt.date(2021, 3, 1), dt.datetime(2021, 3, 11, 12, tzinfo=dt.UTC), dt.date(2021, 9, 1)
    with as_worker("test"), reason("test.jobs"):
        made = [
            Outcome.objects.create(
                dossier_id=row.dossier_id,
                participation_id=row.pk,
                person_id=person,
                kind="minijob",
                achieved_on=began,
                ended_on=end,
                recorded_at=written,
            )
            for row, person, end in zip(rows, people, (dt.date(2021, 4, 30), None, None), strict=True)
        ]
        ProgrammeEvent.objects.create(
            dossier_id=rows[1].dossier_id,
            participation_id=rows[1].pk,
            person_id=rows[1].person_id,
            kind=duration.CHECKED,
            occurred_on=looked,
            key=str(made[1].pk),
        )
    found = seen_at(dt.date(2022, 6, 1), "job")
    assert [found[one.pk] for one in made] == [Lasting(61, True), Lasting(184, False), Lasting(10, False)]


def test_the_whole_report_takes_a_fixed_number_of_statements(rows: list[Participation], house: House) -> None:
    wanted, run = shelf()["pro_aktiv"], run_of(shelf()["pro_aktiv"])
    with as_worker("test"):
        compute(wanted, wanted.reports[0], run, dt.date(2022, 6, 1))
    with as_worker("test"), at_most(19):
        compute(wanted, wanted.reports[0], run, dt.date(2022, 6, 1))
    for number in range(8, 10):
        more, on = family(house, f"Kaya{number}"), dt.date(2021, 2, 1)
        begun(house, more, "Gülşen", "Ali", programme=wanted, on=on, agreed=on, site="mk")
        # A second site is one more statement for each of the two comparisons, and more people are none.
        with as_worker("test"), at_most(21):
            compute(wanted, wanted.reports[0], run, dt.date(2022, 6, 1))

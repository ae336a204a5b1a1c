"""Every number the final report of ANNA prints, computed from the records of the demo."""

import datetime as dt
from decimal import Decimal
from pathlib import Path

import pytest

import rundblick.evaluation
from rundblick.catalogue.quoted import Published, literature, out_of_reach
from rundblick.evaluation.counted import Computed
from rundblick.statistics.figures import Figure
from tests.evaluation import records

PUBLISHED = dt.date(2022, 7, 31)


@pytest.fixture(scope="module")
def report() -> Computed:
    return records.reports().at[PUBLISHED]


@pytest.fixture(scope="module")
def figures(report: Computed) -> dict[tuple[str, str], Figure]:
    return records.by_key(report)


def name(printed: Published) -> str:
    return f"{printed.code}[{printed.subgroup}] {printed.unit}"


@pytest.mark.parametrize("printed", literature("anna"), ids=name)
def test_a_printed_number_comes_out_of_the_records(printed: Published, figures: dict[tuple[str, str], Figure]) -> None:
    if printed.code.startswith("anna.target."):
        # The target is printed as a number of its own and stands beside the quota here.
        assert figures[printed.code.replace(".target.", ".quota."), ""].target == printed.value
        return
    figure = figures[printed.code, printed.subgroup]
    assert figure.as_of == printed.as_of
    if printed.unit == "count":
        assert figure.numerator == printed.value
    else:
        assert figure.value == Decimal(printed.value)


def test_every_printed_share_has_its_denominator(figures: dict[tuple[str, str], Figure]) -> None:
    lunch = figures["anna.but.lunch.used", ""]
    assert (lunch.numerator, lunch.denominator, lunch.value) == (37, 48, Decimal(77))
    assert figures["anna.but.lunch.entitled", ""].denominator == 61
    assert figures["anna.outcome.minijob.share", ""].denominator == 74
    assert figures["anna.but.social_participation.detail.football", ""].denominator == 19
    assert figures["anna.but.social_participation.detail.football", ""].missing == 3


def test_the_inferred_denominator_of_the_quota_says_so(figures: dict[tuple[str, str], Figure]) -> None:
    quota = figures["anna.quota.eingliederung", ""]
    assert (quota.numerator, quota.denominator, quota.target) == (33, 63, Decimal(34))
    assert quota.inferred_denominator
    assert quota.note.startswith("Nenner erschlossen: Nicht gedruckt.")
    for part in ("integration", "extension"):
        assert figures[f"anna.quota.eingliederung.{part}", ""].inferred_denominator


def test_as_many_people_take_part_as_the_denominator_says(figures: dict[tuple[str, str], Figure]) -> None:
    assert figures["anna.participants", ""].numerator == figures["anna.quota.eingliederung", ""].denominator == 63


def test_the_distance_to_the_target_is_in_percentage_points(figures: dict[tuple[str, str], Figure]) -> None:
    above = figures["anna.quota.eingliederung.above_target", ""]
    assert above.value == 18
    assert "Prozentpunkte, nicht Prozent" in above.note


def test_three_different_stichtage_are_kept_apart(report: Computed) -> None:
    days = {c.section: c.figure.as_of for c in report.figures}
    assert days == {
        "rahmen": dt.date(2022, 7, 31),
        "kinder": dt.date(2021, 12, 31),
        "but": dt.date(2021, 12, 31),
        "antraege": dt.date(2022, 4, 30),
        "vermittlungen": dt.date(2022, 7, 31),
        "ziel": dt.date(2022, 7, 31),
    }


def test_every_figure_stands_on_as_many_records_as_it_counts(report: Computed) -> None:
    for counted in report.figures:
        if counted.figure.code.endswith((".share", ".above_target")):
            continue
        assert len(counted.records) == counted.figure.numerator, counted.figure.code
        assert len(set(counted.records)) == len(counted.records)


def test_titles_without_their_kind_are_one_list_as_in_the_report(figures: dict[tuple[str, str], Figure]) -> None:
    listed = {c: f.numerator for (c, _), f in figures.items() if "school_qualification+further_training" in c}
    assert sum(n or 0 for n in listed.values()) == 6
    minijobs = [f.numerator or 0 for (c, _), f in figures.items() if c.startswith("anna.outcome.minijob.title.")]
    assert sum(minijobs) == 15
    assert figures["anna.outcome.minijob.title.", ""].numerator == 1


def test_what_no_record_can_give_is_said_with_its_reason() -> None:
    unreachable = out_of_reach("anna")
    said = " ".join(entry.what for entry in unreachable)
    assert "n = 24" in said
    assert "n = 200" in said
    assert "Anträge im Bild zur sozialen" in said
    assert "Fünfzehnter Minijob" in said
    assert all(entry.place and entry.reason for entry in unreachable)


def test_an_earlier_stichtag_gives_smaller_figures(figures: dict[tuple[str, str], Figure]) -> None:
    earlier = records.by_key(records.reports().at[dt.date(2021, 6, 30)])
    now = figures
    assert all(figure.as_of == dt.date(2021, 6, 30) for figure in earlier.values())
    for code in ("anna.children", "anna.but.lunch.used", "anna.but.tutoring.used", "anna.outcome.minijob"):
        assert (earlier[code, ""].numerator or 0) < (now[code, ""].numerator or 0), code
    assert (earlier["anna.quota.eingliederung", ""].numerator or 0) < 33


def test_entries_made_later_change_no_earlier_stichtag() -> None:
    done = records.reports()
    for day in (day for day in records.DAYS if day < records.LATER):
        assert records.by_key(done.again[day]) == records.by_key(done.at[day])
    day = dt.date(2021, 12, 31)
    before, after = records.by_key(done.at[day]), records.by_key(done.again[day])
    minijobs, lunch = ("anna.outcome.minijob", ""), ("anna.but.lunch.used", "")
    assert (after[minijobs].numerator or 0) - (before[minijobs].numerator or 0) == 1
    assert (after[lunch].numerator or 0) - (before[lunch].numerator or 0) == -1


def test_a_section_with_an_own_stichtag_keeps_it_later(figures: dict[tuple[str, str], Figure]) -> None:
    assert records.by_key(records.reports().today) == figures


def test_the_printed_numbers_are_in_no_computation() -> None:
    """Only protection, which compares, and pages, which show them, may read the quoted literature."""
    allowed = {"protection.py", "quotes.py"}
    room = Path(rundblick.evaluation.__file__).parent
    readers = {path.name for path in room.rglob("*.py") if "catalogue.quoted" in path.read_text("utf-8")}
    assert readers <= allowed
    for other in ("statistics", "journeys", "work", "programmes", "people", "access"):
        for path in (room.parent / other).rglob("*.py"):
            assert "catalogue.quoted" not in path.read_text("utf-8"), path

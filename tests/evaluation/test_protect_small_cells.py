"""Small cells of a report, and whatever they could be worked out from."""

import datetime as dt
from collections.abc import Hashable, Sequence
from fractions import Fraction

import pytest

from rundblick.catalogue.quoted import Published, literature
from rundblick.evaluation.counted import Computed
from rundblick.evaluation.protection import Shown, Status, prepared, protected
from rundblick.statistics.suppression import Arc, worked_out
from tests.evaluation import records

PUBLISHED = dt.date(2022, 7, 31)
DAYS = records.DAYS
NOT_EVEN_QUOTED = {
    ("anna.but.social_participation.applied", ""),
    ("anna.but.social_participation.granted", ""),
    ("anna.but.social_participation.applied", "Ennigerloh"),
    ("anna.but.social_participation.granted", "Ennigerloh"),
    ("anna.but.social_participation.applied", "Everswinkel"),
    ("anna.outcome.apprenticeship.single_parent", ""),
    ("anna.outcome.apprenticeship.couple", ""),
}


@pytest.fixture(scope="module")
def reports() -> dict[dt.date, Computed]:
    return records.reports().at


def shown(computed: Computed, quotes: Sequence[Published] = (), opened: Sequence[str] = ()) -> list[Shown]:
    return protected(prepared(computed, quotes), quotes, opened)


def find(found: Sequence[Shown], code: str, subgroup: str = "") -> Shown:
    return next(s for s in found if (s.figure.code, s.figure.subgroup) == (code, subgroup))


def test_printed_numbers_of_anna_stay_visible_and_say_where_they_are_quoted_from(
    reports: dict[dt.date, Computed],
) -> None:
    quotes = literature("anna")
    by_key = {(s.figure.code, s.figure.subgroup): s for s in shown(reports[PUBLISHED], quotes)}
    for number in (n for n in quotes if n.unit == "count"):
        one = by_key[number.code, number.subgroup]
        assert one.figure.numerator == number.value
        assert one.quotation.startswith("zitiert: ANNA-Abschlussbericht, ")
    small = by_key["anna.but.school_participation.used", "Everswinkel"]
    assert (small.figure.numerator, small.status) == (1, Status.QUOTED)


def test_small_numbers_nobody_published_are_hidden_beside_quoted_ones(reports: dict[dt.date, Computed]) -> None:
    hidden = {s for s in shown(reports[PUBLISHED], literature("anna")) if s.status is Status.SUPPRESSED}
    assert {(s.figure.code, s.figure.subgroup) for s in hidden} == NOT_EVEN_QUOTED
    assert all(s.figure.numerator is None and s.figure.value is None for s in hidden)


def test_the_same_number_on_another_day_is_not_quoted(reports: dict[dt.date, Computed]) -> None:
    for day in DAYS[:-2]:
        found = shown(reports[day], literature("anna"))
        assert not [s for s in found if s.status is Status.QUOTED or s.quotation]


def test_a_number_that_differs_from_the_printed_one_is_not_covered_by_it(reports: dict[dt.date, Computed]) -> None:
    other = [
        Published("anna.but.school_participation.used", 2, DAYS[3], "6.6", "Bericht", subgroup="Everswinkel"),
    ]
    one = find(shown(reports[PUBLISHED], other), "anna.but.school_participation.used", "Everswinkel")
    assert one.status is Status.SUPPRESSED
    assert one.figure.numerator is None
    assert one.printed is None


@pytest.mark.parametrize("day", DAYS, ids=str)
@pytest.mark.parametrize("quotes", [(), literature("anna")], ids=["alone", "beside the literature"])
def test_no_small_number_is_printed_unless_quoted(
    day: dt.date, quotes: Sequence[Published], reports: dict[dt.date, Computed]
) -> None:
    for one in shown(reports[day], quotes):
        if one.status is Status.SHOWN:
            assert one.figure.numerator not in (1, 2), one
            assert one.figure.denominator not in (1, 2), one


@pytest.mark.parametrize("day", DAYS, ids=str)
@pytest.mark.parametrize("quotes", [(), literature("anna")], ids=["alone", "beside the literature"])
def test_nobody_works_a_small_number_out_by_adding_and_subtracting(
    day: dt.date, quotes: Sequence[Published], reports: dict[dt.date, Computed]
) -> None:
    report = prepared(reports[day], quotes)
    found = protected(report, quotes)
    printed = {
        cell
        for one in found
        for cell, number in (
            (report.figures[one.place].cell, one.figure.numerator),
            (report.figures[one.place].whole, one.figure.denominator),
            (report.figures[one.place].missing_cell, one.figure.missing or None),
        )
        if number is not None
    }
    public = {report.figures[s.place].cell for s in found if s.quotation and s.figure.numerator is not None}
    for sums in report.sums:
        known = worked_out(sums.arcs, public)
        small = {arc.key for arc in sums.arcs if arc.value in (1, 2)} - known - sums.unprinted
        assert not small & solved(sums.arcs, printed & {str(arc.key) for arc in sums.arcs})


def solved(arcs: Sequence[Arc], printed: set[str]) -> set[Hashable]:
    """Cells an attacker gets from the printed ones with linear algebra over the balances of all nodes."""
    unknown = [arc for arc in arcs if arc.key not in printed]
    nodes = {node for arc in arcs for node in (arc.tail, arc.head)}
    rows = []
    for node in sorted(nodes, key=str):
        rows.append([Fraction((arc.head == node) - (arc.tail == node)) for arc in unknown])
    free = _echelon(rows, len(unknown))
    return {arc.key for place, arc in enumerate(unknown) if place in free}


def _echelon(rows: list[list[Fraction]], width: int) -> set[int]:
    top = 0
    pivots: dict[int, int] = {}
    for column in range(width):
        row = next((i for i in range(top, len(rows)) if rows[i][column]), None)
        if row is None:
            continue
        rows[top], rows[row] = rows[row], rows[top]
        rows[top] = [x / rows[top][column] for x in rows[top]]
        for i in range(len(rows)):
            if i != top and rows[i][column]:
                factor = rows[i][column]
                rows[i] = [a - factor * b for a, b in zip(rows[i], rows[top], strict=True)]
        pivots[column] = top
        top += 1
    return {column for column, row in pivots.items() if not any(rows[row][j] for j in range(width) if j != column)}


def test_a_reader_whose_doors_cover_the_records_sees_the_small_number(reports: dict[dt.date, Computed]) -> None:
    report = prepared(reports[DAYS[2]])
    place = next(
        i
        for i, c in enumerate(report.figures)
        if c.figure.code == "anna.but.lunch.not_entitled" and c.figure.subgroup == "Everswinkel"
    )
    assert find(protected(report), "anna.but.lunch.not_entitled", "Everswinkel").figure.numerator is None
    opened = find(protected(report, (), [report.figures[place].cell]), "anna.but.lunch.not_entitled", "Everswinkel")
    assert (opened.figure.numerator, opened.status) == (2, Status.OPENED)


def test_seeing_one_small_number_does_not_give_away_another(reports: dict[dt.date, Computed]) -> None:
    report = prepared(reports[DAYS[2]])
    own = next(c.cell for c in report.figures if c.figure.code == "anna.outcome.insured_employment.couple")
    found = protected(report, (), [own])
    assert find(found, "anna.outcome.insured_employment.couple").figure.numerator == 1
    assert find(found, "anna.outcome.insured_employment.single_parent").figure.numerator is None


def test_titles_of_fewer_than_three_are_not_even_named(reports: dict[dt.date, Computed]) -> None:
    found = shown(reports[PUBLISHED])
    titles = [s.figure.label for s in found if ".title" in s.figure.code]
    assert "Sozialversicherungspflichtige Arbeitsaufnahme: Lager- & Versandmitarbeiter" in titles
    assert not [label for label in titles if "Erzieherin" in label]
    assert find(found, "anna.outcome.insured_employment.title").figure.numerator == 8


def test_reasons_at_a_step_are_left_out_rather_than_starred(reports: dict[dt.date, Computed]) -> None:
    found = shown(reports[DAYS[2]])
    at_steps = [s for s in found if ".interested.reason." in s.figure.code]
    assert at_steps
    assert all(s.status is Status.SHOWN for s in at_steps)

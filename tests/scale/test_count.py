"""What the engine counts is what is in the rows: DuckDB and PostgreSQL against counting by hand."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rundblick.cli.scale import own_postgresql
from rundblick.scale.opening import opened
from tests.house import House
from tests.scale.building import drawn, extract, in_duckdb, row
from tests.scale.comparing import answered, counted


def two_houses(folder: Path) -> dict[str, list[dict[str, object]]]:
    """One as Parquet and one as CSV, with umlauts, second participations and gaps."""
    houses = {"Augsburg": drawn(120), "Würzburg": drawn(80, seed=2, prefix="Q")}
    extract(folder / "Augsburg", houses["Augsburg"])
    extract(folder / "Würzburg", houses["Würzburg"], form="csv")
    return houses


def test_duckdb_counts_what_is_in_the_rows(tmp_path: Path) -> None:
    houses = two_houses(tmp_path)
    with in_duckdb(tmp_path) as found:
        assert answered(found) == counted(houses)
        assert found.waves == 2 and set(found.books) == {"Augsburg", "Würzburg"}


def test_postgresql_counts_the_same(house: House, tmp_path: Path) -> None:
    houses = two_houses(tmp_path)
    with own_postgresql() as engine, opened(tmp_path, engine) as found:
        assert answered(found) == counted(houses)


@settings(max_examples=12)
@given(number=st.integers(1, 40), seed=st.integers(0, 10_000))
def test_any_rows_are_counted_completely(number: int, seed: int, tmp_path_factory: pytest.TempPathFactory) -> None:
    folder, rows = tmp_path_factory.mktemp("drawn"), drawn(number, seed=seed)
    with in_duckdb(extract(folder / "Haus", rows)) as found:
        told = answered(found)
        assert told == counted({"Haus": rows})
        assert sum(n for *_, n in told["pairs"].elements()) == number


def test_one_case_and_nothing_but_gaps_can_be_counted(tmp_path: Path) -> None:
    rows = [row("P1", site=None, age_wide=None, integration=None, wohl_t1=None, wohl_t2=None)]
    with in_duckdb(extract(tmp_path / "Haus", rows)) as found:
        assert answered(found) == counted({"Haus": rows})


@pytest.mark.parametrize("form", ["parquet", "csv"])
def test_an_empty_extract_counts_nobody(tmp_path: Path, form: str) -> None:
    with in_duckdb(extract(tmp_path / "Haus", [], form=form)) as found:
        told = answered(found)
        assert told["everybody"] == {(0, 0): 1}
        assert not told["work"] and not told["groups"]


def test_what_a_spreadsheet_would_compute_is_read_as_it_was(tmp_path: Path) -> None:
    rows = [row("P1", site="=1+1"), row("P2", site="'s-Heerenberg")]
    folder = extract(tmp_path / "Haus", [{**rows[0], "site": "'=1+1"}, rows[1]], form="csv")
    with in_duckdb(folder) as found:
        assert answered(found)["work"] == counted({"Haus": rows})["work"]

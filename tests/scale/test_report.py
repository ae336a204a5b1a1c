"""What somebody types who evaluates a programme in many houses: sentences, JSON, and honest refusals."""

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from typer.testing import CliRunner, Result

from rundblick.cli.counting.extracts import OTHERS, protected, together
from rundblick.cli.main import app
from rundblick.statistics.suppression import Arc, worked_out
from rundblick.statistics.survival import Lasting, kaplan_meier
from tests.house import House
from tests.scale.building import SITE, drawn, extract, row

# PRO AKTIV, final report, figure 9: counts that give the printed percentages; first value in 1-2, 3-4, 5-8.
HEALTH = (
    *(((2, 3), 79), ((2, 2), 31), ((2, 1), 9)),
    *(((4, 5), 100), ((4, 4), 59), ((4, 3), 68)),
    *(((6, 7), 22), ((6, 6), 21), ((6, 5), 52)),
)


def run(folder: Path, *words: str) -> Result:
    return CliRunner().invoke(app, ["scale", "report", str(folder), *words])


def answer(folder: Path, *words: str) -> Any:
    result = run(folder, *words, "--json")
    assert result.exit_code == 0, result.output
    return json.loads(result.stdout)


def published(folder: Path) -> Path:
    """The published table, in two houses of different size."""
    rows = [row(f"P{n}", wohl_t1=a, wohl_t2=b) for n, (a, b) in enumerate(p for p, many in HEALTH for _ in range(many))]
    extract(folder / "Augsburg", rows[:300])
    extract(folder / "Würzburg", rows[300:])
    return folder


def test_a_published_table_comes_out_of_the_extracts_of_two_houses(tmp_path: Path) -> None:
    told = answer(published(tmp_path), "--change", "wohl_t1,wohl_t2", "--bands", "1-2,3-4,5-8")
    (everybody,) = told["changes"][0]["groups"]
    printed = [
        [stratum["moves"][name]["percent"] for name in ("improved", "same", "worse")] for stratum in everybody["strata"]
    ]
    assert printed == [[66, 26, 8], [44, 26, 30], [23, 22, 55]]
    assert everybody["n"] == told["people"] == 441
    assert [(one["house"], one["people"]) for one in told["houses"]] == [("Augsburg", 300), ("Würzburg", 141)]


def test_shares_carry_numerator_denominator_subgroup_and_stichtag(tmp_path: Path) -> None:
    rows = [row(f"P{n}", integration="ja" if n < 7 else None if n < 10 else "nein") for n in range(30)]
    told = answer(extract(tmp_path / "Haus", rows), "--share", "integration")
    (block,) = told["shares"][0]["groups"]
    yes = block["answers"][0]
    assert (yes["count"], yes["denominator"], yes["percent"], block["missing"]) == (7, 27, 26, 3)
    assert (told["as_of"], told["unit"]) == ("2026-09-30", "people, by their first participation")


def test_the_keys_of_the_answer_stay_the_same(tmp_path: Path) -> None:
    told = answer(published(tmp_path))
    assert set(told) == {
        *("engine", "analysis", "as_of", "houses", "unit", "confidence", "people", "participations", "by", "groups"),
        *("anonymity", "answered", "shares", "changes", "duration"),
    }
    assert set(told["shares"][0]) == {"variable", "label", "groups"}
    assert set(told["shares"][0]["groups"][0]) == {"group", "n", "missing", "answers"}


def test_durations_are_those_of_kaplan_and_meier(tmp_path: Path) -> None:
    rows = [row(f"P{n}", days_in_programme=3 * n + 1, running="ja" if n % 3 else "nein") for n in range(160)]
    told = answer(extract(tmp_path / "Haus", rows))["duration"]
    curve = kaplan_meier([Lasting(3 * n + (0 if n % 3 else 1), n % 3 == 0) for n in range(160)])
    assert (told["median"]["days"], told["ended"], told["censored"]) == (curve.median, 54, 106)
    point = curve.at(91)
    assert point is not None and told["times"][1]["share"] == point.share


def test_postgresql_gives_the_same_report_to_the_last_digit(house: House, tmp_path: Path) -> None:
    extract(tmp_path / "Augsburg", drawn(150))
    extract(tmp_path / "Würzburg", drawn(90, seed=2, prefix="Q"), form="csv")
    words = ("--by", "site", "--change", "wohl_t1,wohl_t2")
    told = [answer(tmp_path, *words, "--engine", name) for name in ("duckdb", "postgresql")]
    assert [one.pop("engine") for one in told] == ["duckdb", "postgresql"]
    assert told[0] == told[1]


def test_nobody_is_shown_in_a_group_of_one_or_two(tmp_path: Path) -> None:
    rows = [row(f"P{n}", site="Nord" if n < 20 else "Süd" if n < 40 else "Ost", integration="nein") for n in range(42)]
    rows[0]["integration"] = "ja"
    told = answer(extract(tmp_path / "Haus", rows), "--by", "site", "--share", "integration")
    assert {one["group"]: one["people"] for one in told["groups"]} == {"Süd": 20, OTHERS: 22}
    blocks = {block["group"]: block for block in told["shares"][0]["groups"]}
    assert all(one["count"] is None and one["suppressed"] for one in blocks[OTHERS]["answers"])
    assert all(one["count"] is None for one in blocks[None]["answers"])


def test_small_groups_are_told_together_until_they_are_three() -> None:
    assert together({"A": 1, "B": 10, "C": 4}) == {"A": OTHERS, "B": "B", "C": OTHERS}
    assert together({"A": 1, "B": 2, "C": 4}) == {"A": OTHERS, "B": OTHERS, "C": "C"}
    assert together({"A": 0, "B": 3}) == {"A": "A", "B": "B"}
    assert together({}) == {}


def test_a_hidden_cell_cannot_be_worked_out_from_group_sizes() -> None:
    cells, columns = protected([[1, 9, 0], [8, 12, 0], [20, 30, 0]])
    assert [cell.value for cell in columns] == [29, 51, 0]
    hidden = [(i, j) for i, row in enumerate(cells) for j, cell in enumerate(row) if cell.value is None]
    rows, places = Counter(i for i, _ in hidden), Counter(j for _, j in hidden)
    assert (0, 0) in hidden and min(rows.values()) == min(places.values()) == 2


def test_a_small_sum_is_hidden_with_another_one() -> None:
    cells, columns = protected([[1, 19, 5], [1, 29, 5]])
    assert columns[0].value is None and [cell.value for cell in columns].count(None) == 2
    assert cells[0][0].value is None and cells[1][0].value is None


@given(
    rows=st.integers(2, 3).flatmap(
        lambda wide: st.lists(
            st.lists(st.integers(0, 6), min_size=wide, max_size=wide).filter(lambda row: sum(row) >= 3),
            min_size=1,
            max_size=4,
        )
    )
)
def test_small_cells_are_hidden_and_nothing_leads_back_to_them(rows: list[list[int]]) -> None:
    cells, columns = protected(rows)
    places = [(i, j) for i, row in enumerate(rows) for j in range(len(row))]
    arcs = [Arc((i, j), f"row {i}", f"column {j}", rows[i][j]) for i, j in places]
    arcs += [Arc(f"row {i}", "rows", f"row {i}", sum(row)) for i, row in enumerate(rows)]
    sums = [sum(row[j] for row in rows) for j in range(len(columns))]
    arcs += [Arc(f"column {j}", f"column {j}", "columns", number) for j, number in enumerate(sums)]
    arcs.append(Arc("total", "columns", "rows", sum(sums)))
    told = ["total", *(f"row {i}" for i in range(len(rows)))]
    told += [f"column {j}" for j, cell in enumerate(columns) if cell.value is not None]
    follows = worked_out(arcs, [*told, *((i, j) for i, j in places if cells[i][j].value is not None)])
    small = {(i, j) for i, j in places if 1 <= rows[i][j] < 3}
    assert all(cells[i][j].value is None for i, j in small)
    assert not small & follows
    assert not {f"column {j}" for j, number in enumerate(sums) if 1 <= number < 3} & follows


def test_one_person_alone_is_never_reported(tmp_path: Path) -> None:
    told = answer(extract(tmp_path / "Haus", [row("P1", integration="ja")], smallest=1))
    assert told["people"] is None and told["participations"] is None
    assert all(
        one["count"] is None
        for share in told["shares"]
        for block in share["groups"]
        for one in block["answers"]
        if one["count"] != 0
    )
    assert told["duration"]["error"]["code"] == "too_few"
    assert "unter 3 Personen" in run(tmp_path / "Haus").output


def test_people_who_could_be_recognised_are_announced(tmp_path: Path) -> None:
    rows = [row(f"P{n}") for n in range(6)] + [row("P9", age_wide="ab 55")]
    folder = extract(tmp_path / "Haus", rows)
    told = answer(folder)["anonymity"]
    assert told == {"k": 3, "smallest": 1, "small": 1, "holds": False, "quasi": ["site", "age_wide"]}
    assert "1\N{NO-BREAK SPACE}Person in Gruppen unter 3" in run(folder).output


def test_an_empty_extract_is_a_report_of_nobody(tmp_path: Path) -> None:
    told = answer(extract(tmp_path / "Haus", []), "--change", "wohl_t1,wohl_t2")
    assert (told["people"], told["groups"]) == (0, [])
    assert told["changes"][0]["error"]["code"] == "no_cases"
    assert run(tmp_path / "Haus").exit_code == 0


def test_where_nothing_was_answered_there_is_no_share(tmp_path: Path) -> None:
    rows = [row(f"P{n}", integration=None, wohl_t1=None, wohl_t2=None) for n in range(9)]
    told = answer(extract(tmp_path / "Haus", rows), "--share", "integration", "--change", "wohl_t1,wohl_t2")
    (block,) = told["shares"][0]["groups"]
    assert (block["n"], block["missing"], block["answers"][0]["percent"]) == (0, 9, None)
    assert told["changes"][0]["error"]["text"] == "Niemand hat beide Angaben."


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--change", "wohl_t2,wohl_t1"), "„wohl_t2“ wird nicht vor „wohl_t1“ erhoben"),
        (("--change", "wohl_t1,days_in_programme"), "messen nicht dasselbe"),
        (("--change", "wohl_t1,schlaf_t2"), "Die Messung „schlaf_t2“ gibt es in den Auszügen nicht. Es gibt: wohl_t1"),
        (("--change", "wohl_t1"), "sind keine zwei Messungen"),
        (("--by", "ort"), "Die Kategorie „ort“ gibt es in den Auszügen nicht"),
        (("--share", "wohl_t1"), "Die Kategorie „wohl_t1“ gibt es"),
        (("--engine", "oracle"), "„oracle“ gibt es nicht. Bekannt: duckdb, spark, postgresql."),
        (("--bands", "3-1"), "beginnt nach ihrem Ende"),
    ],
)
def test_questions_that_cannot_be_asked(tmp_path: Path, words: tuple[str, ...], said: str) -> None:
    result = run(extract(tmp_path / "Haus", [row("P1")]), *words)
    assert result.exit_code == 2 and said in result.output


def test_what_is_wrong_with_an_extract_ends_with_one_and_stands_in_the_json(tmp_path: Path) -> None:
    folder = extract(tmp_path / "Haus", [row("P1"), row("P1")])
    result = run(folder, "--json")
    assert result.exit_code == 1
    told = json.loads(result.stdout)["error"]
    assert told["code"] == "content" and "mehrmals" in told["findings"][0]
    assert run(tmp_path / "nichts").exit_code == 2


def test_the_report_reads_as_sentences(tmp_path: Path) -> None:
    result = run(published(tmp_path), "--change", "wohl_t1,wohl_t2", "--bands", "1-2,3-4,5-8")
    assert result.exit_code == 0
    for said in (
        "Auszüge aus 2 Häusern",
        "Stichtag 30.09.2026, der Tag eingeschlossen",
        "Menschen nach Haus",
        "Wohlbefinden, T1: 441 von 441",
        "Achtung, Regression zur Mitte",
        "Dauer nach Kaplan-Meier, Stand 30.09.2026",
    ):
        assert said in result.output


def test_an_extract_without_duration_or_lists_still_reports(tmp_path: Path) -> None:
    told = answer(extract(tmp_path / "Haus", [row(f"P{n}") for n in range(5)], columns=(SITE,)), "--by", "")
    assert (told["by"], told["groups"], told["shares"], told["duration"], told["answered"]) == (None, [], [], None, [])

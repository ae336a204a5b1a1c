"""Research data as Parquet: the same rows as the CSV, under the same protection; counted by engines as in the house."""

import io
import sys
import zipfile
from collections import Counter
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from rundblick.access.context import acting_as
from rundblick.access.database import as_worker
from rundblick.exports.codes import Small, Status
from rundblick.exports.models import Export
from rundblick.exports.variables import variables
from rundblick.people.models import Household
from rundblick.programmes.models import Participation
from rundblick.programmes.registries import ResearchColumn
from rundblick.scale import expressions
from rundblick.scale.contract import from_json
from rundblick.web.clock import today
from tests.exports import building
from tests.exports.building import DAY, entries, lines, made, project, taken
from tests.house import House
from tests.scale.building import in_duckdb

COLUMNS = [*building.COARSE, "days_in_programme", "programme"]


@pytest.fixture
def homes(house: House) -> list[Household]:
    """Six alike, all of whom consent."""
    building.anna(house)
    return building.participants(house, 6)


def unpacked(archive: bytes, folder: Path) -> Path:
    """The archive as a recipient unpacks it."""
    with zipfile.ZipFile(io.BytesIO(archive)) as content:
        content.extractall(folder)
    return folder


def test_the_archive_holds_the_same_rows_as_csv_and_parquet(house: House, homes: list[Household]) -> None:
    archive = taken(house, made(house, project(house, variables=COLUMNS)))
    with zipfile.ZipFile(io.BytesIO(archive)) as content:
        table = pq.read_table(io.BytesIO(content.read("data.parquet")))
        book = from_json(content.read("codebook.json"), name="codebook.json")
    told = [{name: "" if cell is None else str(cell) for name, cell in row.items()} for row in table.to_pylist()]
    numbers = ("talks", "days_in_programme")
    as_text = [
        line | {name: f"{float(line[name])}" if line[name] else "" for name in numbers} for line in lines(archive)
    ]
    assert told == as_text and len(told) == 6
    assert [one.code for one in book.columns] == [code for code in variables() if code in COLUMNS]
    assert (book.people, book.rows, book.without, book.left_out, book.smallest) == (6, 6, 0, 0, 5)
    assert book.as_of == today()
    assert "data.parquet: dieselben Zeilen" in entries(archive)["README.txt"]


def test_the_same_data_give_the_same_bytes(house: House, homes: list[Household]) -> None:
    row = project(house)
    assert made(house, row).sha256 == made(house, row).sha256


def test_duckdb_counts_in_the_extract_what_the_records_say(
    house: House, homes: list[Household], tmp_path: Path
) -> None:
    building.consent(house, building.taking_part(house, 90, born=1950))
    later = [building.taking_part(house, number, on=building.START + 40 * DAY) for number in (91, 92)]
    for home in later:
        building.consent(house, home)
    archive = taken(house, made(house, project(house, variables=COLUMNS, small=Small.LEAVE_OUT)))
    with as_worker("test"):
        begun = [row.started_on for row in Participation.objects.exclude(person__birth_date__year=1950)]
        kinds = Counter(Participation.objects.values_list("run__definition__code", flat=True))
    with in_duckdb(unpacked(archive, tmp_path / "Jobcenter")) as found:
        (people,) = found.rows(expressions.participants(found.table))
        asked = expressions.durations(found.table, "days_in_programme", "running")
        days = {row["days_in_programme"]: row["number"] for row in found.rows(asked)}
        programmes = {
            row["programme"]: row["number"] for row in found.rows(expressions.answers(found.table, "programme"))
        }
        assert found.book.left_out == 1
    assert people == {"people": 8, "participations": 8}
    assert days == Counter((today() - day).days + 1 for day in begun if day)
    assert programmes == {"anna": kinds["anna"] - 1}


def test_without_duckdb_there_is_csv_and_a_sentence(
    house: House, homes: list[Household], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "duckdb", None)
    file = made(house, project(house))
    assert file.status == Status.DONE
    page = house.login("nora").get(f"/ausgaben/auftrag/{file.pk}/").content.decode()
    assert "nur CSV: Auf diesem Server fehlt das Paket DuckDB" in page
    archive = taken(house, file)
    with zipfile.ZipFile(io.BytesIO(archive)) as content:
        assert "data.parquet" not in content.namelist() and "data.csv" in content.namelist()
    assert "fehlt das Paket DuckDB" in entries(archive)["README.txt"]


def test_the_page_and_the_log_speak_of_one_file(house: House, homes: list[Household]) -> None:
    file = made(house, project(house))
    page = house.login("nora").get(f"/ausgaben/auftrag/{file.pk}/").content.decode()
    assert "CSV und Parquet, beide mit Codebuch" in page
    taken(house, file)
    with acting_as(house.eva, "test"):
        (line,) = Export.objects.all()
    assert (line.form, line.sha256, line.rows) == ("zip", file.sha256, 6)


def test_what_is_measured_again_says_what_and_when() -> None:
    measured = [one for one in variables().values() if one.measure]
    assert measured
    for name in {one.measure for one in measured}:
        own = [one for one in measured if one.measure == name]
        assert [one.occasion for one in own] == list(range(1, len(own) + 1))
    assert ResearchColumn(code="a", label="A", group="G", source="S").measure == ""

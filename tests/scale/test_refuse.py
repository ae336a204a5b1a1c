"""What cannot be counted is refused in plain German, with the file and the place."""

import datetime as dt
import json
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from rundblick.scale import engines
from rundblick.scale.contract import Column
from rundblick.scale.needs import java_17
from rundblick.scale.problems import BadExtract
from tests.scale.building import AFTER, COLUMNS, SITE, extract, in_duckdb, row


@dataclass(frozen=True)
class Refused:
    """What was said."""

    code: str
    text: str


def refused(folder: Path) -> Refused:
    """Opens a folder that must not open."""
    with pytest.raises(BadExtract) as told, in_duckdb(folder):
        pass
    return Refused(told.value.code, "\n".join(told.value.lines))


def rewritten(folder: Path, change: Callable[[dict[str, Any]], object]) -> Path:
    """The codebook of an extract, changed by hand."""
    path = folder / "codebook.json"
    raw = json.loads(path.read_text(encoding="utf-8"))
    change(raw)
    path.write_text(json.dumps(raw), encoding="utf-8")
    return folder


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    assert "gibt es nicht" in refused(tmp_path / "nichts").text


def test_a_folder_without_files(tmp_path: Path) -> None:
    told = refused(tmp_path)
    assert told.code == "no_files" and "liegt kein Auszug" in told.text


def test_one_house_whose_folder_is_empty(tmp_path: Path) -> None:
    extract(tmp_path / "Augsburg", [row("P1")])
    (tmp_path / "Würzburg").mkdir()
    assert refused(tmp_path).text.endswith("Würzburg")


@pytest.mark.parametrize(("gone", "said"), [("codebook.json", "Es fehlt codebook.json"), ("data.parquet", "Daten")])
def test_half_an_extract(tmp_path: Path, gone: str, said: str) -> None:
    folder = extract(tmp_path / "Augsburg", [row("P1")])
    (folder / gone).unlink()
    assert said in refused(folder).text


def test_an_unknown_version_of_the_format(tmp_path: Path) -> None:
    folder = rewritten(extract(tmp_path / "Haus", [row("P1")]), lambda raw: raw.update(schema_version=2))
    told = refused(folder)
    assert told.code == "schema_version" and "Fassung 2" in told.text and "gelesen wird Fassung 1" in told.text


@pytest.mark.parametrize("content", ["kein JSON", "[]", '{"schema_version": 1}'])
def test_a_codebook_that_is_none(tmp_path: Path, content: str) -> None:
    folder = extract(tmp_path / "Haus", [row("P1")])
    (folder / "codebook.json").write_text(content, encoding="utf-8")
    assert refused(folder).code in ("codebook", "schema_version")


def test_houses_with_different_versions_of_a_questionnaire_are_named(tmp_path: Path) -> None:
    newer = Column(**AFTER.model_dump() | {"version": "2"})
    extract(tmp_path / "Augsburg", [row("P1")])
    extract(tmp_path / "Würzburg", [row("P1")], columns=(*COLUMNS[:-1], newer))
    told = refused(tmp_path)
    assert told.code == "differs" and "Merkmal wohl_t2: Fassung 1 in Augsburg, 2 in Würzburg" in told.text


def test_houses_with_different_variables_values_or_days_are_named(tmp_path: Path) -> None:
    listed = Column(**SITE.model_dump() | {"values": {"Süd": "Süd"}})
    extract(tmp_path / "A", [row("P1")])
    extract(tmp_path / "B", [row("P1")], columns=COLUMNS[:-1], as_of=dt.date(2026, 6, 30))
    extract(tmp_path / "C", [row("P1")], columns=(listed, *COLUMNS[1:]))
    told = refused(tmp_path).text
    assert "Stichtag: 30.09.2026 in A, 30.06.2026 in B" in told
    assert "Merkmal wohl_t2: fehlt in B" in told
    assert "Merkmal site: Werte () in A, (Süd) in C" in told


def test_a_missing_and_a_strange_column(tmp_path: Path) -> None:
    folder = extract(tmp_path / "Haus", [row("P1")])
    rewritten(folder, lambda raw: raw["columns"][0].update(code="standort"))
    told = refused(folder)
    assert told.code == "columns"
    assert "Spalte standort fehlt" in told.text and "Spalte site steht nicht im Codebuch" in told.text


def test_columns_of_another_type(tmp_path: Path) -> None:
    folder = extract(tmp_path / "Haus", [row("P1")])
    table = pq.read_table(folder / "data.parquet")
    place = table.column_names.index("wohl_t1")
    pq.write_table(table.set_column(place, "wohl_t1", pa.array(["drei"])), folder / "data.parquet")
    assert "Spalte wohl_t1: erwartet Zahl, gefunden Text" in refused(folder).text


def test_data_that_do_not_belong_to_the_codebook(tmp_path: Path) -> None:
    folder = rewritten(extract(tmp_path / "Haus", [row("P1"), row("P2")]), lambda raw: raw.update(rows=3))
    assert "hat 2 Zeilen, das Codebuch nennt 3" in refused(folder).text


def test_a_file_that_is_no_parquet(tmp_path: Path) -> None:
    folder = extract(tmp_path / "Haus", [row("P1")])
    (folder / "data.parquet").write_bytes(b"PAR1 oder auch nicht")
    assert "keine lesbare Parquet-Datei" in refused(folder).text


def csv(tmp_path: Path, change: Callable[[str], str | bytes]) -> Path:
    """An extract as CSV that somebody saved differently."""
    folder = extract(tmp_path / "Haus", [row("P1", wohl_t2=3.5), row("P2")], form="csv")
    found = change((folder / "data.csv").read_text(encoding="utf-8"))
    (folder / "data.csv").write_bytes(found if isinstance(found, bytes) else found.encode())
    return folder


def test_a_decimal_comma_is_named_with_its_place(tmp_path: Path) -> None:
    told = refused(csv(tmp_path, lambda text: text.replace("3.5", '"3,5"'))).text
    assert "Haus/data.csv, Spalte wohl_t2, Zeile 2: „3,5“ ist keine Zahl. Zahlen brauchen einen Dezimalpunkt" in told
    assert "Zellen statt" in refused(csv(tmp_path, lambda text: text.replace("3.5", "3,5"))).text


def test_semicolons_between_the_columns(tmp_path: Path) -> None:
    assert "mit Semikolon getrennt" in refused(csv(tmp_path, lambda text: text.replace(",", ";"))).text


def test_umlauts_in_another_encoding(tmp_path: Path) -> None:
    assert "nicht in UTF-8" in refused(csv(tmp_path, lambda text: text.encode("cp1252", "replace"))).text


def test_umlauts_and_a_byte_order_mark_are_fine(tmp_path: Path) -> None:
    with in_duckdb(csv(tmp_path, lambda text: text.encode("utf-8-sig"))) as found:
        assert {line["site"] for line in found.rows(found.table)} == {"Süd"}


@pytest.mark.parametrize("text", ["", "person,wave\n"])
def test_a_csv_without_the_columns(tmp_path: Path, text: str) -> None:
    assert "Spalte site fehlt" in refused(csv(tmp_path, lambda _: text)).text


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ([row("P1"), row("P1")], "Haus: 1 Teilnahmen stehen mehrmals da"),
        ([row("P1", 2)], "Haus: bei 1 Personen fehlt eine frühere Teilnahme"),
        ([row("P1"), row("P1", 3)], "Haus: bei 1 Personen fehlt eine frühere Teilnahme"),
        ([row(""), row("P2")], "Haus: 1 Zeilen ohne Nummer der Person"),
        ([row("P1", 0)], "die wievielte Teilnahme fehlt, unter 1"),
        ([row("P1"), row("P1", 99)], "über 50 liegt"),
        ([row("P1", integration="vielleicht")], "Spalte integration: 1 Zellen"),
        ([row("P1", days_in_programme=-3)], "Spalte days_in_programme: 1 Zellen"),
        ([row("P1", wohl_t1="nan"), row("P2", wohl_t1="inf")], "Spalte wohl_t1: 2 Zellen"),
    ],
)
def test_rows_that_contradict_themselves(tmp_path: Path, rows: list[dict[str, Any]], said: str) -> None:
    told = refused(extract(tmp_path / "Haus", rows))
    assert told.code == "content" and said in told.text


def test_the_same_number_in_two_houses_is_two_people(tmp_path: Path) -> None:
    for house in ("A", "B"):
        extract(tmp_path / house, [row("P1")])
    with in_duckdb(tmp_path) as found:
        assert found.waves == 1


def test_without_ibis_the_extra_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "ibis", None)
    told = refused(extract(tmp_path / "Haus", [row("P1")]))
    assert told == Refused("needs", "Dafür fehlt ein Paket: Zusatz „extracts“, siehe docs/scale.md.")


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ('openjdk version "17.0.15" 2025-04-15', True),
        ('openjdk version "25" 2025-09-16', False),
        ('java version "1.8.0_392"', False),
        ("", False),
    ],
)
def test_only_java_17_counts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, said: str, found: bool) -> None:
    java = tmp_path / "bin" / "java"
    java.parent.mkdir()
    java.write_text(f"#!/bin/sh\necho '{said}' >&2\n")
    java.chmod(0o755)
    monkeypatch.setenv("JAVA_HOME", str(tmp_path))
    assert java_17() is found


def test_spark_without_java_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("JAVA_HOME", "/nowhere")
    monkeypatch.setitem(sys.modules, "pyspark.sql", type(sys)("pyspark.sql"))
    monkeypatch.setattr(sys.modules["pyspark.sql"], "SparkSession", None, raising=False)
    with pytest.raises(BadExtract, match="Java 17 fehlt"), engines.spark():
        pass

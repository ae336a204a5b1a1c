"""What an operator types about programmes; everything is read from files, no database is asked."""

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result
from typer.testing import CliRunner

from rundblick.cli.main import app
from rundblick.programmes.shelf import FOLDER, shelf


def run(*words: str) -> Result:
    return CliRunner().invoke(app, ["programmes", *words])


def answer(*words: str) -> Any:
    result = run(*words, "--json")
    assert result.exit_code == 0, result.output
    return json.loads(result.stdout)


def test_the_list_tells_every_programme_with_source_unit_and_kinds_of_rules() -> None:
    rows = {row["id"]: row for row in answer("list")}
    assert set(rows) == set(shelf())
    assert set(rows["anna"]) == {"id", "name", "source", "document", "unit", "rules"}
    assert rows["anna"]["source"].startswith("A1, A2")
    assert (rows["anna"]["name"], rows["anna"]["unit"]) == ("ANNA", "household")
    assert {"rhythm", "phases", "deadlines", "targets"} <= set(rows["anna"]["rules"])


def test_the_list_for_people_is_one_line_each_with_german_words() -> None:
    result = run("list")
    lines = result.stdout.splitlines()
    assert len(lines) == len(shelf())
    (line,) = [line for line in lines if line.startswith("anna ")]
    assert "Kontaktrhythmus" in line and "rhythm," not in line


def test_a_definition_without_mistakes_is_answered_with_silence() -> None:
    result = run("check", str(FOLDER / "anna.yaml"))
    assert (result.exit_code, result.output) == (0, "")


def test_every_mistake_is_told_with_line_path_and_what_is_allowed(tmp_path: Path) -> None:
    text = (FOLDER / "anna.yaml").read_text(encoding="utf-8")
    wrong = text.replace("unit: household", "unit: familiy", 1).replace("kind: voluntary", "kind: volunteer", 1)
    file = tmp_path / "falsch.yaml"
    file.write_text(wrong, encoding="utf-8")
    result = run("check", str(file))
    assert result.exit_code == 1
    first, second = result.stdout.splitlines()
    line = 1 + wrong[: wrong.index("unit: familiy")].count("\n")
    assert first.startswith(f"{file}:{line}:")
    assert ": unit: " in first and "erlaubt: person, household, person_and_employer" in first
    assert ": access.kind: " in second and "erlaubt: voluntary, assigned" in second


def test_names_only_other_rooms_know_are_checked_as_well(tmp_path: Path) -> None:
    text = (FOLDER / "anna.yaml").read_text(encoding="utf-8")
    file = tmp_path / "falsch.yaml"
    file.write_text(text.replace("minijob", "minijop"), encoding="utf-8")
    result = run("check", str(file))
    assert result.exit_code == 1
    assert "minijob" in result.stdout


@pytest.mark.parametrize("content", ["", "a: [", "\x00", "schema_version: 99\n"])
def test_what_is_no_definition_at_all_is_a_mistake_and_no_crash(tmp_path: Path, content: str) -> None:
    file = tmp_path / "falsch.yaml"
    file.write_text(content, encoding="utf-8")
    result = run("check", str(file))
    assert result.exit_code == 1
    assert str(file) in result.stdout


def test_a_missing_file_is_told_with_exit_code_2(tmp_path: Path) -> None:
    for path in (tmp_path / "fehlt.yaml", tmp_path):
        result = run("check", str(path))
        assert (result.exit_code, result.stderr) == (2, f"Die Datei {path} gibt es nicht.\n")


def test_a_simulation_lists_everything_due_with_its_rule() -> None:
    walk = answer("simulate", "anna", "--start", "2026-01-07")
    assert (walk["id"], walk["start"], walk["ends_on"]) == ("anna", "2026-01-07", "2029-01-07")
    first = walk["items"][0]
    assert (first["due_on"], first["rule"], first["kind"]) == ("2026-01-14", "care.rhythm.anfang", "contact")
    assert first["source"] and first["words"] == "jede Woche" and first["done_by_label"] == "Gespräch"
    days = [item["due_on"] for item in walk["items"]]
    assert days == sorted(days) and len(days) > 80
    assert {row["rule"] for row in walk["not_due"]}.isdisjoint(item["rule"] for item in walk["items"])


def test_a_simulation_for_people_has_one_line_per_item() -> None:
    lines = run("simulate", "anna", "--start", "10.03.2021").stdout.splitlines()
    assert lines[0] == "ANNA: Vorschlag 10.03.2021, Beginn 10.03.2021"
    assert "17.03.2021  Nächster Kontakt  [care.rhythm.anfang: jede Woche]" in lines
    assert "Ende: 15.11.2022" in lines


@pytest.mark.parametrize("code", sorted(shelf()))
def test_every_programme_of_the_library_can_be_simulated(code: str) -> None:
    assert answer("simulate", code, "--start", "2026-01-07")["id"] == code


def test_wrong_words_get_a_sentence_and_no_traceback() -> None:
    unknown = run("simulate", "annaa", "--start", "2026-01-07")
    assert unknown.exit_code == 2
    assert unknown.stderr.startswith("In der Sammlung gibt es kein Programm „annaa“. Bekannt: ")
    no_day = run("simulate", "anna", "--start", "2026-02-30")
    assert (no_day.exit_code, no_day.stderr[:36]) == (2, "„2026-02-30“ ist kein Tag des Kalend")

"""What an operator types about texts; files and standard input are read, nothing is kept."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from rundblick.cli.main import app


def run(*words: str, typed: str | bytes = "") -> Result:
    return CliRunner().invoke(app, ["language", *words], input=typed)


@pytest.fixture
def note(tmp_path: Path) -> Path:
    file = tmp_path / "vermerk.txt"
    file.write_text("Frau B. war da.\nSie ist faul und bringt den Vertrag bis Freitag mit.\n", encoding="utf-8")
    return file


def test_findings_are_told_with_line_column_reason_and_suggestion(note: Path) -> None:
    result = run("check", str(note))
    assert result.exit_code == 1
    first, second = result.stdout.splitlines()
    assert first == "2:9  „faul“  Bewertung einer Person [judgement]"
    assert "Werturteile" in second and "Tatsache" in second


def test_findings_as_json_carry_everything_of_a_finding(note: Path) -> None:
    answer = json.loads(run("check", str(note), "--kind", "vermerk", "--json").stdout)
    (finding,) = answer["findings"]
    assert answer["kind"] == "vermerk"
    assert (finding["rule"], finding["quote"], finding["line"], finding["column"]) == ("judgement", "faul", 2, 9)
    assert {"title", "reason", "source", "suggestion", "weight", "start", "end"} <= set(finding)


def test_a_text_without_findings_is_answered_with_silence() -> None:
    result = run("check", "-", typed="Frau B. ruft bis Freitag in der Kita an.")
    assert (result.exit_code, result.output) == (0, "")


def test_what_concerns_the_whole_text_has_no_line() -> None:
    result = run("check", "-", "--kind", "letter", typed="Bitte kommen Sie am Montag.")
    assert result.stdout.startswith("ganzer Text  Ohne Anrede [address]")


def test_text_of_the_protected_area_may_hold_sensitive_words() -> None:
    typed = "Frau B. hat Schulden, sie ruft bis Freitag an."
    assert run("check", "-", typed=typed).exit_code == 1
    assert run("check", "-", "--protected", typed=typed).exit_code == 0


def test_no_text_is_ever_called_leichte_sprache() -> None:
    typed = "Wir helfen Ihnen. Kommen Sie am Montag."
    said = run("check", "-", "--kind", "plain", typed=typed).output + run("measure", "-", typed=typed).output
    assert "Leichte Sprache" not in said


def test_measures_are_told_in_words_and_as_json() -> None:
    typed = "Frau Kaya kommt am 3. März. Sie bringt den Vertrag mit."
    assert "LIX (unter 30 leicht, über 60 schwer): 15,0" in run("measure", "-", typed=typed).stdout
    answer = json.loads(run("measure", "-", "--json", typed=typed).stdout)
    assert (answer["sentences"], answer["words"], answer["syllables"]) == (2, 10, 12)
    assert (answer["lix"], answer["flesch"], answer["wiener"]) == (15.0, 104.8, [-1.4, -0.6, -0.2, -0.4])


def test_a_text_without_words_is_not_measured() -> None:
    assert "nichts zu messen" in run("measure", "-", typed="").stdout
    assert json.loads(run("measure", "-", "--json", typed="").stdout)["lix"] is None


@pytest.mark.parametrize("verb", ["check", "measure"])
def test_what_cannot_be_read_is_told_in_plain_words(verb: str, tmp_path: Path) -> None:
    missing = run(verb, str(tmp_path / "fehlt.txt"))
    assert missing.exit_code == 2 and "lässt sich nicht lesen" in missing.output
    assert run(verb, str(tmp_path)).exit_code == 2
    binary = run(verb, "-", typed=b"\xff\xfe\x00")
    assert binary.exit_code == 2 and "kein UTF-8-Text" in binary.output


def test_an_unknown_kind_names_the_known_ones(note: Path) -> None:
    result = run("check", str(note), "--kind", "brief")
    assert result.exit_code == 2 and "vermerk, letter, plain" in result.output

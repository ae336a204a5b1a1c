"""What somebody types to count a CSV file of their own: sentences, JSON with stable keys, and mistakes by line."""

import json
import sys
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from rundblick.cli.main import app

# PRO AKTIV, final report, figure 9: counts that give the printed percentages; t1 in 1-2, 3-4, 5-8.
HEALTH = (
    *(((2, 3), 79), ((2, 2), 31), ((2, 1), 9)),
    *(((4, 5), 100), ((4, 4), 59), ((4, 3), 68)),
    *(((6, 7), 22), ((6, 6), 21), ((6, 5), 52)),
)
JOBS = "id;start;end;event\n" + "".join(
    f"J{number};01.01.2025;{end};{event}\n"
    for number, (end, event) in enumerate(
        [("11.01.2025", 1)] * 4 + [("11.04.2025", 1)] * 4 + [("", 0)] * 8 + [("2025-06-20", 0)] * 4
    )
)


def run(*words: str, typed: str | bytes | None = None) -> Result:
    return CliRunner().invoke(app, ["statistics", *words], input=typed)


def answer(*words: str, typed: str | bytes) -> Any:
    result = run(*words, "--json", typed=typed)
    assert result.exit_code == 0, result.output
    return json.loads(result.stdout)


def health(group: str = "") -> str:
    rows = [pair for pair, number in HEALTH for _ in range(number)]
    head = "id;t1;t2;group\n" if group else "id;t1;t2\n"
    tail = f";{group}" if group else ""
    return head + "".join(f"P{number};{a};{b}{tail}\n" for number, (a, b) in enumerate(rows))


def test_change_reproduces_a_published_table_from_a_file() -> None:
    (everybody,) = answer("change", "-", "--bands", "1-2,3-4,5-8", typed=health())["groups"]
    printed = [
        [stratum["moves"][name]["percent"] for name in ("improved", "same", "worse")] for stratum in everybody["strata"]
    ]
    assert printed == [[66, 26, 8], [44, 26, 30], [23, 22, 55]]
    assert [stratum["band"] for stratum in everybody["strata"]] == ["1-2", "3-4", "5-8"]
    assert (everybody["group"], everybody["n"]) == (None, 441)
    assert everybody["moves"]["improved"]["count"] == 201


def test_the_keys_of_the_answer_stay_the_same() -> None:
    told = answer("change", "-", "--bands", "1-2,3-4,5-8", typed=health("EN"))
    assert set(told) == {
        *("analysis", "protected", "step", "higher_is_better", "confidence", "other_questions", "notes", "groups"),
    }
    everybody, group = told["groups"]
    assert group["group"] == "EN"
    assert set(everybody) == {
        *("group", "n", "missing", "t1", "t2", "change", "t_test", "wilcoxon", "effects", "regression_to_the_mean"),
        *("not_computed", "moves", "strata", "transitions"),
    }
    assert set(everybody["missing"]) == {"any", "t1", "t2", "both"}
    assert set(everybody["moves"]["same"]) == {"count", "denominator", "percent", "share", "low", "high"}
    assert set(everybody["effects"]) == {"d_z", "d_av", "g_av", "rank_biserial"}


def test_change_is_told_in_german_sentences_with_denominator_missing_and_warning() -> None:
    rows = "id;t1;t2\n" + "".join(f"P{n};{a};{b}\n" for n, (a, b) in enumerate([(1, 4), (5, 5), (8, 5)] * 5)) + "X;3;\n"
    said = run("change", "-", "--bands", "1-3,4-6,7-8", typed=rows).stdout.replace("\u00a0", " ")
    assert "Verglichen: 15 Personen mit beiden Angaben; ohne eine oder beide Angaben: 1." in said
    assert "besser: 5 von 15 (33 %; 15 bis 58 %)" in said
    assert "Beginn bei 1–3 (5 Personen, Mittel 1,0 → 4,0): besser 5 von 5" in said
    assert "Achtung, Regression zur Mitte" in said
    assert "t-Test für Paare" in said and "Wilcoxon-Test (genähert, Unveränderte ausgelassen)" in said
    assert "Cohens d_z" in said and "Hedges’ g_av" in said


def test_what_cannot_be_computed_is_said_and_the_rest_is_told() -> None:
    result = run("change", "-", typed="id;t1;t2\nA;3;4\nB;2;3\n")
    assert result.exit_code == 0
    assert "Nicht berechnet: t-Test für Paare. Alle haben sich um gleich viel verändert" in result.stdout
    assert "besser: 2 von 2" in result.stdout
    one = answer("change", "-", typed="id;t1;t2\nA;3;4\n")["groups"][0]
    assert one["t_test"] is None and {"what", "code", "reason"} == set(one["not_computed"][0])


def test_a_smallest_step_and_the_other_direction_are_followed() -> None:
    typed = "id;t1;t2\nA;3,0;3,4\nB;5;4\nC;2;2,5\n"
    moves = answer("change", "-", "--step", "0,5", "--lower-is-better", typed=typed)["groups"][0]["moves"]
    assert [moves[name]["count"] for name in ("improved", "same", "worse")] == [1, 1, 1]


def test_all_answers_missing_is_no_result() -> None:
    result = run("change", "-", typed="id;t1;t2\nA;;\nB;;3\n")
    assert (result.exit_code, result.stderr) == (1, "Niemand hat beide Angaben.\n")


def test_every_mistake_of_a_file_is_told_with_its_line_and_nothing_is_computed() -> None:
    typed = "id;t1;t2\nA;9;2\nA;1;x\n"
    result = run("change", "-", "--scale", "1-8", typed=typed)
    assert result.exit_code == 1 and result.stdout == ""
    assert result.stderr.splitlines() == [
        "Zeile 2, Spalte „t1“: „9“ liegt außerhalb der Skala 1–8.",
        "Zeile 3, Spalte „id“: Die Kennung steht schon in Zeile 2.",
        "Zeile 3, Spalte „t2“: „x“ ist keine Zahl.",
        "3 Fehler in der Datei. Nichts wurde berechnet.",
    ]
    as_json = run("change", "-", "--scale", "1-8", "--json", typed=typed)
    told = json.loads(as_json.stdout)
    assert as_json.exit_code == 1 and told["error"]["code"] == "file"
    assert told["error"]["mistakes"][0] == {
        "line": 2,
        "column": "t1",
        "text": "„9“ liegt außerhalb der Skala 1–8.",
    }


def test_small_cells_stay_open_on_ones_own_file_and_are_hidden_on_demand() -> None:
    rows = [(1, 2)] * 10 + [(1, 1)] * 1 + [(2, 1)] * 8 + [(5, 6)] * 9 + [(5, 5)] * 6 + [(6, 5)] * 5
    typed = "id;t1;t2\n" + "".join(f"P{number};{a};{b}\n" for number, (a, b) in enumerate(rows))
    plain = answer("change", "-", "--bands", "1-2,5-6", typed=typed)["groups"][0]
    assert plain["strata"][0]["moves"]["same"]["count"] == 1
    hidden = answer("change", "-", "--bands", "1-2,5-6", "--protect", typed=typed)["groups"][0]
    closed = [
        (place, name)
        for place, stratum in enumerate(hidden["strata"])
        for name, move in stratum["moves"].items()
        if move["count"] is None
    ]
    # The cell itself, one of its row, and the same two of the other row: nothing follows from the sums.
    assert (0, "same") in closed and len(closed) == 4
    assert "transitions" not in hidden
    assert "nicht ausgewiesen" in run("change", "-", "--bands", "1-2,5-6", "--protect", typed=typed).stdout


def test_protected_groups_of_one_are_hidden_with_a_second_one() -> None:
    typed = "id;t1;t2;group\n" + "".join(
        f"P{n};1;{2 + n % 2};{group}\n" for n, group in enumerate(["A"] + ["B"] * 4 + ["C"] * 9)
    )
    told = answer("change", "-", "--protect", typed=typed)["groups"]
    assert told[0]["n"] == 14
    assert {block["group"] for block in told if block.get("suppressed")} == {"A", "B"}
    assert run("change", "-", "--protect", typed="id;t1;t2\nA;1;2\nB;1;3\n").exit_code == 1


def test_shares_carry_denominator_interval_and_missing_and_round_half_up() -> None:
    typed = "id,Antwort\n" + "".join(f"{n},{'ja' if n < 1 else 'nein'}\n" for n in range(8)) + "9,\n"
    block = answer("shares", "-", typed=typed)["questions"][0]["groups"][0]
    assert (block["n"], block["missing"]) == (8, 1)
    yes = {one["answer"]: one for one in block["answers"]}["ja"]
    assert (yes["count"], yes["percent"], yes["share"]) == (1, 13, 0.125)  # 12.5 is rounded up
    said = run("shares", "-", typed=typed).stdout
    assert "ja: 1 von 8 (13\u00a0%;" in said and "ohne Angabe: 1" in said


def test_shares_by_group_and_of_several_answers() -> None:
    typed = "id;Hilfe;group\n1;Arzt|Amt;Süd\n2;Arzt;Süd\n3;;Nord\n4;Amt;Nord\n"
    blocks = answer("shares", "-", "--several", "|", typed=typed)["questions"][0]["groups"]
    assert [block["group"] for block in blocks] == [None, "Nord", "Süd"]
    assert (blocks[0]["n"], blocks[0]["mentions"], blocks[0]["missing"]) == (3, 4, 1)
    assert {one["answer"]: one["percent"] for one in blocks[0]["answers"]} == {"Arzt": 67, "Amt": 67}
    assert "Hilfe, Gruppe Süd" in run("shares", "-", "--several", "|", typed=typed).stdout


def test_protected_shares_hide_the_small_answer_and_another_one() -> None:
    typed = "id;Weg\n" + "".join(f"{n};{way}\n" for n, way in enumerate(["Bus"] * 9 + ["Rad"] * 4 + ["Taxi"]))
    block = answer("shares", "-", "--protect", typed=typed)["questions"][0]["groups"][0]
    assert {one["answer"] for one in block["answers"] if one["count"] is None} == {"Taxi", "Rad"}
    several = answer("shares", "-", "--protect", "--several", "|", typed=typed)["questions"][0]["groups"][0]
    assert several["mentions"] is None and several["answers"][-1]["suppressed"]
    refused = run("shares", "-", "--protect", "--several", "|", typed="id;a;group\n1;x;A\n")
    assert refused.exit_code == 1 and "--column" in refused.stderr


def test_survival_counts_who_is_still_in_for_as_long_as_they_were_seen() -> None:
    told = answer("survival", "-", "--as-of", "31.12.2025", typed=JOBS)
    shares = {time["month"]: time["share"] for time in told["times"]}
    assert shares == pytest.approx({1: 0.8, 3: 0.8, 6: 0.6, 12: None} | {12: shares[12]})
    assert (told["n"], told["ended"], told["censored"]) == (20, 8, 12)
    assert set(told) == {
        *("analysis", "protected", "confidence", "as_of", "n", "ended", "censored", "times", "without_start"),
        *("repeated", "last_day", "median", "restricted_mean", "curve", "not_computed", "notes"),
    }
    said = run("survival", "-", "--as-of", "2025-12-31", "--months", "1,6", typed=JOBS).stdout
    assert "Nach 1 Monat (30 Tage): 80 % noch dabei" in said and "Nach 6 Monaten (183 Tage): 60 %" in said
    assert "Mehr als die Hälfte ist noch dabei" in said
    assert "Nicht berechnet: Mittel im Zeitraum." in said


def test_protected_survival_tells_no_single_leaver() -> None:
    typed = JOBS.replace("11.01.2025;1", "11.01.2025;0", 3)
    told = answer("survival", "-", "--as-of", "31.12.2025", "--protect", typed=typed)
    assert [time["share"] is None for time in told["times"]][:1] == [True]
    assert told["curve"] == []


def test_alpha_tells_the_interval_each_item_and_one_that_points_the_other_way() -> None:
    rows = [(1, 2, 8), (3, 3, 6), (5, 4, 4), (7, 8, 1), (4, 5, 5)]
    typed = "id;a;b;c\n" + "".join(f"P{n};{';'.join(map(str, row))}\n" for n, row in enumerate(rows)) + "X;1;;2\n"
    told = answer("alpha", "-", typed=typed)
    assert "c" in told["against_the_others"]
    turned = answer("alpha", "-", "--turn", "c", "--scale", "1-8", typed=typed)
    assert turned["alpha"] > 0.9 and turned["low"] < turned["alpha"] < turned["high"]
    assert (turned["n"], turned["left_out"], len(turned["items"])) == (5, 1, 3)
    assert "nach Feldt" in run("alpha", "-", "--turn", "c", "--scale", "1-8", typed=typed).stdout


def test_without_scipy_the_reason_is_told_instead_of_a_number(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("scipy", "scipy.special", "scipy.stats"):
        monkeypatch.setitem(sys.modules, name, None)
    told = answer("change", "-", typed=health())["groups"][0]
    assert told["t_test"] is None and told["moves"]["improved"]["count"] == 201
    assert {one["code"] for one in told["not_computed"]} == {"needs_scipy"}
    assert "SciPy" in run("alpha", "-", typed="a;b\n1;2\n2;1\n3;3\n").stdout


@pytest.mark.parametrize(
    "words",
    [
        ("change", "-", "--bands", "1-3,2-4"),
        ("change", "-", "--scale", "1-2,3-4"),
        ("change", "-", "--step", "viel"),
        ("change", "-", "--confidence", "5"),
        ("survival", "-", "--months", "bald"),
        ("survival", "-", "--as-of", "31.02.2025"),
    ],
)
def test_wrong_words_end_with_two_and_a_german_sentence(words: tuple[str, ...]) -> None:
    result = run(*words, typed="id;t1;t2\nA;1;2\n")
    assert result.exit_code == 2 and result.stdout == ""
    assert result.stderr.count("\n") == 1 and "Traceback" not in result.stderr


def test_a_file_that_is_missing_or_none_is_told(tmp_path: Path) -> None:
    missing = run("alpha", str(tmp_path / "fehlt.csv"))
    assert missing.exit_code == 2 and "lässt sich nicht lesen" in missing.stderr
    sheet = tmp_path / "tabelle.csv"
    sheet.write_bytes(b"PK\x03\x04")
    assert "Excel" in run("shares", str(sheet)).stderr


@pytest.mark.parametrize("verb", ["change", "shares", "survival", "alpha"])
def test_help_is_german_and_says_what_protect_does(verb: str) -> None:
    said = " ".join(run(verb, "--help").stdout.replace("│", " ").split())
    assert "--protect" in said and "Zahlen unter 3 verbergen" in said
    assert "Exit-Code 0 mit Ergebnis" in said

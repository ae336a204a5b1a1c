"""The printed figures of ANNA, counted from the demo's records by the command an operator types."""

import json
import subprocess
import sys
from typing import Any

import pytest

from rundblick.catalogue.quoted import literature
from tests.environment import ROOT
from tests.walk.conftest import Demo

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("walk")]


def run(demo: Demo, *words: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [sys.executable, "-m", "rundblick.cli.main", *words],
        cwd=ROOT,
        env=demo.environment,
        capture_output=True,
        text=True,
        check=False,
    )


def figures(demo: Demo, day: str) -> dict[tuple[str, str], dict[str, Any]]:
    done = run(demo, "report", "anna", "--as-of", day, "--json")
    assert done.returncode == 0, done.stderr
    return {(f["code"], f["subgroup"]): f for f in json.loads(done.stdout)["figures"]}


def test_every_printed_count_comes_out_of_the_demos_records(demo: Demo) -> None:
    found = figures(demo, "2022-07-31")
    missing, different = [], []
    for number in literature("anna"):
        figure = found.get((number.code, number.subgroup))
        if figure is None:
            missing.append((number.code, number.subgroup))
        elif number.unit == "count" and figure["numerator"] != number.value:
            different.append((number.code, number.subgroup, number.value, figure["numerator"]))
        elif number.unit != "count" and figure["value"] != number.value:
            different.append((number.code, number.subgroup, number.value, figure["value"]))
    assert different == []
    assert [code for code, _ in missing if not code.startswith("anna.target")] == []


def test_the_quota_says_that_its_denominator_is_inferred(demo: Demo) -> None:
    quota = figures(demo, "2022-07-31")["anna.quota.eingliederung", ""]
    assert (quota["numerator"], quota["denominator"], quota["target"]) == (33, 63, 34)
    assert quota["inferred_denominator"] is True and "erschlossen" in quota["note"]


def test_an_earlier_day_gives_smaller_figures(demo: Demo) -> None:
    early, late = figures(demo, "2021-06-30"), figures(demo, "2022-07-31")
    key = ("anna.outcome.insured_employment", "")
    before = early[key]["numerator"]
    assert before is None or before < late[key]["numerator"]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("report", "anna", "--as-of", "2022-02-31"), "kein Tag des Kalenders"),
        (("report", "unbekannt"), "nicht veröffentlicht"),
        (("report", "anna", "--as-of", "1999-01-01"), "kein Durchgang"),
        (("report", "anna", "--run", "x"), "gibt es nicht"),
        (("programmes", "check", "fehlt.yaml"), "gibt es nicht"),
    ],
)
def test_wrong_words_are_answered_with_a_sentence(demo: Demo, words: tuple[str, ...], said: str) -> None:
    done = run(demo, *words)
    assert done.returncode == 2
    assert said in done.stderr and "Traceback" not in done.stderr


def test_the_seals_and_the_register_are_told(demo: Demo) -> None:
    assert "unversehrt" in run(demo, "seals", "verify").stdout
    register = json.loads(run(demo, "processing-register", "--json").stdout)
    assert len(register) > 100
    listed = json.loads(run(demo, "programmes", "list", "--json").stdout)
    assert len(listed) >= 50 and "anna" in {one["id"] for one in listed}

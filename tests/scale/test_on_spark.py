"""The same expressions on Apache Spark, unchanged: `make test-scale`."""

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from rundblick.cli.counting.extracts import Question, compute
from rundblick.scale import engines
from rundblick.scale.engines import Engine
from rundblick.scale.opening import opened
from rundblick.scale.problems import BadExtract
from rundblick.statistics.bands import parse_bands
from tests.scale.building import drawn, extract, row
from tests.scale.comparing import answered, counted

pytestmark = [
    pytest.mark.scale,
    pytest.mark.xdist_group("spark"),
    # py4j leaves its connections to the JVM to the garbage collector.
    pytest.mark.filterwarnings("ignore:Exception ignored in. <socket.socket:pytest.PytestUnraisableExceptionWarning"),
]


@pytest.fixture(scope="module")
def spark() -> Iterator[Engine]:
    """Spark on two cores of this machine."""
    with engines.spark("local[2]") as engine:
        yield engine


def test_spark_counts_what_is_in_the_rows(spark: Engine, tmp_path: Path) -> None:
    houses = {"Augsburg": drawn(120), "Würzburg": drawn(80, seed=2, prefix="Q")}
    extract(tmp_path / "Augsburg", houses["Augsburg"])
    extract(tmp_path / "Würzburg", houses["Würzburg"], form="csv")
    with opened(tmp_path, spark) as found:
        assert answered(found) == counted(houses)


def test_spark_counts_nobody_in_an_empty_extract(spark: Engine, tmp_path: Path) -> None:
    with opened(extract(tmp_path / "Haus", []), spark) as found:
        assert answered(found)["everybody"] == {(0, 0): 1}


def test_spark_refuses_what_duckdb_refuses(spark: Engine, tmp_path: Path) -> None:
    folder = extract(tmp_path / "Haus", [row("P1"), row("P2", integration="vielleicht")])
    said = []
    with engines.duckdb() as duckdb:
        for engine in (spark, duckdb):
            with pytest.raises(BadExtract) as told, opened(folder, engine):
                pass
            said.append(told.value.findings)
    assert said[0] == said[1] and "Spalte integration" in said[0][0]


def two_houses(folder: Path) -> Path:
    """Enough people that most numbers are shown."""
    extract(folder / "Augsburg", drawn(150))
    extract(folder / "Würzburg", drawn(90, seed=2, prefix="Q"))
    return folder


def test_the_report_of_spark_is_that_of_duckdb_to_the_last_digit(spark: Engine, tmp_path: Path) -> None:
    folder, told = two_houses(tmp_path), []
    question = Question(by="site", pairs=(("wohl_t1", "wohl_t2"),), bands=parse_bands("0-2.75,3-4.75,5-8"))
    with engines.duckdb() as duckdb:
        for engine in (spark, duckdb):
            with opened(folder, engine) as found:
                told.append(compute(found, question))
    assert told[0] == told[1]
    assert told[0]["changes"][0]["error"] is None


def test_on_the_command_line_spark_says_nothing_but_the_answer(tmp_path: Path) -> None:
    """In a process of its own, because a second session in this one would be the first."""
    words = ("scale", "report", str(two_houses(tmp_path)), "--engine", "spark", "--master", "local[2]", "--json")
    command = [sys.executable, "-m", "rundblick.cli.main", *words]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=300)
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)
    assert (told["engine"], told["people"]) == ("spark", 240)

"""The same expressions on Apache Spark, unchanged: `make test-scale`."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner

from rundblick.cli.main import app
from rundblick.scale import engines
from rundblick.scale.engines import Engine
from rundblick.scale.opening import opened
from rundblick.scale.problems import BadExtract
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


def test_the_report_of_spark_is_that_of_duckdb_to_the_last_digit(tmp_path: Path) -> None:
    extract(tmp_path / "Augsburg", drawn(150))
    extract(tmp_path / "Würzburg", drawn(90, seed=2, prefix="Q"))
    words = ["scale", "report", str(tmp_path), "--by", "site", "--change", "wohl_t1,wohl_t2", "--json"]
    told = {}
    for name, more in {"duckdb": [], "spark": ["--master", "local[2]"]}.items():
        result = CliRunner().invoke(app, [*words, "--engine", name, *more])
        assert result.exit_code == 0, result.output
        told[name] = json.loads(result.stdout[result.stdout.index("{") :])
        assert told[name].pop("engine") == name
    assert told["spark"] == told["duckdb"]

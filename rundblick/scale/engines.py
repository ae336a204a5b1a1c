"""Engines: each takes Parquet files and answers Ibis tables. Nothing else of them is used."""

import contextlib
import logging
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from rundblick.scale.needs import NO_JAVA, java_17, library
from rundblick.scale.problems import BadExtract

SPARK = {
    "spark.ui.enabled": "false",
    "spark.ui.showConsoleProgress": "false",
    "spark.driver.bindAddress": "127.0.0.1",
    "spark.driver.host": "127.0.0.1",
    "spark.sql.session.timeZone": "UTC",
    "spark.sql.shuffle.partitions": "8",
    "spark.log.level": "ERROR",
}
"""For Spark on one machine. On a cluster (`--master`) its own settings hold, except for these."""


class Engine:
    """A connection of Ibis that reads Parquet where it lies: DuckDB."""

    def __init__(self, connection: Any) -> None:
        self.connection = connection

    def table(self, path: Path) -> Any:
        """The rows of a Parquet file."""
        return self.connection.read_parquet(str(path))

    def rows(self, expression: Any) -> list[dict[str, Any]]:
        """The answer to an expression, in no order."""
        found: list[dict[str, Any]] = self.connection.to_pyarrow(expression).to_pylist()
        return found


class _Spark(Engine):
    """Answers are collected by Spark itself: Ibis would send them through pandas, of which nothing is needed here."""

    def rows(self, expression: Any) -> list[dict[str, Any]]:
        answer = self.connection.raw_sql(self.connection.compile(expression))
        return [row.asDict() for row in answer.collect()]


class _PostgreSQL(Engine):
    """Rows are copied into temporary tables, because the server does not see the files."""

    def __init__(self, connection: Any) -> None:
        super().__init__(connection)
        self._number = 0

    def table(self, path: Path) -> Any:
        self._number += 1
        rows = library("pyarrow.parquet").read_table(path)
        return self.connection.create_table(f"extract_{self._number}", rows, temp=True)


@contextlib.contextmanager
def duckdb() -> Iterator[Engine]:
    """DuckDB in this process; it takes what memory there is and moves the rest to the disk."""
    connection = library("ibis").duckdb.connect()
    try:
        yield Engine(connection)
    finally:
        connection.disconnect()


@contextlib.contextmanager
def spark(master: str = "local[*]") -> Iterator[Engine]:
    """Spark, on this machine unless another master is named. Raises BadExtract (`needs`) without Java 17 or pyspark."""
    ibis, session = library("ibis"), library("pyspark.sql").SparkSession
    if not java_17():
        raise BadExtract("needs", f"{NO_JAVA}: Spark läuft nur damit (Debian: openjdk-17-jre-headless).")
    os.environ.setdefault("SPARK_LOCAL_IP", "127.0.0.1")
    logging.getLogger("py4j").setLevel(logging.ERROR)
    builder = session.builder.appName("rundblick").master(master)
    for name, value in SPARK.items():
        builder = builder.config(name, value)
    running = builder.getOrCreate()
    try:
        yield _Spark(ibis.pyspark.connect(running))
    finally:
        running.stop()


@contextlib.contextmanager
def postgresql(connection: Any) -> Iterator[Engine]:
    """A PostgreSQL, through an own psycopg connection: rows are copied into temporary tables that end with it."""
    yield _PostgreSQL(library("ibis").postgres.from_connection(connection))

"""Small synthetic cohorts of the 36 examples in the tables, and what the product counts from them."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from rundblick.access import crypto
from rundblick.access.context import bound, reason, system
from rundblick.access.database import as_worker
from rundblick.evaluation.report import compute
from rundblick.programmes.definition import Programme
from rundblick.programmes.editing.overview import overview
from rundblick.programmes.models import Participation, Run, StatedFact
from rundblick.programmes.publishing import publish
from rundblick.programmes.shelf import shelf
from tests.evaluation.bulk import Begun, outcome, store, take_part
from tests.house import House, empty_tables

FILE = Path(__file__).with_name("blag.yaml")
LATER = dt.timedelta(days=30)


@dataclass(frozen=True)
class Expected:
    """A result of the source: which terms are counted, of which, and what that must come to."""

    programme: str
    section: str
    result: str
    counted: str
    of: str
    number: int
    whole: int | None
    percent: Decimal | None


@cache
def examples() -> list[dict[str, Any]]:
    """The whole file."""
    return list(yaml.safe_load(FILE.read_text("utf-8")))


def expected() -> list[Expected]:
    """Every figure of every example."""
    return [_expected(one, *line) for one in examples() for line in one["figures"]]


def _expected(
    one: Mapping[str, Any], result: str, counted: str, of: str, number: int, whole: int | None, percent: float | None
) -> Expected:
    exact = None if percent is None else Decimal(str(percent))
    return Expected(one["programme"], one["section"], result, counted, of, number, whole, exact)


@dataclass(frozen=True)
class Counted:
    """What a programme's records come to: term -> number, and what the overview says of its quotas."""

    terms: Mapping[str, int]
    quotas: tuple[str, ...]


@cache
def counted() -> dict[str, Counted]:
    """By programme, loaded and counted once for all tests of a process. Leaves no rows behind."""
    crypto.forget_keys()
    try:
        house = House.build()
        for one in examples():
            with bound(system("test"), "test"):
                publish(one["programme"], provider=house.provider)
            with as_worker("test"), reason("test.cohort"):
                _write(house, one)
        with as_worker("test"):
            return {one["programme"]: _counted(house, shelf()[one["programme"]], one["as_of"]) for one in examples()}
    finally:
        empty_tables()


def value(terms: Mapping[str, int], words: str) -> int:
    """What a sum of terms comes to."""
    total, sign = 0, 1
    for word in words.split():
        if word in "+-":
            sign = 1 if word == "+" else -1
        else:
            total += sign * (int(word) if word.isdecimal() else terms[word])
    return total


def _write(house: House, one: Mapping[str, Any]) -> None:
    """People in a row: the first ones have outcomes, the last ones have left, so that nobody has two of a kind."""
    run = _run(one["programme"])
    first = run.valid_from
    ends = [code for code, number in one.get("exits", {}).items() for _ in range(number)]
    gone = [""] * (one["people"] - len(ends)) + ends
    begun = [
        Begun(
            name=f"{one['programme']}-{place}",
            started=first,
            ended=one["as_of"] - dt.timedelta(days=1) if code else None,
            exit_code=code,
        )
        for place, code in enumerate(gone)
    ]
    rows = take_part(run, house.alma, house.north, begun)
    made = [
        outcome(row, kind, min(first + LATER, one["as_of"]))
        for kind, number in one.get("outcomes", {}).items()
        for row in rows[:number]
    ]
    store(made)
    store(_facts(rows, one.get("facts"), first))


def _facts(rows: Sequence[Participation], stated: Mapping[str, Any] | None, since: dt.date) -> list[StatedFact]:
    """What was stated about each person, in turn."""
    if stated is None:
        return []
    values = [value for value, number in stated["values"].items() for _ in range(number)]
    return [
        StatedFact(
            dossier_id=row.dossier_id, person_id=row.person_id, code=stated["code"], text=value, valid_from=since
        )
        for row, value in zip(rows, values, strict=True)
    ]


def _run(programme: str) -> Run:
    rows = Run.objects.select_related("definition").filter(definition__code=programme).order_by("valid_from")
    return rows[0]


def _counted(house: House, programme: Programme, day: dt.date) -> Counted:
    seen = overview(programme, house.jobcenter.pk, day)
    return Counted(_terms(programme, seen["exits"], day), tuple(quota["sentence"] for quota in seen["quotas"]))


def _terms(programme: Programme, exits: Mapping[str, Any], day: dt.date) -> dict[str, int]:
    report = next(iter(programme.reports), None)
    figures = compute(programme, report, _run(programme.id), day).figures if report else ()
    found: dict[str, int] = {}
    for one in figures:
        _, _, rest = one.figure.code.partition(".")
        if one.figure.numerator is not None and not one.figure.subgroup:
            found[rest.replace("quota.", "target.")] = one.figure.numerator
    labels = {reason.label: reason.code for reason in programme.exits}
    for line in exits["lines"]:
        if line["label"] in labels and line["number"] is not None:
            found[f"exit.{labels[line['label']]}"] = line["number"]
    return found

"""Every expression answered, and the same counted by hand from plain rows: two ways that must meet."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from rundblick.exports.rules import anonymity
from rundblick.scale import expressions
from rundblick.scale.opening import Opened
from tests.scale.building import Row

QUASI = ("site", "age_wide")
Told = dict[str, Counter[tuple[Any, ...]]]


def answered(found: Opened) -> Told:
    """By engine."""
    table = found.table
    asked = {
        "people": (expressions.participants(table, by=["house"]), ("house", "people", "participations")),
        "everybody": (expressions.participants(table), ("people", "participations")),
        "work": (expressions.answers(table, "integration", by=["site"]), ("site", "integration", "number")),
        "pairs": (expressions.pairs(table, "wohl_t1", "wohl_t2"), ("wohl_t1", "wohl_t2", "number")),
        "pairs by house": (
            expressions.pairs(table, "wohl_t1", "wohl_t2", by=["house"]),
            ("house", "wohl_t1", "wohl_t2", "number"),
        ),
        "durations": (
            expressions.durations(table, "days_in_programme", "running"),
            ("days_in_programme", "running", "number"),
        ),
        "given": (expressions.answered(table, ["wohl_t1", "wohl_t2"]), ("wohl_t1", "wohl_t2")),
        "groups": (expressions.groups(table, QUASI, waves=found.waves), ("house", "people", "groups")),
    }
    return {
        name: Counter(tuple(row[column] for column in columns) for row in found.rows(expression))
        for name, (expression, columns) in asked.items()
    }


def counted(houses: Mapping[str, Sequence[Row]]) -> Told:
    """By hand, from the rows; groups by the rule the export itself asks."""
    everything = [{**row, "house": house} for house, rows in houses.items() for row in rows]
    first = [row for row in everything if row["wave"] == 1]
    own: dict[str, list[Row]] = defaultdict(list)
    for row in everything:
        own[row["house"]].append(row)
    return {
        "people": Counter((house, sum(row["wave"] == 1 for row in rows), len(rows)) for house, rows in own.items()),
        "everybody": Counter([(len(first), len(everything))]),
        "work": _grouped(first, "site", "integration"),
        "pairs": _grouped(first, "wohl_t1", "wohl_t2"),
        "pairs by house": _grouped(first, "house", "wohl_t1", "wohl_t2"),
        "durations": _grouped(first, "days_in_programme", "running"),
        "given": Counter([tuple(sum(row[name] is not None for row in first) for name in ("wohl_t1", "wohl_t2"))]),
        "groups": Counter(line for house, rows in houses.items() for line in _sizes(house, rows)),
    }


def _grouped(rows: Sequence[Row], *columns: str) -> Counter[tuple[Any, ...]]:
    numbers = Counter(tuple(row[column] for column in columns) for row in rows)
    return Counter((*values, number) for values, number in numbers.items())


def _sizes(house: str, rows: Sequence[Row]) -> list[tuple[str, int, int]]:
    """How many groups of each size, found by asking for every k who stands out."""
    plain = [(row["person"], row) for row in rows]
    people = len({row["person"] for row in rows})
    below = [len(anonymity(plain, quasi=QUASI, k=k).small) for k in range(1, people + 2)]
    exactly = {size: below[size] - below[size - 1] for size in range(1, people + 1)}
    return [(house, size, number // size) for size, number in exactly.items() if number]

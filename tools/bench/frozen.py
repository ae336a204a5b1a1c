"""What pages may cost: `tests/bench/frozen.yaml`, and what is said when one costs more."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml

FILE = Path(__file__).resolve().parents[2] / "tests" / "bench" / "frozen.yaml"

GROWTH = 1.3
"""A page may touch so many times the blocks when the house is ten times as large (bar of the design)."""

FREE = 100
"""Blocks a page may grow by in any case: a deeper index, a longer list of colleagues."""

GROWTH_OF_PAGE = {"search_last_name": 2.5}
"""A name alone has ten times the namesakes in ten times the house; each is two look-ups until no door is found."""

TOLERANCE = 1.1
A_FEW = 30
"""Blocks depend a little on how PostgreSQL sampled the tables and where rows came to lie."""

STATEMENT_BARS = {
    "case_list": 10,
    "case_list_team": 10,
    "case_page": 15,
    "save_note": 12,
}
"""SQL statements per page at most (bar of the design)."""

HEAD = """\
# What each page costs in the invented house of tools/bench: SQL statements of its most expensive request, and blocks of
# tables and indexes touched, per size. Written by `make bench FREEZE=1`; read docs/bench.md before raising a number.
"""

Costs = Mapping[str, Mapping[str, Any]]
"""page -> {"statements": n, "buffers": n}"""


def read() -> dict[str, Any]:
    """{page: {"statements": n, "buffers": {size: n}}}"""
    found: dict[str, Any] = yaml.safe_load(FILE.read_text("utf-8"))
    return found


def write(measured: Mapping[str, Costs]) -> None:
    """Freeze what was measured, per size; sizes that were not measured keep their numbers."""
    known = read() if FILE.exists() else {}
    for size, costs in measured.items():
        for page, cost in costs.items():
            entry = known.setdefault(page, {"statements": 0, "buffers": {}})
            entry["buffers"][size] = cost["buffers"]
    for page, entry in known.items():
        statements = [costs[page]["statements"] for costs in measured.values() if page in costs]
        entry["statements"] = max(statements, default=entry["statements"])
    FILE.write_text(HEAD + yaml.safe_dump(known, sort_keys=False), encoding="utf-8")


def worse(frozen: Mapping[str, Any], measured: Mapping[str, Costs]) -> list[str]:
    """A sentence for each page that takes more statements or blocks than frozen, or is not frozen at all."""
    found = []
    for size, costs in measured.items():
        for page, cost in costs.items():
            known = frozen.get(page, {})
            buffers = known.get("buffers", {}).get(size)
            if buffers is None:
                found.append(f"{page} is not frozen for {size}")
                continue
            if cost["statements"] > known["statements"]:
                found.append(f"{page} takes {cost['statements']} statements instead of {known['statements']} ({size})")
            if cost["buffers"] > buffers * TOLERANCE + A_FEW:
                found.append(f"{page} touches {cost['buffers']} blocks instead of {buffers} ({size})")
    return found


def over_the_bar(measured: Mapping[str, Costs]) -> list[str]:
    """A sentence for each page that takes more statements than the design allows, whatever is frozen."""
    return [
        f"{page} takes {costs[page]['statements']} statements, {most} are allowed ({size})"
        for size, costs in measured.items()
        for page, most in STATEMENT_BARS.items()
        if page in costs and costs[page]["statements"] > most
    ]


def grown(small: Costs, large: Costs) -> list[str]:
    """A sentence for each page that touches too many more blocks in the house that is ten times as large."""
    return [
        f"{page} grows from {cost['buffers']} to {large[page]['buffers']} blocks"
        for page, cost in small.items()
        if large[page]["buffers"] > cost["buffers"] * GROWTH_OF_PAGE.get(page, GROWTH) + FREE
    ]

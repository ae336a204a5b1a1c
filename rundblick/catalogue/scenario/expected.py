"""The printed numbers of ANNA (catalogue/quoted/anna.yaml), arranged for the tests of the demo's records.

For tests only; no record of the demo is made from here. `subgroup` is the site, or empty for all.
"""

import datetime as dt
from collections.abc import Iterator

from rundblick.catalogue.quoted import Published, literature

CHARTS = dt.date(2021, 12, 31)
APPLICATIONS = dt.date(2022, 4, 30)
OUTCOMES = dt.date(2022, 7, 31)
SITES = ("", "Ennigerloh", "Everswinkel")


def published() -> tuple[Published, ...]:
    """All printed numbers as a flat list."""
    return literature("anna")


def _number(code: str, subgroup: str = "", unit: str = "count") -> int:
    return next(p.value for p in published() if (p.code, p.subgroup, p.unit) == (code, subgroup, unit))


def _below(prefix: str, unit: str = "count") -> Iterator[tuple[str, int]]:
    """(rest of the code, number) of everybody, for all codes below a prefix."""
    for number in published():
        if number.code.startswith(f"{prefix}.") and number.subgroup == "" and number.unit == unit:
            yield number.code.removeprefix(f"{prefix}."), number.value


def _direct(prefix: str, unit: str = "count") -> dict[str, int]:
    return {rest: value for rest, value in _below(prefix, unit) if "." not in rest}


def _sites(code: str) -> tuple[int, ...]:
    return tuple(_number(code, site) for site in SITES[1:])


BENEFITS = tuple(dict.fromkeys(p.code.split(".")[2] for p in published() if p.code.startswith("anna.but.")))
NOT_ENTITLED = {benefit: _number(f"anna.but.{benefit}.not_entitled") for benefit in BENEFITS}
# Benefit -> step -> all / Ennigerloh / Everswinkel, as far as printed.
BUT: dict[str, dict[str, tuple[int, ...]]] = {
    benefit: {
        step: tuple(p.value for p in published() if p.code == f"anna.but.{benefit}.{step}")
        for step in _direct(f"anna.but.{benefit}")
        if step != "not_entitled"
    }
    for benefit in BENEFITS
}
REASONS = {benefit: _direct(f"anna.but.{benefit}.reason") for benefit in BENEFITS}
DETAILS = {benefit: _direct(f"anna.but.{benefit}.detail") for benefit in BENEFITS}
APPLIED = _direct("anna.applications")

OUTCOME_COUNTS = _direct("anna.outcome")
OUTCOME_PERCENT = {rest.removesuffix(".share"): n for rest, n in _below("anna.outcome", "percent")}
SPONSORSHIPS = _number("anna.sponsorships")
# Titles as listed in 6.2. School qualification and further training are one list of six there. The fifteen
# minijobs are a list of fourteen.
TITLES: dict[str, dict[str, int]] = {}
for _rest, _value in _below("anna.outcome"):
    _kinds, _mark, _title = _rest.partition(".title.")
    if _mark:
        TITLES.setdefault(_kinds, {})[_title] = _value
INSURED = {
    status: (
        _number(f"anna.outcome.insured_employment.{status}"),
        _number(f"anna.outcome.insured_employment.{status}.benefit_ended"),
    )
    for status in ("single_parent", "couple")
}
"""Employment subject to social insurance by parenting status: (persons, of whom the benefit ended)."""

EMPLOYABLE_CHILDREN = _direct("anna.employable_children")
TARGET_PERCENT = _number("anna.target.eingliederung", unit="percent")

HOUSEHOLDS = tuple(_number("anna.households", site) for site in SITES)
SINGLE_PARENT = _sites("anna.children.parenting.single")
NOT_SINGLE_PARENT = _sites("anna.children.parenting.couple")
MIGRATION = _sites("anna.children.migration.yes")
NO_MIGRATION = _sites("anna.children.migration.no")
# Printed is the sum only; the sites follow from the two charts beside it.
CHILDREN = (
    _number("anna.children"),
    *(a + b for a, b in zip(SINGLE_PARENT, NOT_SINGLE_PARENT, strict=True)),
)

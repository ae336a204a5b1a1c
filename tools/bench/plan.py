"""What the invented house is like, and how large."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

SEED = 20261128
ORGANISATION = "Jobcenter Großkreis"
PROVIDER = "Lotse gGmbH"
COORDINATOR = "koordination@bench.example"
COACHES_OF_A_TEAM = 10
YEARS_BACK = 3
PARTICIPATES_EVERY = 21  # shares no factor with the number of coaches, so that each has some
RUNS_SINCE = dt.timedelta(days=300)


def coach_mail(number: int) -> str:
    """The address of the coach with this number, counted from 0."""
    return f"coach{number}@bench.example"


@dataclass(frozen=True)
class Size:
    """A house of `cases` open cases with `entries` timeline entries each, `caseload` cases per coach.

    Caseload and team stay the same whatever the number of cases: a larger Jobcenter has more coaches and teams, and
    a page of one coach should not notice them.
    """

    name: str
    cases: int
    entries: int
    caseload: int

    @property
    def coaches(self) -> int:
        """How many coaches share the cases."""
        return max(1, self.cases // self.caseload)

    @property
    def teams(self) -> int:
        """Teams of ten coaches; the last one may be smaller."""
        return -(-self.coaches // COACHES_OF_A_TEAM)

    @property
    def places(self) -> int:
        """Households in one run of the programme; a larger house has more runs, not larger ones."""
        return self.caseload * 2 // 5

    @property
    def runs(self) -> int:
        """Runs it takes for everybody who participates."""
        return -(-self.cases // (PARTICIPATES_EVERY * self.places))


FULL = (Size("full-2500", 2_500, 100, 125), Size("full-25000", 25_000, 100, 125))
"""The sizes of the quality bar: 20 and 200 coaches, 250,000 and 2.5 million entries."""

SMALL = (Size("small-250", 250, 8, 25), Size("small-2500", 2_500, 8, 25))
"""The same house in small, for a test that takes a minute: 10 and 100 coaches."""


def size_called(name: str) -> Size:
    """The size with this name. Raises KeyError."""
    return {size.name: size for size in (*FULL, *SMALL)}[name]

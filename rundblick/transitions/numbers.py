"""Who arrived, as figures over one's own cases: shares with their denominators, and days until the first talk."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from rundblick.statistics.figures import Figure, share, withheld
from rundblick.statistics.suppression import share_is_small
from rundblick.transitions.codes import Ending
from rundblick.transitions.queries import Told
from rundblick.web.german import german_number

SOURCE = "gezählt aus den Übergängen"
SUBGROUP = (
    "Übergänge in den eigenen Fällen, auch geschlossenen, deren Tag des Wechsels in den Zeitraum fiel und feststeht"
)
FEW = 3


@dataclass(frozen=True)
class Numbers:
    """`arrived`, `otherwise`, `open`: of all that turned in the period. `days`: median, "" when withheld."""

    arrived: Figure
    otherwise: Figure
    open: Figure
    days: str
    counted: int


def figures(found: Sequence[Told], *, as_of: dt.date) -> Numbers:
    """The figures of transitions whose turning day lies behind; all are counted, also those that are not over.

    Days until the first talk count from the turning day to the day of arriving, among those who arrived.
    """
    came = [one for one in found if one.course.arrived_on is not None]
    other = [one for one in found if one not in came and one.row.ending == Ending.OTHERWISE]
    open_ = len(found) - len(came) - len(other)
    shares = [
        _share("arrived", "Angekommen", len(came), len(found), as_of),
        _share("otherwise", "Anders gekommen", len(other), len(found), as_of),
        _share("open", "Noch nicht angekommen, wir fragen weiter", open_, len(found), as_of),
    ]
    if any(share_is_small(figure.numerator or 0, len(found)) for figure in shares):
        shares = [withheld(figure) for figure in shares]
    waits = [(one.course.arrived_on - one.row.turns_on).days for one in came if one.course.arrived_on]
    shown = german_number(median(waits)) if len(waits) >= FEW and shares[0].value is not None else ""
    arrived, otherwise, going = shares
    return Numbers(arrived=arrived, otherwise=otherwise, open=going, days=shown, counted=len(waits))


def _share(code: str, label: str, numerator: int, denominator: int, as_of: dt.date) -> Figure:
    return share(
        code=f"transitions.{code}",
        label=label,
        numerator=numerator,
        denominator=denominator,
        as_of=as_of,
        subgroup=SUBGROUP,
        source=SOURCE,
    )

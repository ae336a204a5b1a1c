"""Do several questions measure one thing? Cronbach's alpha."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import fsum

from rundblick.statistics.distributions import f_quantile
from rundblick.statistics.problems import CannotCompute, check_confidence, no_spread, too_few
from rundblick.statistics.summary import Answer, correlation, has_spread, summarize


@dataclass(frozen=True, slots=True)
class Item:
    """One question. `item_rest`: correlation with the sum of all others; `alpha_without`: alpha if it were left out.

    None where that cannot be computed (no spread, or only two questions).
    """

    mean: float
    sd: float
    item_rest: float | None
    alpha_without: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Alpha:
    """`n` answered every question, `left_out` did not; `items` in the order of the columns. Alpha is at most 1 and may
    be negative."""

    alpha: float
    n: int
    left_out: int
    items: tuple[Item, ...]

    def interval(self, confidence: float = 0.95) -> tuple[float, float]:
        """(low, high) by Feldt: 1 - (1 - alpha) * F with n - 1 and (n - 1)(k - 1) degrees of freedom.

        Source: Feldt, The approximate sampling distribution of Kuder-Richardson reliability coefficient twenty,
        Psychometrika 30 (1965); Feldt, Woodruff, Salih, Appl. Psychol. Meas. 11 (1987). Needs SciPy.
        """
        check_confidence(confidence)
        df1, df2 = self.n - 1, (self.n - 1) * (len(self.items) - 1)
        tail = (1 - confidence) / 2
        apart = 1 - self.alpha
        return 1 - apart * f_quantile(1 - tail, df1, df2), 1 - apart * f_quantile(tail, df1, df2)


def cronbach_alpha(rows: Sequence[Sequence[Answer]]) -> Alpha:
    """alpha = k / (k - 1) * (1 - sum of the variances of the items / variance of the sum), k items.

    Source: Cronbach, Coefficient alpha and the internal structure of tests, Psychometrika 16 (1951). `rows`: one per
    person, one value per item; None is "no answer", and whoever left out one question is left out (listwise, counted).
    All items must point the same way: turn the negative ones round first. Raises CannotCompute for fewer than two
    items or two complete rows, rows of different length, or when all have the same sum.
    """
    widths = {len(row) for row in rows}
    if len(widths) > 1:
        raise CannotCompute("length", "Nicht alle Zeilen haben gleich viele Fragen.")
    if widths and widths.pop() < 2:
        raise CannotCompute("too_few", "Alpha braucht mindestens zwei Fragen.")
    complete = [[value for value in row if value is not None] for row in rows if None not in row]
    if len(complete) < 2:
        raise too_few(len(complete), 2)
    columns = [list(column) for column in zip(*complete, strict=True)]
    totals = [fsum(row) for row in complete]
    alpha = _alpha(columns, totals)
    if alpha is None:
        raise no_spread("Alle haben dieselbe Summe")
    return Alpha(
        alpha=alpha,
        n=len(complete),
        left_out=len(rows) - len(complete),
        items=tuple(_item(columns, totals, place) for place in range(len(columns))),
    )


def _alpha(columns: Sequence[Sequence[float]], totals: Sequence[float]) -> float | None:
    whole = summarize(totals)
    if whole.sd is None or not has_spread(whole):
        return None
    parts = fsum((summarize(column).sd or 0.0) ** 2 for column in columns)
    return len(columns) / (len(columns) - 1) * (1 - parts / whole.sd**2)


def _item(columns: Sequence[Sequence[float]], totals: Sequence[float], place: int) -> Item:
    own = columns[place]
    found = summarize(own)
    rest = [total - value for total, value in zip(totals, own, strict=True)]
    others = [column for index, column in enumerate(columns) if index != place]
    return Item(
        mean=found.mean,
        sd=found.sd or 0.0,
        item_rest=correlation(own, rest),
        alpha_without=_alpha(others, rest) if len(others) > 1 else None,
    )

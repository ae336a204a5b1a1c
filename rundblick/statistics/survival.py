"""How long something lasts when it has not ended for everybody yet: Kaplan-Meier.

Whoever is still in counts for as long as they have been seen, and no longer (censored). Leaving them out would make
every duration look too short; counting the time until now as the whole would too. Time is whole days from the first
day; the last day is exclusive, so S(t) is the share of those who are still in on day `start + t`.
"""

import datetime as dt
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from math import exp, log, sqrt

from rundblick.statistics.distributions import normal_quantile
from rundblick.statistics.problems import CannotCompute, too_few
from rundblick.statistics.summary import TOLERANCE

# Calendar months as days (365.25 / 12, rounded): what "after 1, 3, 6, 12 months" means here.
MONTHS = {1: 30, 3: 91, 6: 183, 12: 365}


@dataclass(frozen=True, slots=True)
class Lasting:
    """One duration in days; `ended` is False for who was still in when last seen (censored)."""

    days: int
    ended: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """The curve from `day` on: `share` still in, with its interval (None where the formula has none: at 0 and 1).

    `at_risk` had not left and were still seen right before that day; `ended` and `censored` on that day.
    """

    day: int
    at_risk: int
    ended: int
    censored: int
    share: float
    low: float | None
    high: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Survival:
    """The whole curve. `median` is None when more than half are still in at the end; its ends may be open (None)."""

    n: int
    ended: int
    censored: int
    points: tuple[Point, ...]
    median: int | None
    median_low: int | None
    median_high: int | None
    last_day: int
    confidence: float

    def at(self, day: int) -> Point | None:
        """The curve on that day (not the numbers of leavers); None behind the last day anybody was seen.

        Where everybody has left, the share stays 0 for good.
        """
        place = bisect_right([point.day for point in self.points], day) - 1
        if place < 0:
            return Point(day=day, at_risk=self.n, ended=0, censored=0, share=1.0, low=None, high=None)
        point = self.points[place]
        if day > self.last_day and point.share > 0:
            return None
        left = point.at_risk if day == point.day else point.at_risk - point.ended - point.censored
        return Point(day=day, at_risk=left, ended=0, censored=0, share=point.share, low=point.low, high=point.high)


@dataclass(frozen=True, slots=True, kw_only=True)
class RestrictedMean:
    """Mean number of days within the first `horizon` days, with standard error and interval."""

    horizon: int
    days: float
    standard_error: float
    low: float
    high: float


def lasting(start: dt.date, end: dt.date | None, *, ended: bool, as_of: dt.date) -> Lasting:
    """A duration from half-open days; `end` None is "still in", seen until the Stichtag `as_of` (inclusive).

    `ended` False with an end: seen until then and not further (moved away, consent withdrawn). What ends after
    the Stichtag had not ended then. Raises CannotCompute (`range`) for an end before the start, a start after the
    Stichtag, or an event without a day.
    """
    if end is None and ended:
        raise CannotCompute("range", "Ein Ende ohne Tag.")
    if end is not None and end < start:
        raise CannotCompute("range", "Das Ende liegt vor dem Beginn.")
    if start > as_of:
        raise CannotCompute("range", "Der Beginn liegt nach dem Stichtag.")
    if end is None or end > as_of:
        return Lasting((as_of - start).days, False)
    return Lasting((end - start).days, ended)


def kaplan_meier(durations: Sequence[Lasting], *, confidence: float = 0.95) -> Survival:
    """The product-limit estimate: S(t) = product over days t_i <= t of (1 - d_i / n_i).

    Source: Kaplan, Meier, Nonparametric Estimation from Incomplete Observations, JASA 53 (1958). Variance of
    Greenwood (1926); the interval is S ** exp(-+ z * sqrt(sum(d / (n (n - d)))) / log S), log-log transformed
    (Kalbfleisch, Prentice 1980), so that it stays inside 0..1. Who was last seen on a day counts as at risk on that
    day. Median: the first day with S <= 1/2; its interval holds the days on which the interval of S holds 1/2
    (Brookmeyer, Crowley, Biometrics 38, 1982). Raises CannotCompute for no case or a negative duration.
    """
    z = normal_quantile(confidence)
    if not durations:
        raise too_few(0, 1)
    if any(one.days < 0 for one in durations):
        raise CannotCompute("range", "Eine Dauer ist negativ.")
    points = _curve(durations, z)
    low = [(point.day, point.low) for point in points]
    high = [(point.day, point.high) for point in points]
    return Survival(
        n=len(durations),
        ended=sum(one.ended for one in durations),
        censored=sum(not one.ended for one in durations),
        points=points,
        median=next((point.day for point in points if point.share <= 0.5 + TOLERANCE), None),
        median_low=next((day for day, value in low if value is not None and value <= 0.5 + TOLERANCE), None),
        median_high=next((day for day, value in high if value is not None and value <= 0.5 + TOLERANCE), None),
        last_day=max(one.days for one in durations),
        confidence=confidence,
    )


def restricted_mean(curve: Survival, *, horizon: int = 365) -> RestrictedMean:
    """The area under the curve up to `horizon` days: how many of these days somebody is in on average.

    Standard error: sqrt(sum(A_i ** 2 * d_i / (n_i (n_i - d_i)))), A_i the area from day t_i to the horizon. Source:
    Irwin (1949); Klein, Moeschberger, Survival Analysis (2003), section 4.5; Royston, Parmar, BMC Med. Res. Methodol.
    13:152 (2013). Raises CannotCompute (`range`) when nobody was seen for that long and some are still in.
    """
    if horizon <= 0:
        raise CannotCompute("range", "Der Zeitraum muss mindestens einen Tag haben.")
    if curve.at(horizon) is None:
        raise CannotCompute(
            "range", f"So lange ({horizon} Tage) ist noch niemand dabei; zuletzt {curve.last_day} Tage."
        )
    steps = [(0, 1.0), *((point.day, point.share) for point in curve.points if point.day < horizon), (horizon, 0.0)]
    area = 0.0
    behind: dict[int, float] = {}
    for (day, share), (following, _) in zip(reversed(steps[:-1]), reversed(steps[1:]), strict=True):
        area += share * (following - day)
        behind[day] = area
    variance = sum(
        behind[point.day] ** 2 * point.ended / (point.at_risk * (point.at_risk - point.ended))
        for point in curve.points
        if point.day < horizon and point.ended < point.at_risk
    )
    error = sqrt(variance)
    reach = normal_quantile(curve.confidence) * error
    return RestrictedMean(
        horizon=horizon,
        days=area,
        standard_error=error,
        low=max(0.0, area - reach),
        high=min(float(horizon), area + reach),
    )


def _curve(durations: Sequence[Lasting], z: float) -> tuple[Point, ...]:
    leaving: dict[int, list[int]] = {}
    for one in durations:
        leaving.setdefault(one.days, [0, 0])[0 if one.ended else 1] += 1
    at_risk, share, spread = len(durations), 1.0, 0.0
    points = []
    for day in sorted(leaving):
        ended, censored = leaving[day]
        share *= (at_risk - ended) / at_risk
        if 0 < ended < at_risk:
            spread += ended / (at_risk * (at_risk - ended))
        low, high = _interval(share, spread, z)
        points.append(Point(day=day, at_risk=at_risk, ended=ended, censored=censored, share=share, low=low, high=high))
        at_risk -= ended + censored
    return tuple(points)


def _interval(share: float, spread: float, z: float) -> tuple[float | None, float | None]:
    if share >= 1 or share <= 0:
        return None, None
    reach = z * sqrt(spread) / log(share)
    return share ** exp(-reach), share ** exp(reach)

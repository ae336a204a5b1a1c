"""`rundblick statistics survival`: how long something lasts, with those who are still in."""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import asdict

from rundblick.cli.counting.words import Plain, attempt, interval_percent, number, people, refusals
from rundblick.statistics.files.reading import Durations
from rundblick.statistics.problems import CannotCompute
from rundblick.statistics.suppression import THRESHOLD, is_small
from rundblick.statistics.survival import MONTHS, Survival, kaplan_meier, restricted_mean

DAYS_OF_A_MONTH = 365.25 / 12


def compute(
    found: Durations, *, months: Sequence[int], as_of: dt.date, confidence: float = 0.95, protect: bool = False
) -> Plain:
    """The curve at the named months, median, mean within a year, and (not protected) every step of the curve.

    Raises CannotCompute for no duration at all.
    """
    curve = kaplan_meier(found.lasting, confidence=confidence)
    if protect and curve.n < THRESHOLD:
        raise CannotCompute("too_few", "Weniger als 3 Personen: geschützt wird davon nichts ausgewiesen.")
    refused: list[Plain] = []
    mean = attempt("restricted_mean", lambda: restricted_mean(curve, horizon=MONTHS[12]), refused)
    times = [_time(curve, month) for month in months]
    told = _protected(curve, times) if protect else {"ended": curve.ended, "censored": curve.censored, "times": times}
    return {
        "analysis": "survival",
        "protected": protect,
        "confidence": confidence,
        "as_of": as_of.isoformat(),
        "n": curve.n,
        **told,
        "without_start": found.without_start,
        "repeated": found.repeated,
        "last_day": curve.last_day,
        "median": {"days": curve.median, "low": curve.median_low, "high": curve.median_high},
        "restricted_mean": asdict(mean) if mean else None,
        "curve": [] if protect else [asdict(point) for point in curve.points],
        "not_computed": refused,
        "notes": list(found.notes),
    }


def as_text(told: Plain) -> Iterator[str]:
    """Shares still in at the named months, and how long half of them stay."""
    sure = round(100 * told["confidence"])
    stand = dt.date.fromisoformat(told["as_of"])
    yield f"Dauer nach Kaplan-Meier, Stand {stand:%d.%m.%Y}; in Klammern der Bereich zu {sure} %"
    yield from (f"Hinweis: {note}" for note in told["notes"])
    if told["ended"] is None:
        yield f"{people(told['n'])}. Wie viele schon beendet haben, wird nicht ausgewiesen."
    else:
        yield f"{people(told['n'])}: {told['ended']} beendet, {told['censored']} noch dabei oder nicht weiter bekannt."
    if told["without_start"]:
        yield f"Ohne Beginn und nicht gezählt: {told['without_start']}."
    if told["repeated"]:
        yield f"{told['repeated']} Zeilen teilen sich eine Kennung: jede zählt für sich, die Bereiche sind dann zu eng."
    yield from (_time_text(time) for time in told["times"])
    yield _median_text(told["median"])
    if mean := told["restricted_mean"]:
        interval = f"{number(mean['low'], 0)} bis {number(mean['high'], 0)}"
        yield f"Von den ersten {mean['horizon']} Tagen im Mittel {number(mean['days'], 0)} Tage dabei ({interval})."
    yield from refusals(told["not_computed"])


def _time(curve: Survival, month: int) -> Plain:
    day = MONTHS.get(month, round(month * DAYS_OF_A_MONTH))
    point = curve.at(day)
    head = {"month": month, "day": day}
    if point is None:
        return {**head, "share": None, "low": None, "high": None, "at_risk": 0}
    return {**head, "share": point.share, "low": point.low, "high": point.high, "at_risk": point.at_risk}


def _protected(curve: Survival, times: Sequence[Plain]) -> Plain:
    """Withhold a time when one or two are left, or one or two ended since the time told before."""
    told, before = [], 0
    for time in times:
        ended = sum(point.ended for point in curve.points if point.day <= time["day"])
        if is_small(ended - before) or is_small(time["at_risk"]):
            told.append({**time, "share": None, "low": None, "high": None, "at_risk": None, "suppressed": True})
        else:
            told.append(time)
            before = ended
    small = is_small(curve.ended) or is_small(curve.censored) or is_small(curve.ended - before)
    return {
        "ended": None if small else curve.ended,
        "censored": None if small else curve.censored,
        "times": told,
    }


def _time_text(time: Plain) -> str:
    head = "Nach 1 Monat" if time["month"] == 1 else f"Nach {time['month']} Monaten"
    head += f" ({time['day']} Tage)"
    if time.get("suppressed"):
        return f"{head}: nicht ausgewiesen."
    if time["share"] is None:
        return f"{head}: so lange wurde noch niemand beobachtet."
    share = f"{number(100 * time['share'], 0)} % noch dabei"
    return f"{head}: {share} ({interval_percent(time['low'], time['high'])}); beobachtet: {people(time['at_risk'])}."


def _median_text(median: Plain) -> str:
    if median["days"] is None:
        return "Mehr als die Hälfte ist noch dabei: eine mittlere Dauer gibt es noch nicht."
    low, high = number(median["low"], 0), "offen" if median["high"] is None else number(median["high"], 0)
    return f"Die Hälfte bleibt höchstens {number(median['days'], 0)} Tage ({low} bis {high})."

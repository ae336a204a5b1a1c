"""The funnels of a journey: per track a picture by site with reasons at each drop, and sentences about it."""

import itertools
from collections.abc import Iterator, Sequence

from rundblick.evaluation.page import Block, Figures
from rundblick.evaluation.page.words import DATIVE, PLURAL, doing, number, of, table
from rundblick.evaluation.protection import Shown
from rundblick.journeys.definition import Journey, Track
from rundblick.programmes.definition import Programme
from rundblick.web.german import german_number
from rundblick.web.pictures import Bar, FunnelStep, Picture, Reason, grouped_funnel, horizontal_bars

EVERYBODY = "Alle"
REASONS_NOTE = "Gründe stehen dort, wo jemand stehen geblieben ist, ab drei Nennungen; mehrere sind möglich."


def blocks(figures: Figures, programme: Programme, journey: Journey) -> Iterator[Block]:
    """One block per track."""
    for track in journey.tracks:
        code = f"{journey.id}.{track.code}"
        steps = journey.funnel_steps(track.code)
        if figures.get(f"{code}.{steps[0]}") is None:
            continue
        groups = [("", EVERYBODY), *((site.label, site.label) for site in programme.sites)]
        yield Block(
            heading=track.label,
            sentences=list(_sentences(figures, programme, journey, track)),
            pictures=[
                _funnel(figures, journey, track, groups),
                *_reasons(figures, track, code),
                *_details(figures, track, code),
            ],
            figures=table(f"{track.label}: alle Zahlen", figures.below(f"{code}."), figures.address, under=track.label),
        )


def _sentences(figures: Figures, programme: Programme, journey: Journey, track: Track) -> Iterator[str]:
    code, steps = f"{journey.id}.{track.code}", journey.funnel_steps(track.code)
    first, last = steps[0], steps[-1]
    unit = DATIVE[journey.subject]
    label = journey.step(last).label
    entitled, used = figures.get(f"{code}.{first}"), figures.get(f"{code}.{last}")
    if entitled is None or used is None:
        return
    if entitled.figure.denominator is not None and entitled.figure.numerator is not None:
        yield (
            f"{number(entitled)} von {german_number(entitled.figure.denominator)} {unit} "
            f"{doing(first, journey.step(first).label)}."
        )
    figure = used.figure
    if figure.numerator is not None and figure.denominator is not None and figure.value is not None:
        yield (
            f"{number(used)} von {german_number(figure.denominator)} {unit} mit {journey.step(first).label} "
            f"{doing(last, label)}, das sind {german_number(figure.value)}\u00a0%."
        )
    sites = [(s.label, figures.get(f"{code}.{last}", s.label)) for s in programme.sites]
    if sites and all(one is not None for _, one in sites):
        yield "; ".join(f"{name}: {of(one)}" for name, one in sites) + "."
    yield from _largest_drop(figures, journey, code, steps)


def _largest_drop(figures: Figures, journey: Journey, code: str, steps: Sequence[str]) -> Iterator[str]:
    """Where most people are lost; said only when every step may be printed."""
    reached = [figures.get(f"{code}.{step}") for step in steps]
    numbers = [one.figure.numerator if one else None for one in reached]
    known = [n for n in numbers if n is not None]
    if len(known) < len(numbers) or len(known) < 2:
        return
    lost = [before - after for before, after in itertools.pairwise(known)]
    worst = max(range(len(lost)), key=lambda place: lost[place])
    if lost[worst] >= 3:
        yield (
            f"Die meisten, nämlich {german_number(lost[worst])}, kommen bis "
            f"„{journey.step(steps[worst]).label}“, aber nicht bis „{journey.step(steps[worst + 1]).label}“."
        )


def _funnel(figures: Figures, journey: Journey, track: Track, groups: Sequence[tuple[str, str]]) -> Picture:
    code, gates = f"{journey.id}.{track.code}", journey.funnel_steps(track.code)
    drawn = []
    for place, step in enumerate(gates):
        shown = [figures.get(f"{code}.{step}", subgroup) for subgroup, _ in groups]
        following = gates[place + 1] if place + 1 < len(gates) else ""
        drawn.append(
            FunnelStep(
                label=journey.step(step).label,
                counts=[one.figure.numerator if one else None for one in shown],
                texts=[number(one) for one in shown],
                reasons=_reasons_before(figures, code, following),
            )
        )
    return grouped_funnel(
        title=f"{track.label}: wie weit {PLURAL[journey.subject]} kommen",
        groups=[name for _, name in groups],
        steps=drawn,
        unit=PLURAL[journey.subject],
        reasons_note=REASONS_NOTE if any(step.reasons for step in drawn) else "",
        key=f"{code}.funnel",
    )


def _reasons_before(figures: Figures, code: str, step: str) -> list[Reason]:
    if not step:
        return []
    found = sorted(figures.below(f"{code}.{step}.reason."), key=lambda one: -(one.figure.numerator or 0))
    return [Reason(text=_last_words(one), count=one.figure.numerator) for one in found]


def _reasons(figures: Figures, track: Track, code: str) -> Iterator[Picture]:
    found = figures.below(f"{code}.reason.")
    if found:
        yield _bars(f"{track.label}: warum nicht wahrgenommen", found, f"{code}.reasons")


def _details(figures: Figures, track: Track, code: str) -> Iterator[Picture]:
    found = [one for one in figures.below(f"{code}.detail.") if one.figure.numerator != 0]
    if found:
        yield _bars(f"{track.label}: was wahrgenommen wird", found, f"{code}.details")


def _bars(title: str, found: Sequence[Shown], key: str) -> Picture:
    asked = next((one.figure.denominator for one in found if one.figure.denominator is not None), None)
    base = f"{german_number(asked)} mit Angabe, Mehrfachnennungen möglich" if asked else "Mehrfachnennungen möglich"
    return horizontal_bars(
        title=f"{title} ({base})",
        bars=[Bar(label=_last_words(one), value=one.figure.numerator, text=number(one)) for one in found],
        value_label="Nennungen",
        key=key,
    )


def _last_words(one: Shown) -> str:
    return one.figure.label.partition(": ")[2]

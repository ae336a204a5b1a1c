"""Puts a report together from its figures and its definition."""

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction

from rundblick.evaluation.page import Address, Block, Figures, Page, Part, funnels, lasting, results, surveyed
from rundblick.evaluation.page.words import LEGENDS, value
from rundblick.evaluation.protection import Shown, Status
from rundblick.evaluation.quotes import OutOfReach
from rundblick.evaluation.report import heads
from rundblick.evaluation.sections import frame
from rundblick.evaluation.traps import Reading, readings
from rundblick.journeys.wordings import journey_named
from rundblick.programmes.definition import Programme, Report, ReportSection
from rundblick.statistics.figures import Figure
from rundblick.statistics.rounding import round_half_up
from rundblick.web.german import german_date, german_number


def build(
    programme: Programme,
    report: Report,
    run_label: str,
    as_of: dt.date,
    found: Sequence[Shown],
    *,
    address: Address = lambda place: "",
    out_of_reach: Iterable[OutOfReach] = (),
) -> Page:
    """The page of a report. `address` leads from a figure to its own page."""
    figures = Figures(programme.id, found, address)
    sections = {section.code: section for section in report.sections}
    parts = [
        Part(
            code=head.code,
            heading=head.label,
            as_of=head.as_of,
            blocks=list(_blocks(figures, programme, sections.get(head.code))),
        )
        for head in heads(programme, report, as_of)
    ]
    beyond = list(out_of_reach)
    statuses = {one.status for one in found}
    return Page(
        title=f"{programme.title}: {report.label}",
        subtitle=f"{run_label}, Stichtag {german_date(as_of)}",
        as_of=as_of,
        parts=parts,
        traps=[*surveyed.traps(figures, report.sections), *_traps(figures, parts, found)],
        unreachable=[entry for entry in beyond if not entry.lost],
        lost=[entry for entry in beyond if entry.lost],
        legends=[LEGENDS[status] for status in Status if status in LEGENDS and status in statuses],
    )


def _blocks(figures: Figures, programme: Programme, section: ReportSection | None) -> Iterator[Block]:
    if section is None:
        yield from results.frame_blocks(figures, programme)
        return
    match section.kind:
        case "subjects":
            yield from results.subject_blocks(figures, programme, journey_named(section.journey or ""), section)
        case "journey_funnel":
            yield from funnels.blocks(figures, programme, journey_named(section.journey or ""))
        case "applications":
            yield from results.application_blocks(figures, section.code)
        case "outcomes":
            yield from results.outcome_blocks(figures, programme, section.code)
        case "targets":
            yield from results.target_blocks(figures, programme)
        case "waves":
            yield from surveyed.wave_blocks(figures, programme, section)
        case "change":
            yield from surveyed.change_blocks(figures, section)
        case "duration":
            yield from lasting.duration_blocks(figures, programme, section)
        case "comparison":
            yield from lasting.comparison_blocks(figures, section)


def _traps(figures: Figures, parts: Sequence[Part], found: Sequence[Shown]) -> Iterator[tuple[str, str]]:
    days = sorted({part.as_of for part in parts if part.code != frame.CODE})
    if len(days) > 1:
        listed = ", ".join(german_date(day) for day in days)
        yield (
            f"{_counted(len(days))} Stichtage",
            f"Die Tabellen dieses Berichts haben verschiedene Stichtage: {listed}. Zahlen verschiedener Stichtage "
            "lassen sich nicht miteinander verrechnen.",
        )
    targets = [one for one in found if one.figure.target is not None and one.figure.exact is not None]
    targets = [one for one in targets if ".quota." in one.figure.code]
    for place, one in enumerate(targets):
        whose = f"{one.figure.label}: " if len(targets) > 1 else ""
        others = readings(figures.programme, one)[1:]
        if one.figure.note or others:
            told = f"Von {german_number(one.figure.denominator)}. {one.figure.note}".strip()
            yield f"{whose}{value(one.figure)} von wem?", told
        for other in others:
            yield f"{whose}{value(one.figure)} oder {other.value}?", _reading(other)
        if place == 0:
            yield from _points(one.figure)
    if any(one.figure.code.endswith(".share") for one in found):
        yield (
            "Anteile an Vermittlungen",
            "Wer erst einen Minijob und dann eine Ausbildung aufnimmt, zählt in der Aufstellung zweimal. Die Anteile "
            "dort sind keine Anteile an Personen.",
        )
    if any(".reason." in one.figure.code for one in found):
        yield (
            "Gründe",
            "Mehrere Gründe sind möglich, Anteile können zusammen mehr als 100 % ergeben. Eine nicht erteilte "
            "Einwilligung braucht keinen Grund und ist kein Mangel an Mitwirkung; wo der gedruckte Bericht beides "
            "zusammenfasst, steht hier dieselbe Summe.",
        )


def _reading(other: Reading) -> str:
    return f"Von {other.of}: {other.numbers}. {other.note}".strip()


def _points(figure: Figure) -> Iterator[tuple[str, str]]:
    points, target = figure.points_to_target(), figure.target
    if points and target and figure.exact is not None:
        relative = round_half_up(abs(figure.exact * 100 / Fraction(target) - 1) * 100)
        more = "mehr" if points > 0 else "weniger"
        yield (
            "Prozent oder Prozentpunkte?",
            f"Von {german_number(target)} % auf {value(figure)} sind es {german_number(abs(points))} Prozentpunkte, "
            f"aber {german_number(relative)} % {more}. Der Abstand zum Ziel wird immer in Prozentpunkten angegeben.",
        )


def _counted(number: int) -> str:
    return {2: "Zwei", 3: "Drei", 4: "Vier", 5: "Fünf"}.get(number, str(number))

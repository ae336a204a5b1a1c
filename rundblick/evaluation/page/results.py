"""Frame, subjects, applications, outcomes and targets as blocks."""

from collections.abc import Iterator

from rundblick.evaluation.page import Block, Figures, without
from rundblick.evaluation.page.words import PLURAL, number, of, table, value
from rundblick.evaluation.protection import Shown
from rundblick.evaluation.sections import frame
from rundblick.evaluation.sections.outcomes import PARENTING, code_of_kind
from rundblick.journeys.definition import Journey
from rundblick.programmes.definition import Programme, ReportSection, Target
from rundblick.web.german import NBSP, german_number
from rundblick.web.pictures import Bar, Picture, Share, horizontal_bars, share_bar, target_progress
from rundblick.work.taxonomy import taxonomy

OF_WHOM = {
    "people": "Personen",
    "households": "Bedarfsgemeinschaften",
    "inferred": "(Nenner erschlossen)",
    "stock": "aus dem Bestand des ersten Tages",
}


def frame_blocks(figures: Figures, programme: Programme) -> Iterator[Block]:
    """Households and participants."""
    said = []
    for code, words in (("households", "Bedarfsgemeinschaften"), ("participants", "Personen")):
        one = figures.get(code)
        if one is not None:
            said.append(f"{number(one)} {words} haben bis dahin teilgenommen{_sites(figures, programme, code)}.")
    found = figures.of(frame.CODE)
    yield Block(heading="", sentences=said, figures=table("Wer dabei ist: alle Zahlen", found, figures.address))


def _sites(figures: Figures, programme: Programme, code: str) -> str:
    parts = [(site.label, figures.get(code, site.label)) for site in programme.sites]
    named = [f"{number(one)} in {label}" for label, one in parts if one is not None]
    return f": {', '.join(named)}" if named else ""


def subject_blocks(figures: Figures, programme: Programme, journey: Journey, section: ReportSection) -> Iterator[Block]:
    """How many there are, and who they are by each attribute the section asks for, in its order."""
    code = {"child": "children", "person": "people", "job": "jobs"}[journey.subject]
    one = figures.get(code)
    said = [f"{number(one)} {PLURAL[journey.subject]}{_sites(figures, programme, code)}."] if one else []
    pictures: list[Picture] = []
    for wanted in section.by:
        attribute = next((a for a in journey.header if a.code == wanted and a.choices), None)
        if attribute is None:
            continue
        found = [(choice.label, f"{code}.{attribute.code}.{choice.code}") for choice in attribute.choices]
        for label, name in found:
            if (whole := figures.get(name)) is not None:
                by_site = [f"{site.label} {of(figures.get(name, site.label))}" for site in programme.sites]
                said.append(f"{label[0].upper()}{label[1:]}: {'; '.join([of(whole), *by_site])}.")
        shares = [
            Share(label=label, value=one.figure.numerator)
            for label, name in found
            if (one := figures.get(name)) is not None and one.figure.numerator is not None
        ]
        if shares and len(shares) == len(found):
            drawn = share_bar(title=attribute.label, shares=shares, whole_label="Mit Angabe", key=attribute.code)
            pictures.append(drawn)
    unit = PLURAL[journey.subject]
    listed = table(f"{unit}: alle Zahlen", figures.of(section.code), figures.address, under=unit)
    yield Block(heading="", sentences=said, pictures=pictures, figures=listed)


def application_blocks(figures: Figures, section: str) -> Iterator[Block]:
    """Applications as counted by hand, beside the journeys."""
    found = figures.of(section)
    yield Block(
        heading="",
        sentences=[
            "Gezählt sind Anträge aus der eigenen Buchführung des Programms. Sie weichen von den User Journeys ab und "
            "werden nicht mit ihnen verrechnet."
        ],
        pictures=[
            horizontal_bars(
                title="Gestellte Anträge",
                bars=[
                    Bar(label=one.figure.label.partition(": ")[2], value=one.figure.numerator, text=number(one))
                    for one in found
                ],
                key=section,
            )
        ],
        figures=table("Gestellte Anträge: alle Zahlen", found, figures.address, under="Gestellte Anträge"),
    )


def outcome_blocks(figures: Figures, programme: Programme, section: str) -> Iterator[Block]:
    """The chart of placements, and everything else about outcomes."""
    found = figures.of(section)
    titles = [one for one in found if ".title" in one.figure.code]
    young = figures.below("employable_children", section)
    parenting = [one for one in found if one.figure.code.endswith(_PARENTING)]
    counted = without(found, [*titles, *young, *parenting])
    charted = [one for one in counted if one.figure.code.endswith(".share")]
    whole = next((one.figure.denominator for one in charted if one.figure.denominator is not None), None)
    said = []
    if whole is not None:
        said.append(
            f"{german_number(whole)} Vermittlungen sind gezählt. Die Anteile beziehen sich auf sie, nicht auf Personen."
        )
    if (sponsors := figures.get("sponsorships")) is not None:
        informal = figures.get("sponsorships.informal")
        also = f", dazu {number(informal)} ohne Vereinbarung" if informal else ""
        said.append(f"Patenschaften: {number(sponsors)} vereinbart{also}.")
    yield Block(
        heading="Vermittlungen",
        sentences=said,
        pictures=[_chart(figures, programme)] if charted else [],
        figures=table("Vermittlungen: alle Zahlen", counted, figures.address),
    )
    if parenting:
        yield Block(
            heading="Arbeit und Ausbildung nach Erziehungsstatus",
            sentences=list(_parenting_sentences(figures, programme)),
            figures=table("Nach Erziehungsstatus: alle Zahlen", parenting, figures.address),
        )
    if young:
        yield Block(
            heading="Erwerbsfähige Kinder und Jugendliche",
            sentences=[f"{one.figure.label}: {of(one)}." for one in young],
            figures=table("Erwerbsfähige Kinder und Jugendliche: alle Zahlen", young, figures.address),
        )
    if titles:
        yield Block(
            heading="Was genau",
            sentences=["Bezeichnungen, die weniger als dreimal vorkommen, sind zusammengefasst."],
            figures=table("Bezeichnungen: alle Zahlen", titles, figures.address),
        )


_PARENTING = (".single_parent", ".couple", ".benefit_ended")


def _parenting_sentences(figures: Figures, programme: Programme) -> Iterator[str]:
    for kind in taxonomy().kinds:
        for name, words in PARENTING.values():
            code = f"{code_of_kind(programme.id, kind.code).removeprefix(f'{programme.id}.')}.{name}"
            one, ended = figures.get(code), figures.get(f"{code}.benefit_ended")
            if one is not None and ended is not None:
                after = f", davon ohne Leistungsbezug {of(ended)}" if one.figure.numerator != 0 else ""
                yield f"{kind.label}, {words}: {number(one)}{after}."


def _chart(figures: Figures, programme: Programme) -> Picture:
    bars = []
    for kind in taxonomy().kinds:
        code = code_of_kind(programme.id, kind.code).removeprefix(f"{programme.id}.")
        one, share = figures.get(code), figures.get(f"{code}.share")
        if kind.chart and one is not None and share is not None:
            part = f" ({value(share.figure)})" if share.figure.value is not None else ""
            bars.append(Bar(label=kind.chart, value=one.figure.numerator, text=f"{number(one)}{part}"))
    return horizontal_bars(title="Aufstellung der Vermittlungen", bars=bars, key="outcomes")


def target_blocks(figures: Figures, programme: Programme) -> Iterator[Block]:
    """Each target with what was reached, of whom, and how far that is from it."""
    for target in programme.targets:
        whole = figures.get(f"quota.{target.code}")
        if whole is None:
            continue
        found = figures.below(f"quota.{target.code}")
        yield Block(
            heading=target.label,
            sentences=list(_target_sentences(figures, target, whole)),
            pictures=_progress(target, whole),
            figures=table(f"{target.label}: alle Zahlen", found, figures.address),
        )


def _target_sentences(figures: Figures, target: Target, whole: Shown) -> Iterator[str]:
    wanted = german_number(target.value) if target.measure == "number" else f"{german_number(target.value)}{NBSP}%"
    if target.measure == "number" and whole.figure.value is not None:
        yield f"Erreicht: {number(whole)}. Das Ziel: {wanted}."
    elif whole.figure.value is None or whole.figure.denominator is None:
        # What is withheld says so already; what cannot be computed says why.
        why = f" {whole.figure.note}" if whole.figure.numerator is not None and whole.figure.note else ""
        yield f"Das Ziel sind {wanted}. Was erreicht wurde, ist nicht ausgewiesen.{why}"
        return
    else:
        yield f"Erreicht sind {of(whole)} {OF_WHOM[target.denominator.rule]}; das Ziel sind {wanted}."
    distance = figures.get(f"quota.{target.code}.above_target")
    if distance is not None and distance.figure.value is not None:
        points = distance.figure.value
        words = "darüber" if points >= 0 else "darunter"
        yield f"Das sind {german_number(abs(points))} Prozentpunkte {words} (Prozentpunkte, nicht Prozent)."
    for one in figures.below(f"quota.{target.code}."):
        if one.figure.is_share and not one.figure.code.endswith(".above_target"):
            yield f"{one.figure.label}: {of(one)}."


def _progress(target: Target, whole: Shown) -> list[Picture]:
    figure = whole.figure
    if figure.exact is None or figure.denominator is None:
        return []
    inferred = ", Nenner erschlossen" if figure.inferred_denominator else ""
    return [
        target_progress(
            title="Auf dem Weg zum Ziel",
            value=float(figure.exact),
            target=float(target.value) / 100,
            denominator=f"von {german_number(figure.denominator)}{inferred}",
            key=target.code,
        )
    ]

"""How figures are put into German sentences and table cells. A sentence never hides its denominator."""

from rundblick.evaluation.page import Address
from rundblick.evaluation.protection import Shown, Status
from rundblick.statistics.figures import Figure
from rundblick.statistics.suppression import LEGEND, QUOTED_LEGEND
from rundblick.web.german import NBSP, NOTHING, german_date, german_number
from rundblick.web.parts import Cell, Column, Table

AS_OF = "Stichtag"
STAR, DAGGER, RING = "*", "†", "°"
OPENED_LEGEND = (
    "° nur für Sie sichtbar, weil Sie Zugriff auf alle Fälle darin haben; anderen nicht ausgewiesen, nicht weitergeben"
)
LEGENDS = {Status.SUPPRESSED: LEGEND, Status.QUOTED: QUOTED_LEGEND, Status.OPENED: OPENED_LEGEND}
MARKS = {Status.QUOTED: DAGGER, Status.OPENED: RING}

PLURAL = {
    "child": "Kinder und Jugendliche",
    "person": "Personen",
    "job": "Beschäftigungen",
    "application": "Personen mit Bewerbung",
}
DATIVE = PLURAL | {"child": "Kindern und Jugendlichen"}
# What people of whom a step is true do. Steps of other journeys are named as their definition does.
DOING = {
    "entitled": "haben Anspruch",
    "offered": "haben ein Angebot in der Nähe",
    "known": "kennen das Angebot",
    "interested": "finden das Angebot interessant",
    "applied": "haben einen Antrag gestellt",
    "granted": "haben eine Bewilligung",
    "used": "nehmen das Angebot wahr",
}


def number(one: Shown | None) -> str:
    """The numerator as printed: with its mark, "*" when it is hidden, a dash where the report has none."""
    if one is None:
        return NOTHING
    if one.figure.numerator is None:
        return STAR
    return f"{german_number(one.figure.numerator)}{MARKS.get(one.status, '')}"


def value(figure: Figure) -> str:
    """What the figure comes to: 77 %, 18 Prozentpunkte, or the number itself."""
    if figure.value is None:
        return STAR if figure.numerator is None else NOTHING
    if is_distance(figure):
        return f"{german_number(figure.value)}{NBSP}Prozentpunkte"
    if figure.unit:
        return f"{german_number(figure.value)}{NBSP}{figure.unit}"
    return f"{german_number(figure.value)}{NBSP}%" if figure.is_share else german_number(figure.value)


def between(figure: Figure) -> str:
    """How far chance carries: "70 bis 81 %"; "" where nobody knows."""
    if figure.low is None or figure.high is None:
        return ""
    unit = figure.unit or ("%" if figure.is_share else "")
    return f"{german_number(figure.low)} bis {german_number(figure.high)}{f'{NBSP}{unit}' if unit else ''}"


def goal(figure: Figure) -> str:
    """What is to be reached, in the unit of the value; empty without a target."""
    if figure.target is None:
        return ""
    return f"{german_number(figure.target)}{NBSP}%" if figure.is_share else german_number(figure.target)


def is_distance(figure: Figure) -> bool:
    """Whether the value is a distance in percentage points."""
    return figure.code.endswith(".above_target")


def of(one: Shown | None) -> str:
    """ "37 von 48 (77 %)", or as much of it as may be said."""
    if one is None or one.figure.numerator is None:
        return STAR if one is not None else NOTHING
    figure = one.figure
    if figure.denominator is None:
        return number(one)
    share = f" ({value(figure)})" if figure.value is not None else ""
    return f"{number(one)} von {german_number(figure.denominator)}{share}"


def doing(step: str, label: str) -> str:
    """The words for people who reached a step."""
    return DOING.get(step, f"erreichen „{label}“")


def sentence(one: Shown) -> str:
    """One figure in one plain sentence, for its own page, which names it above."""
    figure = one.figure
    when = f"Am {german_date(figure.as_of)}{f' in der Teilgruppe {figure.subgroup}' if figure.subgroup else ''}"
    if figure.numerator is None:
        return f"{when} nicht ausgewiesen."
    if is_distance(figure):
        return f"{when}: {value(figure)}."
    if figure.denominator is None:
        return f"{when}: {number(one)}."
    share = f", das sind {value(figure)}" if figure.value is not None else ""
    return f"{when}: {number(one)} von {german_number(figure.denominator)}{share}."


def hint(one: Shown) -> str:
    """The note of a figure with its literature and its target, as printed in the last column."""
    parts = [one.figure.note]
    if reach := between(one.figure):
        parts.append(f"Bereich: {reach}.")
    if one.figure.target is not None:
        parts.append(f"Ziel: {goal(one.figure)}.")
    if one.quotation:
        parts.append(one.quotation[0].upper() + one.quotation[1:] + ".")
    elif one.status is Status.QUOTED:
        parts.append("Folgt aus zitierten Zahlen.")
    if one.printed is not None:
        parts.append(f"Gedruckt steht {german_number(one.printed)}.")
    return " ".join(part for part in parts if part)


def table(caption: str, found: list[Shown], address: Address, *, under: str = "") -> Table:
    """Figures with everything a reader needs to trust them. `under`: the heading above, not repeated in each label."""
    columns = [
        Column(label="Was gezählt wird"),
        Column(label="Teilgruppe"),
        Column(label="Zähler", numeric=True),
        Column(label="Nenner", numeric=True),
        Column(label="Wert", numeric=True),
        Column(label="ohne Angabe", numeric=True),
        Column(label=AS_OF),
        Column(label="Hinweis"),
    ]
    rows: list[list[str | Cell]] = [
        [
            Cell(text=_short(one.figure.label, under), url=address(one.place)),
            one.figure.subgroup or "alle",
            number(one),
            _denominator(one.figure),
            value(one.figure),
            german_number(one.figure.missing) if one.figure.missing else "",
            german_date(one.figure.as_of),
            hint(one),
        ]
        for one in found
    ]
    return Table(caption=caption, columns=columns, rows=rows)


def _short(label: str, under: str) -> str:
    rest = label.removeprefix(f"{under}: ").removeprefix(f"{under}, ") if under else label
    return rest[:1].upper() + rest[1:]


def _denominator(figure: Figure) -> str:
    if figure.denominator is None:
        return ""
    return f"{german_number(figure.denominator)}{' (erschlossen)' if figure.inferred_denominator else ''}"

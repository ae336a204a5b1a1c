"""What questionnaires show: who was asked how often, and what changed, always beside what became of the others."""

from collections.abc import Iterator, Sequence

from rundblick.evaluation.page import Block, Figures, without
from rundblick.evaluation.page.words import between, goal, number, of, table, value
from rundblick.evaluation.protection import Shown
from rundblick.evaluation.sections.change import ALL, HEADLINE, MOVES, OTHERS
from rundblick.evaluation.sections.measured import REGRESSION
from rundblick.evaluation.traps import traps_of
from rundblick.programmes.definition import Programme, ReportSection
from rundblick.statistics.figures import share
from rundblick.statistics.suppression import share_is_small
from rundblick.web.german import NBSP, german_number
from rundblick.web.pictures import Bar, MovesFrom, Picture, horizontal_bars, moves_by_start

ESTIMATES = ("mean_first", "mean_last", "mean_change", "p_value", "effect", "regression")
SUBGROUP_ESTIMATES = ("headline_change", "headline_chance")


def wave_blocks(figures: Figures, programme: Programme, section: ReportSection) -> Iterator[Block]:
    """Who was asked, who is evaluated, at which times, and how many can be compared."""
    code, found = section.questionnaire or "", figures.of(section.code)
    waves = [one for one in found if f"{code}.wave." in one.figure.code and not one.figure.subgroup]
    bars = [Bar(label=_quoted(one), value=one.figure.numerator, text=of(one)) for one in waves]
    yield Block(
        heading="",
        sentences=list(_wave_sentences(figures, programme, code)),
        pictures=[horizontal_bars(title="Befragt nach Zeitpunkt", bars=bars, key=section.code)] if bars else [],
        figures=table(f"{section.label}: alle Zahlen", found, figures.address),
    )


def _wave_sentences(figures: Figures, programme: Programme, code: str) -> Iterator[str]:
    asked, evaluated = figures.get(f"{code}.asked"), figures.get(f"{code}.evaluated")
    refused, pairs = figures.get(f"{code}.no_consent"), figures.get(f"{code}.pairs")
    if asked is not None and asked.figure.denominator is not None:
        yield f"Befragt wurden {of(asked)} Teilnehmende mindestens einmal."
    if evaluated is not None:
        beside = f"; {number(refused)} haben nicht eingewilligt und sind nur gezählt" if refused else ""
        yield f"In der Auswertung sind {of(evaluated)} Befragte{beside}."
    if pairs is not None:
        sites = [(site.label, figures.get(f"{code}.pairs", site.label)) for site in programme.sites]
        told = ", ".join(f"{label} {of(one)}" for label, one in sites if one is not None)
        yield (
            f"Eine Veränderung lässt sich bei {of(pairs)} sehen: Sie wurden am Anfang und später noch einmal befragt"
            f"{f' ({told})' if told else ''}."
        )


def _quoted(one: Shown) -> str:
    return one.figure.label.partition("„")[2].rstrip("“") or one.figure.label


def change_blocks(figures: Figures, section: ReportSection) -> Iterator[Block]:
    """The headline, beside it the others, a bar per beginning; then means, test and size."""
    found = figures.of(section.code)
    estimates = [one for one in found if one.figure.code.rpartition(".")[2] in (*ESTIMATES, *SUBGROUP_ESTIMATES)]
    counted = without(found, estimates)
    yield Block(
        heading="",
        sentences=list(_change_sentences(figures, section)),
        pictures=_moves(figures, section),
        figures=table(f"{section.label}: alle Zahlen", counted, figures.address, under=section.label),
    )
    if figures.get(f"{section.code}.{ALL}") is not None:
        yield Block(
            heading="Mittel, Test und Größe",
            sentences=list(_estimate_sentences(figures, section)),
            figures=table(f"{section.label}: Mittel und Test", estimates, figures.address, under=section.label),
        )


def _change_sentences(figures: Figures, section: ReportSection) -> Iterator[str]:
    best = _one(figures, section, HEADLINE, "improved")
    if best is None:
        return
    if best.figure.value is None:
        why = "dafür sind es zu wenige" if best.figure.numerator is None else "niemand begann so und hat zwei Werte"
        yield f"Wie es denen ging, die {_begun(best)} begannen, ist nicht ausgewiesen: {why}."
    else:
        yield (
            f"{number(best)} von {german_number(best.figure.denominator)}, die {_begun(best)} begannen, haben sich "
            f"verbessert; das sind {value(best.figure)}{_goal(best)}."
        )
    better, worse = (_one(figures, section, OTHERS, move) for move in ("improved", "worse"))
    if better is not None and better.figure.denominator == 0:
        yield f"Niemand begann anders ({_begun(better)})."
    elif better is not None and worse is not None:
        yield (
            f"Von den anderen (Beginn {_begun(better)}) haben sich {of(better)} verbessert und {of(worse)} "
            "verschlechtert."
        )
    everybody, all_better = figures.get(f"{section.code}.{ALL}"), _one(figures, section, ALL, "improved")
    if all_better is not None:
        yield f"Von allen, gleich wie sie begannen, haben sich {of(all_better)} verbessert."
    if everybody is not None and everybody.figure.numerator is not None:
        missing = f"; {german_number(everybody.figure.missing)} ohne Angabe" if everybody.figure.missing else ""
        yield f"Zwei Werte gibt es bei {of(everybody)}, die am Anfang und später befragt wurden{missing}."


def _goal(one: Shown) -> str:
    """ ", das Ziel sind 75 %"."""
    return f", das Ziel sind {goal(one.figure)}" if one.figure.target is not None else ""


def _one(figures: Figures, section: ReportSection, row: str, move: str) -> Shown | None:
    """A move of a row, whose subgroup says how it began."""
    found = figures.below(f"{section.code}.{row}.{move}", section.code)
    return found[0] if found else None


def _begun(one: Shown) -> str:
    return one.figure.subgroup.removeprefix("Beginn ")


def _moves(figures: Figures, section: ReportSection) -> list[Picture]:
    rows = []
    for band in section.bands:
        found = [_one(figures, section, band.code, move) for move in MOVES]
        first = found[0]
        if first is None:
            continue
        better, same, worse = (one.figure.numerator if one else None for one in found)
        rows.append(MovesFrom(label=f"Beginn {_begun(first)}", better=better, same=same, worse=worse))
    words = ("verbessert", "unverändert", "verschlechtert")
    return (
        [moves_by_start(title=f"{section.label} nach Beginn", rows=rows, words=words, key=section.code)] if rows else []
    )


def _estimate_sentences(figures: Figures, section: ReportSection) -> Iterator[str]:
    change = figures.get(f"{section.code}.mean_change")
    if change is None:
        yield "Für Mittel und Test sind es zu wenige: Es braucht mindestens 10 Menschen mit zwei Werten."
        return
    if change.figure.value is None:
        yield "Mittel und Test sind nicht ausgewiesen: Aus ihnen ließe sich eine kleine Gruppe errechnen."
        return
    first, last = (figures.get(f"{section.code}.mean_{name}") for name in ("first", "last"))
    if first is not None and last is not None:
        reach = f", mit 95 % Sicherheit {between(change.figure)}" if between(change.figure) else ""
        yield (
            f"Im Mittel aller {number(change)}: zuerst {value(first.figure)}, zuletzt {value(last.figure)}; eine "
            f"Veränderung um {value(change.figure)}{reach}."
        )
        if not reach:
            yield change.figure.note
    effect, p = figures.get(f"{section.code}.effect"), figures.get(f"{section.code}.p_value")
    if effect is not None and effect.figure.value is not None:
        yield f"Größe der Veränderung: {german_number(effect.figure.value)}. {effect.figure.note}"
    if p is not None:
        small = p.figure.value is not None and "Höchstens" in p.figure.note
        told = f"{'höchstens ' if small else ''}{german_number(p.figure.value)}" if p.figure.value is not None else ""
        yield f"Wilcoxon-Test: p {told}." if told else f"Ohne Test. {p.figure.note}"
    real, chance = (
        figures.get(f"{section.code}.{name}", "nur die Teilgruppe der Aussage") for name in SUBGROUP_ESTIMATES
    )
    if real is not None and chance is not None and chance.figure.value is not None:
        yield (
            f"Die Teilgruppe der Aussage veränderte sich im Mittel um {value(real.figure)}; bis zu "
            f"{value(chance.figure)} davon können Rückkehr zur Mitte sein."
        )


def traps(figures: Figures, sections: Sequence[ReportSection]) -> Iterator[tuple[str, str]]:
    """What is easily misread in a change: of whom the figure is, what the source prints, and what chance does."""
    warned = False
    for section in (one for one in sections if one.kind == "change"):
        best = _one(figures, section, HEADLINE, "improved")
        if best is not None and best.figure.value is not None:
            readings = "; ".join(_readings(figures, section))
            otherwise = f" Dieselbe Frage, anders gerechnet: {readings}." if readings else ""
            printed = "".join(
                f" In der Quelle: {trap.used.words}. {trap.warning}"
                for trap in traps_of(figures.programme)
                if trap.ours == section.code
            )
            yield (
                f"{section.label}: {value(best.figure)} von wem?",
                f"Von {german_number(best.figure.denominator)}, die {_begun(best)} begannen.{otherwise}{printed}",
            )
        warning = figures.get(f"{section.code}.regression")
        warned = warned or (warning is not None and warning.figure.note == REGRESSION)
    if warned:
        yield "Rückkehr zur Mitte", REGRESSION


def _readings(figures: Figures, section: ReportSection) -> Iterator[str]:
    """The improved of all, of all with two values and of larger groups; none that would give a small one away."""
    better = _one(figures, section, ALL, "improved")
    if better is None or better.figure.numerator is None:
        return
    yield f"{of(better)}, von allen mit zwei Werten"
    wholes = (
        (figures.get(f"{section.questionnaire}.evaluated"), "allen in der Auswertung"),
        (figures.get("participants"), "allen Teilnehmenden, eine Untergrenze"),
    )
    for whole, words in wholes:
        top, size = better.figure.numerator, whole.figure.numerator if whole else None
        if size and not share_is_small(top, size):
            part = share(code="x", label="x", numerator=top, denominator=size, as_of=better.figure.as_of)
            yield f"{german_number(top)} von {german_number(size)} ({german_number(part.value)}{NBSP}%), von {words}"

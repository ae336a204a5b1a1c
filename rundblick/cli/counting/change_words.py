"""The answer of `rundblick statistics change` in German sentences."""

from collections.abc import Iterator

from rundblick.cli.counting.words import (
    HIDDEN,
    Plain,
    chance,
    number,
    part_text,
    people,
    refusals,
    signed,
)

MOVES = {"improved": "besser", "same": "gleich", "worse": "schlechter"}
ADVICE = (
    "Achtung, Regression zur Mitte: Wer sehr niedrig beginnt, steht beim zweiten Mal oft auch ohne Hilfe höher,",
    "und wer sehr hoch beginnt, niedriger. Die Veränderung hängt hier stark vom Anfang ab. Vergleichen Sie mit",
    "Menschen, die ähnlich begonnen haben, und lesen Sie nicht eine Gruppe allein.",
)


def as_text(told: Plain) -> Iterator[str]:
    """All people, then each group, with an empty line in between."""
    yield "Veränderung von t1 zu t2"
    yield from (f"Hinweis: {note}" for note in told["notes"])
    if told["other_questions"]:
        yield f"Nicht verglichen, weil sich der Fragebogen geändert hat: {people(told['other_questions'])}."
    if told["step"]:
        yield f"Als Veränderung zählt ein Unterschied ab {number(told['step'], 1)}."
    if not told["higher_is_better"]:
        yield "Kleinere Werte sind besser."
    for block in told["groups"]:
        yield ""
        yield from _block(block, round(100 * told["confidence"], 1))


def _block(block: Plain, sure: float) -> Iterator[str]:
    group = block["group"]
    yield "Alle" if group is None else f"Gruppe {group or 'ohne Angabe'}"
    if block.get("suppressed"):
        yield f"  {HIDDEN}: weniger als 3 Personen oder daraus zu errechnen."
        return
    missing = block.get("missing", {}).get("any", 0)
    yield f"  Verglichen: {people(block['n'])} mit beiden Angaben; ohne eine oder beide Angaben: {missing}."
    if not block["n"]:
        return
    if "t1" in block:
        yield from _means(block, sure)
    yield from (f"  {word}: {part_text(block['moves'][name])}" for name, word in MOVES.items())
    for stratum in block.get("strata", ()):
        yield from _stratum(stratum)
    if "t1" in block:
        yield from _regression(block["regression_to_the_mean"])
        yield from _tests(block)


def _means(block: Plain, sure: float) -> Iterator[str]:
    spread = [f"Streuung {number(block[name]['sd'], 2)}" for name in ("t1", "t2")]
    first, second = block["t1"]["mean"], block["t2"]["mean"]
    yield f"  Mittel: t1 {number(first, 2)} ({spread[0]}), t2 {number(second, 2)} ({spread[1]})."
    test = block["t_test"]
    reach = f"; zu {number(sure, 0)} % zwischen {signed(test['low'], 2)} und {signed(test['high'], 2)}" if test else ""
    yield f"  Veränderung im Mittel: {signed(block['change']['mean'], 2)}{reach}."


def _stratum(stratum: Plain) -> Iterator[str]:
    label = stratum["band"].replace("-", "–").replace(".", ",")
    if stratum["n"] is None:
        yield f"  Beginn bei {label}: {HIDDEN}."
        return
    moves = "; ".join(f"{word} {part_text(stratum['moves'][name])}" for name, word in MOVES.items())
    means = f", Mittel {number(stratum['t1_mean'], 1)} → {number(stratum['t2_mean'], 1)}" if stratum["t1_mean"] else ""
    yield (
        f"  Beginn bei {label} ({people(stratum['n'])}{means}): {moves}"
        if stratum["n"]
        else (f"  Beginn bei {label}: niemand.")
    )


def _regression(found: Plain | None) -> Iterator[str]:
    if not found or not found["warning"]:
        return
    yield from (f"  {line}" for line in ADVICE)
    yield f"  Zusammenhang von Veränderung und Anfang: {number(found['change_with_start'], 2)}."
    if found["expected"] and found["retest_observed"]:
        yield "  Höchstens so viel kann davon Regression zur Mitte sein:"
    elif found["expected"]:
        rho = number(found["retest_correlation"], 2)
        yield f"  Bei einer Wiederholungs-Korrelation von {rho} ist davon als Regression zu erwarten:"
    for one in found["expected"]:
        label = one["band"].replace("-", "–").replace(".", ",")
        yield f"    Beginn bei {label}: {signed(one['by_regression'], 2)} von {signed(one['change'], 2)}"


def _tests(block: Plain) -> Iterator[str]:
    test, ranked, sizes = block["t_test"], block["wilcoxon"], block["effects"]
    if test:
        yield f"  t-Test für Paare: t = {number(test['t'], 2)}, {test['df']} Freiheitsgrade, {chance(test['p'])}."
    if ranked:
        way = "exakt" if ranked["method"] == "exact" else "genähert"
        zeros = "Unveränderte ausgelassen" if ranked["zeros"] == "wilcoxon" else "Unveränderte nach Pratt"
        yield (
            f"  Wilcoxon-Test ({way}, {zeros}): W = {number(ranked['statistic'], 1)}, "
            f"{people(ranked['n_ranked'])} in Rängen, {chance(ranked['p'])}."
        )
    names = {"d_z": "Cohens d_z", "d_av": "Cohens d_av", "g_av": "Hedges’ g_av", "rank_biserial": "rang-biserial"}
    known = [f"{name} {signed(sizes[key], 2)}" for key, name in names.items() if sizes[key] is not None]
    if known:
        yield f"  Größe der Veränderung: {'; '.join(known)}."
    yield from (f"  {line}" for line in refusals(block["not_computed"]))

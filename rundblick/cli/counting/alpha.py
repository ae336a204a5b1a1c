"""`rundblick statistics alpha`: do the questions of a scale measure one thing?"""

from collections.abc import Iterator

from rundblick.cli.counting.words import Plain, attempt, number, people, refusals
from rundblick.statistics.files.reading import Items
from rundblick.statistics.problems import CannotCompute
from rundblick.statistics.reliability import cronbach_alpha
from rundblick.statistics.suppression import THRESHOLD


def compute(found: Items, *, confidence: float = 0.95, protect: bool = False) -> Plain:
    """Alpha with interval, and each question with its mean, spread, item-rest correlation and alpha without it.

    Raises CannotCompute where alpha cannot be computed; without SciPy only the interval is missing.
    """
    alpha = cronbach_alpha(found.rows)
    if protect and alpha.n < THRESHOLD:
        raise CannotCompute("too_few", "Weniger als 3 Personen: geschützt wird davon nichts ausgewiesen.")
    refused: list[Plain] = []
    interval = attempt("interval", lambda: alpha.interval(confidence), refused)
    against = [
        name for name, item in zip(found.names, alpha.items, strict=True) if item.item_rest and item.item_rest < 0
    ]
    return {
        "analysis": "alpha",
        "protected": protect,
        "confidence": confidence,
        "n": alpha.n,
        "left_out": alpha.left_out,
        "alpha": alpha.alpha,
        "low": interval[0] if interval else None,
        "high": interval[1] if interval else None,
        "items": [
            {
                "item": name,
                "mean": item.mean,
                "sd": item.sd,
                "item_rest": item.item_rest,
                "alpha_without": item.alpha_without,
            }
            for name, item in zip(found.names, alpha.items, strict=True)
        ],
        "against_the_others": against,
        "not_computed": refused,
        "notes": list(found.notes),
    }


def as_text(told: Plain) -> Iterator[str]:
    """Alpha first, then one line for each question."""
    yield "Cronbachs Alpha"
    yield from (f"Hinweis: {note}" for note in told["notes"])
    yield f"{people(told['n'])} haben alle {len(told['items'])} Fragen beantwortet; nicht gezählt: {told['left_out']}."
    sure = round(100 * told["confidence"])
    interval = ""
    if told["low"] is not None:
        interval = f" (zu {sure} % zwischen {number(told['low'], 2)} und {number(told['high'], 2)}, nach Feldt)"
    yield f"Alpha: {number(told['alpha'], 2)}{interval}"
    for item in told["items"]:
        yield (
            f"  {item['item']}: Mittel {number(item['mean'], 2)}, Streuung {number(item['sd'], 2)}, "
            f"Zusammenhang mit den anderen {number(item['item_rest'], 2)}, Alpha ohne sie "
            f"{number(item['alpha_without'], 2)}"
        )
    if told["against_the_others"]:
        names = ", ".join(f"„{name}“" for name in told["against_the_others"])
        yield f"Achtung: {names} zeigt gegen die anderen. Ist die Frage umgekehrt gestellt? (--turn)"
    yield from refusals(told["not_computed"])

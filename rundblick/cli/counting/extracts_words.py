"""The answer of `rundblick scale report` in German sentences."""

import datetime as dt
from collections.abc import Iterator

from rundblick.cli.counting import change_words, survival
from rundblick.cli.counting.words import HIDDEN, Plain, number, part_text, people

GROUPS = {"house": "Haus"}


def as_text(told: Plain) -> Iterator[str]:
    """Who is counted, then each figure with its denominator."""
    stand = dt.date.fromisoformat(told["as_of"])
    yield f"Auszüge aus {len(told['houses'])} Häusern" if len(told["houses"]) > 1 else "Auszug aus einem Haus"
    yield f"Stichtag {stand:%d.%m.%Y}, der Tag eingeschlossen. Gezählt sind Menschen nach ihrer ersten Teilnahme."
    yield f"{_people(told['people'])}, Teilnahmen: {_number(told['participations'])}."
    for house in told["houses"]:
        yield (
            f"  {house['house']}: {_people(house['people'])}; ohne Einwilligung und nicht dabei: "
            f"{_number(house['without_consent'])}; weggelassen: {_number(house['left_out'])}."
        )
    yield from _anonymity(told["anonymity"])
    if told["groups"]:
        yield ""
        yield f"Menschen nach {GROUPS.get(told['by'], told['by'])}"
        yield from (f"  {one['group']}: {_people(one['people'])}" for one in told["groups"])
    if told["answered"]:
        yield ""
        yield "Angaben je Messung"
        yield from (f"  {one['label']}: {_number(one['people'])} von {_number(one['of'])}" for one in told["answered"])
    for share in told["shares"]:
        yield from _share(share)
    for one in told["changes"]:
        yield ""
        yield one["label"]
        yield from [one["error"]["text"]] if one["error"] else change_words.as_text(one)
    if told["duration"]:
        yield ""
        yield from (
            [told["duration"]["error"]["text"]] if told["duration"]["error"] else survival.as_text(told["duration"])
        )


def _anonymity(told: Plain) -> Iterator[str]:
    if told["holds"]:
        yield f"Kleinste Gruppe: {_people(told['smallest'])}; verlangt sind {told['k']}."
    else:
        yield (
            f"Achtung: {people(told['small'])} in Gruppen unter {told['k']}, also vielleicht zu erkennen. "
            "Geben Sie diese Daten nicht weiter."
        )


def _share(share: Plain) -> Iterator[str]:
    yield ""
    yield share["label"]
    for block in share["groups"]:
        where = "Alle" if block["group"] is None else block["group"]
        yield f"  {where}: mit Angabe {_number(block['n'])}, ohne Angabe {_number(block['missing'])}"
        yield from (f"    {one['label']}: {part_text(one)}" for one in block["answers"])


def _people(n: int | None) -> str:
    return "unter 3 Personen" if n is None else people(n)


def _number(n: int | None) -> str:
    return HIDDEN if n is None else number(n, 0)

"""What late entries, corrections and erasures changed between two computations of the same report."""

from collections.abc import Sequence
from dataclasses import dataclass

from rundblick.evaluation.models import ReportSnapshot
from rundblick.evaluation.page.words import of
from rundblick.evaluation.protection import Shown
from rundblick.web.german import german_datetime
from rundblick.web.parts import Column, Table

NOT_THERE = "gab es nicht"


@dataclass(frozen=True, slots=True)
class Compared:
    """The figures that differ; `remarks`: what besides records may have made them differ."""

    table: Table
    number: int
    remarks: list[str]


def compare(before: ReportSnapshot, old: Sequence[Shown], after: ReportSnapshot, new: Sequence[Shown]) -> Compared:
    """Both as the same person may read them."""
    was = {_key(one): one for one in old}
    now = {_key(one): one for one in new}
    changed = [key for key in dict.fromkeys((*was, *now)) if _said(was.get(key)) != _said(now.get(key))]
    rows = []
    for key in changed:
        one = now.get(key) or was[key]
        rows.append([one.figure.label, one.figure.subgroup or "alle", _said(was.get(key)), _said(now.get(key))])
    table = Table(
        caption="Zahlen, die sich unterscheiden",
        columns=[
            Column(label="Was gezählt wird"),
            Column(label="Teilgruppe"),
            Column(label=f"berechnet {german_datetime(before.computed_at)}"),
            Column(label=f"berechnet {german_datetime(after.computed_at)}"),
        ],
        rows=rows,
    )
    return Compared(table, len(rows), _remarks(before, after))


def _key(one: Shown) -> tuple[str, str]:
    return one.figure.code, one.figure.subgroup


def _said(one: Shown | None) -> str:
    return NOT_THERE if one is None else of(one)


def _remarks(before: ReportSnapshot, after: ReportSnapshot) -> list[str]:
    said = []
    if before.erased_households:
        number = before.erased_households
        words = "wurde 1 Haushalt" if number == 1 else f"wurden {number} Haushalte"
        said.append(f"Seit der früheren Berechnung {words} gelöscht, deren Einträge darin noch mitzählen.")
    if before.made_from != after.made_from:
        said.append("Die Definition des Programms, der User Journey oder der Ergebnisse hat sich geändert.")
    return said

"""What changed from the report before to this one. No query."""

from dataclasses import dataclass

from rundblick.gaps.content import Content, Shown, TopicLine
from rundblick.gaps.models import GapReport
from rundblick.gaps.words import said
from rundblick.web.german import NOTHING, german_date
from rundblick.web.parts import Column, Table

NOT_THERE = "gab es nicht"


@dataclass(frozen=True, slots=True)
class Compared:
    """The topics in which something was or is without an offer; `remarks`: what besides needs may explain it."""

    table: Table
    number: int
    remarks: list[str]


def compare(before: GapReport, old: Content, after: GapReport, new: Content) -> Compared:
    """Two reports of one house, the earlier one first."""
    was = {line.code: line for line in old.topics}
    now = {line.code: line for line in new.topics}
    rows = [
        [(now.get(code) or was[code]).label, *_numbers(was.get(code), now.get(code))]
        for code in dict.fromkeys((*now, *was))
        if _matters(was.get(code)) or _matters(now.get(code))
    ]
    rows.sort(key=lambda row: row[3] == "gleich")
    if rows:
        rows.append(["alle Themen", said(old.gaps), said(new.gaps), change(old.gaps, new.gaps)])
    table = Table(
        caption="Bedarfe ohne Angebot",
        columns=[
            Column(label="Thema"),
            Column(label=f"am {german_date(before.as_of)}", numeric=True),
            Column(label=f"am {german_date(after.as_of)}", numeric=True),
            Column(label="Unterschied", numeric=True),
        ],
        rows=rows,
    )
    return Compared(table, len(rows), _remarks(before, after))


def change(was: Shown, now: Shown) -> str:
    """The difference in words; nothing is said where one of both is hidden."""
    if was is None or now is None:
        return NOTHING
    return "gleich" if was == now else f"{now - was:+d}".replace("-", "−")


def _numbers(was: TopicLine | None, now: TopicLine | None) -> list[str]:
    old, new = (NOT_THERE if one is None else said(one.gaps) for one in (was, now))
    return [old, new, NOTHING if was is None or now is None else change(was.gaps, now.gaps)]


def _matters(line: TopicLine | None) -> bool:
    return line is not None and line.gaps != 0


def _remarks(before: GapReport, after: GapReport) -> list[str]:
    remarks = []
    if before.made_from != after.made_from:
        remarks.append("Themen oder Fristen der Zählung haben sich seither geändert.")
    if (before.as_of - before.first_day).days != (after.as_of - after.first_day).days:
        remarks.append(
            "Die Zeiträume sind verschieden lang. Verglichen wird, was am jeweiligen Stichtag ohne Angebot war; das "
            "hängt von der Länge nicht ab."
        )
    if before.as_of == after.as_of:
        remarks.append(
            "Derselbe Stichtag: Der Unterschied entsteht durch Einträge, die später kamen oder berichtigt wurden."
        )
    return remarks

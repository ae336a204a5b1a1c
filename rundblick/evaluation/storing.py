"""Reports as plain JSON and back: what a snapshot keeps."""

import datetime as dt
from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from rundblick.evaluation.counted import Computed, Counted, Sums
from rundblick.evaluation.protection import Shown, Status
from rundblick.statistics.figures import Figure
from rundblick.statistics.suppression import Arc


def shown_as_json(found: Iterable[Shown]) -> list[dict[str, Any]]:
    """What anybody may see who sees the report."""
    return [one.as_dict() | {"printed": one.printed} for one in found]


def shown_from_json(stored: Iterable[Mapping[str, Any]]) -> list[Shown]:
    """The same, read back."""
    return [
        Shown(
            place=data["place"],
            section=data["section"],
            figure=_figure(data),
            status=Status(data["status"]),
            quotation=data["quoted"],
            printed=data["printed"],
        )
        for data in stored
    ]


def book_as_json(computed: Computed) -> dict[str, Any]:
    """All numbers and how they add up, without the records."""
    return {
        "figures": [
            counted.figure.as_dict()
            | {
                "section": counted.section,
                "cell": counted.cell,
                "whole": counted.whole,
                "rest_is_guarded": counted.rest_is_guarded,
                "missing_cell": counted.missing_cell,
                "list_of": counted.list_of,
                "quiet": counted.quiet,
                "after": list(counted.after),
            }
            for counted in computed.figures
        ],
        "sums": [
            {
                # Only which nodes are the same matters, not what they are called.
                "arcs": [[arc.key, str(arc.tail), str(arc.head), arc.value] for arc in sums.arcs],
                "unprinted": sorted(sums.unprinted),
                "dear": sorted(sums.dear),
            }
            for sums in computed.sums
        ],
    }


def book_from_json(stored: Mapping[str, Any]) -> Computed:
    """The same, read back; figures come without records."""
    figures = tuple(
        Counted(
            figure=_figure(data),
            after=tuple(data.get("after", ())),
            **{
                name: data[name]
                for name in ("section", "cell", "whole", "rest_is_guarded", "missing_cell", "list_of", "quiet")
            },
        )
        for data in stored["figures"]
    )
    sums = tuple(
        Sums(
            tuple(Arc(key, tail, head, value) for key, tail, head, value in data["arcs"]),
            unprinted=frozenset(data["unprinted"]),
            dear=frozenset(data["dear"]),
        )
        for data in stored["sums"]
    )
    return Computed(figures, sums)


def _figure(data: Mapping[str, Any]) -> Figure:
    return Figure(
        code=data["code"],
        label=data["label"],
        numerator=data["numerator"],
        denominator=data["denominator"],
        subgroup=data["subgroup"],
        value=_decimal(data["value"]),
        target=_decimal(data["target"]),
        source=data["source"],
        as_of=dt.date.fromisoformat(data["as_of"]),
        missing=data["missing"],
        note=data["note"],
        inferred_denominator=data["inferred_denominator"],
        unit=data.get("unit", ""),
        low=_decimal(data.get("low")),
        high=_decimal(data.get("high")),
    )


def _decimal(value: int | float | None) -> Decimal | None:
    return None if value is None else Decimal(str(value))

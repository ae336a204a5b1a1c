"""Indicators as page and as files."""

import datetime as dt
import json
from collections.abc import Sequence
from fractions import Fraction
from typing import Any

from rundblick.exports.caseload.words import Section, words
from rundblick.exports.models import Delivery
from rundblick.exports.tables import as_xlsx
from rundblick.statistics.rounding import round_half_up
from rundblick.statistics.suppression import LEGEND
from rundblick.web.german import NBSP, NOTHING, german_date, german_number
from rundblick.web.parts import Cell, Column, Table
from rundblick.web.spreadsheets import as_csv

TITLE = "Eigene Kennzahlen, angelehnt an § 48a SGB II"
Figure = dict[str, Any]
COLUMNS = (
    "Kennzahl",
    "Teilgruppe",
    "Zähler",
    "Nenner",
    "Wert in Prozent",
    "ohne Angabe",
    "Stichtag",
    "Anzeige",
    "Formel",
    "Warum nicht amtlich",
)
STATUS = {"shown": "ausgewiesen", "suppressed": "nicht ausgewiesen", "not_computable": "nicht berechenbar"}


def indicators_page(result: dict[str, Any]) -> dict[str, Any]:
    """What the template is given."""
    figures = result["figures"]
    return {
        "law": words().law,
        "status": words().status,
        "sections": [_section(one, [f for f in figures if f["section"] == one.code]) for one in words().sections],
        "legend": LEGEND if any(one["status"] == "suppressed" for one in figures) else "",
    }


def _section(section: Section, figures: Sequence[Figure]) -> dict[str, Any]:
    formulas = {one["label"]: one["formula"] for one in figures}
    return {
        "label": section.label,
        "official": section.official,
        "table": _table(section.label, [one for one in figures if one["status"] != "not_computable"]),
        "reasons": _reasons(figures),
        "formulas": list(formulas.items()),
    }


def _reasons(figures: Sequence[Figure]) -> list[tuple[str, str]]:
    """(figures, why there is no number), each reason once."""
    found: dict[str, list[str]] = {}
    for one in figures:
        if one["status"] == "not_computable":
            found.setdefault(one["reason"], []).append(one["label"])
    return [(", ".join(labels), reason) for reason, labels in found.items()]


def _table(caption: str, figures: Sequence[Figure]) -> Table:
    return Table(
        caption=caption,
        hidden_caption=True,
        columns=[
            Column(label="Was gezählt wird"),
            Column(label="Teilgruppe"),
            Column(label="Zähler", numeric=True),
            Column(label="Nenner", numeric=True),
            Column(label="Wert", numeric=True),
            Column(label="ohne Angabe", numeric=True),
            Column(label="Stichtag"),
        ],
        rows=[
            [
                Cell(text=one["label"]),
                one["subgroup"] or "alle",
                "*" if one["numerator"] is None else german_number(one["numerator"]),
                NOTHING if one["denominator"] is None else german_number(one["denominator"]),
                NOTHING if percent(one) is None else f"{german_number(percent(one))}{NBSP}%",
                _missing(one),
                german_date(dt.date.fromisoformat(one["as_of"])),
            ]
            for one in figures
        ],
    )


def _missing(one: Figure) -> str:
    if one["missing"] is None:
        return "*"
    return german_number(one["missing"]) if one["missing"] else ""


def percent(one: Figure) -> int | None:
    """The share, rounded half up once; None where there is none."""
    if one["numerator"] is None or not one["denominator"]:
        return None
    return int(round_half_up(Fraction(100 * one["numerator"], one["denominator"])))


def lines(result: dict[str, Any]) -> list[list[Any]]:
    """One line per figure, in the order of COLUMNS."""
    official = {one.code: one.official for one in words().sections}
    return [
        [
            one["label"],
            one["subgroup"] or "alle",
            one["numerator"],
            one["denominator"],
            percent(one),
            one["missing"],
            dt.date.fromisoformat(one["as_of"]),
            f"{STATUS[one['status']]}{'. ' + one['reason'] if one['reason'] else ''}",
            one["formula"],
            official[one["section"]],
        ]
        for one in result["figures"]
    ]


def as_file(delivery: Delivery, form: str) -> bytes:
    """The indicators as CSV, XLSX or JSON."""
    if form == "json":
        content = {
            "angelehnt_an": words().law,
            "fundstelle": words().status,
            "amtlich": False,
            "stichtag": delivery.as_of.isoformat(),
            "kennzahlen": delivery.result["figures"],
        }
        return json.dumps(content, ensure_ascii=False, indent=2).encode()
    found = lines(delivery.result)
    if form == "csv":
        return as_csv([COLUMNS, *found])
    notes = [
        ["Angelehnt an", f"{words().law} (Fundstelle {words().status})"],
        ["Amtlich", "nein"],
        ["Kleine Zahlen", LEGEND],
    ]
    return as_xlsx(
        {"Kennzahlen": (COLUMNS, found), "Hinweise": (["Was", "Angabe"], notes)},
        title="Eigene Kennzahlen",
        created=delivery.ordered_at,
    )

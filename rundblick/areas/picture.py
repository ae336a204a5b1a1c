"""Pictures of the room."""

from typing import Any

from rundblick.areas.models import Comparison
from rundblick.web import pictures
from rundblick.web.german import german_date
from rundblick.web.pictures import Picture

SMALL = "unter 3 oder daraus zu errechnen"


def households(row: Comparison) -> Picture:
    """How many households live in each area, small cells hidden."""
    bars = [
        pictures.Bar(label=one["label"], value=one["number"], text="" if one["number"] is not None else SMALL)
        for one in row.figures["households"]
    ]
    return pictures.horizontal_bars(
        title=f"Haushalte je Gebiet am {german_date(row.as_of)}", bars=bars, key=f"households-{row.pk}"
    )


def shares(row: Comparison) -> Picture:
    """How many of a hundred people began work or training, by area."""
    bars = [
        pictures.Bar(
            label=one["label"],
            value=one["own"]["percent"] if one["own"] else None,
            text=percent(one["own"]) if one["own"] else SMALL,
        )
        for one in row.figures["rows"]
    ]
    return pictures.horizontal_bars(
        title="Anteil mit begonnener Arbeit oder Ausbildung", bars=bars, value_label="Anteil", maximum=100, key="shares"
    )


def percent(shown: dict[str, Any]) -> str:
    """A share with its numerator and denominator: "12,5 % (5 von 40)"."""
    return f"{written(shown['percent'])} % ({shown['numerator']} von {shown['denominator']})"


def written(value: float) -> str:
    """A number with one decimal as German writes it."""
    return f"{value:.1f}".replace(".", ",")

"""The list of employers as lines for a spreadsheet, without business contacts."""

from typing import Any

HEAD = (
    "Betrieb",
    "Branche",
    "Größe",
    "Orte",
    "Art",
    "Netzwerke",
    "offen für",
    "familienfreundliche Zeiten",
    "besonderer Arbeitsplatz",
    "offene Stellen",
    "zuletzt gesprochen",
    "Internetseite",
)


def line(row: Any) -> list[Any]:
    """One employer as `queries.found` tells it; what was not asked stays empty."""
    return [
        row.name,
        row.get_branch_display(),
        row.get_size_display() if row.size else "",
        ", ".join(row.towns),
        ", ".join(row.kinds_in_words),
        ", ".join(row.networks_in_words),
        ", ".join(row.offers_in_words),
        row.family,
        row.special,
        row.open_positions,
        row.spoken_on,
        row.website,
    ]

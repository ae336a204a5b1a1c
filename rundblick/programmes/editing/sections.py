"""The sections a definition is edited in, each a page of its own."""

from dataclasses import dataclass

from rundblick.programmes.definition import Programme
from rundblick.programmes.editing.keys import Key, keys_of


@dataclass(frozen=True, slots=True)
class EditSection:
    """Some top keys of a definition. `told`: headings of the profile that explain them."""

    code: str
    label: str
    names: tuple[str, ...]
    told: tuple[str, ...] = ()

    def shown_keys(self) -> list[Key]:
        """The keys of this section."""
        known = {key.name: key for key in keys_of(Programme)}
        return [known[name] for name in self.names]


SECTIONS = (
    EditSection("durchgaenge", "Durchgänge", ("runs",), ("Phasen und Fristen", "Fristen")),
    EditSection(
        "rahmen",
        "Rahmen",
        ("title", "long_title", "summary", "keywords", "delivery", "unit", "state", "legal_basis", "sites", "remarks"),
        ("Wissenswertes",),
    ),
    EditSection("zielgruppe", "Zielgruppe", ("target_group",), ("Für wen", "Fragen für einen Vorschlag")),
    EditSection("zugang", "Weg ins Programm", ("access",), ("Der Weg ins Programm", "Einwilligungen", "Abwägen")),
    EditSection("betreuung", "Betreuung", ("care",), ("Betreuung", "Gemeinsame Gespräche")),
    EditSection(
        "fristen", "Zeit und Fristen", ("time",), ("Phasen und Fristen", "Fristen", "Wenn jemand nicht erreicht wird")
    ),
    EditSection("anwesenheit", "Anwesenheit", ("attendance",), ("Anwesenheit",)),
    EditSection(
        "inhalt",
        "Module und Werkzeuge",
        ("modules", "instruments", "plans", "journeys"),
        ("Module", "Werkzeuge", "Werkzeuge und Pläne"),
    ),
    EditSection(
        "ziele",
        "Ziele und Austritt",
        ("outcomes", "targets", "exits", "follow_on", "follow_up"),
        ("Ziele und Ergebnisse", "Ziele", "Austritt", "Austritt und Anschluss", "Danach", "Nachbetreuung"),
    ),
    EditSection("berichte", "Berichte", ("reports",), ("Berichte",)),
    EditSection("geld", "Geld", ("money",), ("Geld", "Prämien, Zuschüsse und Quoten")),
    EditSection("quelle", "Quelle", ("source", "results"), ("Veröffentlichte Ergebnisse",)),
)
FIXED = ("schema_version", "id")
"""Keys nobody edits: they say which programme it is and how it is written down."""


def section_of(name: str) -> EditSection:
    """The section of a top key; the first one for what stands nowhere."""
    return next((section for section in SECTIONS if name in section.names), SECTIONS[0])

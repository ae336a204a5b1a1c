"""The German words of every key of a definition, from words.yaml."""

from functools import cache
from pathlib import Path
from typing import Literal

from rundblick.catalogue.loading import Document, Part, load_document
from rundblick.programmes.vocabulary import Label, Text

Source = Literal[
    "attempts",
    "code",
    "consents",
    "events",
    "groups",
    "instruments",
    "journeys",
    "legal_bases",
    "modules",
    "options",
    "outcomes",
    "phases",
    "plans",
    "plans_ahead",
    "programmes",
    "questionnaires",
    "insurers",
    "roles",
    "runs",
    "topics",
    "weekdays",
]
"""Where the values of a key come from (choices.py); `code` is a name made from the label."""


class KeyWords(Part):
    """What a key is called and what it is for. `minor`: rarely needed, so it stands behind "Weitere Angaben"."""

    label: Label
    help: Text | None = None
    choose: Source | None = None
    values: dict[str, Label] = {}
    minor: bool = False


class PartWords(Part):
    """A part of the schema. `one`: what a row of it is called, as in "Frist hinzufügen"."""

    label: Label
    one: Label
    keys: dict[str, KeyWords]


class Words(Document):
    """All words, by the name of the part and the key."""

    schema_version: Literal[1]
    parts: dict[str, PartWords]


@cache
def words() -> Words:
    """The words of this installation."""
    return load_document(Path(__file__).with_name("words.yaml"), Words)

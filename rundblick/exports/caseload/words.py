"""What is said beside the indicators (indicators.yaml)."""

from functools import cache
from pathlib import Path
from typing import Literal

from rundblick.catalogue.loading import Document, Part, load_document


class Section(Part):
    """A group of indicators, and why it is not the official figure."""

    code: str
    label: str
    official: str


class Words(Document):
    """The whole file; `status` says whether somebody has compared it with the law."""

    schema_version: Literal[1]
    status: str
    law: str
    sections: tuple[Section, ...]
    formulas: dict[str, str]
    reasons: dict[str, str]


@cache
def words() -> Words:
    """The file, read once."""
    return load_document(Path(__file__).parent.parent / "indicators.yaml", Words)

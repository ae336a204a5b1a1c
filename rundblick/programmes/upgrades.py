"""How definitions of earlier schema versions become today's.

A change of the schema that an old file would not survive gets a new version, and here the function that
lifts a document from the version before. tests/programmes/versions keeps one file per version; all must load.
"""

from typing import Any

from rundblick.catalogue.loading import Upgrades


def _first_to_second(document: dict[str, Any]) -> dict[str, Any]:
    """Version 2 only adds keys that may be missing; what version 1 says means the same."""
    return document


UPGRADES: Upgrades = {1: _first_to_second}
"""version -> function that makes a document of that version one of the next."""

CURRENT = len(UPGRADES) + 1
"""The schema version that the models describe."""

"""The shipped journeys: one YAML file each, checked when it is read. What a house made itself is in `wordings`."""

import hashlib
from functools import cache
from pathlib import Path

from rundblick.catalogue.loading import load_document
from rundblick.journeys.definition import Journey
from rundblick.journeys.upgrades import UPGRADES

FOLDER = Path(__file__).with_name("library")
EARLIER = Path(__file__).with_name("earlier")
"""Shipped wordings that are not offered any more; sheets that were begun by them are kept by them."""


@cache
def shelf() -> dict[str, Journey]:
    """All templates by id, in alphabetical order. Raises DocumentError when a file is wrong."""
    return {journey.id: journey for journey in _read(FOLDER)}


@cache
def shipped() -> dict[str, Journey]:
    """Every wording that was ever shipped, by its fingerprint."""
    return {fingerprint(journey): journey for journey in (*_read(EARLIER), *shelf().values())}


def fingerprint(journey: Journey) -> str:
    """The SHA-256 of what a journey says, so that a sheet knows by which wording it was begun."""
    return hashlib.sha256(journey.model_dump_json().encode()).hexdigest()


def _read(folder: Path) -> list[Journey]:
    return [load_document(path, Journey, upgrades=UPGRADES) for path in sorted(folder.glob("*.yaml"))]

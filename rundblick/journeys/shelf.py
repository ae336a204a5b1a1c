"""The shipped journeys: one YAML file each, checked when it is read."""

import hashlib
from functools import cache
from pathlib import Path

from rundblick.catalogue.loading import load_document
from rundblick.journeys.definition import Journey
from rundblick.journeys.upgrades import UPGRADES

FOLDER = Path(__file__).with_name("library")


@cache
def shelf() -> dict[str, Journey]:
    """All templates by id, in alphabetical order. Raises DocumentError when a file is wrong."""
    journeys = (load_document(path, Journey, upgrades=UPGRADES) for path in sorted(FOLDER.glob("*.yaml")))
    return {journey.id: journey for journey in journeys}


def fingerprint(journey: Journey) -> str:
    """The SHA-256 of what a journey says, so that a sheet knows by which wording it was begun."""
    return hashlib.sha256(journey.model_dump_json().encode()).hexdigest()

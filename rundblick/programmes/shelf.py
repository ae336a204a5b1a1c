"""The library: one YAML file per approach, checked when it is read."""

from functools import cache
from pathlib import Path

from rundblick.catalogue.loading import load_document
from rundblick.programmes.definition import Programme
from rundblick.programmes.upgrades import UPGRADES

FOLDER = Path(__file__).with_name("library")


@cache
def shelf() -> dict[str, Programme]:
    """All templates by id, in alphabetical order. Raises DocumentError when a file is wrong."""
    programmes = (load_document(path, Programme, upgrades=UPGRADES) for path in sorted(FOLDER.glob("*.yaml")))
    return {programme.id: programme for programme in programmes}

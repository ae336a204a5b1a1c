"""Definitions and facts for the tests of the engine."""

import copy
import datetime as dt
import json
import uuid
from functools import cache
from pathlib import Path
from typing import Any

from rundblick.catalogue.loading import canonical_json, parse_document
from rundblick.programmes.definition import Programme
from rundblick.programmes.facts import Fact, FactValue
from rundblick.programmes.shelf import shelf
from rundblick.programmes.upgrades import UPGRADES

VERSIONS = Path(__file__).with_name("versions")

MAYA = uuid.UUID("00000000-0000-4000-8000-00000000000a")
BEN = uuid.UUID("00000000-0000-4000-8000-00000000000b")


@cache
def anna() -> Programme:
    """The definition from the library."""
    return shelf()["anna"]


@cache
def _sample(version: int) -> str:
    text = (VERSIONS / f"{version}.yaml").read_text(encoding="utf-8")
    return canonical_json(parse_document(text, Programme, upgrades=UPGRADES))


def as_data(version: int = 1) -> dict[str, Any]:
    """The sample of a schema version as plain data that may be changed: 1 is the plain one, 2 uses every key."""
    data: dict[str, Any] = json.loads(_sample(version))
    return data


def written(data: dict[str, Any]) -> str:
    """Data as a YAML file, as the loader reads it."""
    return json.dumps(data, indent=1, ensure_ascii=False)


def example(**changes: Any) -> Programme:
    """The plain example for one person, some of its top keys replaced; mistakes are refused as in a file."""
    data = as_data() | copy.deepcopy(changes)
    return parse_document(written(data), Programme, upgrades=UPGRADES)


def full(**changes: Any) -> Programme:
    """The example that uses every key, some of its top keys replaced."""
    data = as_data(2) | copy.deepcopy(changes)
    return parse_document(written(data), Programme, upgrades=UPGRADES)


def full_with(**parts: dict[str, Any]) -> Programme:
    """The same, with some keys inside of its top keys replaced: `time={"pause": None}`."""
    return full(**{name: as_data(2)[name] | part for name, part in parts.items()})


def household(**changes: Any) -> Programme:
    """The example that uses every key, for households."""
    receives = {"fact": "household.receives_sgb2", "equals": True}
    who = {"condition": receives, "origin": {"rows": ["B1"]}}
    return full(**({"unit": "household", "target_group": who, "money": {}} | changes))


def day(text: str) -> dt.date:
    """A date from its ISO form."""
    return dt.date.fromisoformat(text)


def event(code: str, on: str, *, value: FactValue = True, subject: uuid.UUID | None = None, key: str = "") -> Fact:
    """Something that happened on that day."""
    return Fact.event(code, day(on), value=value, subject=subject, key=key)


def started(on: str, subject: uuid.UUID | None = None) -> Fact:
    """The start of the participation."""
    return event("participation.started", on, subject=subject)


def ended(on: str) -> Fact:
    """Its end."""
    return event("participation.ended", on, value="arbeit")


def plan(
    code: str, agreed: str, planned: str, *, off: str | None = None, key: str = "", subject: uuid.UUID | None = None
) -> Fact:
    """Something agreed for a later day, called off on `off`."""
    return Fact(code, day(planned), day(agreed), day(off) if off else None, subject, key)

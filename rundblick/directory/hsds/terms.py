"""What HSDS lacks travels as attributes of an own taxonomy: `link_type` says of what kind, `value` what it is."""

import uuid
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from rundblick.directory.codes import Capacity, Cost, Kind, Level, Referrer, Way
from rundblick.directory.hsds.shapes import Attribute
from rundblick.directory.taxonomy import accessibility, audiences, topics

TAXONOMY = "rundblick"
NAMESPACE = uuid.UUID("4b0e3c52-54e6-4d2c-9a43-8a0f4a8a6f31")


def labels_of(kind: str) -> Mapping[str, str]:
    """The closed list behind a kind of attribute, with its words; empty where the value is free."""
    lists: dict[str, Mapping[str, str]] = {
        "topic": {code: one.label for code, one in topics().items()},
        "audience": {code: one.label for code, one in audiences().items()},
        "accessibility": accessibility(),
        "kind": dict(Kind.choices),
        "level": {str(code): label for code, label in Level.choices},
        "referrer": dict(Referrer.choices),
        "cost": dict(Cost.choices),
        "capacity": dict(Capacity.choices),
        "confirmed_by": dict(Way.choices),
    }
    return lists.get(kind, {})


def attributes(entity: uuid.UUID, table: str, values: Iterable[tuple[str, object]]) -> list[dict[str, Any]]:
    """Attributes of an entity in this order; empty values are left out."""
    return [
        _attribute(entity, table, kind, str(value), number)
        for number, (kind, value) in enumerate(values)
        if value not in (None, "")
    ]


def own(given: Iterable[Attribute], notes: Counter[str]) -> dict[str, list[str]]:
    """Values of our taxonomy by their kind, in the order of the file. Terms of others are counted."""
    found: dict[str, list[str]] = {}
    for one in given:
        if one.taxonomy_term is not None and one.taxonomy_term.taxonomy == TAXONOMY:
            found.setdefault(one.link_type, []).append(one.value)
        else:
            notes["Begriff eines anderen Verzeichnisses"] += 1
    return found


def child(entity: uuid.UUID, *parts: object) -> uuid.UUID:
    """A key for what has none here, the same each time."""
    return uuid.uuid5(NAMESPACE, "/".join([str(entity), *map(str, parts)]))


def _attribute(entity: uuid.UUID, table: str, kind: str, value: str, number: int) -> dict[str, Any]:
    label = labels_of(kind).get(value)
    code = f"{kind}.{value}" if label else kind
    return {
        "id": str(child(entity, kind, number)),
        "link_id": str(entity),
        "link_entity": table,
        "link_type": kind,
        "value": value,
        "taxonomy_term": {
            "id": str(uuid.uuid5(NAMESPACE, code)),
            "code": code,
            "name": label or kind,
            "description": label or kind,
            "taxonomy": TAXONOMY,
        },
    }

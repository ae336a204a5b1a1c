"""What differs between two versions of a definition, key by key, in German."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any

from pydantic import BaseModel

from rundblick.programmes.definition import Programme
from rundblick.programmes.editing.choices import label_of
from rundblick.programmes.editing.complaints import name_of
from rundblick.programmes.editing.condition.words import lead_of, reading
from rundblick.programmes.editing.document import Data, tidy
from rundblick.programmes.editing.keys import Key, keys_of
from rundblick.programmes.editing.origins import pairs
from rundblick.programmes.editing.plain import shown_date
from rundblick.programmes.editing.sections import FIXED, EditSection, section_of
from rundblick.programmes.timing import Duration
from rundblick.web.german import german_number

NOTHING = "—"
UNIT_WORDS = {"days": "Tage", "weeks": "Wochen", "months": "Monate", "working_days": "Arbeitstage"}


@dataclass(frozen=True, slots=True)
class Change:
    """One difference. `old` is empty where something is new, `new` where something goes."""

    section: EditSection
    where: str
    old: str
    new: str

    @property
    def kind(self) -> str:
        """Whether something is new, goes, or is different, in German."""
        return "neu" if not self.old else "entfällt" if not self.new else "geändert"


def changes(old: Data, new: Data) -> list[Change]:
    """Every key that differs, in the order of the schema; origins are left out, they follow the rules."""
    before, after = tidy(Programme, old), tidy(Programme, new)
    found = []
    for key in keys_of(Programme):
        if key.name in FIXED:
            continue
        section = section_of(key.name)
        way = () if key.kind == "part" else (key.words.label,)
        found += [
            Change(section, " › ".join(where), *values)
            for where, *values in _key(key, before.get(key.name), after.get(key.name), way, before, after)
        ]
    return found


def told(model: type[BaseModel], data: Any, document: Data, *, most: int = 4) -> str:
    """A part in one line, its first few keys: "Spätestens: 3 Monate, Nach dem Ereignis: Beginn"."""
    if not isinstance(data, dict):
        return str(data or "")
    said = [
        f"{key.words.label}: {words}"
        for key in keys_of(model)
        if key.kind not in {"origin", "yes", "condition", "rows", "prose"}
        and key.name not in {"code", "label", "text", "topic"}
        and not key.words.minor
        and (words := value_words(key, data.get(key.name), document))
    ]
    return " · ".join(said[:most])


def value_words(key: Key, value: Any, document: Data) -> str:
    """A value in German, "" for nothing."""
    if value in (None, "", [], {}):
        return ""
    match key.kind:
        case "part" if key.part is not None:
            return told(key.part, value, document)
        case "rows":
            names = [name_of(row) or told(key.part, row, document) for row in _list(value)] if key.part else []
            return ", ".join(names)
        case "duration":
            return span_words(value)
        case "durations":
            return ", ".join(span_words(one) for one in _list(value))
        case "numbers":
            return ", ".join(f"{code}: {number}" for code, number in value.items()) if isinstance(value, dict) else ""
        case "choices":
            return ", ".join(label_of(key, one, document) for one in _list(value))
        case "lines":
            return ", ".join(map(str, _list(value)))
        case "choice":
            return label_of(key, value, document)
        case "yes":
            return "ja" if value is True else "nein"
        case "date":
            return shown_date(value)
        case "decimal" | "whole":
            return _number(value)
        case "condition":
            return reading(value, lead=lead_of(key.name))
    return str(value)


def span_words(value: Any) -> str:
    """A span of time in German; as it was typed where it is none."""
    try:
        return Duration.model_validate(value).words()
    except ValueError:
        spans = value.items() if isinstance(value, dict) else ()
        return " ".join(f"{number} {UNIT_WORDS.get(unit, unit)}" for unit, number in spans) or str(value)


def _key(
    key: Key, old: Any, new: Any, way: tuple[str, ...], before: Data, after: Data
) -> Iterator[tuple[tuple[str, ...], str, str]]:
    if old == new or key.kind == "origin":
        return
    if key.kind == "part" and key.part is not None and isinstance(old, dict) and isinstance(new, dict):
        for inner in keys_of(key.part):
            below = (*way, inner.words.label)
            yield from _key(inner, old.get(inner.name), new.get(inner.name), below, before, after)
        return
    if key.kind == "rows" and key.part is not None and isinstance(old or [], list) and isinstance(new or [], list):
        yield from _rows(key, old or [], new or [], way, before, after)
        return
    if key.kind == "condition":
        lead = lead_of(key.name)
        yield way, reading(old, lead=lead) or NOTHING, reading(new, lead=lead) or NOTHING
        return
    said = value_words(key, old, before), value_words(key, new, after)
    if said[0] != said[1]:
        yield way, said[0] or (NOTHING if said[1] else ""), said[1] or NOTHING


def _rows(
    key: Key, old: list[Any], new: list[Any], way: tuple[str, ...], before: Data, after: Data
) -> Iterator[tuple[tuple[str, ...], str, str]]:
    assert key.part is not None
    kept = []
    for row, other in pairs(new, old):
        here = (*way, name_of(row) or told(key.part, row, after, most=1))
        if other is None:
            yield here, "", told(key.part, row, after) or name_of(row) or NOTHING
            continue
        kept.append(other)
        if isinstance(row, dict) and isinstance(other, dict):
            for inner in keys_of(key.part):
                below = (*here, inner.words.label)
                yield from _key(inner, other.get(inner.name), row.get(inner.name), below, before, after)
    for row in old:
        if not any(row is other for other in kept):
            here = (*way, name_of(row) or told(key.part, row, before, most=1))
            yield here, told(key.part, row, before) or name_of(row) or NOTHING, ""


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _number(value: Any) -> str:
    try:
        return german_number(Decimal(str(value)))
    except InvalidOperation:
        return str(value)

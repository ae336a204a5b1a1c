"""Definitions as plain data: tidied in the order of the schema, read and written at a place, as YAML."""

import copy
import datetime as dt
import itertools
import json
import re
from decimal import Decimal
from typing import Any

import yaml
from pydantic import BaseModel

from rundblick.catalogue.loading import Place, canonical_json
from rundblick.programmes.definition import Programme
from rundblick.programmes.editing.condition.tree import tidy_condition
from rundblick.programmes.editing.keys import Key, keys_of
from rundblick.programmes.editing.plain import NOTHING, NUMBER, without_nothing, written_number

Data = dict[str, Any]

_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")


def data_of(programme: Programme) -> Data:
    """A checked definition as plain data, without what is left out or is the default."""
    found = tidy(Programme, json.loads(canonical_json(programme)))
    assert isinstance(found, dict)
    return found


def tidy(model: type[BaseModel], data: Any) -> Any:
    """The same data in the order of the schema, empty and default values left out; mistakes stay what they are."""
    if not isinstance(data, dict):
        return data
    known = keys_of(model)
    kept = {key.name: _tidy_key(key, data[key.name]) for key in known if key.name in data}
    for key in known:
        # A part that is there may well be empty; whether that will do is for the loader to say.
        if kept.get(key.name) in ((None, "") if key.kind == "part" else NOTHING):
            kept.pop(key.name, None)
    for key in known:
        if key.optional and key.name in kept and kept[key.name] == _plain(key.default):
            del kept[key.name]
    names = {key.name for key in known}
    return kept | {name: value for name, value in data.items() if name not in names and value not in NOTHING}


def _tidy_key(key: Key, value: Any) -> Any:
    if key.kind == "part" and key.part is not None:
        return tidy(key.part, value)
    if key.kind == "rows" and key.part is not None and isinstance(value, list):
        return [tidy(key.part, row) for row in value]
    if key.kind == "condition":
        return tidy_condition(value)
    if key.kind in {"duration", "durations", "origin"}:
        return without_nothing(value)
    if key.kind == "decimal" and isinstance(value, int | float | str) and not isinstance(value, bool):
        return written_number(value)
    return value


def at(data: Any, place: Place) -> Any:
    """What stands at a place, None where nothing does."""
    for step in place:
        if isinstance(data, dict) and isinstance(step, str):
            data = data.get(step)
        elif isinstance(data, list) and isinstance(step, int) and step < len(data):
            data = data[step]
        else:
            return None
    return data


def put(data: Data, place: Place, value: Any) -> Data:
    """A copy with another value at a place; None takes it away. Parts on the way are made where they are missing."""
    made = copy.deepcopy(data)
    inside: Any = made
    for step, following in itertools.pairwise(place):
        if isinstance(inside, list):
            inside = inside[int(step)]
        else:
            inside = inside.setdefault(step, [] if isinstance(following, int) else {})
    last = place[-1]
    if value is None and isinstance(inside, list):
        del inside[int(last)]
    elif value is None:
        inside.pop(last, None)
    elif isinstance(inside, list) and int(last) >= len(inside):
        inside.append(value)
    else:
        inside[last] = value
    return made


def as_json(data: Data) -> str:
    """The data as the loader reads it; JSON is YAML."""
    return json.dumps(data, indent=1, ensure_ascii=False)


class _Bare(str):
    """Written without quotation marks: dates and numbers."""


class _Writer(yaml.SafeDumper):
    def ignore_aliases(self, data: Any) -> bool:
        return True

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:
        return super().increase_indent(flow, False)


def _bare_scalar(writer: yaml.SafeDumper, value: _Bare) -> yaml.Node:
    kind = "timestamp" if _DATE.fullmatch(value) else "float" if "." in value else "int"
    return writer.represent_scalar(f"tag:yaml.org,2002:{kind}", str(value))


_Writer.add_representer(_Bare, _bare_scalar)


def as_yaml(data: Data) -> str:
    """The data as a YAML file, in the order of the schema."""
    ordered = {"schema_version": data.get("schema_version", 2), **tidy(Programme, data)}
    return yaml.dump(
        _bare(Programme, ordered),
        Dumper=_Writer,
        sort_keys=False,
        allow_unicode=True,
        width=100,
        default_flow_style=False,
    )


def _bare(model: type[BaseModel], data: Any) -> Any:
    if not isinstance(data, dict):
        return data
    known = {key.name: key for key in keys_of(model)}
    return {name: _bare_key(known.get(name), value) for name, value in data.items()}


def _bare_key(key: Key | None, value: Any) -> Any:
    if key is None:
        return value
    if key.kind == "part" and key.part is not None:
        return _bare(key.part, value)
    if key.kind == "rows" and key.part is not None and isinstance(value, list):
        return [_bare(key.part, row) for row in value]
    if key.kind == "decimal" and isinstance(value, str) and NUMBER.fullmatch(value):
        return _Bare(value)
    if key.kind == "date" and isinstance(value, str) and _DATE.fullmatch(value):
        return _Bare(value)
    return value


def _plain(default: Any) -> Any:
    """A default of the schema as plain data."""
    if isinstance(default, BaseModel):
        return tidy(type(default), default.model_dump(mode="json", by_alias=True))
    if isinstance(default, tuple):
        return list(default)
    if isinstance(default, Decimal):
        return written_number(str(default))
    return default.isoformat() if isinstance(default, dt.date) else default

"""From what was typed into a form to plain data. What cannot be understood stays as it was typed."""

import re
import unicodedata
from collections.abc import Mapping
from typing import Any

from pydantic import BaseModel

from rundblick.programmes.editing.condition.tree import data_from
from rundblick.programmes.editing.condition.typed import read_condition
from rundblick.programmes.editing.document import Data
from rundblick.programmes.editing.keys import Key, key_at, keys_of
from rundblick.programmes.editing.plain import WHOLE, Posted, date_from, decimal_from, readable, understood
from rundblick.programmes.timing import Duration

HERE = "_"
"""Marks a part or a row that is there, however empty its fields are."""

REASON = "_reason"
UNITS = tuple(Duration.model_fields)
MOST_ROWS = 200


def read_part(model: type[BaseModel], posted: Posted, prefix: str, before: Any) -> Data:
    """The data of a part as typed. `before`: what stood there, for what no form shows, such as the origin."""
    former: Mapping[str, Any] = before if isinstance(before, Mapping) else {}
    found = {key.name: read_key(key, posted, f"{prefix}-{key.name}", former.get(key.name)) for key in keys_of(model)}
    return found | {name: value for name, value in former.items() if key_at(model, name) is None}


def read_key(key: Key, posted: Posted, name: str, before: Any) -> Any:
    """The value of one key as typed."""
    match key.kind:
        case "origin":
            return before
        case "condition":
            tree = read_condition(posted, name)
            return data_from(tree) if tree else None if key.may_be_absent else before
        case "part" if key.part is not None:
            there = not key.may_be_absent or f"{name}-{HERE}" in posted
            return read_part(key.part, posted, name, before) if there else None
        case "rows" if key.part is not None:
            return _rows(key.part, posted, name, before)
        case "duration":
            return _duration(posted, name)
        case "durations":
            return [span for index in _indices(posted, name) if (span := _duration(posted, f"{name}-{index}"))]
        case "numbers":
            return _numbers(posted, name)
        case "choices":
            return _chosen(key, posted, name)
        case "lines":
            return _lines(key, str(posted.get(name, "")))
        case "yes":
            return name in posted
    return _simple(key, str(posted.get(name, "")).strip())


def reasons(posted: Mapping[str, Any]) -> dict[str, str]:
    """Own reasons for changed rules, by the name of the part they belong to."""
    end = f"-{REASON}"
    return {name.removesuffix(end): str(posted[name]).strip() for name in posted if name.endswith(end)}


def code_from(label: str) -> str:
    """A name made from a label: lower case, umlauts written out, everything else an underscore."""
    text = label.casefold()
    for letter, spelled in (("ä", "ae"), ("ö", "oe"), ("ü", "ue"), ("ß", "ss")):
        text = text.replace(letter, spelled)
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    code = re.sub(r"[^a-z0-9]+", "_", plain).strip("_")[:50]
    return code if not code or code[0].isalpha() else f"x_{code}"


def _rows(model: type[BaseModel], posted: Posted, name: str, before: Any) -> list[Any]:
    former = before if isinstance(before, list) else []
    by_code = {row["code"]: row for row in former if isinstance(row, dict) and row.get("code")}
    found: list[Any] = []
    for index in _indices(posted, name):
        here = f"{name}-{index}"
        same = by_code.get(str(posted.get(f"{here}-code", "")).strip())
        row = read_part(model, posted, here, same or (former[index] if index < len(former) else None))
        if "code" in row and not row["code"]:
            row["code"] = _fresh(code_from(str(row.get("label") or row.get("text") or "")), found, former)
        found.append(row)
    return found


def _fresh(code: str, *lists: list[Any]) -> str:
    taken = {row.get("code") for rows in lists for row in rows if isinstance(row, dict)}
    names = [code, *(f"{code}_{number}" for number in range(2, MOST_ROWS))]
    return next((name for name in names if name not in taken), code) if code else ""


def _indices(posted: Posted, name: str) -> list[int]:
    found = []
    for index in range(MOST_ROWS):
        if f"{name}-{index}-{HERE}" not in posted:
            break
        found.append(index)
    return found


def _duration(posted: Posted, name: str) -> dict[str, Any] | None:
    number = str(posted.get(f"{name}-number", "")).strip()
    unit = str(posted.get(f"{name}-unit", ""))
    if not number:
        return None
    return {unit if unit in UNITS else "days": understood(WHOLE, number)}


def _numbers(posted: Posted, name: str) -> dict[str, Any]:
    given = {
        each.removeprefix(f"{name}-"): str(posted.get(each)).strip() for each in posted if each.startswith(f"{name}-")
    }
    return {code: understood(WHOLE, text) for code, text in given.items() if text}


def _chosen(key: Key, posted: Posted, name: str) -> list[Any]:
    """From check boxes (one name, many values) or from selects below each other (numbered names)."""
    given = [str(value) for value in posted.getlist(name)]
    index = 0
    while f"{name}-{index}" in posted and index < MOST_ROWS:
        given.append(str(posted.get(f"{name}-{index}", "")))
        index += 1
    kept = list(dict.fromkeys(value for value in given if value))
    return [int(value) if key.whole_numbers and value.isdecimal() else value for value in kept]


def _lines(key: Key, typed: str) -> list[Any]:
    kept = [line for text in readable(typed).split("\n") if (line := text.strip())]
    return [int(line) if key.whole_numbers and line.isascii() and line.isdecimal() else line for line in kept]


def _simple(key: Key, text: str) -> Any:
    if not text:
        return None
    match key.kind:
        case "whole":
            return understood(WHOLE, text)
        case "decimal":
            return decimal_from(text)
        case "date":
            return date_from(text)
        case "choice" if key.name == "schema_version":
            return int(text) if text.isdecimal() else text
    return readable(text)

"""From what was typed into a form to plain data. What cannot be understood stays as it was typed."""

import re
import unicodedata
from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.datastructures import MultiValueDict
from pydantic import BaseModel

from rundblick.programmes.editing.document import Data, written_number
from rundblick.programmes.editing.keys import Key, key_at, keys_of
from rundblick.programmes.timing import Duration
from rundblick.web.forms import DecimalNumberField, GermanDateField, WholeNumberField

HERE = "_"
"""Marks a part or a row that is there, however empty its fields are."""

REASON = "_reason"
UNITS = tuple(Duration.model_fields)
MOST_ROWS = 200

_WHOLE = WholeNumberField(required=False)
_DECIMAL = DecimalNumberField(required=False)
_DATE = GermanDateField(required=False, earliest=None, latest=None)


Posted = MultiValueDict[str, Any]
"""What a browser sent."""


def read_part(model: type[BaseModel], posted: Posted, prefix: str, before: Any) -> Data:
    """The data of a part as typed. `before`: what stood there, for what no form shows (origin, conditions)."""
    former: Mapping[str, Any] = before if isinstance(before, Mapping) else {}
    found = {key.name: read_key(key, posted, f"{prefix}-{key.name}", former.get(key.name)) for key in keys_of(model)}
    return found | {name: value for name, value in former.items() if key_at(model, name) is None}


def read_key(key: Key, posted: Posted, name: str, before: Any) -> Any:
    """The value of one key as typed."""
    match key.kind:
        case "origin" | "condition":
            return before
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
            return [line for text in _readable(str(posted.get(name, ""))).split("\n") if (line := text.strip())]
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
    return {unit if unit in UNITS else "days": _understood(_WHOLE, number)}


def _numbers(posted: Posted, name: str) -> dict[str, Any]:
    given = {
        each.removeprefix(f"{name}-"): str(posted.get(each)).strip() for each in posted if each.startswith(f"{name}-")
    }
    return {code: _understood(_WHOLE, text) for code, text in given.items() if text}


def _chosen(key: Key, posted: Posted, name: str) -> list[Any]:
    """From check boxes (one name, many values) or from selects below each other (numbered names)."""
    given = [str(value) for value in posted.getlist(name)]
    index = 0
    while f"{name}-{index}" in posted and index < MOST_ROWS:
        given.append(str(posted.get(f"{name}-{index}", "")))
        index += 1
    kept = list(dict.fromkeys(value for value in given if value))
    return [int(value) if key.whole_numbers and value.isdecimal() else value for value in kept]


def _simple(key: Key, text: str) -> Any:
    if not text:
        return None
    match key.kind:
        case "whole":
            return _understood(_WHOLE, text)
        case "decimal":
            understood = _understood(_DECIMAL, text)
            return understood if isinstance(understood, str) and understood == text else written_number(str(understood))
        case "date":
            understood = _understood(_DATE, text)
            return understood if isinstance(understood, str) else understood.isoformat()
        case "choice" if key.name == "schema_version":
            return int(text) if text.isdecimal() else text
    return _readable(text)


def _readable(text: str) -> str:
    """Without control characters, which no database keeps in a document and nobody means to type."""
    joined = unicodedata.normalize("NFC", text).replace("\r\n", "\n").replace("\r", "\n")
    return "".join(one for one in joined if one in "\n\t" or unicodedata.category(one) not in {"Cc", "Cs"})


def _understood(field: Any, text: str) -> Any:
    try:
        value = field.to_python(text)
    except ValidationError:
        return _readable(text)
    return text if value is None else value

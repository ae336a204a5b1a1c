"""YAML files that people write and the engine believes: read safely, checked strictly, answered in full.

Every mistake is reported with file, line, column and path, all of them at once, in the words of the editor.
The dialect is smaller than YAML 1.1 on purpose: "no" and "on" stay words, "1:10" stays a ratio and "01" keeps
its zero; anchors, aliases and tags are refused, because a definition needs none and a bomb needs all of them.
"""

import difflib
import hashlib
import json
import re
import types
import typing
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

import yaml
from pydantic import BaseModel, ConfigDict, ValidationError
from pydantic_core import ErrorDetails

MAX_BYTES = 256 * 1024
MAX_DEPTH = 32
MAX_PROBLEMS = 100

Place = tuple[str | int, ...]
"""Where something stands in a document: keys and positions from the top, as in ("care", "rhythm", 0)."""

Upgrades = Mapping[int, Callable[[dict[str, Any]], dict[str, Any]]]
"""How a document of schema version n becomes one of version n + 1; the current version is len + 1."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One mistake: where it is, what is wrong, and what would be right. Line and column count from 1."""

    file: str
    line: int
    column: int
    path: str
    message: str
    allowed: tuple[str, ...] = ()
    suggestion: str = ""

    def __str__(self) -> str:
        text = f"{self.file}:{self.line}:{self.column}: {self.path + ': ' if self.path else ''}{self.message}"
        if self.suggestion:
            text += f"; gemeint ist vielleicht „{self.suggestion}“"
        if self.allowed:
            text += f"; erlaubt: {', '.join(self.allowed)}"
        return text


class DocumentError(ValueError):
    """A document that cannot be used. `problems` holds every mistake in the order of the file."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        ordered = sorted(problems, key=lambda p: (p.line, p.column, p.path))
        self.problems = tuple(ordered[:MAX_PROBLEMS])
        self.left_out = max(0, len(ordered) - MAX_PROBLEMS)
        more = [f"… und {self.left_out} weitere"] if self.left_out else []
        super().__init__("\n".join([*map(str, self.problems), *more]))


@dataclass(frozen=True, slots=True)
class Complaint:
    """A mistake that only shows in context, such as a phase nobody declared. `given` is what was written."""

    at: Place
    message: str
    allowed: tuple[str, ...] = ()
    given: str = ""


class Part(BaseModel):
    """Base of everything inside a document: unchangeable, no unknown keys, no silent conversion."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)


class Document(Part):
    """Base of a whole document. `complaints` tells what contradicts itself across its parts."""

    def complaints(self) -> Iterable[Complaint]:
        """Mistakes that a single key cannot show; the loader adds their position."""
        return ()


D = TypeVar("D", bound=Document)


def load_document(
    path: Path,
    model: type[D],
    *,
    upgrades: Upgrades | None = None,
    check: Callable[[D], Iterable[Complaint]] | None = None,
) -> D:
    """Read, upgrade and check one YAML file.

    `upgrades` lifts older schema versions; `check` adds what only rooms above can know (do these journeys
    exist?). Raises DocumentError with every mistake found; an unreadable file is one of them.
    """
    try:
        with path.open("rb") as file:
            content = file.read(MAX_BYTES + 1)
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise DocumentError([Problem(str(path), 1, 1, "", f"Datei nicht lesbar ({reason})")]) from error
    return parse_document(content, model, file=str(path), upgrades=upgrades, check=check)


def parse_document(
    content: str | bytes,
    model: type[D],
    *,
    file: str = "(Eingabe)",
    upgrades: Upgrades | None = None,
    check: Callable[[D], Iterable[Complaint]] | None = None,
) -> D:
    """The same as `load_document` for text that is already here; `file` names it in the messages."""
    tree = _Tree(content, file)
    data = tree.read()
    if upgrades is not None:
        data = _upgrade(data, upgrades, tree)
    try:
        document = model.model_validate_json(json.dumps(data), strict=True)
    except ValidationError as error:
        raise DocumentError(_problems(error.errors(include_url=False), model, tree)) from error
    complaints = [*document.complaints(), *(check(document) if check else ())]
    if complaints:
        raise DocumentError(tree.problem(c.at, c.message, c.allowed, c.given) for c in complaints)
    return document


def read_data(content: str | bytes, *, file: str = "(Eingabe)") -> dict[str, Any]:
    """What a file says as plain data, unchecked. Raises DocumentError when it is no YAML of our dialect."""
    data: dict[str, Any] = _Tree(content, file).read()
    return data


def restore_document(data: dict[str, Any], model: type[D], *, upgrades: Upgrades) -> D:
    """A stored document of any schema version as today's model.

    Complaints are not asked again: what was published stays readable when a catalogue moves on.
    Raises DocumentError when the version is unknown or the content is not a document at all.
    """
    tree = _Tree("", "(gespeicherte Fassung)")
    try:
        return model.model_validate_json(json.dumps(_upgrade(data, upgrades, tree)), strict=True)
    except ValidationError as error:
        raise DocumentError(_problems(error.errors(include_url=False), model, tree)) from error


def canonical_json(document: Document) -> str:
    """The one way to write a document down: sorted keys, no spaces, all defaults spelled out.

    Defaults are included so that a later change of a default cannot change what was published.
    """
    content = document.model_dump(mode="json", by_alias=True)
    return json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def digest(document: Document) -> str:
    """SHA-256 of the canonical JSON, as 64 hexadecimal characters."""
    return hashlib.sha256(canonical_json(document).encode()).hexdigest()


def nearest(given: str, allowed: Iterable[str]) -> str:
    """The allowed word most like the given one, or "" when nothing comes close."""
    return next(iter(difflib.get_close_matches(given, list(allowed), n=1, cutoff=0.6)), "")


_INTEGER = re.compile(r"[-+]?(0|[1-9][0-9]{0,17})")
_DECIMAL = re.compile(r"[-+]?(0|[1-9][0-9]{0,11})\.[0-9]{1,6}")
_WORDS: dict[str, Any] = {"": None, "~": None, "null": None, "true": True, "false": False}


@dataclass
class _Tree:
    """Plain data built from YAML events, with the position of every key and value."""

    content: str | bytes
    file: str
    keys: dict[Place, tuple[int, int]] = field(default_factory=dict)
    values: dict[Place, tuple[int, int]] = field(default_factory=dict)
    data: Any = None
    _twice: list[Problem] = field(default_factory=list)

    def read(self) -> Any:
        text = self._text()
        try:
            events = iter(yaml.parse(text, Loader=yaml.SafeLoader))
            self.data = self._document(events)
        except yaml.reader.ReaderError as error:
            line = text.count("\n", 0, error.position) + 1
            column = error.position - text.rfind("\n", 0, error.position)
            self._stop((line, column), "unerlaubtes Steuerzeichen")
        except yaml.MarkedYAMLError as error:
            mark = error.problem_mark or error.context_mark
            self._stop(_position(mark), f"kein gültiges YAML ({error.problem or error.context})")
        if self._twice:
            raise DocumentError(self._twice)
        return self.data

    def problem(self, at: Place, message: str, allowed: tuple[str, ...] = (), given: str = "") -> Problem:
        """A problem at the nearest place that stands in the file."""
        line, column = next(
            (where[at[:n]] for n in range(len(at), -1, -1) for where in (self.keys, self.values) if at[:n] in where),
            (1, 1),
        )
        suggestion = nearest(given, allowed) if given else ""
        return Problem(self.file, line, column, written(at), message, allowed, suggestion)

    def _text(self) -> str:
        content = self.content.encode(errors="replace") if isinstance(self.content, str) else self.content
        if len(content) > MAX_BYTES:
            self._stop((1, 1), f"Datei zu groß (höchstens {MAX_BYTES // 1024} KB)")
        try:
            return content.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            line = content.count(b"\n", 0, error.start) + 1
            self._stop((line, 1), "kein UTF-8-Text")

    def _stop(self, position: tuple[int, int], message: str) -> typing.NoReturn:
        raise DocumentError([*self._twice, Problem(self.file, *position, "", message)]) from None

    def _document(self, events: Iterator[Any]) -> Any:
        first = next((e for e in events if not isinstance(e, yaml.StreamStartEvent)), None)
        if not isinstance(first, yaml.DocumentStartEvent):
            self._stop((1, 1), "die Datei ist leer")
        data = self._value(next(events), events, ())
        next(events)
        after = next(events)
        if not isinstance(after, yaml.StreamEndEvent):
            self._stop(_position(after.start_mark), "nur ein Dokument je Datei")
        if not isinstance(data, dict):
            self._stop(self.values[()], "Schlüssel mit Werten erwartet")
        return data

    def _value(self, event: Any, events: Iterator[Any], at: Place) -> Any:
        here = _position(event.start_mark)
        self.values[at] = here
        if isinstance(event, yaml.AliasEvent) or event.anchor is not None:
            self._stop(here, "Anker und Verweise (& und *) sind nicht erlaubt")
        if event.tag is not None:
            self._stop(here, "Typangaben (!) sind nicht erlaubt")
        if isinstance(event, yaml.ScalarEvent):
            return _scalar(event)
        if len(at) >= MAX_DEPTH:
            self._stop(here, f"zu tief verschachtelt (höchstens {MAX_DEPTH} Ebenen)")
        if isinstance(event, yaml.SequenceStartEvent):
            items: list[Any] = []
            while not isinstance(item := next(events), yaml.SequenceEndEvent):
                items.append(self._value(item, events, (*at, len(items))))
            return items
        return self._mapping(events, at)

    def _mapping(self, events: Iterator[Any], at: Place) -> dict[str, Any]:
        entries: dict[str, Any] = {}
        while not isinstance(key := next(events), yaml.MappingEndEvent):
            here = _position(key.start_mark)
            if not isinstance(key, yaml.ScalarEvent) or key.anchor is not None or key.tag is not None:
                self._stop(here, "ein Schlüssel muss ein einfaches Wort sein")
            place = (*at, key.value)
            if key.value in entries:
                line = self.keys[place][0]
                self._twice.append(
                    Problem(self.file, *here, written(place), f"Schlüssel doppelt (zuerst in Zeile {line})")
                )
            self.keys.setdefault(place, here)
            entries[key.value] = self._value(next(events), events, place)
        return entries


def _position(mark: Any) -> tuple[int, int]:
    return (mark.line + 1, mark.column + 1) if mark else (1, 1)


def _scalar(event: yaml.ScalarEvent) -> Any:
    text: str = event.value
    if event.style is not None:
        return text
    if text in _WORDS:
        return _WORDS[text]
    if _INTEGER.fullmatch(text):
        return int(text)
    return float(text) if _DECIMAL.fullmatch(text) else text


def written(at: Place) -> str:
    """A place as people write it: care.rhythm[0].every."""
    text = "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in at)
    return text.removeprefix(".")


def _upgrade(data: dict[str, Any], upgrades: Upgrades, tree: _Tree) -> dict[str, Any]:
    version = data.get("schema_version")
    if not isinstance(version, int) or isinstance(version, bool):
        return data
    current = len(upgrades) + 1
    if not 1 <= version <= current:
        known = tuple(str(n) for n in range(1, current + 1))
        raise DocumentError([tree.problem(("schema_version",), f"unbekannte Fassung {version}", known)])
    for step in range(version, current):
        data = {**upgrades[step](data), "schema_version": step + 1}
    return data


def _problems(errors: list[ErrorDetails], model: type[BaseModel], tree: _Tree) -> list[Problem]:
    found: dict[tuple[int, int, str], Problem] = {}
    for error in errors[: MAX_PROBLEMS * 2]:
        place = _in_file(error["loc"], error["type"], tree)
        given, allowed = "", _allowed(error, model)
        if error["type"] == "extra_forbidden":
            given = str(place[-1])
        elif allowed:
            given = str(error["input"])
        problem = tree.problem(place, _message(error), allowed, given)
        if error["type"] not in {"extra_forbidden", "missing"} and place in tree.values:
            line, column = tree.values[place]
            problem = Problem(tree.file, line, column, problem.path, problem.message, allowed, problem.suggestion)
        found.setdefault((problem.line, problem.column, problem.path), problem)
    return list(found.values())


def _in_file(loc: Place, kind: str, tree: _Tree) -> Place:
    """Without the names of union members that pydantic adds at the end of a place."""
    if kind == "missing" or not tree.values:
        return loc
    while loc and loc not in tree.values:
        loc = loc[:-1]
    return loc


_EXPECTED = {
    "missing": "fehlt",
    "extra_forbidden": "unbekannter Schlüssel",
    "string_type": "Text erwartet",
    "int_type": "ganze Zahl erwartet",
    "bool_type": "true oder false erwartet",
    "decimal_type": "Zahl erwartet",
    "date_type": "Datum erwartet (JJJJ-MM-TT)",
    "date_parsing": "kein gültiges Datum (JJJJ-MM-TT)",
    "date_from_datetime_parsing": "kein gültiges Datum (JJJJ-MM-TT)",
    "date_from_datetime_inexact": "Datum ohne Uhrzeit erwartet (JJJJ-MM-TT)",
    "tuple_type": "Liste erwartet",
    "dict_type": "Schlüssel mit Werten erwartet",
    "model_type": "Schlüssel mit Werten erwartet",
    "literal_error": "unbekannter Wert",
    "string_pattern_mismatch": "nur Kleinbuchstaben, Ziffern, Unterstrich (und Punkt, wo vorgesehen)",
    "string_too_short": "darf nicht leer sein",
    "string_too_long": "höchstens {max_length} Zeichen",
    "too_short": "mindestens {min_length} Eintrag nötig",
    "too_long": "höchstens {max_length} Einträge",
    "greater_than_equal": "mindestens {ge}",
    "greater_than": "muss größer als {gt} sein",
    "less_than_equal": "höchstens {le}",
    "value_error": "{error}",
}


def _message(error: ErrorDetails) -> str:
    expected = _EXPECTED.get(error["type"])
    if expected is None:
        return error["msg"]
    text = expected.format_map(error.get("ctx", {}))
    given = error["input"]
    if error["type"] in {"missing", "extra_forbidden", "value_error"} or isinstance(given, dict | list):
        return text
    shown = json.dumps(given, ensure_ascii=False)
    return f"{text}, gefunden: {shown if len(shown) <= 40 else shown[:40] + ' …'}"


def _allowed(error: ErrorDetails, model: type[BaseModel]) -> tuple[str, ...]:
    if error["type"] == "literal_error":
        return tuple(re.findall(r"'([^']*)'", error.get("ctx", {}).get("expected", "")))
    if error["type"] != "extra_forbidden":
        return ()
    inside: Any = model
    for step in error["loc"][:-1]:
        inside = _inside(inside, step)
    owner = next((a for a in _alternatives(inside) if _is_model(a)), None)
    return tuple(f.alias or name for name, f in owner.model_fields.items()) if owner else ()


def _inside(annotation: Any, step: str | int) -> Any:
    for candidate in _alternatives(annotation):
        if _is_model(candidate):
            for name, info in candidate.model_fields.items():
                if step == (info.alias or name):
                    return info.annotation
        elif typing.get_origin(candidate) is tuple and isinstance(step, int):
            return typing.get_args(candidate)[0]
        elif typing.get_origin(candidate) is dict and isinstance(step, str):
            return typing.get_args(candidate)[1]
    return None


def _alternatives(annotation: Any) -> tuple[Any, ...]:
    if typing.get_origin(annotation) is typing.Annotated:
        return _alternatives(typing.get_args(annotation)[0])
    if typing.get_origin(annotation) in {typing.Union, types.UnionType}:
        return tuple(a for member in typing.get_args(annotation) for a in _alternatives(member))
    return (annotation,)


def _is_model(annotation: Any) -> bool:
    return isinstance(annotation, type) and issubclass(annotation, BaseModel)

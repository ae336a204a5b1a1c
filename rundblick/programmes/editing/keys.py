"""The keys of the schema as a form sees them, read from the pydantic models."""

import datetime as dt
import types
import typing
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import Any, Literal

from pydantic import BaseModel

from rundblick.catalogue.loading import Place
from rundblick.programmes.conditions import Condition
from rundblick.programmes.definition import Origin, Programme, Sourced
from rundblick.programmes.editing.words import KeyWords, PartWords, words
from rundblick.programmes.timing import Duration

Kind = Literal[
    "text",
    "prose",
    "whole",
    "decimal",
    "date",
    "yes",
    "choice",
    "choices",
    "lines",
    "duration",
    "durations",
    "numbers",
    "part",
    "rows",
    "condition",
    "origin",
]
PROSE_FROM = 1000


@dataclass(frozen=True, slots=True)
class Key:
    """One key. `part`: the model of a part or of the rows; `optional`: may be left out; `many`: numbers of a list."""

    name: str
    kind: Kind
    words: KeyWords
    optional: bool = False
    part: type[BaseModel] | None = None
    literals: tuple[str, ...] = ()
    whole_numbers: bool = False
    default: Any = None

    @property
    def may_be_absent(self) -> bool:
        """Whether a part is there or not, by choice; parts with a default are always there."""
        return self.optional and self.default is None


@cache
def keys_of(model: type[BaseModel]) -> tuple[Key, ...]:
    """All keys of a part, in the order of the schema."""
    spoken = words_of(model).keys
    return tuple(
        _key(info.alias or name, info, spoken[info.alias or name]) for name, info in model.model_fields.items()
    )


def words_of(model: type[BaseModel]) -> PartWords:
    """The words of a part of the schema."""
    return words().parts[model.__name__]


def key_at(model: type[BaseModel], name: str) -> Key | None:
    """One key of a part by its name."""
    return next((key for key in keys_of(model) if key.name == name), None)


def condition_place(place: Place) -> tuple[Place, Place] | None:
    """A place inside of a condition, apart: where the condition is, and the way on inside of it. None elsewhere."""
    model: type[BaseModel] | None = Programme
    for index, step in enumerate(place):
        if isinstance(step, int):
            continue
        key = key_at(model, step) if model is not None else None
        if key is None:
            return None
        if key.kind == "condition":
            return place[: index + 1], place[index + 1 :]
        model = key.part
    return None


def carries_origin(model: type[BaseModel]) -> bool:
    """Whether a part says where it comes from."""
    return issubclass(model, Sourced)


@cache
def models_of_schema() -> tuple[type[BaseModel], ...]:
    """Every model a definition is made of, the programme first."""
    found: list[type[BaseModel]] = []

    def visit(annotation: Any) -> None:
        if isinstance(annotation, type) and issubclass(annotation, BaseModel):
            if annotation in found:
                return
            found.append(annotation)
            for info in annotation.model_fields.values():
                visit(info.annotation)
        for inner in typing.get_args(annotation):
            visit(inner)

    visit(Programme)
    return tuple(found)


def _key(name: str, info: Any, spoken: KeyWords) -> Key:
    annotation, optional = _without_none(info.annotation)
    optional = optional or not info.is_required()
    limits = {type(each).__name__: each for each in info.metadata}
    default = None if info.is_required() else info.default

    def key(kind: Kind, **more: Any) -> Key:
        return Key(name, kind, spoken, optional, default=default, **more)

    if annotation is Condition:
        return key("condition")
    if annotation is Origin:
        return key("origin")
    if annotation is Duration:
        return key("duration")
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return key("part", part=annotation)
    if typing.get_origin(annotation) is tuple:
        return _list(key, _plain(typing.get_args(annotation)[0]), spoken)
    if typing.get_origin(annotation) is dict:
        return key("numbers")
    if typing.get_origin(annotation) is Literal:
        return key("choice", literals=tuple(str(value) for value in typing.get_args(annotation)))
    if spoken.choose not in (None, "code"):
        return key("choice")
    if annotation is str:
        long = "MaxLen" in limits and limits["MaxLen"].max_length >= PROSE_FROM
        return key("prose" if long or _is_long(info.annotation) else "text")
    simple: dict[Any, Kind] = {bool: "yes", int: "whole", Decimal: "decimal", dt.date: "date"}
    return key(simple[annotation])


def _list(key: Any, inner: Any, spoken: KeyWords) -> Key:
    found: Key
    if inner is Duration:
        found = key("durations")
    elif isinstance(inner, type) and issubclass(inner, BaseModel):
        found = key("rows", part=inner)
    elif typing.get_origin(inner) is Literal:
        found = key("choices", literals=tuple(str(value) for value in typing.get_args(inner)))
    elif spoken.choose is not None:
        found = key("choices", whole_numbers=inner is int)
    else:
        found = key("lines", whole_numbers=inner is int)
    return found


def _without_none(annotation: Any) -> tuple[Any, bool]:
    if typing.get_origin(annotation) in {typing.Union, types.UnionType}:
        inside = [each for each in typing.get_args(annotation) if each is not type(None)]
        return _plain(inside[0]), True
    return _plain(annotation), False


def _plain(annotation: Any) -> Any:
    return typing.get_args(annotation)[0] if typing.get_origin(annotation) is typing.Annotated else annotation


def _is_long(annotation: Any) -> bool:
    """Whether an optional text is a paragraph: its limits stand inside of the annotation."""
    for inner in typing.get_args(annotation):
        if typing.get_origin(inner) is typing.Annotated:
            for extra in typing.get_args(inner)[1:]:
                limits = [getattr(each, "max_length", 0) or 0 for each in getattr(extra, "metadata", ())]
                if max(limits, default=0) >= PROSE_FROM:
                    return True
    return False

"""What is wrong with a draft, said where it stands and in the words of the form."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel

from rundblick.catalogue.loading import DocumentError, Place, Problem
from rundblick.programmes.definition import Programme
from rundblick.programmes.editing.condition.words import complaint
from rundblick.programmes.editing.document import Data, as_json, at
from rundblick.programmes.editing.keys import Key, condition_place, keys_of
from rundblick.programmes.editing.sections import EditSection, section_of
from rundblick.programmes.publishing import load_text

_STEP = re.compile(r"\[(\d+)\]|([^.\[\]]+)")
_QUOTED = re.compile(r"„([a-z_]+)“")
_PLAIN = {
    "fehlt": "Diese Angabe fehlt.",
    "unbekannter Schlüssel": "Diesen Schlüssel kennt das Schema nicht.",
    "Liste erwartet": "Hier wird eine Liste erwartet.",
}


@dataclass(frozen=True, slots=True)
class Wrong:
    """One mistake of a draft. `where`: the way to it in German; `message`: a sentence."""

    place: Place
    message: str
    where: str
    section: EditSection


@dataclass(frozen=True, slots=True)
class Checked:
    """A draft after checking: the definition it would be, or what keeps it from being one."""

    programme: Programme | None
    wrong: tuple[Wrong, ...] = ()

    def of(self, section: EditSection) -> tuple[Wrong, ...]:
        """The mistakes of one section."""
        return tuple(one for one in self.wrong if one.section == section)


def checked(data: Data) -> Checked:
    """Check a draft as a file of the library is checked."""
    try:
        programme = load_text(as_json(data), file="Entwurf")
    except DocumentError as error:
        return Checked(None, tuple(wrong(problem, data) for problem in error.problems))
    return Checked(programme)


def wrong(problem: Problem, data: Data) -> Wrong:
    """A mistake as the loader tells it, in the words of the form."""
    place = place_of(problem.path)
    way = list(spoken(place, data))
    message = _sentence(problem, place)
    if (inside := condition_place(place)) is not None:
        above, inner = inside
        message = complaint(at(data, above), inner, message)
    return Wrong(place, message, " › ".join(way), section_of(str(place[0]) if place else ""))


def place_of(path: str) -> Place:
    """A place from the way people write it, care.rhythm[0].every."""
    return tuple(int(index) if index else word for index, word in _STEP.findall(path))


def spoken(place: Place, data: Any) -> Iterable[str]:
    """The way to a place in German, from the top: "Zeit und Fristen", "Fristen", "Zwischenbericht", "Spätestens"."""
    model: type[BaseModel] | None = Programme
    for step in place:
        if isinstance(step, int):
            data = data[step] if isinstance(data, list) and step < len(data) else None
            yield name_of(data) or f"{step + 1}."
            continue
        key = _key(model, step)
        if key is None and model is None:
            return
        yield key.words.label if key else step
        data = data.get(step) if isinstance(data, dict) else None
        model = key.part if key else None


def name_of(row: Any) -> str:
    """What a row is called, "" where it has no name."""
    if not isinstance(row, dict):
        return ""
    named = next((row[name] for name in ("label", "text", "topic") if isinstance(row.get(name), str)), "")
    return named if len(named) <= 60 else f"{named[:57].rstrip()} …"


def _key(model: type[BaseModel] | None, name: str) -> Key | None:
    return next((key for key in keys_of(model) if key.name == name), None) if model else None


def _model_at(place: Place) -> type[BaseModel] | None:
    model: type[BaseModel] | None = Programme
    for step in place:
        if isinstance(step, str) and (key := _key(model, step)) and key.part is not None:
            model = key.part
    return model


def _sentence(problem: Problem, place: Place) -> str:
    model = _model_at(place)

    def label(match: re.Match[str]) -> str:
        key = _key(model, match[1])
        return f"„{key.words.label}“" if key else match[0]

    text = _PLAIN.get(problem.message, _QUOTED.sub(label, problem.message))
    if problem.suggestion:
        text += f" Gemeint ist vielleicht „{problem.suggestion}“."
    text = text[:1].upper() + text[1:]
    return text if text.endswith((".", "…")) else f"{text}."

"""What is wrong with a draft, said where it stands and in the words of the form."""

from dataclasses import dataclass
from typing import Any

from rundblick.catalogue.loading import DocumentError, Place, Problem
from rundblick.journeys.definition import Journey
from rundblick.journeys.editing.document import Data, as_json
from rundblick.journeys.publishing import load_text
from rundblick.programmes.editing.complaints import name_of, place_of

WORDS = {
    "title": "Name",
    "subject": "Was verfolgt wird",
    "header": "Kopf",
    "source": "Herkunft",
    "steps": "Schritt",
    "tracks": "Zeile",
    "reasons": "Grund",
    "kinds": "Was genau",
    "kinds_at": "Schritt für „Was genau“",
    "label": "Bezeichnung",
    "question": "Frage",
    "scale": "Skala",
    "value": "Zahl",
    "funnel": "Schritte, die zählen",
    "code": "Kennung",
    "id": "Kennung",
    "choices": "Auswahl",
}
MESSAGES = {
    "fehlt": "Diese Angabe fehlt.",
    "unbekannter Schlüssel": "Diesen Schlüssel kennt das Schema nicht.",
}
EMPTY = {
    ("steps",): "Mindestens ein Schritt gehört dazu.",
    ("tracks",): "Mindestens eine Zeile gehört dazu, zum Beispiel eine Leistung.",
}


@dataclass(frozen=True, slots=True)
class Wrong:
    """One mistake. `where`: the way to it in German; `field`: the name of the field it stands at."""

    place: Place
    where: str
    message: str

    @property
    def field(self) -> str:
        """The name of the form's field, "" where the draft has none for it."""
        place = self.place
        if "scale" in place:
            place = place[: place.index("scale") + 1]
        elif "kinds" in place:
            place = place[: place.index("kinds") + 1]
        elif "funnel" in place:
            place = place[: place.index("funnel") + 1]
        elif "steps" in place[1:]:
            place = place[: place.index("steps", 1) + 1]
        elif place[-1:] == ("code",):
            place = (*place[:-1], "label")
        return "-".join(map(str, place))


@dataclass(frozen=True, slots=True)
class Checked:
    """A draft after checking: the journey it would be, or what keeps it from being one."""

    journey: Journey | None
    wrong: tuple[Wrong, ...] = ()


def checked(data: Data) -> Checked:
    """Check a draft as a file is checked."""
    try:
        return Checked(load_text(as_json(data), file="Entwurf"))
    except DocumentError as error:
        found = [_wrong(problem, data) for problem in error.problems]
        named = {wrong.place for wrong in found}
        return Checked(None, tuple(w for w in found if not _said_already(w.place, named, data)))


def _said_already(place: Place, named: set[Place], data: Data) -> bool:
    """A row without a label has no code either, and a list whose rows are wrong is not empty; once is enough."""
    if place[-1:] == ("code",):
        return (*place[:-1], "label") in named
    return place in EMPTY and bool(data.get(str(place[0])))


def _wrong(problem: Problem, data: Data) -> Wrong:
    place = place_of(problem.path)
    return Wrong(place, _spoken(place, data), _message(problem, place))


def _message(problem: Problem, place: Place) -> str:
    if place in EMPTY:
        return EMPTY[place]
    if problem.message.startswith("darf nicht leer sein"):
        return MESSAGES["fehlt"]
    text = MESSAGES.get(problem.message, problem.message)
    text = text[:1].upper() + text[1:]
    return text if text.endswith((".", "…")) else f"{text}."


def _spoken(place: Place, data: Any) -> str:
    """The way to a place: "Schritt 2 „Test“, Frage"."""
    if place in EMPTY:
        return "Schritte" if place == ("steps",) else "Zeilen"
    said: list[str] = []
    for step in place:
        if isinstance(step, int):
            data = data[step] if isinstance(data, list) and step < len(data) else None
            name = name_of(data)
            said[-1:] = [f"{said[-1] if said else ''} {step + 1}{f' „{name}“' if name else ''}".strip()]
            continue
        data = data.get(step) if isinstance(data, dict) else None
        said.append(WORDS.get(step, step))
    return ", ".join(said)

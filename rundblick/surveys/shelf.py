"""The questionnaires that come with the house, read once."""

from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

from rundblick.catalogue.loading import Complaint, load_document, parse_document
from rundblick.programmes.vocabulary import vocabulary
from rundblick.surveys.definition import Questionnaire

FOLDER = Path(__file__).resolve().parent / "library"


@cache
def shelf() -> Mapping[str, Questionnaire]:
    """The shipped questionnaires by their codes. Raises DocumentError with every mistake of a file."""
    found = (load(path) for path in sorted(FOLDER.glob("*.yaml")))
    return {one.code: one for one in found}


def load(path: Path) -> Questionnaire:
    """Read and check a file. Raises DocumentError."""
    return load_document(path, Questionnaire, check=known_words)


def load_text(content: str | bytes, *, file: str = "Datei") -> Questionnaire:
    """The same for text that is already here."""
    return parse_document(content, Questionnaire, file=file, check=known_words)


def known_words(one: Questionnaire) -> Iterator[Complaint]:
    """Tools and events must be words of the programmes' vocabulary."""
    tools = tuple(tool.code for tool in vocabulary().instruments)
    for index, code in enumerate(one.tools):
        if code not in tools:
            yield Complaint(("tools", index), "unbekanntes Werkzeug", tools, code)
    events = tuple(event.code for event in vocabulary().events)
    for index, wave in enumerate(one.waves):
        if wave.event is not None and wave.event not in events:
            yield Complaint(("waves", index, "event"), "unbekanntes Ereignis", events, wave.event)

"""What may be chosen for a key: words of the vocabulary, names of other rooms, names inside of the draft."""

from collections.abc import Iterable

from rundblick.access.roles import Role
from rundblick.access.words import TOPIC_WORDS
from rundblick.programmes.editing.document import Data, at
from rundblick.programmes.editing.keys import Key
from rundblick.programmes.registries import names
from rundblick.programmes.shelf import shelf
from rundblick.programmes.vocabulary import vocabulary

Choice = tuple[str, str]

WEEKDAYS = ("Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag", "Sonntag")


def choices(key: Key, document: Data) -> list[Choice]:
    """The values a key may have, with their German words, in the order people look for them."""
    if key.literals and key.words.choose is None:
        return [(value, key.words.values.get(value, value)) for value in key.literals]
    found = _named(key.words.choose or "", document)
    if key.literals:
        found = [pair for pair in found if pair[0] in key.literals]
    return found


def with_given(found: list[Choice], given: Iterable[object]) -> list[Choice]:
    """The same with what stands in the draft although it is no choice, so that it is seen and not lost."""
    known = {value for value, _ in found}
    return found + [(str(one), f"{one} (unbekannt)") for one in given if str(one) and str(one) not in known]


def label_of(key: Key, value: object, document: Data) -> str:
    """A value in German."""
    return dict(choices(key, document)).get(str(value), str(value))


def _named(source: str, document: Data) -> list[Choice]:
    words = vocabulary()
    match source:
        case "events":
            return _sorted((event.code, event.label) for event in words.events)
        case "plans_ahead":
            return _sorted((event.code, event.label) for event in words.events if event.kind == "plan")
        case "attempts":
            return _sorted((event.code, event.label) for event in words.events if event.attempt)
        case "consents":
            return _sorted((one.code, one.label) for one in words.consents)
        case "instruments":
            return _sorted((one.code, one.label) for one in words.instruments)
        case "plans":
            return _sorted((one.code, one.label) for one in words.plans)
        case "legal_bases":
            return [(one.code, one.label) for one in words.legal_bases]
        case "roles":
            return [(role.value, role.label) for role in Role]
        case "topics":
            return list(TOPIC_WORDS.items())
        case "weekdays":
            return [(str(number), word) for number, word in enumerate(WEEKDAYS, start=1)]
        case "programmes":
            return _sorted((code, programme.title) for code, programme in shelf().items())
        case "outcomes" | "groups" | "journeys" | "questionnaires" | "insurers":
            return _of_rooms(source)
    return _own(source, document)


def _of_rooms(source: str) -> list[Choice]:
    known, labels = {
        "outcomes": ("outcome_kinds", "outcome_labels"),
        "groups": ("outcome_groups", "outcome_group_labels"),
        "journeys": ("journeys", "journey_titles"),
        "questionnaires": ("questionnaires", "questionnaire_titles"),
        "insurers": ("insurers", "insurer_labels"),
    }[source]
    told, spoken = names.get(known), names.get(labels)
    words = dict(spoken()) if spoken else {}
    return _sorted((code, words.get(code, code)) for code in (told() if told else ()))


def _own(source: str, document: Data) -> list[Choice]:
    places = {
        "phases": ("time", "phases"),
        "runs": ("runs",),
        "modules": ("modules",),
        "options": ("access", "weighing", "options"),
    }
    rows = at(document, places[source]) if source in places else None
    return [
        (str(row["code"]), str(row.get("label", row["code"])))
        for row in (rows if isinstance(rows, list) else [])
        if isinstance(row, dict) and row.get("code")
    ]


def _sorted(pairs: Iterable[Choice]) -> list[Choice]:
    return sorted(pairs, key=lambda pair: pair[1].casefold())

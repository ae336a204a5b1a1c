"""How a rule is told: its sentence, what belongs to it, and where it comes from."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from pydantic import BaseModel

from rundblick.programmes.definition import Origin
from rundblick.programmes.registries import names
from rundblick.programmes.vocabulary import vocabulary
from rundblick.web.german import german_number


@dataclass(frozen=True)
class Rule:
    """One rule as the profile shows it. `source`: rows and place in the document; `assumption`: why it was set."""

    text: str
    detail: str = ""
    source: str = ""
    assumption: str = ""


@dataclass(frozen=True)
class Section:
    """A group of rules under one heading."""

    title: str
    rules: list[Rule]
    lead: str = ""


def rule(text: str, detail: str, origin: Origin) -> Rule:
    """A rule with its origin in words."""
    return Rule(text, detail, source_of(origin), origin.assumption or "")


def source_of(origin: Origin) -> str:
    """Rows and place of a rule in its document."""
    return " · ".join([*([", ".join(origin.rows)] if origin.rows else []), *([origin.place] if origin.place else [])])


def origins(part: object) -> Iterator[Origin]:
    """Every origin below a part of a definition."""
    if isinstance(part, Origin):
        yield part
    elif isinstance(part, BaseModel):
        for name in type(part).model_fields:
            yield from origins(getattr(part, name))
    elif isinstance(part, tuple):
        for item in part:
            yield from origins(item)


def joined(*pieces: str) -> str:
    """The pieces that say something, as one sentence piece."""
    return "; ".join(piece for piece in pieces if piece)


def listed(words: Iterable[str]) -> str:
    """a, b und c."""
    given = list(words)
    return f"{', '.join(given[:-1])} und {given[-1]}" if len(given) > 1 else "".join(given)


def either(words: Iterable[str]) -> str:
    """a, b oder c."""
    given = list(words)
    return f"{', '.join(given[:-1])} oder {given[-1]}" if len(given) > 1 else "".join(given)


def event(code: str) -> str:
    """What an event is called."""
    known = vocabulary().event(code)
    return known.label if known else code


def consent(code: str) -> str:
    """What a purpose of consent is called."""
    return next((one.label for one in vocabulary().consents if one.code == code), code)


def percent(value: object) -> str:
    """A share that is written in per cent."""
    return f"{german_number(value)} %"  # type: ignore[arg-type]


def labels(name: str) -> dict[str, str]:
    """Names only rooms above know (outcomes, journeys)."""
    known = names.get(name)
    return dict(known()) if known else {}

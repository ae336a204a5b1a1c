"""What is looked for, as it stands in an address: everything but the words that were typed (design rule 13)."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass

from django.http import QueryDict
from django.utils.http import urlencode

from rundblick.directory.codes import Kind, Level
from rundblick.directory.models import Place
from rundblick.directory.reading import Spot
from rundblick.directory.search import Filters
from rundblick.directory.taxonomy import audiences, topics
from rundblick.directory.tongues import names
from rundblick.directory.tongues.book import language_name, say
from rundblick.people.languages import LANGUAGES
from rundblick.web.ids import uuid_or_none

SWITCHES = {
    "offen": ("open_now", "jetzt da"),
    "kostenlos": ("free", "kostenlos"),
    "bald": ("soon", "ohne lange Wartezeit"),
    "stufenlos": ("step_free", "stufenlos"),
    "selbst": ("without_help", "ohne Vermittlung"),
    "zufuss": ("walkable", "zu Fuß erreichbar"),
    "bus": ("direct", "mit Bus ohne Umsteigen"),
}
"""Yes or no, by the name in the address: the filter and its words."""

OLDEST = 120


@dataclass(frozen=True)
class Choice:
    """A filter with its words, what stays without it, and the address of that."""

    label: str
    kept: dict[str, str]

    @property
    def without(self) -> str:
        """The address of what stays; a question mark alone where that is nothing."""
        return "?" + urlencode(self.kept)


def asked_for(query: Mapping[str, str]) -> Filters:
    """Filters of an address; what nobody knows counts as not asked. At most one query, for a place."""
    age = query.get("alter", "")
    level = query.get("ebene", "")
    switches = {field: query.get(name) == "1" for name, (field, _) in SWITCHES.items()}
    spot = spot_of(uuid_or_none(query.get("nahe", "")))
    for near in ("walkable", "direct"):
        switches[near] = switches[near] and spot is not None
    return Filters(
        topic=_known(query.get("thema", ""), topics()),
        audience=_known(query.get("fuer", ""), audiences()),
        language=_known(query.get("sprache", ""), LANGUAGES),
        kind=_known(query.get("art", ""), dict(Kind.choices)),
        level=int(level) if level in {str(one) for one in Level.values} else None,
        city=query.get("gemeinde", "")[:100],
        age=int(age) if age.isascii() and age.isdigit() and int(age) <= OLDEST else None,
        spot=spot,
        **switches,
    )


def address(filters: Filters) -> dict[str, str]:
    """The same filters for an address."""
    named = {
        "thema": filters.topic,
        "fuer": filters.audience,
        "sprache": filters.language,
        "art": filters.kind,
        "ebene": str(filters.level or ""),
        "gemeinde": filters.city,
        "alter": "" if filters.age is None else str(filters.age),
        "nahe": str(filters.spot.id) if filters.spot else "",
    }
    named |= {name: "1" for name, (field, _) in SWITCHES.items() if getattr(filters, field)}
    return {name: value for name, value in named.items() if value}


def choices(filters: Filters) -> list[Choice]:
    """What is chosen, each with the address that takes it back."""
    given = address(filters)
    words: dict[str, str] = {
        "thema": names.topic(filters.topic) if filters.topic else "",
        "fuer": names.audience(filters.audience) if filters.audience else "",
        "sprache": language_name(filters.language, LANGUAGES.get(filters.language, "")),
        "art": say(Kind(filters.kind).label) if filters.kind else "",
        "ebene": Level(filters.level).label if filters.level else "",
        "gemeinde": say("in {place}", place=filters.city),
        "alter": say("{n} Jahre alt", n=filters.age),
        "nahe": say("nahe {place}", place=filters.spot.name) if filters.spot else "",
        **{name: say(label) for name, (_, label) in SWITCHES.items()},
    }
    return [Choice(words[name], {key: kept for key, kept in given.items() if key != name}) for name in given]


def one_each(query: QueryDict) -> dict[str, str]:
    """The last value of each name."""
    return {name: query.get(name, "") or "" for name in query}


def _known(code: str, among: Mapping[str, object]) -> str:
    return code if code in among else ""


def spot_of(key: uuid.UUID | None) -> Spot | None:
    """The place with this key, to be near; None for what nobody knows. One query, none without a key."""
    row = Place.objects.filter(pk=key).first() if key else None
    return Spot.of(row) if row else None

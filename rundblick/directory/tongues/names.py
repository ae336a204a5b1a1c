"""What topics, groups, audiences and ways in are called in the language of the page; German is the taxonomy itself."""

from functools import cache
from pathlib import Path
from typing import Literal

from rundblick.catalogue.loading import Document, Part, load_document
from rundblick.directory.taxonomy import accessibility, audiences, taxonomy, topics
from rundblick.directory.tongues.book import spoken

FILES = Path(__file__).parent / "taxonomy"


class TopicWords(Part):
    """A topic in another language: its name, how a person says it, and the words people ask with."""

    label: str
    plain: str
    words: tuple[str, ...]


class TaxonomyWords(Document):
    """The names of the taxonomy in another language, by code."""

    schema_version: Literal[1]
    status: Literal["Entwurf", "freigegeben"]
    groups: dict[str, str]
    audiences: dict[str, str]
    accessibility: dict[str, str]
    topics: dict[str, TopicWords]


@cache
def names_in(code: str) -> TaxonomyWords:
    """The names in this language. Raises DocumentError when the file is wrong."""
    return load_document(FILES / f"{code}.yaml", TaxonomyWords)


def topic(code: str) -> str:
    """What a topic is called; a code of another directory stands for itself."""
    if code not in topics() or spoken().german:
        return topics()[code].label if code in topics() else code
    return names_in(spoken().code).topics[code].label


def topic_plain(code: str) -> str:
    """A topic as a person would say it."""
    return topics()[code].plain if spoken().german else names_in(spoken().code).topics[code].plain


def group(code: str) -> str:
    """What a group of topics is called."""
    return _german_groups()[code] if spoken().german else names_in(spoken().code).groups[code]


def audience(code: str) -> str:
    """For whom an offer is made; an unknown code stands for itself."""
    if code not in audiences() or spoken().german:
        return audiences()[code].label if code in audiences() else code
    return names_in(spoken().code).audiences[code]


def entrance(code: str) -> str:
    """A way in; an unknown code stands for itself."""
    if code not in accessibility() or spoken().german:
        return accessibility().get(code, code)
    return names_in(spoken().code).accessibility[code]


@cache
def _german_groups() -> dict[str, str]:
    return {one.code: one.label for one in taxonomy().groups}

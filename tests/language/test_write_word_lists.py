"""The word lists are data that people write: mistakes are told with their place, and what is there is kept tidy."""

import re

import pytest

from rundblick.catalogue.loading import DocumentError, load_document, parse_document
from rundblick.language.wording import (
    FOLDER,
    Abbreviations,
    Rules,
    abbreviations,
    expression,
    patterns,
    rules,
    unreadable,
)

RULE = """
schema_version: 1
fragments: {{who: [er, sie]}}
rules:
  - code: example
    title: Beispiel
    kinds: [vermerk]
    weight: 10
    reason: Darum.
    source: Handbuch
    instead: Anders.
    groups:
      - words: [{line}]
"""


def refused(line: str) -> str:
    with pytest.raises(DocumentError) as error:
        parse_document(RULE.format(line=line), Rules, check=unreadable)
    return str(error.value)


def test_a_line_must_be_found_by_its_first_letters() -> None:
    assert "(Eingabe):13:17: rules[0].groups[0].words[0]: eine Zeile beginnt mit zwei" in refused('"(a|b) c"')


def test_an_unknown_fragment_is_told_with_what_there_is() -> None:
    assert "das Fragment „whom“ gibt es nicht; gemeint ist vielleicht „who“" in refused('"ist <whom>"')


def test_a_pattern_that_cannot_be_read_is_told() -> None:
    assert "kein lesbares Muster" in refused('"ist (offen"')


def test_a_line_allows_endings_the_rest_of_a_word_and_fragments() -> None:
    fragments = {"who": ("er", "sie")}
    assert re.fullmatch(expression("faul~", fragments), "faulen")
    assert not re.fullmatch(expression("faul~", fragments), "faulheit")
    assert re.fullmatch(expression("Nachbar* sagt", fragments), "Nachbarinnen\n sagt")
    assert re.fullmatch(expression("laut <who>", fragments), "laut sie")


def test_an_abbreviation_is_either_known_or_explained() -> None:
    text = "schema_version: 1\nknown: [AGH]\nshouted: []\nexplained: {AGH: Arbeitsgelegenheit}\n"
    with pytest.raises(DocumentError, match="gilt schon als bekannt"):
        parse_document(text, Abbreviations)


def test_every_list_in_the_house_can_be_read_and_no_line_stands_twice_in_a_group() -> None:
    assert abbreviations().explained
    for file in sorted(FOLDER.glob("*.yaml")):
        if file.name != "abbreviations.yaml":
            load_document(file, Rules, check=unreadable)
    for rule in rules().values():
        assert rule.groups == () or any(patterns(kind) for kind in rule.kinds)
        for group in rule.groups:
            assert len(set(group.words)) == len(group.words)

"""The words people are asked with: complete, in both languages, and never rewritten once they were in force."""

import datetime as dt
from typing import Any

import pytest

from rundblick.catalogue.loading import DocumentError, parse_document
from rundblick.consent.codes import TextKind
from rundblick.consent.wording import LIBRARY, Purpose, label_of, purposes
from rundblick.web.clock import today

FINGERPRINTS = {
    ("home_visit", 1, TextKind.NORMAL): "198d9c3f20a688e47666575c7547739d75c80ed4c9cafc4f6e1ec4b24c732f7f",
    ("home_visit", 1, TextKind.PLAIN): "6f85fdfedf7352dc973ed6ee270180a17ed33a72222202c5bfe3856a8b2d6e32",
    ("protected", 1, TextKind.NORMAL): "67bbc31d2bdd33baf9da2b213d689c68aa9cc85419af34853e4ea10f60d188ad",
    ("protected", 1, TextKind.PLAIN): "bba61e25ffd3acc67f1baa5e906fe8baaf7affb837d7f3ba28c429fa56fdc343",
}
"""What was in force stays word for word. A changed text fails here; it needs a new version."""

FILE = (LIBRARY / "protected.yaml").read_text("utf-8")


@pytest.mark.parametrize("purpose", purposes().values(), ids=lambda purpose: purpose.code)
def test_a_text_that_was_in_force_is_never_rewritten(purpose: Purpose) -> None:
    found = {
        (purpose.code, text.version, kind): purpose.fingerprint(text, kind)
        for text in purpose.texts
        for kind in TextKind
    }
    assert found == {key: value for key, value in FINGERPRINTS.items() if key[0] == purpose.code}


@pytest.mark.parametrize("purpose", purposes().values(), ids=lambda purpose: purpose.code)
def test_every_purpose_has_words_for_today(purpose: Purpose) -> None:
    text = purpose.text_on(today())
    assert {block.kind for block in text.plain_blocks} == {"heading", "paragraph", "list"}
    assert len(text.plain) < len(text.normal)
    longest = max(len(line) for block in text.plain_blocks for line in block.lines)
    assert longest < 220, "plain German has short sentences"


def test_both_texts_say_that_a_no_changes_nothing() -> None:
    text = purposes()["protected"].text_on(today())
    assert "ändert das weder Ihre Leistungen, noch hat es rechtliche Folgen" in text.normal
    assert "Wenn Sie Nein sagen, bekommen Sie nicht weniger Geld." in text.plain
    for words in (text.normal, text.plain):
        assert "jederzeit widerrufen" in words or "Ich will das nicht mehr" in words


def test_before_a_text_begins_there_are_no_words() -> None:
    with pytest.raises(LookupError):
        purposes()["protected"].text_on(dt.date(2026, 6, 30))
    with pytest.raises(LookupError):
        purposes()["protected"].version(99)


def test_a_purpose_that_left_the_library_is_called_by_its_code() -> None:
    assert label_of("gone") == "gone"


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("topics: [protected]", "topics: [protekted]", "unbekanntes Thema"),
        ("ways: [paper, screen, spoken]", "ways: [fax]", "ways"),
        ("longest_days: 365", "longest_days: 4000", "longest_days"),
        ("status: Entwurf", "status: fertig", "status"),
        ("writes: true", "writes: true\nlater: true", "later"),
        ("topics: [protected]", "topics: []", "keine Tür"),
    ],
)
def test_a_file_that_is_wrong_is_refused(old: str, new: str, message: str) -> None:
    assert old in FILE
    with pytest.raises(DocumentError, match=message):
        parse_document(FILE.replace(old, new), Purpose)


def test_versions_stand_in_the_order_in_which_they_begin() -> None:
    begin = FILE.index("  - version: 1")
    twice: Any = FILE + FILE[begin:].replace("version: 1", "version: 2")
    with pytest.raises(DocumentError, match="Reihenfolge"):
        parse_document(twice, Purpose)

"""The words people are asked with: complete, in both languages, and never rewritten once they were in force."""

import datetime as dt
from typing import Any

import pytest

from rundblick.catalogue.loading import DocumentError, parse_document
from rundblick.consent.codes import TextKind
from rundblick.consent.wording import LIBRARY, Purpose, label_of, purposes
from rundblick.programmes.vocabulary import vocabulary
from rundblick.web.clock import today

FINGERPRINTS = {
    ("applicant_card", 1, TextKind.NORMAL): "4017c96b0a30e79cdf53843f773a090be518671ce59a962161596e660fedc33a",
    ("applicant_card", 1, TextKind.PLAIN): "71b5150bbeb26563e3dd9e7e5d9553b661d2d67bd18a3d4f374ae4c1c8fd7f2e",
    ("employer", 1, TextKind.NORMAL): "e77489a6e82281c80b97bace510d44cc4d1b960183f2f00130bb17168819a0b9",
    ("employer", 1, TextKind.PLAIN): "0c50371afdb4806bc1e5fd94f2f9aa86b9625ce521461bb489ac93c75f509efb",
    ("exchange", 1, TextKind.NORMAL): "7ab210253dad50a0f07efcab73b5f146345318e9abe113e364259370af79e23a",
    ("exchange", 1, TextKind.PLAIN): "544f176629217ab17d90c015654cc65e9d95459e39f0e3ae65f1f7d8396168f7",
    ("exchange", 2, TextKind.NORMAL): "3c6a04446a2942e9e2ef2b3ab7dfb4b66b53668b0462c6620af2cf6c932ed6ec",
    ("exchange", 2, TextKind.PLAIN): "092d5a97465c2d0611b051ef85dbd5b071710d7021a458222aab5912d0ca7865",
    ("follow_up", 1, TextKind.NORMAL): "fbd111c418fa682787ba96eeb24f28b93759dab03253fd9989a1f43e0b7fa152",
    ("follow_up", 1, TextKind.PLAIN): "5acc0cdd2abdfd1bc272c8d556a84d0094ea19247a182c42823de0f5be701f97",
    ("health", 1, TextKind.NORMAL): "7d4e6e9e5a518a73ef69f7a0595c816743f6c71a26e7b792fd01f531622f9e85",
    ("health", 1, TextKind.PLAIN): "40f1ceb7f8cb842db275f2ba6e3e4fe3d0ee2a171c0636fdfa8de0ab0ed1113d",
    ("home_visit", 1, TextKind.NORMAL): "198d9c3f20a688e47666575c7547739d75c80ed4c9cafc4f6e1ec4b24c732f7f",
    ("home_visit", 1, TextKind.PLAIN): "6f85fdfedf7352dc973ed6ee270180a17ed33a72222202c5bfe3856a8b2d6e32",
    ("message", 1, TextKind.NORMAL): "6556447f8d9dde38d55a4a31e70c7b680ab7619034347b31c1f9e166323d7776",
    ("message", 1, TextKind.PLAIN): "39ebf1588eae7b11fac6787ace4112721f7619794afbd65c79de44693faac411",
    ("protected", 1, TextKind.NORMAL): "67bbc31d2bdd33baf9da2b213d689c68aa9cc85419af34853e4ea10f60d188ad",
    ("protected", 1, TextKind.PLAIN): "bba61e25ffd3acc67f1baa5e906fe8baaf7affb837d7f3ba28c429fa56fdc343",
    ("release", 1, TextKind.NORMAL): "5d2dd6559b27faf1aa40fd3ece8c36054983b943e216acf0839ec60af774b6fb",
    ("release", 1, TextKind.PLAIN): "23603a2afdf4cee23cac1ef5780902ebaab2f6e0a2e2007a952f8cc784b9ad15",
    ("reply", 1, TextKind.NORMAL): "1de5ab938e8c0827f4762614947a52dde36cc06804c9394df3e1a8721f6a23c1",
    ("reply", 1, TextKind.PLAIN): "9ed5951e06dd05e2ed8c85f88c0e83fbaed7fd7fdd63e134ac826f94aaec709d",
    ("research", 1, TextKind.NORMAL): "b34c96e030c0e5ad1caa89ca37bfbd0a3c327684c40f16bde89f72eec3438ec9",
    ("research", 1, TextKind.PLAIN): "963c8dff0de49512e36f10f15bc0f29a11b00f949b143e751fb55be1d1d41c35",
    ("survey_research", 1, TextKind.NORMAL): "024ef0473db07336f7776504f67cbb45b79b4ebcbe47d4f3ad7ba8823c93f38f",
    ("survey_research", 1, TextKind.PLAIN): "ed986ef19b61b100182146f5a26cf921f755f56dc878ae299d5100ffb8abf7a8",
    ("video", 1, TextKind.NORMAL): "5500057d0913238239ddcaa1affb57b232d9981436d5f65336dacfe593ba753f",
    ("video", 1, TextKind.PLAIN): "2832089545b45ecdbb280a33f1f58c76b7642b1f6565b2483b17f7c2fd64a9c8",
    ("work_profile", 1, TextKind.NORMAL): "7c9b1a1639e9cb8cf498a9ae5466acf642bcf6e009b1ef4363c41b9fa58c871c",
    ("work_profile", 1, TextKind.PLAIN): "2bf0d11bec443b08234f58b8418afb826f9b768194d36937eaddcaf17ef6ab03",
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


@pytest.mark.parametrize("purpose", purposes().values(), ids=lambda purpose: purpose.code)
def test_both_texts_say_that_a_no_changes_nothing_and_how_to_take_it_back(purpose: Purpose) -> None:
    text = purpose.text_on(today())
    assert "Leistungen" in text.normal and "rechtliche" in text.normal and "jederzeit widerrufen" in text.normal
    assert "Wenn Sie Nein sagen, bekommen Sie nicht weniger Geld." in text.plain
    assert "Ich will das nicht mehr" in text.plain and "Das Nein schreiben wir nicht auf." in text.plain


def test_whatever_programmes_ask_for_has_its_text() -> None:
    assert {known.code for known in vocabulary().consents} <= set(purposes())


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
        ("topics: [protected, health]", "topics: [protekted]", "unbekanntes Thema"),
        ("ways: [paper, signed, screen, spoken]", "ways: [fax]", "ways"),
        ("longest_days: 365", "longest_days: 4000", "longest_days"),
        ("status: Entwurf", "status: fertig", "status"),
        ("writes: true", "writes: true\nlater: true", "later"),
        ("topics: [protected, health]", "topics: []", "wenn eine Tür aufgeht"),
        ("to: coach", "to: organisation", "nur eine Fachkraft mit Namen"),
        ("to: coach", "to: named", "wenn jemand genannt wird"),
        ("topics: [protected, health]", "topics: [protected]\nalways: [master]", "wenn einer Stelle eine Tür aufgeht"),
        ("topics: [protected, health]", "topics: [protected]\nexplicit: {goals: Ja}", "steht nicht unter den Themen"),
        ("to: coach\ntopics: [protected, health]", "to: organisation\ntopics: [notes]", "liest keine andere Stelle"),
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

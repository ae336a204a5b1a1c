"""The application folder: letter and CV as one paper, nothing from the rest of a life, kept nowhere."""

import uuid
from pathlib import Path

import pytest

from rundblick.biography.codes import Kind
from rundblick.profiles.folder import letter
from rundblick.web.clock import today
from tests.biography.lives import profile, tell
from tests.cases.families import Family, haddad
from tests.consent.giving import printed
from tests.house import House
from tests.profiles.saying import address, document, full

LETTER = "Guten Tag,\n\nich koche gern für viele.\nUnd das gut.\n\nMit freundlichen Grüßen"


@pytest.fixture
def family(house: House) -> Family:
    made = haddad(house)
    full(made)
    profile(made, made.amira)
    tell(made, made.amira, "2012–2018", "Küche im Krankenhaus", kind=Kind.WORK, reading="Da war ich stolz.", mood=2)
    tell(made, made.amira, certificate="Brief", recognition="full")
    tell(made, made.amira, "2015", "Flucht", kind=Kind.EVENT, mood=-2)
    return made


def test_letter_and_cv_are_one_paper_without_the_rest_of_a_life(house: House, family: Family, tmp_path: Path) -> None:
    file = document(family, "Zeugnis.pdf")
    sent = {
        "sender": "Amira Haddad\nHauptstraße 1",
        "recipient": "Gasthof Linde",
        "subject": "Bewerbung als Köchin",
        "text": LETTER,
        "vita": "on",
        "documents": [str(file.pk)],
    }
    answer = house.login("alma").post(address(family, "folder"), sent)
    assert answer["Content-Type"] == "application/pdf"
    words = printed(answer.content, tmp_path)
    for one in (
        "Bewerbung als Köchin", "Gasthof Linde", "ich koche gern für viele. Und das gut.", "Küche im Krankenhaus",
        "Ausbildung zur Köchin", "Brief, anerkannt", "Nähen", "Arabisch: Erstsprache", "Auto (Klasse B)", "Zeugnis.pdf",
    ):  # fmt: skip
        assert one in words, one
    for one in ("Flucht", "stolz", "hebe", "Karim"):
        assert one not in words, one


def test_a_cv_alone_needs_no_letter(house: House, family: Family, tmp_path: Path) -> None:
    answer = house.login("alma").post(address(family, "folder"), {"sender": "Amira Haddad", "vita": "on"})
    words = printed(answer.content, tmp_path)
    assert "Lebenslauf" in words
    assert "Anlagen" not in words


@pytest.mark.parametrize(
    ("sent", "words"),
    [
        ({"sender": "Amira"}, "Bitte schreiben Sie ein Anschreiben"),
        ({"sender": "Amira", "text": "Bleibt stehen"}, "worum es geht"),
        ({"text": "Bleibt stehen", "subject": "x"}, "Bitte füllen Sie dieses Feld aus."),
    ],
)
def test_what_is_missing_is_said_and_the_words_stay(
    house: House, family: Family, sent: dict[str, str], words: str
) -> None:
    answer = house.login("alma").post(address(family, "folder"), sent)
    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert "text" not in sent or "Bleibt stehen" in answer.content.decode()


def test_files_of_others_cannot_be_named(house: House, family: Family) -> None:
    document(family)
    other = document(family, "Karims Zeugnis.pdf", person_id=family.karim)
    for key in (other.pk, uuid.uuid4()):
        answer = house.login("alma").post(
            address(family, "folder"), {"sender": "Amira", "vita": "on", "documents": [str(key)]}
        )
        assert answer.status_code == 422


def test_a_blank_line_begins_a_paragraph() -> None:
    told = letter(sender="A\r\nB", recipient="", subject="x", text=LETTER, name="A", day=today())
    assert told["paragraphs"] == ["Guten Tag,", "ich koche gern für viele. Und das gut.", "Mit freundlichen Grüßen"]
    assert told["sender"] == ["A", "B"]

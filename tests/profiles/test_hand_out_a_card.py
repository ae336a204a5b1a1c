"""An applicant card: it opens what was released, to whoever holds it, and nothing from the second it is closed."""

import datetime as dt
import uuid
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client

from rundblick.access import crypto
from rundblick.access.context import acting_as
from rundblick.calendar.errors import Refused
from rundblick.files import services as files
from rundblick.files.models import StoredFile
from rundblick.profiles import cards
from rundblick.profiles.models import Card, Released
from rundblick.web.clock import now, today
from tests.cases.families import Family, haddad
from tests.consent.giving import printed
from tests.house import House
from tests.profiles.saying import PDF, PIXEL, address, aim, allow, document, make_card, path_of, withdraw

DAY = dt.timedelta(days=1)


@pytest.fixture
def family(house: House) -> Family:
    return haddad(house)


def opened(path: str, **data: str) -> Any:
    """What somebody with the card sees, without any login."""
    crypto.forget_keys()
    return Client().post(path, data)


def test_whoever_holds_the_card_sees_what_was_released_and_nothing_else(house: House, family: Family) -> None:
    allow(family, "applicant_card")
    shown, hidden = document(family), document(family, "Bescheid.pdf")
    path = path_of(family, make_card(family, shown))
    assert "Haddad" not in path
    asked = Client().get(path)
    assert asked.status_code == 200
    assert "Amira" not in asked.content.decode()
    assert "noindex" in asked["X-Robots-Tag"]
    page = opened(path)
    assert page.status_code == 200
    words = page.content.decode()
    assert "Amira Haddad" in words and "Köchin" in words and "Lebenslauf.pdf" in words
    assert "Bescheid.pdf" not in words
    assert "<title>Unterlagen" in words
    content = opened(path, datei=str(shown.pk))
    assert content.content == PDF
    assert content["Content-Disposition"].startswith("attachment")
    assert "no-store" in content["Cache-Control"]
    assert opened(path, datei=str(hidden.pk)).status_code == 404
    assert opened(path, datei=str(uuid.uuid4())).status_code == 404


def test_it_closes_at_once_when_the_consent_is_withdrawn(house: House, family: Family) -> None:
    consent = allow(family, "applicant_card")
    shown = document(family)
    path = path_of(family, make_card(family, shown))
    assert opened(path).status_code == 200
    withdraw(family, consent)
    assert Client().get(path).status_code == 404
    assert opened(path).status_code == 404
    assert opened(path, datei=str(shown.pk)).status_code == 404


@pytest.mark.parametrize("what", ["closed", "over", "replaced", "wrong"])
def test_a_card_that_is_not_open_looks_like_a_wrong_one(house: House, family: Family, what: str) -> None:
    consent = allow(family, "applicant_card")
    card = make_card(family)
    path = path_of(family, card)
    with acting_as(house.alma, "test"):
        if what == "closed":
            cards.close_card(card)
            cards.close_card(card)
        if what == "over":
            Card.objects.filter(pk=card.pk).update(valid_until=now() - dt.timedelta(seconds=1))
        if what == "replaced":
            consent.superseded_at = now()
            consent.save(update_fields=["superseded_at"])
    if what == "wrong":
        path = path[:-4] + "xxx/"
    answers = [Client().get(path), opened(path)]
    assert [answer.status_code for answer in answers] == [404, 404]
    assert all("Diese Karte öffnet nichts mehr" in answer.content.decode() for answer in answers)
    assert all("Amira" not in answer.content.decode() for answer in answers)


def test_the_database_tells_nothing_without_the_token(house: House, family: Family) -> None:
    allow(family, "applicant_card")
    make_card(family)
    with acting_as(house.otto, "test", read_only=True), connection.cursor() as cursor:
        for name in ("profiles_behind", "profiles_behind_files", "profiles_behind_key"):
            cursor.execute(f"SELECT count(*) FROM {name}('')")
            assert cursor.fetchone() == (0,)
        assert not Card.objects.exists()
        assert not Released.objects.exists()


def test_a_deleted_file_is_no_longer_shown(house: House, family: Family) -> None:
    allow(family, "applicant_card")
    first, second = document(family), document(family, "Zeugnis.pdf")
    path = path_of(family, make_card(family, first, second))
    with acting_as(house.alma, "test"):
        files.remove(StoredFile.objects.get(pk=first.pk))
    words = opened(path).content.decode()
    assert "Zeugnis.pdf" in words
    assert "Lebenslauf.pdf" not in words


def test_a_card_is_made_on_the_page_once_and_printed(house: House, family: Family, tmp_path: Path) -> None:
    allow(family, "applicant_card")
    aim(family, "Beiköchin")
    browser = house.login("alma")
    for name, content in (("Zeugnis.pdf", PDF), ("Foto.png", PIXEL)):
        answer = browser.post(address(family, "upload"), {"file": SimpleUploadedFile(name, content)})
        assert answer.status_code == 302
    form = browser.get(address(family, "card")).context["form"]
    assert form["occupation"].value() == "Beiköchin"
    ids = {label: key for key, label in form.fields["documents"].choices}
    assert [label for _, label in form.fields["photo"].choices] == ["kein Foto", "Foto.png"]
    sent = {
        "occupation": "Beiköchin",
        "documents": [ids["Zeugnis.pdf"]],
        "photo": ids["Foto.png"],
        "last_day": f"{today() + 3 * DAY:%d.%m.%Y}",
        "token": str(uuid.uuid4()),
    }
    for _ in range(2):
        assert browser.post(address(family, "card"), sent).status_code == 302
    with acting_as(house.alma, "test", read_only=True):
        card = Card.objects.get()
        assert Released.objects.count() == 1
    paper = browser.get(address(family, "card_pdf", card.pk))
    assert paper["Content-Type"] == "application/pdf"
    words = printed(paper.content, tmp_path)
    assert "Amira Haddad" in words and "Beiköchin" in words
    assert f"{today() + 3 * DAY:%d.%m.%Y}" in words
    assert browser.post(address(family, "card_close", card.pk)).status_code == 302
    assert browser.get(address(family, "card_pdf", card.pk)).status_code == 302
    assert "geschlossen" in browser.get(address(family, "card")).content.decode()


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"documents": []}, "Bitte wählen Sie wenigstens eine Unterlage."),
        ({"last_day": "01.01.2020"}, "So lange gilt das Ja"),
        ({"last_day": "01.01.2060"}, "So lange gilt das Ja"),
    ],
)
def test_what_cannot_be_is_said_beside_the_field(
    house: House, family: Family, changed: dict[str, Any], words: str
) -> None:
    allow(family, "applicant_card")
    file = document(family)
    sent = {"occupation": "Bleibt stehen", "documents": [str(file.pk)], "last_day": f"{today():%d.%m.%Y}"} | changed
    answer = house.login("alma").post(address(family, "card"), sent)
    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert "Bleibt stehen" in answer.content.decode()


def test_without_a_consent_there_is_no_card(house: House, family: Family) -> None:
    browser = house.login("alma")
    page = browser.get(address(family, "card")).content.decode()
    assert "Einwilligung erklären und aufnehmen" in page
    assert "Karte machen" not in page
    with pytest.raises(Refused):
        make_card(family)


def test_a_card_ends_with_its_consent_at_the_latest(house: House, family: Family) -> None:
    consent = allow(family, "applicant_card")
    card = make_card(family, days=900)
    assert card.valid_until.astimezone(cards.BERLIN).date() == consent.valid_until


@pytest.mark.parametrize(("name", "content"), [("Foto.pdf", PDF), ("Foto.png", PIXEL + b"0" * 3_000_000)])
def test_a_photo_is_a_picture_and_not_too_large(house: House, family: Family, name: str, content: bytes) -> None:
    allow(family, "applicant_card")
    with pytest.raises(Refused, match="höchstens 3 MB"):
        make_card(family, photo=document(family, name, content))


def test_files_of_other_members_are_never_offered(house: House, family: Family) -> None:
    allow(family, "applicant_card")
    document(family, "Karims Zeugnis.pdf", person_id=family.karim)
    document(family, "Mietvertrag.pdf", person_id=None)
    page = house.login("alma").get(address(family, "card")).content.decode()
    assert "Karims" not in page
    assert "Mietvertrag" not in page


def test_a_file_that_is_none_is_refused_with_its_reason(house: House, family: Family) -> None:
    answer = house.login("alma").post(
        address(family, "upload"), {"file": SimpleUploadedFile("bild.gif", b"GIF89a\x00\xff")}
    )
    assert answer.status_code == 422
    assert "wird nicht angenommen" in answer.content.decode()

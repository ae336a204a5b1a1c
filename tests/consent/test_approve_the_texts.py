"""The data protection approves exactly the words people are asked with; until then "Entwurf" stands beside them."""

import uuid
from pathlib import Path
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction
from django.urls import reverse

from rundblick.access.context import acting_as
from rundblick.access.models import User
from rundblick.consent import approving
from rundblick.consent.approving import Status, Text
from rundblick.consent.errors import Refused
from rundblick.consent.models import TextDecision
from rundblick.consent.wording import purposes
from rundblick.web.clock import today
from tests.cases.families import haddad
from tests.consent.giving import PROTECTED, printed
from tests.consent.test_open_the_pages import address
from tests.house import House
from tests.queries import at_most


def page_of(text: Text) -> str:
    return reverse("consent:text", args=[*text.key])


def text(language: str = "de", purpose: str = PROTECTED) -> Text:
    return approving.text_of(purpose, purposes()[purpose].text_on(today()).version, language)


def approve(house: House, which: Text, *, read: str = "", token: uuid.UUID | None = None) -> TextDecision:
    with acting_as(house.eva, "test"):
        return approving.approve(text=which, read=read or which.fingerprint, by=house.eva, token=token or uuid.uuid4())


def take_back(house: House, which: Text, why: str = "Ein Satz ist missverständlich.") -> TextDecision:
    with acting_as(house.eva, "test"):
        return approving.take_back(text=which, read=which.fingerprint, by=house.eva, token=uuid.uuid4(), why=why)


def status(house: House, which: Text) -> Status:
    with acting_as(house.alma, "test", read_only=True):
        return which.status(approving.latest().get(which.key))


def test_until_somebody_approves_it_each_text_is_a_draft_everywhere(house: House, tmp_path: Path) -> None:
    family = haddad(house)
    browser, ask = house.login("alma"), address(family, family.amira) + "?sprache=tr"
    sheet = address(family, family.amira, "sheet") + "?sprache=tr"
    german, turkish = "Entwurf, vom Haus noch nicht freigegeben", "Entwurf der Übersetzung"
    page = browser.get(ask).content.decode()
    assert german in page and turkish in page
    approve(house, text())
    page = browser.get(ask).content.decode()
    assert german not in page and turkish in page, "a translation is approved for itself"
    paper = printed(browser.get(sheet).content, tmp_path)
    assert "(Entwurf)" not in paper and "Çeviri taslağı" in paper
    approve(house, text("tr"))
    assert turkish not in browser.get(ask).content.decode()
    assert "Çeviri taslağı" not in printed(browser.get(sheet).content, tmp_path)
    take_back(house, text())
    assert german in browser.get(ask).content.decode()


def test_an_approval_does_not_survive_a_change_of_words(house: House) -> None:
    approve(house, text("en"))
    approve(house, text())
    assert status(house, text("en")) is status(house, text()) is Status.APPROVED
    whole, english = text(), text("en")
    assert english.translation is not None
    changed = english.translation.model_copy(update={"words": english.translation.words.replace("say no", "say nay")})
    assert status(house, Text(english.purpose, english.version, changed)) is Status.CHANGED
    for part in ("normal", "plain"):
        other = whole.version.model_copy(update={part: getattr(whole.version, part) + " Neu."})
        assert status(house, Text(whole.purpose, other, None)) is Status.CHANGED
        with acting_as(house.alma, "test", read_only=True):
            assert whole.purpose.is_draft(other, approving.approved_words())


def test_what_the_files_call_approved_needs_nobody(house: House) -> None:
    whole = text()
    delivered = Text(whole.purpose, whole.version.model_copy(update={"status": "freigegeben"}), None)
    assert status(house, delivered) is Status.DELIVERED
    with pytest.raises(Refused):
        approve(house, delivered)
    assert not whole.purpose.is_draft(delivered.version, ())


def test_taking_back_needs_a_reason_and_everything_stays_in_the_history(house: House) -> None:
    with pytest.raises(Refused, match="etwas geändert"):
        take_back(house, text())
    approve(house, text())
    with pytest.raises(Refused, match="in einem Satz"):
        take_back(house, text(), why=" ")
    take_back(house, text())
    approve(house, text())
    with acting_as(house.eva, "test", read_only=True):
        assert [row.approved for row in approving.history(text())] == [True, False, True]
    assert status(house, text()) is Status.APPROVED


def test_a_form_sent_twice_or_read_too_early_decides_once(house: House) -> None:
    token = uuid.uuid4()
    assert approve(house, text(), token=token).pk == approve(house, text(), token=token).pk == token
    with pytest.raises(Refused, match="etwas geändert"):
        approve(house, text())
    with pytest.raises(Refused, match="etwas geändert"):
        approve(house, text("uk"), read="0" * 64)


def row(by: User, house_id: uuid.UUID, **changed: Any) -> TextDecision:
    which = text("ar")
    purpose, version, language = which.key
    values = {"purpose": purpose, "version": version, "language": language, "text_hash": which.fingerprint}
    return TextDecision(organisation_id=house_id, decided_by=by, approved=True, **values | changed)


@pytest.mark.parametrize("who", ["alma", "dana", "frank", "cem", "ivo", "otto", "kai", "jana"])
def test_postgresql_lets_nobody_else_decide(house: House, who: str) -> None:
    person = house.people[who]
    with acting_as(person, "test"), pytest.raises(DatabaseError, match="row-level security"), transaction.atomic():
        row(person, house.jobcenter.pk).save(force_insert=True)


def test_nobody_decides_in_another_name_or_rewrites_a_decision(house: House) -> None:
    for by, where in ((house.alma, house.jobcenter), (house.eva, house.other_jobcenter), (house.eva, house.provider)):
        with (
            acting_as(house.eva, "test"),
            pytest.raises(DatabaseError, match="row-level security"),
            transaction.atomic(),
        ):
            row(by, where.pk).save(force_insert=True)
    approve(house, text())
    for act in (TextDecision.objects.all().delete, lambda: TextDecision.objects.update(approved=False)):
        with (
            acting_as(house.eva, "test"),
            pytest.raises(DatabaseError, match="permission denied"),
            transaction.atomic(),
        ):
            act()


def test_participants_learn_of_no_decision(house: House) -> None:
    approve(house, text())
    for person, expected in ((house.jana, 0), (house.alma, 1)):
        with acting_as(person, "test", read_only=True), connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM consent_textdecision")
            assert cursor.fetchone() == (expected,)


def test_the_data_protection_reads_both_languages_approves_and_takes_back(house: House) -> None:
    browser, which = house.login("eva"), text("uk")
    listed = browser.get(reverse("consent:texts")).content.decode()
    assert page_of(which) in listed and "Fassung 2" in listed and "Frühere Fassungen (1)" in listed
    page = browser.get(page_of(which)).content.decode()
    assert "Manche Dinge sind sehr persönlich." in page and "Деякі речі дуже особисті." in page
    assert which.fingerprint in page and "Diese Worte freigeben" in page
    sent = {"act": "approve", "read": which.fingerprint, "token": str(uuid.uuid4())}
    for _ in range(2):
        assert browser.post(page_of(which), sent).status_code == 302
    page = browser.get(page_of(which)).content.decode()
    assert "Freigegeben am" in page and "Eva" in page and "Diese Worte freigeben" not in page
    back = {"act": "take_back", "read": which.fingerprint, "token": str(uuid.uuid4()), "reason": ""}
    lacking = browser.post(page_of(which), back)
    assert lacking.status_code == 422 and "in einem Satz, warum" in lacking.content.decode()
    assert browser.post(page_of(which), back | {"reason": "Ein Wort fehlt."}).status_code == 302
    page = browser.get(page_of(which)).content.decode()
    assert "zurückgenommen" in page and "Ein Wort fehlt." in page
    old = browser.post(page_of(which), sent | {"token": str(uuid.uuid4()), "read": "0" * 64})
    assert old.status_code == 422 and "noch einmal" in old.content.decode()


def test_coaches_read_and_decide_nothing(house: House) -> None:
    browser = house.login("alma")
    page = browser.get(page_of(text())).content.decode()
    assert "Diese Worte freigeben" not in page and "Noch nicht freigegeben" in page
    sent = {"act": "approve", "read": text().fingerprint, "token": str(uuid.uuid4())}
    assert browser.post(page_of(text()), sent).status_code == 404
    assert status(house, text()) is Status.DRAFT


@pytest.mark.parametrize("wrong", [("gone", 1, "de"), (PROTECTED, 9, "de"), (PROTECTED, 1, "fr")])
def test_what_the_library_does_not_hold_is_not_there(house: House, wrong: tuple[str, int, str]) -> None:
    assert house.login("eva").get(reverse("consent:text", args=[*wrong])).status_code == 404


def test_both_pages_take_their_statements(house: House) -> None:
    for language in ("de", "en", "uk"):
        approve(house, text(language))
        take_back(house, text(language))
    browser = house.login("eva")
    browser.get(reverse("consent:texts"))
    with at_most(4):
        assert browser.get(reverse("consent:texts")).status_code == 200
    with at_most(4):
        assert browser.get(page_of(text("en"))).status_code == 200

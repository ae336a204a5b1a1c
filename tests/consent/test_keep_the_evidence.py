"""Signatures by finger and signed sheets lie sealed with the case; so does the name of a professional who may speak."""

import base64
import uuid
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, connection, transaction
from django.urls import reverse

from rundblick.access import hooks
from rundblick.access.context import acting_as, reason
from rundblick.access.database import as_worker
from rundblick.consent import due, services
from rundblick.consent.codes import EvidenceKind
from rundblick.consent.forms import PNG
from rundblick.consent.hooks import merge
from rundblick.consent.models import Consent, Evidence
from rundblick.consent.wording import purposes
from rundblick.files import storage
from rundblick.files.models import StoredFile
from rundblick.people.models import Person
from rundblick.people.rules import turns
from rundblick.web.clock import today
from tests.cases.families import Family, haddad
from tests.consent.giving import DAY, give, visits_allowed
from tests.consent.test_open_the_pages import address, typed
from tests.house import House

DRAWING = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)
SIGNED = PNG + base64.b64encode(DRAWING).decode()
PRACTICE = "Praxis Dr. Sommer, Ennigerloh"


@pytest.fixture
def family(house: House) -> Family:
    return haddad(house)


def released(house: House, family: Family, **changed: Any) -> Consent:
    """Amira lets her practice speak to Alma."""
    purpose = purposes()["release"]
    values: dict[str, Any] = {"purpose": purpose, "text": purpose.text_on(today()), "named": PRACTICE}
    return visits_allowed(house, family, family.amira, **(values | changed))


def test_everybody_who_consents_signs_on_the_screen(house: House, family: Family) -> None:
    browser, url = house.login("alma"), address(family, family.sami)
    both = {"custody": "joint", "holders": [str(family.amira), str(family.karim)]}
    sent = typed(house, family.amira, family.karim, how="signed", **both, **{f"signature_{family.amira}": SIGNED})
    lacking = browser.post(url, sent)
    page = lacking.content.decode()
    assert lacking.status_code == 422 and "Alle, die einwilligen, unterschreiben im Feld" in page
    assert SIGNED in page, "nobody has to sign twice"
    assert browser.post(url, sent | {f"signature_{family.karim}": SIGNED}).status_code == 302
    with acting_as(house.alma, "test", read_only=True):
        kept = list(Evidence.objects.select_related("file"))
        assert {one.signer_id for one in kept} == {family.amira, family.karim}
        for one in kept:
            assert (one.person_id, one.kind, one.file.person_id) == (family.sami, EvidenceKind.SIGNATURE, family.sami)
            assert storage.read(family.pk, one.file_id) == DRAWING
            assert DRAWING not in storage.path_of(one.file_id).read_bytes(), "sealed"


@pytest.mark.parametrize("drawing", ["", "data:image/png;base64,%%%", "data:text/html;base64,AAAA", PNG + "AAAA"])
def test_what_is_no_drawing_is_no_signature(house: House, family: Family, drawing: str) -> None:
    sent = typed(house, family.amira, how="signed", **{f"signature_{family.amira}": drawing})
    assert house.login("alma").post(address(family, family.amira), sent).status_code == 422
    with acting_as(house.alma, "test", read_only=True):
        assert not Consent.objects.exists() and not StoredFile.objects.exists()


def test_a_drawing_made_before_paper_was_chosen_is_not_kept(house: House, family: Family) -> None:
    sent = typed(house, family.amira, how="paper", **{f"signature_{family.amira}": SIGNED})
    assert house.login("alma").post(address(family, family.amira), sent).status_code == 302
    with acting_as(house.alma, "test", read_only=True):
        assert not Evidence.objects.exists()


def test_the_signed_sheet_lies_with_its_consent_and_goes_with_the_case(house: House, family: Family) -> None:
    consent = give(house, family.household, family.amira)
    browser, url = house.login("alma"), reverse("consent:evidence", args=[consent.pk])
    wrong = browser.post(url, {"file": SimpleUploadedFile("blatt.txt", b"Ja")})
    assert wrong.status_code == 422 and "ein Bild oder ein PDF" in wrong.content.decode()
    assert browser.post(url, {"file": SimpleUploadedFile("blatt.png", DRAWING)}).status_code == 302
    shown = browser.get(reverse("consent:show", args=[consent.pk])).content.decode()
    assert "unterschriebenes Blatt" in shown
    team = house.login("bert").get(reverse("consent:show", args=[consent.pk])).content.decode()
    assert "unterschriebenes Blatt" not in team, "what coaches keep is not open to the team"
    with as_worker("test"):
        file_id = Evidence.objects.get().file_id
    refused = browser.post(reverse("files:remove", args=[file_id]), follow=True).content.decode()
    assert "Nachweis" in refused and storage.path_of(file_id).exists()
    with as_worker("test"), reason("access.erasure.execute"):
        for name in ("consent", "files"):
            hooks.erase.get(name)(family.pk)  # type: ignore[misc]
        assert not Evidence.objects.exists()
    assert not storage.path_of(file_id).exists()


def test_a_release_names_one_professional_and_the_team_learns_nothing_of_it(house: House, family: Family) -> None:
    first = released(house, family)
    released(house, family, named="Suchtberatung Kreis")
    with pytest.raises(services.Changed):
        released(house, family, named="praxis  dr. sommer, Ennigerloh")
    second = released(house, family, replaces=first.pk)
    with acting_as(house.bert, "test", read_only=True), connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM consent_consent")
        assert cursor.fetchone() == (0,), "that somebody sees a doctor is nobody's business"
    with as_worker("test"), connection.cursor() as cursor:
        cursor.execute("SELECT named FROM consent_consent WHERE id = %s", [second.pk])
        assert b"Sommer" not in bytes(cursor.fetchone()[0])
    with acting_as(house.alma, "test", read_only=True):
        assert Consent.objects.get(pk=second.pk).named == PRACTICE
    with pytest.raises(services.Refused, match="wer gemeint ist"):
        released(house, family, named=" ")


def test_whom_a_consent_names_is_never_rewritten(house: House, family: Family) -> None:
    consent = released(house, family)
    consent.named = "jemand anderes"
    with acting_as(house.alma, "test"), pytest.raises(DatabaseError), transaction.atomic():
        consent.save(update_fields=["named"])


def test_the_page_asks_who_may_speak(house: House, family: Family) -> None:
    browser = house.login("alma")
    url = reverse("consent:give", args=[family.pk, family.amira, "release"])
    sent = typed(house, family.amira, named=PRACTICE)
    assert browser.post(url, sent | {"named": ""}).status_code == 422
    assert browser.post(url, sent).status_code == 302
    listed = browser.get(reverse("consent:list", args=[family.pk])).content.decode()
    assert f"{PRACTICE} · gilt bis" in listed


def test_when_two_records_become_one_the_signatures_come_along(house: House, family: Family) -> None:
    sent = typed(house, family.karim, how="signed", **{f"signature_{family.karim}": SIGNED})
    house.login("alma").post(address(family, family.karim), sent)
    with as_worker("test"), reason("people.merge"):
        merge(family.amira, family.karim)
        kept = Evidence.objects.get()
        assert (kept.person_id, kept.signer_id) == (family.amira, family.amira)


def test_what_parents_allowed_ends_on_the_eighteenth_birthday_and_the_coach_is_told(
    house: House, family: Family
) -> None:
    grown = today() + 20 * DAY
    born = grown.replace(year=grown.year - 18, day=min(grown.day, 28))
    alone = give(house, family.household, family.sami, by=(family.amira,), valid_until=turns(born, 18))
    with as_worker("test"), reason("test"):
        Person.objects.filter(pk=family.sami).update(birth_date=born)
    with pytest.raises(services.Refused, match="die jugendliche Person selbst"):
        visits_allowed(house, family, family.sami, by=(family.amira,))
    both = visits_allowed(house, family, family.sami, by=(family.amira, family.sami))
    assert both.own and both.valid_until == today() + 365 * DAY, "who said yes too is not asked again"
    with as_worker("test"):
        (item,) = due.ending([family.pk], today())
    assert "dann volljährig, bitte selbst fragen" in item["explanation"]
    assert uuid.UUID(item["key"]) == alone.pk

"""Field work without a case: notes about places, who knows whom, and where each part of an entry comes from."""

import datetime as dt
import uuid

import pytest
from django.db import DatabaseError, transaction

from rundblick.access.context import acting_as
from rundblick.calendar.errors import Mistaken
from rundblick.directory import queries, shown
from rundblick.directory.codes import PART_OF, Part
from rundblick.directory.models import Acquaintance, FieldNote, Proof, Service
from rundblick.directory.services import entries, field, proofs
from rundblick.directory.services.proofs import Source
from rundblick.web.clock import today
from tests.directory.building import CONTENT, body, knows, noticed, offered, reached
from tests.house import House
from tests.queries import at_most

DAY = dt.timedelta(days=1)
PAGE = "/verzeichnis/feldarbeit/"
SAID = {"occasion": "visit", "on": "01.03.2026", "text": "Ruhig, freundlich, auch ohne Termin", "with_whom": "Tresen"}


def test_a_contact_at_a_place_outside_of_the_directory_is_noted(house: House) -> None:
    browser = house.login("alma")
    given = SAID | {"token": uuid.uuid4(), "elsewhere": "Stadtteilfest Südstadt"}
    for _ in range(2):
        assert browser.post(PAGE + "notiz/", given).status_code == 302
    page = browser.get(PAGE).content.decode()
    assert page.count("Stadtteilfest Südstadt") == 1 and "nicht im Verzeichnis" in page


def test_a_note_without_a_place_is_refused_beside_the_field(house: House) -> None:
    answer = house.login("alma").post(PAGE + "notiz/", SAID | {"token": uuid.uuid4(), "elsewhere": " "})
    assert answer.status_code == 422 and SAID["text"] in answer.content.decode()
    with acting_as(house.alma, "test"), pytest.raises(Mistaken):
        field.note(
            organization=None, user=house.alma, occasion="talk", on=today(), text="x", with_whom="", token=uuid.uuid4()
        )


def test_the_list_shows_the_own_house_by_occasion_and_by_author(house: House) -> None:
    row = offered(house)
    noticed(house, row, house.alma, "Guter Ton am Telefon")
    noticed(house, row, house.bert, "Stufen am Eingang")
    noticed(house, row, house.otto, "Aus dem anderen Haus")
    browser = house.login("alma")
    everything = browser.get(PAGE).content.decode()
    assert "Guter Ton" in everything and "Stufen" in everything and "anderen Haus" not in everything
    mine = browser.get(PAGE + "?zeige=eigene").content.decode()
    assert "Guter Ton" in mine and "Stufen" not in mine
    assert "Dazu gibt es noch keine Notiz" in browser.get(PAGE + "?zeige=visit").content.decode()
    assert "<script>" not in everything


def test_who_knows_whom_is_said_by_oneself_for_the_own_house(house: House) -> None:
    organization = offered(house).organization
    row = knows(house, organization, house.alma, "die Leitung")
    knows(house, organization, house.alma, "die Leitung")
    with acting_as(house.bert, "test"):
        assert Acquaintance.objects.get() == row, "said twice, kept once"
        assert Acquaintance.objects.filter(pk=row.pk).delete()[0] == 0
        with pytest.raises(DatabaseError), transaction.atomic():
            field.know(organization=organization, user=house.alma, whom="alle", nearness="well")
    for person in ("otto", "cem", "ivo", "jana"):
        with acting_as(house.people[person], "test"):
            assert Acquaintance.objects.count() == 0, person
    page = house.login("bert").get("/verzeichnis/wer-kennt-wen/").content.decode()
    assert "die Leitung" in page and house.alma.display_name in page
    own = house.login("alma")
    assert own.post(f"/verzeichnis/bekannt/{row.pk}/entfernen/").status_code == 302
    assert "die Leitung" not in own.get("/verzeichnis/wer-kennt-wen/").content.decode()


def test_an_organisation_shows_what_colleagues_know_of_it_and_of_its_offers(house: House) -> None:
    row = offered(house)
    noticed(house, row, house.alma, "Nur vormittags erreichbar")
    knows(house, row.organization, house.alma, "das Sekretariat")
    for address in (f"/verzeichnis/stelle/{row.organization_id}/", f"/verzeichnis/angebot/{row.pk}/"):
        page = house.login("bert").get(address).content.decode()
        assert "Nur vormittags erreichbar" in page and "das Sekretariat" in page, address
        guest = house.login("ivo").get(address).content.decode()
        assert "Nur vormittags" not in guest and "das Sekretariat" not in guest, address


def test_a_change_says_from_where_each_part_is_known(house: House) -> None:
    row = offered(house)
    source = Source(house.alma, "visit", today())
    with acting_as(house.alma, "test"):
        content = CONTENT | {"fees": "5 Euro", "languages": ["de", "uk"]}
        entries.change_service(service=row, version=row.version, content=content, source=source)
        parts = set(Proof.objects.values_list("field", flat=True))
        assert {Part.COST, Part.LANGUAGES} <= parts and Part.AUDIENCE not in parts
        proofs.confirm(service=row, source=Source(house.alma, "phone", today() - DAY), token=uuid.uuid4())
        told = {one.part: one.words for one in shown.origins(queries.proofs(row))}
    assert "bei einem Besuch" in told["Kosten"], "the later one counts"
    assert "am Telefon" in told["Zeiten"] and "Plätze und Wartezeit" not in told, "free places are asked apart"


def test_parts_are_confirmed_without_confirming_all(house: House) -> None:
    row = offered(house)
    token = uuid.uuid4()
    browser = house.login("alma")
    given = {"token": token, "way": "phone", "on": "01.03.2026", "parts": ["hours", "cost"], "note": ""}
    for _ in range(2):
        assert browser.post(f"/verzeichnis/angebot/{row.pk}/bestaetigen/", given).status_code == 302
    row.refresh_from_db()
    assert row.confirmed_on is None
    with acting_as(house.alma, "test"):
        assert sorted(Proof.objects.values_list("field", flat=True)) == ["cost", "hours"], "sent twice, kept once"
    page = browser.get(f"/verzeichnis/angebot/{row.pk}/").content.decode()
    assert "01.03.2026 am Telefon" in page


def test_hours_and_contacts_say_their_source(house: House) -> None:
    row = offered(house)
    browser = house.login("alma")
    contact = {"token": uuid.uuid4(), "role": "Tresen", "phone": "0221 4710 1", "way": "phone"}
    assert browser.post(f"/verzeichnis/angebot/{row.pk}/ansprechstelle/", contact).status_code == 302
    reached(house, row)
    with acting_as(house.alma, "test"):
        assert list(Proof.objects.values_list("field", "way")) == [("contacts", "phone")], "no answer, no source"


def test_every_column_of_an_offer_belongs_to_one_part() -> None:
    of_parts = [name for names in PART_OF.values() for name in names]
    told = Service.impersonal - {"organization", "key", "status", "confirmed_on", "confirmed_by", "version"}
    assert sorted(of_parts) == sorted(told)


def test_pages_take_few_statements(house: House) -> None:
    rows = [offered(house, body(house, name=f"Stelle {number}")) for number in range(4)]
    for row in rows:
        noticed(house, row, house.alma)
        knows(house, row.organization, house.alma)
    browser = house.login("bert")
    with acting_as(house.bert, "test"):
        assert FieldNote.objects.count() == 4
    for address in (PAGE, "/verzeichnis/wer-kennt-wen/"):
        browser.get(address)
        with at_most(9):
            browser.get(address)

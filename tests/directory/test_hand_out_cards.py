"""Paper and mail to hand out: accessible, made on the spot, and nothing of a person kept anywhere."""

import datetime as dt
import io
import uuid
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client
from pypdf import PdfReader

from rundblick.access.database import as_worker
from rundblick.calendar.rules import wall
from rundblick.directory import reach
from rundblick.directory.codes import Status
from rundblick.directory.mailing import BODY, SUBJECT
from rundblick.directory.mapping import around
from rundblick.directory.models import Location, Service
from rundblick.directory.paper import networks, sheets
from rundblick.directory.paper.address import page_of
from rundblick.post.models import OutgoingMail
from rundblick.post.services import deliver
from rundblick.web.clock import today
from tests.cases.families import haddad
from tests.directory.building import body, offered, spot
from tests.directory.region import named, region
from tests.house import House
from tests.post.relay import Relay, relay
from tests.queries import at_most

__all__ = ["region", "relay"]


def opened(answer: Any) -> PdfReader:
    assert answer.status_code == 200 and answer["Content-Type"] == "application/pdf"
    return PdfReader(io.BytesIO(answer.content))


def words(paper: PdfReader) -> str:
    return " ".join(" ".join(page.extract_text() for page in paper.pages).replace("\u200b", "").split())


def accessible(paper: PdfReader) -> None:
    root: Any = paper.trailer["/Root"].get_object()
    assert root["/MarkInfo"]["/Marked"] and root["/Lang"] == "de" and "/StructTreeRoot" in root
    assert b"pdfuaid" in root["/Metadata"].get_object().get_data()


def test_one_offer_says_in_plain_words_all_one_needs_to_go_there(region: House) -> None:
    row = named("kompass/beratung")
    client = region.login("alma")
    paper = opened(client.get("/verzeichnis/infoblatt/", {"angebot": str(row.pk)}))
    accessible(paper)
    text = words(paper)
    for said in (
        row.plain,
        row.organization.phone,
        row.access,
        "Rathausplatz 1",
        "09:00 bis 12:00 Uhr",
        *row.documents,
    ):
        assert said in text, said
    assert str(row.pk) in text.replace(" ", ""), "the address is there for whoever has no camera"
    assert len(paper.pages) == 1
    assert page_of(row.pk).endswith(f"/wegweiser/angebot/{row.pk}/")


def test_ticked_offers_come_on_one_sheet_and_what_is_too_much_is_said(region: House) -> None:
    keys = [str(key) for key in Service.objects.filter(status="active").order_by("pk").values_list("pk", flat=True)]
    client = region.login("alma")
    with at_most(12):
        few = client.get("/verzeichnis/infoblatt/", {"angebot": keys[:3]})
    assert "weitere waren gewählt" not in words(opened(few))
    many = words(opened(client.get("/verzeichnis/infoblatt/", {"angebot": keys[: sheets.MOST + 2]})))
    assert "2 weitere waren gewählt" in many


def test_without_a_tick_one_is_led_back(region: House) -> None:
    answer = region.login("alma").get("/verzeichnis/infoblatt/", follow=True)
    assert "Haken Sie zuerst ein Angebot an" in answer.content.decode()


def test_what_is_not_public_is_not_printed(house: House, client: Client) -> None:
    hidden = offered(house, status=Status.DRAFT)
    assert house.login("alma").get("/verzeichnis/infoblatt/", {"angebot": str(hidden.pk)}).status_code == 302
    assert client.get(f"/wegweiser/angebot/{hidden.pk}/infoblatt/").status_code == 404
    row = offered(house)
    answer = client.get(f"/wegweiser/angebot/{row.pk}/infoblatt/")
    accessible(opened(answer))
    assert not answer.cookies


def test_the_network_card_shows_whom_the_coach_ticked(region: House) -> None:
    client = region.login("alma")
    page = client.get("/verzeichnis/netzwerkkarte/", {"gemeinde": "Everswinkel", "gruppe": "money"}).content.decode()
    found = networks.helpers("Everswinkel", "money")
    assert found and all(one.name in page for one in found)
    asked = {"gemeinde": "Everswinkel", "gruppe": "money", "stelle": [str(found[0].id)]}
    paper = opened(client.get("/verzeichnis/netzwerkkarte/pdf/", asked))
    accessible(paper)
    text = words(paper)
    assert found[0].name in text and found[1].name not in text and "116117" in text
    assert "Geld und Schulden in Everswinkel" in text
    assert f"A {found[0].name}" in text and "Die Buchstaben stehen vor den Namen" in text


def test_the_network_card_stays_on_two_sides_with_the_longest_names(region: House) -> None:
    longest = sorted(networks.helpers("", ""), key=lambda one: -len(one.name + one.purpose + one.street))
    for paper in networks.PAPERS:
        helping = networks.with_buses(longest[: networks.MOST], "")
        svg, signs = networks.drawn(helping, around())
        for map_of, letters in ((None, {}), (svg, signs)):
            made = networks.card(helping, city="", group="", paper=paper, sketch=map_of, signs=letters)
            assert len(PdfReader(io.BytesIO(made)).pages) == 2, paper


def test_too_many_for_the_network_card_keep_their_ticks(region: House) -> None:
    found = networks.helpers("Ennigerloh", "")[: networks.MOST + 1]
    asked = {"gemeinde": "Ennigerloh", "stelle": [str(one.id) for one in found]}
    answer = region.login("alma").get("/verzeichnis/netzwerkkarte/pdf/", asked)
    assert answer.status_code == 422 and "höchstens 16 Stellen" in answer.content.decode()
    assert answer.content.decode().count(" checked") == len(found) + 1


def typed(**given: Any) -> dict[str, Any]:
    return {"occasion": "job", "name": "", "days": "", "contacts": "", **given}


def test_the_discharge_card_says_what_was_typed_and_keeps_nothing(region: House) -> None:
    row = named("kompass/beratung")
    client = region.login("alma")
    form = client.get("/verzeichnis/entlasskarte/", {"angebot": str(row.pk)}).content.decode()
    assert row.name in form and "nirgends gespeichert" in form
    sent = typed(
        name="Frau Haddad", days="15. Januar: Lohnzettel bringen", contacts="Herr Kern, 0221 4710 0",
        angebot=[str(row.pk)], services=[str(row.pk)],
    )  # fmt: skip
    answer = client.post("/verzeichnis/entlasskarte/", sent)
    paper = opened(answer)
    accessible(paper)
    text = words(paper)
    for said in ("Frau Haddad", "Lohnzettel bringen", "Herr Kern", row.name, "112", "Alles Gute für Ihre neue Arbeit"):
        assert said in text, said
    assert "Haddad" not in answer["Content-Disposition"] and "Haddad" not in str(paper.metadata)
    assert "Haddad" not in client.get("/verzeichnis/entlasskarte/").content.decode()


def test_the_discharge_card_needs_nothing_but_a_reason(house: House) -> None:
    client = house.login("alma")
    text = words(opened(client.post("/verzeichnis/entlasskarte/", typed(occasion="end"))))
    assert "Die Begleitung ist zu Ende" in text
    refused = client.post("/verzeichnis/entlasskarte/", typed(occasion="", name="Frau Haddad"))
    assert refused.status_code == 422 and "Frau Haddad" in refused.content.decode()


def send(client: Client, row: Service, address: str) -> HttpResponse:
    answer: Any = client.post(f"/verzeichnis/angebot/{row.pk}/schicken/", {"address": address})
    return answer


def test_a_mail_carries_the_address_of_the_page_and_no_topic(house: House, relay: Relay) -> None:
    row = offered(house, name="Suchtberatung")
    assert send(house.login("alma"), row, "amira@example.org").status_code == 302
    with as_worker("test"):
        assert deliver().sent == 1
    (received,) = relay.received
    assert f"/wegweiser/angebot/{row.pk}/" in received and "amira@example.org" in received
    for inner in ("Sucht", "Jobcenter Musterkreis", "Alma", row.organization.name):
        assert inner not in received.replace("rundblick@jobcenter.example", ""), inner
    assert "jobcenter" not in (SUBJECT + BODY).lower()


@pytest.mark.parametrize("wrong", ["", "amira", "amira@example.org, bert@example.org"])
def test_a_wrong_address_stays_beside_its_message(house: House, relay: Relay, wrong: str) -> None:
    row = offered(house)
    answer = send(house.login("alma"), row, wrong)
    assert answer.status_code == 422 and wrong in answer.content.decode()
    with as_worker("test"):
        assert not OutgoingMail.objects.exists()


def test_without_a_relay_nothing_is_promised(house: House) -> None:
    row = offered(house)
    page = house.login("alma").get(f"/verzeichnis/angebot/{row.pk}/schicken/").content.decode()
    assert "Von hier gehen keine E-Mails ab" in page and "Abschicken" not in page
    send(house.login("alma"), row, "amira@example.org")
    with as_worker("test"):
        assert not OutgoingMail.objects.exists()


def test_a_draft_is_never_sent(house: House, relay: Relay) -> None:
    hidden = offered(house, status=Status.DRAFT)
    assert send(house.login("nora"), hidden, "amira@example.org").status_code == 404
    assert house.login("alma").get(f"/verzeichnis/angebot/{uuid.uuid4()}/schicken/").status_code == 404


def test_somebody_who_sends_many_is_slowed_down(house: House, relay: Relay) -> None:
    row, client = offered(house), house.login("alma")
    codes = [send(client, row, f"a{number}@example.org").status_code for number in range(21)]
    assert codes[:20] == [302] * 20 and codes[20] == 429


def test_an_organisation_without_topic_place_or_telephone_stands_on_the_card(house: House) -> None:
    row = offered(house, body(house, name="Ohne alles", phone=""), locations=[])
    spot(house, row.organization, address="")
    (found,) = networks.helpers("", "")
    assert found.name == "Ohne alles" and found.phone == "" and found.street == "Ennigerloh"


def test_the_network_card_names_the_nearest_stop_with_its_lines(region: House) -> None:
    helping = networks.with_buses([one for one in networks.helpers("Ennigerloh", "") if one.at][:6], "Ennigerloh")
    served = [one for one in helping if one.bus]
    assert served and all(one.bus.startswith("Bus: ") and "(" in one.bus for one in served)
    text = words(PdfReader(io.BytesIO(networks.card(helping, city="Ennigerloh", group="", paper="a4"))))
    assert " ".join(served[0].bus.split()) in " ".join(text.split())
    with at_most(1):
        networks.with_buses(helping, "Ennigerloh")


def test_the_nearest_stop_of_many_places_is_that_of_each_alone(region: House) -> None:
    rows = Location.objects.exclude(latitude=None)[:25]
    places = {one.pk: (one.latitude or 0.0, one.longitude or 0.0) for one in rows}
    found = reach.stop_by_place(places)
    assert len(found) > 10
    for key, point in places.items():
        alone = reach.nearest([point], limit=1)
        assert (found[key].name if key in found else None) == (alone[0].name if alone else None)
    assert reach.stop_by_place({}) == {}


def test_the_discharge_card_begins_with_the_dates_of_the_person_alone(house: House) -> None:
    family = haddad(house)
    at = wall(today() + dt.timedelta(days=3), dt.time(9))
    family.appointment(family.amira, starts_at=at, place="Raum 12")
    family.appointment(family.karim, starts_at=at + dt.timedelta(hours=2), place="Raum 77")
    asked = {"fall": str(family.pk), "person": str(family.amira)}
    page = house.login("alma").get("/verzeichnis/entlasskarte/", asked).content.decode()
    assert "Raum 12" in page and "Raum 77" not in page and "Streichen Sie" in page
    for stranger in ("otto", "ivo", "cem"):
        page = house.login(stranger).get("/verzeichnis/entlasskarte/", asked).content.decode()
        assert "Raum 12" not in page, stranger
    assert house.login("alma").get("/verzeichnis/entlasskarte/", {"fall": "x", "person": "1"}).status_code == 200

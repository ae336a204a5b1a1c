"""The public side: no login, no cookie, nothing but what is meant for everybody."""

from django.test import Client

from rundblick.directory.codes import Status
from tests.directory.building import noticed, offered, reached
from tests.house import House
from tests.queries import at_most


def test_everybody_reads_without_a_cookie(house: House, client: Client) -> None:
    row = offered(house)
    for answer in (
        client.get("/wegweiser/"),
        client.get("/wegweiser/?thema=debts"),
        client.post("/wegweiser/suche/", {"q": "Schulden"}),
        client.get(f"/wegweiser/angebot/{row.pk}/"),
    ):
        assert answer.status_code == 200 and "Schuld" in answer.content.decode()
        assert not answer.cookies
    assert not client.cookies


def test_a_form_from_anywhere_is_answered_without_a_token(house: House) -> None:
    offered(house)
    strict = Client(enforce_csrf_checks=True)
    assert "Schuldnerberatung" in strict.post("/wegweiser/suche/", {"q": "Schulden"}).content.decode()


def test_nothing_internal_stands_there(house: House, client: Client) -> None:
    row = offered(house)
    reached(house, row, role="Durchwahl der Leitung", public=False)
    noticed(house, row, house.alma, text="Lieber vormittags anrufen")
    page = client.get(f"/wegweiser/angebot/{row.pk}/").content.decode()
    for inner in ("Durchwahl", "vormittags", "Kriterien", "§ 16a", "Pflegen"):
        assert inner not in page, inner


def test_drafts_and_what_is_gone_do_not_exist(house: House, client: Client) -> None:
    for status, found in ((Status.DRAFT, 404), (Status.ENDED, 404), (Status.RESTING, 200), (Status.ACTIVE, 200)):
        row = offered(house, status=status, name=f"Angebot {status}")
        assert client.get(f"/wegweiser/angebot/{row.pk}/").status_code == found, status


def test_a_public_page_takes_few_statements(house: House, client: Client) -> None:
    offered(house)
    client.get("/wegweiser/")
    with at_most(10):
        client.get("/wegweiser/?thema=debts")

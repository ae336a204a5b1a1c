"""Somebody comes by: kept with one sentence, read by few, gone after 14 days."""

import datetime as dt

import pytest
from django.test import Client

from rundblick.access import crypto, services
from rundblick.access.context import acting_as
from rundblick.access.models import User
from rundblick.access.roles import Role
from rundblick.walkins import tasks
from rundblick.walkins.content import opened
from rundblick.walkins.models import Contact, WalkIn
from rundblick.walkins.views import listing
from rundblick.web import clock
from rundblick.web.clock import today
from tests.house import House
from tests.queries import at_most
from tests.walkins.coming import SENTENCE, comes_by, quarter, typed

FORM, SAVE, LIST = 7, 9, 6
"""Statements: the empty page, saving, and the list of any length."""
LISTED = "/laufkontakte/offen/"


def seen_by(house: House, name: str) -> int:
    """How many rows the database itself shows, whatever Python asks."""
    with acting_as(User.objects.get(pk=house.people[name].pk), "test", read_only=True):
        return WalkIn.objects.count()


def test_one_sentence_or_one_topic_is_enough_and_the_place_stays(house: House) -> None:
    place, browser = quarter(house), house.login("alma")
    browser.get("/laufkontakte/")
    with at_most(SAVE):
        sent = typed(place=str(place.pk), setting="decentral_office", given=["sheet", "appointment"])
        answer = browser.post("/laufkontakte/", sent)
    assert answer.status_code == 302
    with at_most(FORM):
        page = browser.get("/laufkontakte/").content.decode()
    assert "wird es gelöscht" in page and SENTENCE not in page
    assert f'value="{place.pk}" selected' in page and 'value="decentral_office" selected' in page
    browser.post("/laufkontakte/", {"topic": "5", "token": typed(2)["token"]})
    with acting_as(house.alma, "test"):
        first, second = (opened(row) for row in WalkIn.objects.order_by("pk"))
        assert (first.sentence, first.called, first.place) == (SENTENCE, "Frau Marek", "Quartiersbüro")
        assert first.given_words == "Infoblatt, Termin angeboten"
        assert (second.called, second.topic_words) == ("ohne Namen", "Bildung, Beruf und Beschäftigung")
        assert {(row.place_id, row.topic) for row in Contact.objects.all()} == {(place.pk, None), (None, 5)}
        assert {row.erase_on for row in WalkIn.objects.all()} == {today() + dt.timedelta(days=14)}


def test_nothing_said_is_told_beside_the_field_and_typed_words_stay(house: House) -> None:
    browser = house.login("alma")
    answer = browser.post("/laufkontakte/", typed(sentence="", name="Toni", reach="0151 5550177"))
    page = answer.content.decode()
    assert answer.status_code == 422 and "schreiben Sie einen Satz oder tippen Sie ein Thema an" in page
    assert 'value="Toni"' in page and 'value="0151 5550177"' in page
    assert browser.post("/laufkontakte/", typed(place="nirgends")).status_code == 422
    assert seen_by(house, "alma") == 0


def test_sent_twice_it_is_kept_and_counted_once(house: House) -> None:
    browser = house.login("alma")
    for _ in range(2):
        assert browser.post("/laufkontakte/", typed()).status_code == 302
    with acting_as(house.alma, "test"):
        assert (WalkIn.objects.count(), Contact.objects.count()) == (1, 1)


def test_only_the_author_and_coaches_of_the_team_read_it_in_the_database_too(house: House) -> None:
    row = comes_by(house)
    assert [name for name in house.people if seen_by(house, name)] == ["alma", "bert"]
    assert SENTENCE in house.login("bert").get(LISTED).content.decode()
    assert SENTENCE not in house.login("hanna").get(LISTED).content.decode()
    with acting_as(house.hanna, "test"):
        assert WalkIn.objects.filter(pk=row.pk).delete()[0] == 0
    browser = house.login("bert")
    with acting_as(house.frank, "test"):
        services.withdraw_role(user=house.bert, role=Role.COACH)
    assert browser.get(f"/laufkontakte/{row.pk}/").status_code == 404
    assert [name for name in house.people if seen_by(house, name)] == ["alma"]


def test_what_was_said_is_sealed_for_its_own_row(house: House) -> None:
    one, other = comes_by(house), comes_by(house, sentence="Etwas anderes")
    with acting_as(house.alma, "test"):
        assert "Strom" not in one.sealed and "Marek" not in one.sealed
        other.sealed = one.sealed
        with pytest.raises(crypto.Tampered):
            opened(other)


def test_a_word_is_looked_for_without_standing_in_the_address(house: House) -> None:
    comes_by(house)
    comes_by(house, "bert", sentence="Sucht einen Kitaplatz", name="Toni", reach="kommt dienstags")
    browser = house.login("alma")
    answer = browser.post("/laufkontakte/offen/suchen/", {"q": "DIENSTAGS"})
    assert answer.headers["Location"] == LISTED
    page = browser.get(LISTED).content.decode()
    assert "Kitaplatz" in page and SENTENCE not in page
    browser.post("/laufkontakte/offen/suchen/", {"q": "nirgends"})
    assert "steht dieses Wort" in browser.get(LISTED).content.decode()
    browser.post("/laufkontakte/offen/suchen/", {"q": ""})
    assert SENTENCE in browser.get(LISTED).content.decode()


def test_a_long_list_is_paged_and_takes_no_more_statements(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(listing, "SIZE", 3)
    for number in range(5):
        comes_by(house, sentence=f"Sache {number}")
    browser = house.login("alma")
    browser.get(LISTED)
    with at_most(LIST):
        page = browser.get(LISTED).content.decode()
    assert page.count("Sache ") == 3 and "in 14\xa0Tagen gelöscht" in page
    with acting_as(house.alma, "test"):
        third = WalkIn.objects.order_by("-on", "-pk")[2]
    assert browser.get(LISTED, {"hinter": str(third.pk)}).content.decode().count("Sache ") == 2


def test_done_means_gone_and_only_the_number_stays(house: House) -> None:
    row = comes_by(house)
    browser = house.login("bert")
    assert browser.post(f"/laufkontakte/{row.pk}/loeschen/").status_code == 302
    assert browser.post(f"/laufkontakte/{row.pk}/loeschen/").status_code == 404
    with acting_as(house.alma, "test"):
        assert (WalkIn.objects.count(), Contact.objects.count()) == (0, 1)


def test_after_14_days_nobody_reads_it_and_the_worker_erases_it(house: House) -> None:
    row, kept = comes_by(house), comes_by(house, sentence="Von gestern")
    with acting_as(house.alma, "test"):
        WalkIn.objects.filter(pk=row.pk).update(on=today() - dt.timedelta(days=14), erase_on=today())
    browser: Client = house.login("alma")
    assert SENTENCE not in browser.get(LISTED).content.decode(), "before the worker came"
    assert browser.get(f"/laufkontakte/{row.pk}/").status_code == 404
    assert tasks.erase_old(int(clock.now().timestamp())) == 1
    with acting_as(house.alma, "test"):
        assert [one.pk for one in WalkIn.objects.all()] == [kept.pk]
        assert Contact.objects.count() == 2

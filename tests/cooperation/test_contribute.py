"""What the room tells the others: the case page, what awaits an answer, mails, the copy, merging, erasing."""

import datetime as dt

import pytest
from django.urls import reverse

from rundblick.access.database import as_worker
from rundblick.access.hooks import erase, export, merge
from rundblick.access.models.dossiers import Basis
from rundblick.cooperation import calls
from rundblick.cooperation.codes import Doer, Kind, Standing
from rundblick.cooperation.models import Call, Entry
from rundblick.cooperation.views.acts import KEY
from rundblick.post import services as post
from rundblick.steering.begun import FORMS
from rundblick.web.clock import now, today
from tests.cases.families import Family, haddad
from tests.cooperation.sheets import DAY, let_in, put, shut, url
from tests.house import House
from tests.post.relay import Relay, relay
from tests.queries import at_most

__all__ = ["relay"]

LATER = dt.timedelta(minutes=11)


@pytest.fixture
def family(house: House) -> Family:
    return haddad(house)


def start(house: House, name: str) -> str:
    return house.login(name).get("/", follow=True).content.decode()


def test_a_request_awaits_the_other_side_on_its_start_page_until_it_is_done(house: House, family: Family) -> None:
    let_in(family, house.partner)
    entry = put(family, kind=Kind.REQUEST, text="Vertrauliche Frage", on=today() - DAY)
    page = start(house, "ivo")
    assert "Eine Bitte oder Frage beantworten" in page and "überfällig" in page and "Vertrauliche Frage" not in page
    assert "Eine Bitte oder Frage beantworten" not in start(house, "alma")
    house.login("ivo").post(url("done", family, entry.pk))
    house.login("ivo").post(url("seen", family))
    assert "beantworten" not in start(house, "ivo") and "gemeinsamen Blatt" not in start(house, "ivo")


def test_an_agreement_awaits_whoever_took_it_on(house: House, family: Family) -> None:
    let_in(family, house.partner)
    put(family, kind=Kind.AGREEMENT, text="Bescheid kopieren", doer=Doer.HOUSE)
    assert "Eine Absprache einlösen" in start(house, "alma")
    assert "Eine Absprache einlösen" not in start(house, "ivo")


def test_news_of_the_agency_stand_on_the_coachs_start_page_and_case(house: House, family: Family) -> None:
    let_in(family, house.partner)
    put(family, "ivo", "", kind=Kind.STANDING, standing=Standing.ENDED)
    assert "Neues auf einem gemeinsamen Blatt lesen" in start(house, "alma")
    more = house.login("alma").get(reverse("cases:more", args=[family.pk])).content.decode()
    assert "Absprachen mit anderen Stellen" in more and "Beratungsstelle Brücke" in more and ">neu<" in more
    house.login("alma").post(url("seen", family))
    assert "gemeinsamen Blatt" not in start(house, "alma")


def test_a_colleague_of_the_team_reads_of_no_sheet(house: House, family: Family) -> None:
    let_in(family, house.partner)
    put(family)
    more = house.login("bert").get(reverse("cases:more", args=[family.pk])).content.decode()
    assert "Beratungsstelle Brücke" not in more and "Absprachen mit" not in more


def test_one_neutral_mail_tells_each_reader_and_no_second_one_that_day(
    house: House, family: Family, relay: Relay
) -> None:
    let_in(family, house.partner)
    put(family, text="Ganz Persönliches")
    put(family, text="Noch etwas")
    with as_worker("test"):
        assert calls.call() == 0, "it can still be taken back"
    with as_worker("test"):
        assert calls.call(now() + LATER) == 1
    with as_worker("test"):
        assert calls.call(now() + LATER) == 0
        assert post.deliver().sent == 1
    (mail,) = relay.received
    assert "ivo@test.example" in mail
    for word in ("Haddad", "Amira", "Persönliches", "Brücke", "Jobcenter", str(family.pk)):
        assert word not in mail
    put(family, text="Am selben Tag noch etwas")
    with as_worker("test"):
        assert calls.call(now() + 2 * LATER) == 0


def test_a_mail_does_not_leave_once_the_door_is_closed_or_all_is_read(
    house: House, family: Family, relay: Relay
) -> None:
    grant = let_in(family, house.partner)
    put(family)
    with as_worker("test"):
        assert calls.call(now() + LATER) == 1
    shut(family, grant)
    with as_worker("test"):
        assert post.deliver().sent == 0
    with as_worker("test"):
        assert Call.objects.get().state == "withdrawn"
    assert relay.received == []


def test_the_coach_is_told_and_what_an_agency_keeps_tells_nobody(house: House, family: Family, relay: Relay) -> None:
    let_in(family, house.provider_team, basis=Basis.ASSIGNMENT, evidence="Vertrag", until=None)
    let_in(family, house.partner)
    put(family, "ivo", "Bleibt hier", for_house=False)
    with as_worker("test"):
        assert calls.call(now() + LATER) == 0
    put(family, "ivo", "", kind=Kind.DATE, on=today() + DAY)
    with as_worker("test"):
        assert calls.call(now() + LATER) == 1
        post.deliver()
    assert "alma@test.example" in relay.received[0]


def test_old_calls_go(house: House) -> None:
    with as_worker("test"):
        Call.objects.create(user=house.ivo, at=now() - 31 * DAY)
        assert calls.tidy() == 1


def test_export_merge_and_erase_know_the_sheet(house: House, family: Family) -> None:
    let_in(family, house.partner)
    put(family, text="Das steht in der Auskunft")
    put(family, "ivo", "Das verantwortet die Stelle", for_house=False)
    with as_worker("test"):
        (section,) = dict(export.items())["cooperation"](family.pk, family.amira)
        told = str(section["rows"])
        assert "Das steht in der Auskunft" in told and "verantwortet" not in told
        assert all(len(row) == len(section["columns"]) for row in section["rows"])
        assert dict(merge.items())["cooperation"](family.karim, family.amira) == 2
        assert Entry.objects.filter(person_id=family.karim).count() == 2
    with as_worker("test.erase"):
        assert dict(erase.items())["cooperation"](family.pk) == 2


def test_an_unfinished_text_has_a_name_and_an_address() -> None:
    assert KEY.partition(":")[0] in FORMS


def test_the_pages_cost_few_statements(house: House, family: Family) -> None:
    let_in(family, house.partner, topics=("master", "cooperation", "goals", "tasks", "appointments"))
    for number in range(12):
        put(family, text=f"Nachricht {number}")
    alma, ivo = house.login("alma"), house.login("ivo")
    for browser in (alma, ivo):
        browser.get(url("sheet", family))
        with at_most(14):
            assert browser.get(url("sheet", family)).status_code == 200
        with at_most(9):
            assert browser.get(reverse("cooperation:mine")).status_code == 200
        with at_most(10):
            assert browser.get(reverse("cooperation:case", args=[family.pk])).status_code == 200

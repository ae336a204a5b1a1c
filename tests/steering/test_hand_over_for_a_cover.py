"""The handover: one page for the deputy, exactly during the cover."""

import datetime as dt
from typing import Any

import pytest
from django.urls import reverse

from rundblick.access import services as access
from rundblick.access.context import acting_as
from rundblick.access.models import Cover
from rundblick.calendar.models import Handover
from rundblick.web.clock import today
from tests.calendar.test_be_away import covered, noon
from tests.cases.families import Family, haddad
from tests.house import House
from tests.queries import at_most


def page(house: House, cover: Cover, who: str = "alma") -> Any:
    return house.login(who).get(reverse("steering:handover", args=[cover.pk]))


def write(family: Family, cover: Cover, text: str, version: int = 0, who: str = "alma") -> Any:
    address = reverse("steering:handover_note", args=[cover.pk, family.pk])
    return family.house.login(who).post(address, {"text": text, "version": str(version)})


def test_the_page_lists_appointments_tasks_what_is_due_and_the_note(house: House) -> None:
    family, cover = haddad(house), covered(house, 0, 5)
    family.appointment(family.amira, starts_at=noon(2), purpose="Zeugnis")
    family.appointment(family.karim, starts_at=noon(8), purpose="danach")
    family.task("Kita anrufen", due_on=today() + dt.timedelta(days=1))
    family.task("Viel später", due_on=today() + dt.timedelta(days=30))
    assert write(family, cover, "Bitte vormittags anrufen.").status_code == 302
    for who in ("alma", "hanna"):
        text = page(house, cover, who).content.decode()
        for words in ("Familie Haddad", "Zeugnis", "Kita anrufen", "Bitte vormittags anrufen.", "noch bei Alma"):
            assert words in text, (who, words)
        assert "danach" not in text and "Viel später" not in text


def test_the_deputy_sees_it_exactly_during_the_cover(house: House) -> None:
    family, cover = haddad(house), covered(house, 2, 5)
    assert write(family, cover, "Vertraulich").status_code == 302
    assert page(house, cover, "hanna").status_code == 404, "not before the first day"
    for who in ("bert", "dana", "otto", "jana", "frank"):
        assert page(house, cover, who).status_code == 404, who
    running = covered(house, 0, 1)
    assert "Vertraulich" in page(house, running, "hanna").content.decode()
    with acting_as(house.dana, "test"):
        access.end_cover(running)
    with acting_as(house.hanna, "test", read_only=True):
        assert not Handover.objects.exists(), "the doors close in that second"
    assert "Vertraulich" not in page(house, running, "hanna").content.decode()


def test_two_who_write_see_both_versions_and_an_empty_text_takes_it_back(house: House) -> None:
    family, cover = haddad(house), covered(house, 0, 5)
    write(family, cover, "Erste Fassung")
    answer = write(family, cover, "Zweite Fassung", who="hanna")
    text = answer.content.decode()
    assert answer.status_code == 409 and "Erste Fassung" in text and "Zweite Fassung" in text
    assert write(family, cover, "Zweite Fassung", version=1, who="hanna").status_code == 302
    assert write(family, cover, "", version=2).status_code == 302
    with acting_as(house.alma, "test", read_only=True):
        assert not Handover.objects.exists()


def test_a_double_click_writes_once(house: House) -> None:
    family, cover = haddad(house), covered(house, 0, 5)
    assert [write(family, cover, "Ein Wort").status_code for _ in range(2)] == [302, 302]
    with acting_as(house.alma, "test", read_only=True):
        assert Handover.objects.get().version == 1


def test_the_team_reads_appointments_but_no_handover(house: House) -> None:
    family, cover = haddad(house), covered(house, 0, 5)
    write(family, cover, "Vertraulich")
    with acting_as(house.bert, "test", read_only=True):
        assert not Handover.objects.exists()


def test_a_case_outside_of_the_cover_has_no_note_there(house: House) -> None:
    family, cover = haddad(house), covered(house, 0, 5)
    with acting_as(house.hanna, "test"):
        own = house.dossier(responsible=house.hanna)
    address = reverse("steering:handover_note", args=[cover.pk, own.pk])
    assert house.login("hanna").get(address).status_code == 404
    assert page(house, cover).status_code == 200 and family.pk


def test_an_empty_cover_says_so(house: House) -> None:
    assert "kein offener Fall" in page(house, covered(house, 0, 5)).content.decode()


@pytest.mark.parametrize("many", [1, 12])
def test_the_page_takes_as_few_statements_for_much_as_for_little(house: House, many: int) -> None:
    family, cover = haddad(house), covered(house, 0, 9)
    write(family, cover, "Ein Wort")
    for number in range(many):
        family.appointment(family.amira, starts_at=noon(1 + number % 8) + dt.timedelta(minutes=number))
        family.task(f"Aufgabe {number}", due_on=today() + dt.timedelta(days=1))
    browser = house.login("hanna")
    address = reverse("steering:handover", args=[cover.pk])
    browser.get(address)
    with at_most(14):
        browser.get(address)

"""The coach's week."""

import datetime as dt

from django.urls import reverse

from rundblick.calendar.rules import Week
from rundblick.web.clock import now, today
from tests.cases.families import haddad
from tests.house import House
from tests.people import families as people
from tests.queries import at_most


def test_a_week_shows_its_days_and_who_sits_at_the_table(house: House) -> None:
    family = haddad(house)
    monday = Week.of(today()).moved(1).start
    family.appointment(family.amira, family.karim, starts_at=monday + dt.timedelta(hours=10))
    family.appointment(starts_at=monday + dt.timedelta(hours=14))
    page = house.login("alma").get(reverse("calendar:week") + f"?woche={Week.of(today()).moved(1).code}")
    (day,) = [day for day in page.context["days"] if day.lines]
    assert day.date == monday.date()
    assert {frozenset(line.who.split(", ")) for line in day.lines} == {
        frozenset({"Amira Haddad", "Karim Haddad"}),
        frozenset({"Familie Haddad"}),
    }


def test_mine_is_what_i_lead_and_the_team_sees_all(house: House) -> None:
    family = haddad(house)
    family.appointment(family.amira, starts_at=Week.of(today()).start + dt.timedelta(hours=12))
    address = reverse("calendar:week")
    bert = house.login("bert")
    assert bert.get(address).context["empty"]
    page = bert.get(f"{address}?wer=team")
    assert "Amira Haddad" in page.content.decode()
    assert "mit Alma" in page.content.decode()
    assert house.login("hanna").get(f"{address}?wer=team").context["empty"]


def test_what_is_over_and_not_noted_is_marked(house: House) -> None:
    family = haddad(house)
    family.appointment(family.amira, starts_at=now() - dt.timedelta(hours=3))
    week = Week.of((now() - dt.timedelta(hours=3)).date()).code
    page = house.login("alma").get(reverse("calendar:week") + f"?woche={week}").content.decode()
    assert "noch nicht vermerkt" in page


def test_an_empty_week_says_so(house: House) -> None:
    page = house.login("alma").get(reverse("calendar:week") + "?woche=2030-W01").content.decode()
    assert "kein Termin im Kalender" in page


def test_a_full_week_takes_ten_statements(house: House) -> None:
    families = [haddad(house)]
    for number in range(3):
        families[0].appointment(families[0].amira, starts_at=now() + dt.timedelta(minutes=number))
    families[0].appointment(starts_at=now() + dt.timedelta(minutes=7))
    people.household(house)
    browser = house.login("alma")
    browser.get(reverse("calendar:week"))
    with at_most(10):
        browser.get(reverse("calendar:week") + "?wer=team")

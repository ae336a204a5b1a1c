"""How many came: counted without words, shown without small cells, days or names of staff."""

import datetime as dt

from rundblick.access.context import acting_as
from rundblick.walkins import rules, services
from rundblick.walkins.models import Contact
from rundblick.web.clock import today
from tests.house import House
from tests.queries import at_most
from tests.walkins.coming import TOKEN, quarter

TALLY, NUMBERS = 8, 4
"""Statements: one tap (two more when the same one is sent again), and the page of numbers."""
TOPICS = [1, 2, 3, 4, 5]


def test_a_tap_counts_one_and_the_last_one_can_be_taken_back(house: House) -> None:
    place, browser = quarter(house), house.login("alma")
    browser.get("/laufkontakte/zaehlen/")
    for number, topic in ((1, "5"), (2, "0"), (2, "0")):
        with at_most(TALLY):
            sent = {"topic": topic, "place": str(place.pk), "token": TOKEN.format(number)}
            assert browser.post("/laufkontakte/zaehlen/", sent).status_code == 302
    page = browser.get("/laufkontakte/zaehlen/").content.decode()
    assert "2\xa0Kontakte heute an diesem Gerät, zuletzt: ohne Thema" in page
    other = house.login("bert")
    other.post("/laufkontakte/zaehlen/zurueck/", {"contact": TOKEN.format(2)})
    with acting_as(house.alma, "test"):
        assert Contact.objects.count() == 2, "nobody takes back what another browser counted"
    browser.post("/laufkontakte/zaehlen/zurueck/", {"contact": TOKEN.format(2)})
    with acting_as(house.alma, "test"):
        row = Contact.objects.get()
        assert (row.topic, row.place_id, row.on) == (5, place.pk, today())
        assert not {field.name for field in Contact._meta.fields} & {"author", "user", "by", "at"}
    assert browser.post("/laufkontakte/zaehlen/", {"topic": "9", "token": TOKEN.format(3)}).status_code == 422


def test_numbers_cover_whole_months_and_small_cells_are_withheld_with_what_gives_them_away() -> None:
    march = dt.date(2026, 3, 1)
    counted = {
        ("Bus", march, 1): 2,
        ("Bus", march, 5): 9,
        ("Büro", march, 1): 7,
        ("Büro", march, 5): 8,
        ("", march, None): 4,
        ("Bus", dt.date(2026, 11, 1), 5): 50,
    }
    found = rules.numbers(counted, today=dt.date(2026, 11, 29), topics=TOPICS)
    assert (found.since, found.as_of) == (dt.date(2025, 11, 1), dt.date(2026, 10, 31))
    assert found.places == ["Bus", "Büro", ""] and found.total.value == 30, "the running month is left out"
    bus, office, nowhere = found.table.cells
    assert bus[0].value is None and bus[4].value is None
    assert office[0].value is None and office[4].value is None
    assert nowhere[5].value == 4
    assert dict(found.months)[march].value == 30


def test_the_page_and_the_table_tell_the_house_its_own_numbers(house: House) -> None:
    last_month = today().replace(day=1) - dt.timedelta(days=1)
    place = quarter(house, "=Bus")
    with acting_as(house.alma, "test"):
        for _ in range(4):
            services.count(organisation_id=house.jobcenter.pk, place=place, topic=5, on=last_month)
        services.count(organisation_id=house.jobcenter.pk, place=None, topic=None, on=today())
    with acting_as(house.otto, "test"):
        services.count(organisation_id=house.other_jobcenter.pk, place=None, topic=1, on=last_month)
    browser = house.login("dana")
    browser.get("/laufkontakte/zahlen/")
    with at_most(NUMBERS):
        page = browser.get("/laufkontakte/zahlen/").content.decode()
    assert "<strong>4</strong>" in page and "Stichtag" in page and "Alma" not in page
    lines = browser.get("/laufkontakte/zahlen/tabelle/").content.decode("utf-8-sig").splitlines()
    assert lines[2] == "'=Bus;0;0;0;0;4;0;4" and lines[3].endswith(";4;0;4")
    assert "noch nichts gezählt" in house.login("cem").get("/laufkontakte/zahlen/").content.decode()

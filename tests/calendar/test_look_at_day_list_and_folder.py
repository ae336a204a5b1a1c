"""Day, list and folder of a coach."""

import datetime as dt
from collections.abc import Iterator
from typing import Any

import pytest
from django.urls import reverse

from rundblick.access.context import acting_as
from rundblick.calendar import services
from rundblick.calendar.picture import Block, day
from rundblick.calendar.rules import day_span, wall
from rundblick.calendar.shown import brief
from rundblick.web.clock import today
from tests.cases.families import Family, haddad
from tests.house import House, empty_tables

DAY = dt.date(2027, 2, 3)
LATER = dt.date(2027, 2, 4)


@pytest.fixture(scope="module")
def family() -> Iterator[Family]:
    """A family with a day full of appointments; nothing here changes it."""
    house = House.build()
    built = haddad(house)
    with acting_as(house.frank, "test"):
        room = services.add_place(organisation_id=house.jobcenter.pk, name="Raum 2", address="2. Stock")
    built.appointment(built.amira, starts_at=wall(DAY, dt.time(9)), room=room, purpose="Zeugnis")
    built.appointment(built.karim, starts_at=wall(DAY, dt.time(13)), setting="walk_and_talk", place="Stadtpark")
    built.appointment(built.amira, starts_at=wall(DAY, dt.time(14, 30)), setting="home_visit")
    built.appointment(starts_at=wall(LATER, dt.time(23, 30)))
    called_off = built.appointment(built.karim, starts_at=wall(DAY, dt.time(11)))
    with acting_as(house.alma, "test"):
        services.cancel(appointment=called_off)
    yield built
    empty_tables()


def test_a_day_shows_its_free_times_and_keeps_the_way_to_a_home_visit_clear(family: Family) -> None:
    page = family.house.login("alma").get(reverse("calendar:day") + f"?tag={DAY}")
    told = page.context["picture"].description
    assert (
        told.replace("\xa0", " ") == "3 Termine. Frei: 08:00 bis 09:00 Uhr, 10:00 bis 12:00 Uhr, 12:30 bis 13:00 Uhr."
    )
    assert "Raum 2, 2. Stock" in page.content.decode()
    assert [line.called_off for line in page.context["lines"]] == [False, True, False, False]


def test_a_meeting_over_midnight_stands_on_both_days(family: Family) -> None:
    browser = family.house.login("alma")
    first = browser.get(reverse("calendar:day") + f"?tag={LATER}").context["lines"]
    second = browser.get(reverse("calendar:day") + f"?tag={LATER + dt.timedelta(days=1)}").context["lines"]
    assert [line.url for line in first] == [line.url for line in second]
    assert first[0].clock == "23:30 bis 00:30 (am Tag danach)"


def test_on_a_holiday_and_while_away_no_time_is_free(family: Family) -> None:
    house = family.house
    with acting_as(house.bert, "test"):
        services.be_away(coach=house.bert, first_day=DAY, last_day=DAY)
    browser = house.login("bert")
    for on, why in ((DAY, "abwesend"), (dt.date(2027, 1, 1), "Neujahr")):
        page = browser.get(reverse("calendar:day") + f"?tag={on}")
        assert page.context["why"] == why
        assert "Keine freie Zeit" in page.context["picture"].description
    assert not browser.get(reverse("calendar:day") + f"?tag={LATER}").context["why"]


def test_an_address_that_is_no_day_shows_today(family: Family) -> None:
    browser = family.house.login("alma")
    for text in ("gestern", "2027-02-30", "0001-01-01", "9999-12-31"):
        assert browser.get(reverse("calendar:day") + f"?tag={text}").context["day"] == today()


def test_the_list_narrows_down_by_setting_state_and_person(family: Family) -> None:
    browser = family.house.login("alma")

    def found(**wanted: Any) -> int:
        return len(browser.get(reverse("calendar:list"), wanted).context["table"].rows)

    assert found() == 5
    assert found(rahmen="home_visit") == 1
    assert found(stand="cancelled") == 1
    assert found(person=family.karim) == 2
    assert found(person=family.karim, stand="planned") == 1
    assert found(ab="4.2.2027") == 1
    answer = browser.get(reverse("calendar:list"), {"ab": "irgendwann", "rahmen": "moon"})
    assert answer.status_code == 200 and "TT.MM.JJJJ" in answer.content.decode()


def test_the_list_is_ones_own_and_knows_only_ones_own_people(family: Family) -> None:
    page = family.house.login("bert").get(reverse("calendar:list"), {"person": str(family.amira)})
    assert page.context["empty"]
    assert "Haddad" not in page.content.decode()


def test_the_list_has_pages(family: Family, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("rundblick.calendar.views.looking.SIZE", 2)
    browser = family.house.login("alma")
    address, seen, steps = reverse("calendar:list"), [], 0
    query = "?stand=planned&ab=1.1.2027"
    while query:
        page = browser.get(address + query)
        seen += [row[1].url for row in page.context["table"].rows]
        query, steps = page.context["pages"].next_url, steps + 1
    assert (len(seen), len(set(seen)), steps) == (4, 4, 2)
    back = browser.get(address + page.context["pages"].previous_url)
    assert [row[1].url for row in back.context["table"].rows] == seen[:2]


def test_the_folder_holds_short_names_and_nothing_of_what_it_is_about(family: Family) -> None:
    browser = family.house.login("alma")
    for query in (f"?tag={DAY}", "?woche=2027-W05"):
        page = browser.get(reverse("calendar:folder") + query).content.decode()
        assert "Karim H." in page and "Karim Haddad" not in page
        assert "Amira Haddad" in page, "at home one has to find the bell"
        assert "Zeugnis" not in page and "11:00" not in page
    assert "Familie H." in page
    empty = browser.get(reverse("calendar:folder") + "?tag=2030-01-07").content.decode()
    assert "kein Termin geplant" in empty


def test_a_short_name_keeps_the_first_name_and_a_letter() -> None:
    assert [brief(name) for name in ("Amira Haddad", "Anna Lena von Thun", "Familie Haddad", "Mitglied")] == [
        "Amira H.",
        "Anna T.",
        "Familie H.",
        "Mitglied",
    ]


def test_meetings_at_the_same_time_stand_side_by_side_in_the_picture() -> None:
    changed = dt.date(2027, 3, 28)
    start, end = day_span(changed)
    blocks = [Block(start=wall(changed, dt.time(9)), end=end, words="<b>", where="") for _ in range(2)]
    drawn = day(blocks, [], start=start, end=end, title="Tag")
    assert "&lt;b&gt;" in drawn.svg and "<b>" not in drawn.svg
    assert drawn.svg.count('width="186"') == 2
    assert "02:00" not in drawn.svg.split("<defs>")[0] and "24:00" not in drawn.svg

"""A series: its preview, saving it, moving and calling off the rest."""

import datetime as dt
import re
import uuid
from typing import Any

import pytest
from django.urls import reverse

from rundblick.access.context import acting_as
from rundblick.calendar import services
from rundblick.calendar.errors import Refused
from rundblick.calendar.models import Appointment
from rundblick.calendar.rules import wall
from rundblick.web.clock import BERLIN, in_berlin
from tests.calendar.test_arrange import typed
from tests.cases.families import Family, haddad
from tests.house import House
from tests.people import families as people
from tests.queries import at_most

FIRST = dt.date(2026, 12, 4)


def wanted(family: Family, **values: Any) -> dict[str, Any]:
    return typed(family, day="4.12.2026", time="10:00", every="1", times="4", until="", **values)


def post(family: Family, data: dict[str, Any]) -> Any:
    return family.house.login("alma").post(reverse("calendar:series", args=[family.pk]), data, follow=True)


def days(house: House) -> list[str]:
    with acting_as(house.alma, "test", read_only=True):
        rows = Appointment.objects.filter(status="planned").order_by("starts_at")
        return [f"{in_berlin(row.starts_at):%d.%m. %H:%M}" for row in rows]


def saved(family: Family, data: dict[str, Any], ticked: list[str] | None = None) -> Any:
    page = post(family, data)
    chosen = [day.value for day in page.context["days"] if day.ticked] if ticked is None else ticked
    return post(family, data | {"gesehen": page.context["seen"], "tag": chosen, "speichern": "1"})


def series(family: Family, weeks: int = 3, *persons: uuid.UUID) -> list[Appointment]:
    spans = [
        (wall(FIRST + dt.timedelta(weeks=n), dt.time(10)), wall(FIRST + dt.timedelta(weeks=n), dt.time(11)))
        for n in range(weeks)
    ]
    with acting_as(family.house.alma, "test"):
        return services.arrange_series(
            dossier_id=family.pk,
            persons=persons or [family.amira],
            coach=family.house.alma,
            spans=spans,
            token=uuid.uuid4(),
            setting="office",
        )


def test_the_preview_shows_all_days_and_saves_nothing(house: House) -> None:
    family = haddad(house)
    with acting_as(house.alma, "test"):
        services.be_away(coach=house.alma, first_day=dt.date(2026, 12, 10), last_day=dt.date(2026, 12, 12))
    family.appointment(family.karim, starts_at=wall(dt.date(2026, 12, 18), dt.time(10, 30)))
    page = post(family, wanted(family))
    shown = [(day.value[5:], day.ticked, day.hint) for day in page.context["days"]]
    assert shown == [
        ("12-04", True, ""),
        ("12-11", False, "abwesend"),
        ("12-18", True, "schon ein anderer Termin"),
        ("12-25", False, "1. Weihnachtstag"),
        ("01-01", False, "Neujahr"),
        ("01-08", True, ""),
        ("01-15", True, ""),
    ]
    assert len(days(house)) == 1


def test_the_ticked_days_are_saved_as_a_row_each(house: House) -> None:
    family = haddad(house)
    answer = saved(family, wanted(family), ["2026-12-04", "2026-12-18", "2026-12-25"])
    assert "3 Termine sind vereinbart" in answer.content.decode().replace("\xa0", " ")
    assert days(house) == ["04.12. 10:00", "18.12. 10:00", "25.12. 10:00"]
    with acting_as(house.alma, "test", read_only=True):
        assert Appointment.objects.values("series").distinct().count() == 1
        assert Appointment.objects.values("meeting").distinct().count() == 3


def test_a_double_click_arranges_once_and_a_second_choice_adds_only_what_is_new(house: House) -> None:
    family = haddad(house)
    data = wanted(family)
    for _ in range(2):
        saved(family, data, ["2026-12-04", "2026-12-11"])
    assert len(days(house)) == 2
    saved(family, data, ["2026-12-11", "2026-12-18"])
    assert days(house) == ["04.12. 10:00", "11.12. 10:00", "18.12. 10:00"]


def test_days_that_changed_since_they_were_seen_are_shown_again(house: House) -> None:
    family = haddad(house)
    data = wanted(family)
    page = post(family, data)
    sent = data | {"gesehen": page.context["seen"], "tag": ["2026-12-04"], "speichern": "1", "time": "11:00"}
    again = post(family, sent)
    assert again.context["days"] and days(house) == []


def test_without_a_ticked_day_nothing_is_saved(house: House) -> None:
    family = haddad(house)
    answer = saved(family, wanted(family), [])
    assert answer.status_code == 422 and "mindestens einen Tag" in answer.content.decode()


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"times": "", "until": ""}, "den letzten Tag oder die Anzahl"),
        ({"times": "3", "until": "31.12.2026"}, "entweder den letzten Tag oder die Anzahl"),
        ({"times": "", "until": "1.12.2026"}, "liegt vor dem ersten"),
        ({"times": "1"}, "größer oder gleich 2"),
        ({"times": "105"}, "kleiner oder gleich 104"),
        ({"every": "5"}, "gültige Auswahl"),
    ],
)
def test_what_cannot_be_a_series_is_said_beside_the_field(house: House, values: dict[str, str], words: str) -> None:
    family = haddad(house)
    answer = post(family, wanted(family) | values)
    assert answer.status_code == 422 and words in answer.content.decode()


def test_a_series_keeps_its_wall_clock_over_the_change_of_the_clock(house: House) -> None:
    family = haddad(house)
    saved(family, wanted(family) | {"day": "25.3.2027", "times": "2"})
    assert days(house) == ["25.03. 10:00", "01.04. 10:00"]


def test_forty_people_sit_at_one_table_with_as_few_statements_as_two(house: House) -> None:
    members = [people.member(f"Person{n}|Groß", dt.date(1990, 1, 1)) for n in range(40)]
    household = people.household(house, *members, number="36502BG0017199")
    with acting_as(house.alma, "test"):
        from rundblick.people.models import Membership

        ids = list(Membership.objects.filter(dossier_id=household.dossier_id).values_list("person_id", flat=True))
        spans = [(wall(FIRST + dt.timedelta(weeks=n), dt.time(10)), wall(FIRST + dt.timedelta(weeks=n), dt.time(11)))
                 for n in range(3)]  # fmt: skip
        with at_most(4):
            rows = services.arrange_series(
                dossier_id=household.dossier_id, persons=ids, coach=house.alma, spans=spans, token=uuid.uuid4(),
                setting="group",
            )  # fmt: skip
    assert len(rows) == 120
    browser = house.login("alma")
    with at_most(10):
        page = browser.get(reverse("calendar:week") + "?woche=2026-W49")
    (line,) = [line for day in page.context["days"] for line in day.lines]
    assert len(line.who.split(", ")) == 40


def test_a_series_needs_its_room_on_every_day(house: House) -> None:
    family = haddad(house)
    with acting_as(house.frank, "test"):
        room = services.add_place(organisation_id=house.jobcenter.pk, name="Raum 2")
    family.appointment(family.karim, starts_at=wall(dt.date(2026, 12, 11), dt.time(10)), room=room)
    data = wanted(family, room=str(room.pk))
    page = post(family, data)
    assert [day.hint for day in page.context["days"] if day.value == "2026-12-11"] == ["Raum belegt"]
    answer = saved(family, data, ["2026-12-04", "2026-12-11"])
    assert answer.status_code == 422 and "belegt" in answer.content.decode()
    assert len(days(house)) == 1, "all or nothing"


def test_the_rest_of_a_series_moves_along_on_the_wall_clock(house: House) -> None:
    family = haddad(house)
    rows = series(family, 4, family.amira, family.karim)
    second = sorted(rows, key=lambda row: row.starts_at)[2]
    data = {"day": "10.12.2026", "time": "15:00", "minutes": "30", "setting": "phone", "version": "1"}
    browser, address = house.login("alma"), reverse("calendar:move", args=[second.pk])
    assert browser.post(address, data | {"following": "folgende"}).status_code == 302
    assert sorted(set(days(house))) == ["04.12. 10:00", "10.12. 15:00", "17.12. 15:00", "24.12. 15:00"]
    stale = browser.post(address, data | {"following": "folgende", "time": "16:00"})
    assert stale.status_code == 409, "two tabs"
    assert "24.12. 15:00" in days(house)


def test_only_this_one_leaves_the_others(house: House) -> None:
    family = haddad(house)
    first = series(family)[0]
    data = {"day": "5.12.2026", "time": "9:00", "minutes": "30", "setting": "phone", "version": "1"}
    house.login("alma").post(reverse("calendar:move", args=[first.pk]), data | {"following": "einer"})
    assert days(house) == ["05.12. 09:00", "11.12. 10:00", "18.12. 10:00"]


def test_a_series_moved_into_the_skipped_hour_stays_where_it_is(house: House) -> None:
    family = haddad(house)
    spans = [(wall(day, dt.time(4)), wall(day, dt.time(5))) for day in (dt.date(2027, 3, 21), dt.date(2027, 3, 28))]
    with acting_as(house.alma, "test"):
        first, _ = services.arrange_series(
            dossier_id=family.pk,
            persons=[family.amira],
            coach=house.alma,
            spans=spans,
            token=uuid.uuid4(),
            setting="phone",
        )
        start = dt.datetime(2027, 3, 21, 2, 30, tzinfo=BERLIN)
        with pytest.raises(Refused, match=re.escape("28.03.2027")):
            services.move(
                appointment=first,
                version=1,
                starts_at=start,
                ends_at=start + dt.timedelta(hours=1),
                setting="phone",
                following=True,
            )
    assert days(house) == ["21.03. 04:00", "28.03. 04:00"]


def test_calling_off_this_and_the_following_keeps_what_was_before(house: House) -> None:
    family = haddad(house)
    rows = series(family, 3, family.amira, family.karim)
    second = next(row for row in rows if row.person_id == family.amira and row.starts_at.day == 11)
    address = reverse("calendar:cancel", args=[second.pk])
    page = house.login("alma").get(reverse("calendar:appointment", args=[second.pk])).content.decode()
    assert "diesen und alle folgenden der Reihe" in page
    house.login("alma").post(address, {"umfang": "folgende"})
    assert len(days(house)) == 4, "Karim's three and Amira's first"
    house.login("alma").post(address, {"umfang": "folgende", "alle": "1"})
    assert days(house) == ["04.12. 10:00", "04.12. 10:00"]

"""The waiting list: who would like to come earlier, and giving a freed time away."""

import datetime as dt
from typing import Any

from django.urls import reverse

from rundblick.access.context import acting_as
from rundblick.access.models.dossiers import Basis
from rundblick.calendar import services
from rundblick.calendar.models import Appointment, EarlierWish
from rundblick.calendar.rules import wall
from rundblick.web.clock import today
from tests.cases.families import Family, haddad
from tests.house import House

MONDAY = dt.date(2027, 2, 1)


def wish(family: Family, **values: Any) -> EarlierWish:
    given: dict[str, Any] = {"dossier_id": family.pk, "person_id": family.karim, "coach": family.house.alma}
    with acting_as(family.house.alma, "test"):
        return services.wish_earlier(**(given | values))


def called_off(family: Family, **values: Any) -> Appointment:
    row = family.appointment(family.amira, **({"starts_at": wall(MONDAY, dt.time(10))} | values))
    with acting_as(family.house.alma, "test"):
        return services.cancel(appointment=row)[0]


def takers(family: Family, row: Appointment, by: str = "alma") -> list[str]:
    page = family.house.login(by).get(reverse("calendar:appointment", args=[row.pk]))
    return [one["name"] for one in page.context["takers"]]


def give(family: Family, row: Appointment, who: EarlierWish, by: str = "alma") -> Any:
    return family.house.login(by).post(reverse("calendar:give", args=[row.pk, who.pk]), follow=True)


def karims(family: Family) -> list[tuple[dt.datetime, str, str | None, str | None, int]]:
    with acting_as(family.house.alma, "test", read_only=True):
        rows = Appointment.objects.filter(person_id=family.karim).order_by("starts_at")
        return [(row.starts_at, row.setting, row.place, row.purpose, row.version) for row in rows]


def test_a_wish_is_noted_in_the_case_and_stands_on_the_list_until_it_is_done(house: House) -> None:
    family, browser = haddad(house), house.login("alma")
    address = reverse("calendar:wish", args=[family.pk])
    for days in (["1"], ["1", "2"]):
        data = {"who": str(family.karim), "settings": ["phone"], "weekdays": days}
        assert browser.post(address, data).status_code == 302
    row = EarlierWish.objects
    page = browser.get(reverse("calendar:wishes")).content.decode()
    assert "Karim Haddad" in page and "am Telefon · Montag, Dienstag" in page
    assert "Karim" not in house.login("bert").get(reverse("calendar:wishes")).content.decode()
    with acting_as(house.alma, "test", read_only=True):
        pk = row.get().pk
    browser.post(reverse("calendar:wish_end", args=[pk]))
    assert "niemand früher kommen" in browser.get(reverse("calendar:wishes")).content.decode()
    assert browser.post(address, {"who": ""}).status_code == 422


def test_a_called_off_time_shows_whom_it_suits(house: House) -> None:
    family = haddad(house)
    wish(family)
    row = called_off(family)
    assert takers(family, row) == ["Karim Haddad"]
    wish(family, weekdays=[2])
    assert takers(family, row) == []
    wish(family, weekdays=[1], settings=["phone"])
    assert takers(family, row) == []
    wish(family, settings=["phone", "office"])
    assert takers(family, row) == ["Karim Haddad"]
    assert takers(family, row, by="bert") == []
    wish(family, person_id=family.amira)
    assert takers(family, row) == ["Karim Haddad"], "never the one who gave it up"


def test_one_click_arranges_once_and_ends_the_wish(house: House) -> None:
    family = haddad(house)
    row, who = called_off(family), wish(family)
    for _ in range(2):
        give(family, row, who)
    assert karims(family) == [(row.starts_at, row.setting, None, None, 1)]
    with acting_as(house.alma, "test", read_only=True):
        assert EarlierWish.objects.get().ended_at is not None


def test_a_later_appointment_moves_forward_instead_of_a_second_one(house: House) -> None:
    family = haddad(house)
    family.appointment(family.karim, starts_at=wall(MONDAY + dt.timedelta(days=9), dt.time(9)), purpose="Kita")
    row, who = called_off(family), wish(family)
    give(family, row, who)
    assert karims(family) == [(row.starts_at, "office", None, "Kita", 2)]


def test_a_moved_appointment_leaves_its_former_time(house: House) -> None:
    family = haddad(house)
    row, who = family.appointment(family.amira, starts_at=wall(MONDAY, dt.time(10))), wish(family)
    later: dict[str, Any] = {
        "starts_at": row.starts_at + dt.timedelta(days=7),
        "ends_at": row.ends_at + dt.timedelta(days=7),
    }
    with acting_as(house.alma, "test"):
        services.move(appointment=row, version=1, setting="office", **later)
    assert takers(family, row) == ["Karim Haddad"]
    give(family, row, who)
    assert karims(family)[0][0] == wall(MONDAY, dt.time(10))


def test_a_time_that_was_filled_meanwhile_is_given_to_nobody(house: House) -> None:
    family = haddad(house)
    row, who = called_off(family), wish(family)
    family.appointment(starts_at=row.starts_at)
    assert takers(family, row) == []
    assert "nicht mehr frei" in give(family, row, who).content.decode()
    assert karims(family) == []


def test_a_room_that_was_taken_meanwhile_leaves_the_wish_open(house: House) -> None:
    family = haddad(house)
    with acting_as(house.frank, "test"):
        room = services.add_place(organisation_id=house.jobcenter.pk, name="Raum 2")
    row, who = called_off(family, room=room), wish(family)
    family.appointment(family.amira, starts_at=row.starts_at, room=room, coach=house.bert)
    assert "Raum 2 ist am" in give(family, row, who).content.decode()
    assert takers(family, row) == ["Karim Haddad"]
    assert karims(family) == []


def test_a_time_that_is_over_and_a_home_visit_are_given_to_nobody(house: House) -> None:
    family = haddad(house)
    wish(family)
    past = called_off(family, starts_at=wall(today() - dt.timedelta(days=3), dt.time(10)))
    visit = called_off(family, setting="home_visit")
    assert takers(family, past) == takers(family, visit) == []


def test_a_wish_of_a_foreign_case_cannot_be_given(house: House) -> None:
    family = haddad(house)
    row, who = called_off(family), wish(family)
    assert give(family, row, who, by="bert").status_code == 404
    assert karims(family) == []


def test_a_member_never_sees_the_wish_of_another(house: House) -> None:
    family = haddad(house)
    wish(family)
    family.let_in(house.jana, family.amira, basis=Basis.SELF)
    with acting_as(house.jana, "test", read_only=True) as context:
        assert not EarlierWish.objects.exists()
        assert not EarlierWish.objects.visible_to(context).exists()

"""Rooms and places of the house, double booking, and the video room."""

import datetime as dt
from typing import Any

import pytest
from django.urls import reverse

from rundblick.access import services as access
from rundblick.access.context import acting_as
from rundblick.access.models.dossiers import Basis
from rundblick.calendar import services
from rundblick.calendar.errors import RoomTaken
from rundblick.calendar.models import Appointment, Place
from rundblick.calendar.rules import wall
from tests.calendar.test_arrange import typed
from tests.cases.families import Family, haddad
from tests.house import House
from tests.people import families as people

DAY = dt.date(2027, 2, 3)


def room(house: House, name: str = "Raum 2", **values: Any) -> Place:
    with acting_as(house.frank, "test"):
        return services.add_place(organisation_id=house.jobcenter.pk, name=name, **values)


def at(clock: str) -> dict[str, str]:
    return {"day": "3.2.2027", "time": clock}


def arrange(family: Family, **values: Any) -> Any:
    address = reverse("calendar:arrange", args=[family.pk])
    return family.house.login("alma").post(address, typed(family, **values), follow=True)


def told(answer: Any) -> str:
    return " ".join(str(message) for message in answer.context["messages"])


def test_the_administrator_keeps_the_places(house: House) -> None:
    browser, address = house.login("frank"), reverse("calendar:places")
    given = {
        "name": "Raum 2",
        "address": "2. Stock",
        "seats": "6",
        "accessible": "on",
        "exclusive": "on",
        "version": "0",
    }
    assert browser.post(address, given | {"in_use": "on"}).status_code == 302
    row = Place.objects.get()
    assert (row.name, row.seats, row.accessible, row.exclusive) == ("Raum 2", 6, True, True)
    again = browser.post(address, given)
    assert again.status_code == 422 and "gibt es schon" in again.content.decode()
    change = reverse("calendar:place", args=[row.pk])
    assert browser.post(change, given | {"name": "Raum 3", "version": "1"}).status_code == 302
    row.refresh_from_db()
    assert (row.name, row.in_use, row.version) == ("Raum 3", False, 2)
    both = browser.post(change, given | {"name": "Raum 4", "version": "1"})
    assert both.status_code == 409 and "Raum 3" in both.content.decode() and "Raum 4" in both.content.decode()
    assert browser.post(change, given | {"name": "", "version": "2"}).status_code == 422


def test_a_place_that_is_out_of_use_or_of_another_house_is_no_choice(house: House) -> None:
    family = haddad(house)
    old, mine = room(house, "Alt", in_use=False), room(house, "Neu", seats=4, accessible=True)
    page = house.login("alma").get(reverse("calendar:arrange", args=[family.pk])).content.decode()
    assert "Neu, 4 Plätze, barrierefrei" in page and "Alt" not in page
    assert arrange(family, room=str(old.pk)).status_code == 422
    arrange(family, room=str(mine.pk))
    assert house.login("otto").get(reverse("calendar:week")).status_code == 200
    with acting_as(house.alma, "test", read_only=True):
        assert Appointment.objects.get().room_id == mine.pk


def test_one_room_is_one_room_and_free_ones_are_offered(house: House) -> None:
    family, narrow = haddad(house), room(house)
    room(house, "Raum 3")
    other = people.household(house)
    with acting_as(house.alma, "test"):
        access.hand_over(dossier_id=other.dossier_id, to=house.hanna, team=house.south)
    with acting_as(house.hanna, "test"):
        services.arrange(
            dossier_id=other.dossier_id,
            persons=[],
            coach=house.hanna,
            starts_at=wall(DAY, dt.time(10)),
            ends_at=wall(DAY, dt.time(11)),
            setting="office",
            room=narrow,
        )
    answer = arrange(family, room=str(narrow.pk), place="beim Fenster", **at("10:30"))
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Raum 2 ist am 03.02.2027 von 10:00 bis 11:00 Uhr belegt" in page and "Frei ist dann: Raum 3." in page
    assert "beim Fenster" in page, "nothing typed is lost"
    assert "vereinbart" in told(arrange(family, room=str(narrow.pk), **at("11:00"))), "touching is not sharing"


def test_where_several_may_meet_a_second_meeting_is_only_a_hint(house: House) -> None:
    family, wide = haddad(house), room(house, exclusive=False)
    arrange(family, room=str(wide.pk), **at("10:00"))
    with acting_as(house.alma, "test"):
        Appointment.objects.update(coach=house.bert)
    words = told(arrange(family, who=[str(family.karim)], room=str(wide.pk), **at("10:15")))
    assert "vereinbart" in words and "Im selben Raum ist von 10:00 bis 10:45 Uhr noch ein Termin" in words


def test_a_called_off_meeting_frees_its_room_and_a_move_asks_again(house: House) -> None:
    family, narrow = haddad(house), room(house)
    given: dict[str, Any] = {"starts_at": wall(DAY, dt.time(10)), "room": narrow}
    first = family.appointment(family.amira, **given)
    with pytest.raises(RoomTaken):
        family.appointment(family.karim, **given)
    second = family.appointment(family.karim, starts_at=wall(DAY, dt.time(14)), room=narrow)
    there: dict[str, Any] = {
        "starts_at": first.starts_at,
        "ends_at": first.ends_at,
        "setting": "office",
        "room": narrow,
    }
    with acting_as(house.alma, "test"):
        with pytest.raises(RoomTaken):
            services.move(appointment=second, version=1, **there)
        services.cancel(appointment=first)
        services.move(appointment=second, version=1, **there)


def test_everybody_at_one_table_shares_the_room(house: House) -> None:
    family, narrow = haddad(house), room(house)
    family.appointment(family.amira, family.karim, starts_at=wall(DAY, dt.time(10)), room=narrow)
    with acting_as(house.alma, "test", read_only=True):
        assert Appointment.objects.filter(room=narrow).count() == 2


@pytest.mark.parametrize(
    "address",
    ["http://video.example.org/a", "video.example.org", "https://", "https://a:b@example.org/x", "javascript:alert(1)"],
)
def test_a_video_room_is_an_address_over_https(house: House, address: str) -> None:
    answer = arrange(haddad(house), setting="video", video_url=address)
    assert answer.status_code == 422 and "ganze Adresse" in answer.content.decode()


def test_the_video_room_is_for_the_person_and_the_coach(house: House) -> None:
    family = haddad(house)
    link = "https://video.example.org/raum-7?pw=abc"
    arrange(family, setting="video", video_url=link)
    with acting_as(house.alma, "test"):
        (row,) = Appointment.objects.all()
        services.share(appointment=row, shared=True)
        assert row.video_url == link
    family.let_in(house.jana, family.amira)
    page = reverse("calendar:appointment", args=[row.pk])
    assert link.replace("&", "&amp;") in house.login("alma").get(page).content.decode()
    assert "video.example.org" not in house.login("bert").get(page).content.decode()
    assert "video.example.org" in house.login("jana").get(reverse("portal:home")).content.decode()


def test_another_member_never_reads_the_video_room(house: House) -> None:
    family = haddad(house)
    arrange(family, setting="video", video_url="https://video.example.org/raum-7")
    with acting_as(house.alma, "test"):
        services.share(appointment=Appointment.objects.get(), shared=True)
    family.let_in(house.jana, family.karim, basis=Basis.SELF)
    page = house.login("jana").get(reverse("portal:home")).content.decode()
    assert "per Video" in page or "Video" in page
    assert "video.example.org" not in page


def test_a_link_stays_only_with_a_video_talk(house: House) -> None:
    arrange(haddad(house), setting="phone", video_url="https://video.example.org/raum-7")
    with acting_as(house.alma, "test", read_only=True):
        assert Appointment.objects.get().video_url is None


def test_taken_times_tell_nothing_to_another_house_or_to_participants(house: House) -> None:
    from rundblick.calendar.queries import taken

    family, narrow = haddad(house), room(house)
    row = family.appointment(family.amira, starts_at=wall(DAY, dt.time(10)), room=narrow)
    for name, times in (("bert", 2), ("otto", 0), ("cem", 0), ("jana", 0)):
        with acting_as(house.people[name], "test", read_only=True):
            assert len(taken(house.alma.pk, [narrow.pk], row.starts_at, row.ends_at)) == times, name

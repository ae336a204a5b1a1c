"""Moving an appointment; the former time stays in the history."""

import datetime as dt
from typing import Any

from django.urls import reverse

from rundblick.access.context import acting_as
from rundblick.calendar import services
from rundblick.calendar.models import Appointment
from rundblick.web.clock import in_berlin, now, today
from tests.cases.families import haddad
from tests.consent.giving import visits_allowed
from tests.house import House


def typed(row: Appointment, **values: Any) -> dict[str, Any]:
    day = (today() + dt.timedelta(days=14)).strftime("%d.%m.%Y")
    given = {"day": day, "time": "9", "minutes": "30", "setting": "walk_and_talk", "version": row.version}
    return given | values


def test_moving_keeps_the_row_and_its_history(house: House) -> None:
    family = haddad(house)
    row = family.appointment(family.amira, purpose="Zeugnis")
    answer = house.login("alma").post(
        reverse("calendar:move", args=[row.pk]), typed(row, place="Rathaus", purpose="Zeugnis")
    )
    assert answer.status_code == 302
    with acting_as(house.alma, "test", read_only=True):
        moved = Appointment.objects.get()
        assert in_berlin(moved.starts_at).time() == dt.time(9)
        assert (moved.setting, moved.place, moved.version) == ("walk_and_talk", "Rathaus", 2)
        former = moved.former.get()  # type: ignore[attr-defined]
        assert former.starts_at == row.starts_at
        assert former.pgh_context["reason"] == "calendar.move"
        assert former.pgh_context["actor"] == str(house.alma.pk)


def test_everybody_at_the_table_moves_along(house: House) -> None:
    family = haddad(house)
    row = family.appointment(family.amira, family.karim)
    house.login("alma").post(reverse("calendar:move", args=[row.pk]), typed(row))
    with acting_as(house.alma, "test", read_only=True):
        assert len(set(Appointment.objects.values_list("starts_at", flat=True))) == 1
        assert set(Appointment.objects.values_list("version", flat=True)) == {2}


def test_two_who_move_at_once_see_both_versions(house: House) -> None:
    family = haddad(house)
    row = family.appointment(family.amira)
    browser = house.login("alma")
    address = reverse("calendar:move", args=[row.pk])
    browser.post(address, typed(row, time="8:00"))
    answer = browser.post(address, typed(row, time="15:00", place="mein Vorschlag"))
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "mein Vorschlag" in page
    assert "Alma hat das hier am" in page
    answer = browser.post(address, typed(row, time="15:00", version=2))
    assert answer.status_code == 302


def test_moved_to_a_home_visit_it_waits_for_the_consent_of_that_day(house: House) -> None:
    family = haddad(house)
    row = family.appointment(family.amira)
    visits_allowed(house, family, family.amira, valid_until=today() + dt.timedelta(days=10))
    browser, page = house.login("alma"), reverse("calendar:appointment", args=[row.pk])
    browser.post(
        reverse("calendar:move", args=[row.pk]),
        typed(row, setting="home_visit", day=(today() + dt.timedelta(days=3)).strftime("%d.%m.%Y")),
    )
    assert "Wartet auf Einwilligung" not in browser.get(page).content.decode()
    later = (today() + dt.timedelta(days=11)).strftime("%d.%m.%Y")
    browser.post(reverse("calendar:move", args=[row.pk]), typed(row, setting="home_visit", day=later, version=2))
    assert "Wartet auf Einwilligung" in browser.get(page).content.decode(), "by then it has run out"


def test_what_is_over_cannot_be_moved(house: House) -> None:
    family = haddad(house)
    row = family.appointment(family.amira, starts_at=now() - dt.timedelta(hours=2))
    with acting_as(house.alma, "test"):
        services.mark_held(appointment=row)
    answer = house.login("alma").post(reverse("calendar:move", args=[row.pk]), typed(row, version=2), follow=True)
    assert "nicht mehr geplant" in answer.content.decode()

"""Held, not come about, called off, shared: states without blame."""

import datetime as dt

import pytest
from django.urls import reverse

from rundblick.access.context import acting_as
from rundblick.access.models import TimelineEntry
from rundblick.calendar import services
from rundblick.calendar.codes import Status
from rundblick.calendar.errors import Refused
from rundblick.calendar.models import Appointment
from rundblick.web.clock import now
from tests.cases.families import Family, haddad
from tests.house import House


def over(family: Family, *persons: object) -> Appointment:
    return family.appointment(*(persons or (family.amira,)), starts_at=now() - dt.timedelta(hours=3))  # type: ignore[arg-type]


def states(house: House) -> list[str]:
    with acting_as(house.alma, "test", read_only=True):
        return list(Appointment.objects.order_by("person_id").values_list("status", flat=True))


def test_a_missed_appointment_leads_to_another_setting_and_asks_for_no_reason(house: House) -> None:
    family = haddad(house)
    row = over(family)
    browser = house.login("alma")
    answer = browser.post(reverse("calendar:missed", args=[row.pk]))
    assert answer.headers["Location"] == reverse("calendar:another_setting", args=[row.pk])
    page = browser.get(answer.headers["Location"]).content.decode()
    assert "am Telefon" in page
    assert f"rahmen=phone&amp;mit={family.amira}" in page
    for word in ("versäumt", "unentschuldigt", "Grund", "Sanktion", "Rechtsfolge"):
        assert word not in page
    assert states(house) == [Status.MISSED]


def test_the_timeline_tells_once_what_became_of_it(house: House) -> None:
    family = haddad(house)
    row = over(family)
    with acting_as(house.alma, "test"):
        services.mark_missed(appointment=row)
        services.mark_held(appointment=row)
        services.mark_held(appointment=row)
        entry = TimelineEntry.objects.get(kind="appointment")
        assert (entry.at, entry.subject_id) == (row.starts_at, family.amira)


@pytest.mark.parametrize("verb", [services.mark_held, services.mark_missed])
def test_before_it_began_nobody_knows(house: House, verb: object) -> None:
    family = haddad(house)
    row = family.appointment(family.amira)
    with pytest.raises(Refused), acting_as(house.alma, "test"):
        verb(appointment=row)  # type: ignore[operator]


def test_before_it_began_the_page_says_so(house: House) -> None:
    family = haddad(house)
    row = family.appointment(family.amira)
    answer = house.login("alma").post(reverse("calendar:held", args=[row.pk]), follow=True)
    assert "noch nicht begonnen" in answer.content.decode()
    assert states(house) == [Status.PLANNED]


def test_one_at_the_table_came_and_the_other_did_not(house: House) -> None:
    family = haddad(house)
    row = over(family, family.amira, family.karim)
    browser = house.login("alma")
    browser.post(reverse("calendar:missed", args=[row.pk]))
    assert sorted(states(house)) == [Status.MISSED, Status.PLANNED]
    browser.post(reverse("calendar:held", args=[row.pk]), {"alle": "1"})
    assert states(house) == [Status.HELD, Status.HELD]


def test_what_was_called_off_stays_so(house: House) -> None:
    family = haddad(house)
    row = family.appointment(family.amira)
    browser = house.login("alma")
    for _ in range(2):
        browser.post(reverse("calendar:cancel", args=[row.pk]))
    assert states(house) == [Status.CANCELLED]
    with pytest.raises(Refused), acting_as(house.alma, "test"):
        services.mark_held(appointment=row)


def test_sharing_follows_the_wish_and_can_be_taken_back(house: House) -> None:
    family = haddad(house)
    row = over(family)
    with acting_as(house.alma, "test"):
        services.mark_held(appointment=row)
    browser = house.login("alma")
    for shared in (True, False):
        browser.post(reverse("calendar:share", args=[row.pk]), {"shared": "1" if shared else "0"})
        with acting_as(house.alma, "test", read_only=True):
            assert Appointment.objects.get().shared is shared
            assert TimelineEntry.objects.get(kind="appointment").shared is shared


def test_an_appointment_of_all_cannot_be_hidden_from_some(house: House) -> None:
    family = haddad(house)
    row = family.appointment()
    answer = house.login("alma").post(reverse("calendar:share", args=[row.pk]), {"shared": "0"}, follow=True)
    assert "für alle Mitglieder sichtbar" in answer.content.decode()
    with acting_as(house.alma, "test", read_only=True):
        assert Appointment.objects.get().shared


def test_the_page_offers_only_what_is_possible(house: House) -> None:
    family = haddad(house)
    ahead, behind = family.appointment(family.amira), over(family)
    browser = house.login("alma")
    page = browser.get(reverse("calendar:appointment", args=[ahead.pk])).content.decode()
    assert "Verlegen" in page
    assert "Nicht zustande gekommen" not in page
    page = browser.get(reverse("calendar:appointment", args=[behind.pk])).content.decode()
    assert "Nicht zustande gekommen" in page
    assert "Gespräch festhalten" in page


def test_the_team_reads_but_changes_nothing(house: House) -> None:
    family = haddad(house)
    row = over(family)
    page = house.login("bert").get(reverse("calendar:appointment", args=[row.pk])).content.decode()
    assert "Verlegen" not in page
    assert "Hat stattgefunden" not in page
    assert house.login("bert").post(reverse("calendar:held", args=[row.pk])).status_code == 404

"""A home visit is fixed by a consent that stands on its day, and by nothing else."""

import datetime as dt
from typing import Any

import pytest
from django.urls import reverse

from rundblick.access.context import acting_as
from rundblick.access.database import as_worker
from rundblick.access.models.dossiers import Basis
from rundblick.access.services import cover
from rundblick.calendar import consents, queries
from rundblick.calendar.errors import Refused
from rundblick.calendar.models import Appointment
from rundblick.calendar.rules import wall
from rundblick.invitations import sending
from rundblick.invitations.models import Message
from rundblick.post.models import OutgoingMail
from rundblick.web.clock import in_berlin, now, today
from tests.cases.families import Family, haddad
from tests.consent.giving import visits_allowed, withdraw
from tests.house import House
from tests.invitations.inviting import invite, wish
from tests.post.relay import Relay, relay

__all__ = ["relay"]
DAY = dt.timedelta(days=1)


@pytest.fixture
def family(house: House) -> Family:
    return haddad(house)


def visit(family: Family, **values: Any) -> Appointment:
    return family.appointment(family.amira, setting="home_visit", **values)


def waits(family: Family, row: Appointment) -> bool:
    with acting_as(family.house.alma, "test", read_only=True):
        return queries.waits(row)


def page(family: Family, row: Appointment, who: str = "alma") -> str:
    answer = family.house.login(who).get(reverse("calendar:appointment", args=[row.pk]))
    return str(answer.content.decode())


def test_only_the_person_visited_can_allow_it(house: House, family: Family) -> None:
    row = visit(family)
    visits_allowed(house, family, family.karim)
    assert waits(family, row)
    visits_allowed(house, family, family.amira)
    assert not waits(family, row)


def test_what_was_allowed_counts_to_its_last_day_on_berlins_calendar(house: House, family: Family) -> None:
    last = today() + 10 * DAY
    visits_allowed(house, family, family.amira, valid_until=last + DAY)
    before_midnight = visit(family, starts_at=wall(last, dt.time(23, 45)))
    after_midnight = visit(family, starts_at=wall(last + DAY, dt.time(0, 15)))
    assert (waits(family, before_midnight), waits(family, after_midnight)) == (False, True)


def test_on_the_day_the_clock_is_changed_the_day_is_the_same(house: House, family: Family) -> None:
    """Half past midnight of that Sunday is still Saturday in UTC."""
    sunday = dt.date(2027, 3, 28)
    visits_allowed(house, family, family.amira, valid_until=sunday)
    row = visit(family, starts_at=wall(sunday, dt.time(0, 30)))
    assert waits(family, row)
    assert not waits(family, visit(family, starts_at=wall(sunday - DAY, dt.time(23, 30))))


def test_withdrawn_in_between_it_is_no_longer_fixed_and_another_setting_is_one_tap_away(
    house: House, family: Family
) -> None:
    row = visit(family)
    consent = visits_allowed(house, family, family.amira)
    assert reverse("consent:withdraw", args=[consent.pk]) in page(family, row), "as easy as giving"
    browser = house.login("alma")
    there = f"{reverse('consent:withdraw', args=[consent.pk])}?zurueck={reverse('calendar:appointment', args=[row.pk])}"
    answer = browser.post(there, follow=True).content.decode()
    assert "Der Widerruf ist eingetragen. Er gilt ab jetzt." in answer and "Wartet auf Einwilligung" in answer
    for name in ("calendar:week", "calendar:list"):
        shown = browser.get(reverse(name) + f"?woche={in_berlin(row.starts_at):%G-W%V}").content.decode()
        assert "wartet auf Einwilligung" in shown
    browser.post(reverse("calendar:elsewhere", args=[row.pk]), {"rahmen": "walk_and_talk"})
    with acting_as(house.alma, "test", read_only=True):
        moved = Appointment.objects.get(pk=row.pk)
    assert (moved.setting, moved.starts_at) == ("walk_and_talk", row.starts_at)
    assert browser.post(reverse("calendar:elsewhere", args=[row.pk]), {"rahmen": "moon"}).status_code == 404


def test_what_took_place_stays_what_it_was(house: House, family: Family) -> None:
    consent = visits_allowed(house, family, family.amira, given_on=today() - 3 * DAY)
    past = visit(family, starts_at=now() - dt.timedelta(hours=3))
    withdraw(consent, acting=house.alma)
    assert not waits(family, past)
    assert waits(family, visit(family))


def test_a_newer_consent_goes_on_where_the_former_one_ended(house: House, family: Family) -> None:
    row = visit(family, starts_at=wall(today() + 20 * DAY, dt.time(10)))
    first = visits_allowed(house, family, family.amira, valid_until=today() + 10 * DAY)
    assert waits(family, row)
    visits_allowed(house, family, family.amira, replaces=first.pk)
    assert not waits(family, row)


def test_a_coach_who_did_not_hear_it_is_told_without_a_name(house: House, family: Family) -> None:
    visit(family)
    consent = visits_allowed(house, family, family.amira)
    with acting_as(house.dana, "test"):
        cover(absent=house.alma, deputy=house.bert, first_day=today(), last_day=today())
    withdraw(consent, acting=house.bert)
    with as_worker("test"):
        mail = OutgoingMail.objects.get()
    assert mail.recipients == ["alma@test.example"]
    assert "Amira" not in mail.subject
    other = visits_allowed(house, family, family.karim)
    withdraw(other, acting=house.alma)
    with as_worker("test"):
        assert OutgoingMail.objects.count() == 1, "nobody plans to visit Karim, and Alma knows"


def test_it_is_due_until_the_consent_is_there(house: House, family: Family) -> None:
    row = visit(family)
    with as_worker("test"):
        (item,) = consents.due([family.pk], today())
    assert (item["person_id"], item["due_on"], item["topic_code"]) == (family.amira, today() + DAY, "appointments")
    visits_allowed(house, family, family.amira)
    with as_worker("test"):
        assert consents.due([family.pk], today()) == []
        assert consents.due([family.pk], row.starts_at.date() + 2 * DAY) == []


def test_nobody_is_invited_to_or_reminded_of_what_is_not_fixed(house: House, family: Family, relay: Relay) -> None:
    row = visit(family, arranged_at=now() - 2 * DAY)
    wish(family)
    answer = house.login("alma").post(reverse("invitations:send", args=[row.pk]), follow=True)
    assert "wartet noch auf die Einwilligung" in answer.content.decode()
    noon = wall(today(), dt.time(12))
    with as_worker("test"):
        assert sending.queries.wished_appointments(noon - DAY, noon + 3 * DAY) == []
    consent = visits_allowed(house, family, family.amira)
    assert len(invite(family, row)) == 1
    withdraw(consent, acting=house.alma)
    with as_worker("test"):
        assert sending.allow(Message.objects.get().pk).address == "", "the last look before it leaves"


def test_the_person_reads_that_it_waits_and_nobody_elses_consent(house: House, family: Family) -> None:
    family.let_in(house.jana, family.amira, basis=Basis.SELF)
    visit(family)
    family.appointment(family.karim, setting="home_visit", shared=True)
    text = house.login("jana").get("/meine-seite/").content.decode()
    assert text.count("wir brauchen dafür Ihre Unterschrift") == 1


def test_a_talk_can_end_with_a_visit_that_is_asked_for(house: House, family: Family) -> None:
    start = now() + DAY
    following = {"starts_at": start, "ends_at": start + dt.timedelta(hours=1), "setting": "home_visit"}
    family.note(family.amira, next_appointment={"coach_id": house.alma.pk, **following})
    with acting_as(house.alma, "test", read_only=True):
        assert queries.waits(Appointment.objects.get())
    with pytest.raises(Refused, match="wen Sie besuchen"):
        family.note(next_appointment={"coach_id": house.alma.pk, **following})

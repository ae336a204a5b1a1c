"""A formal invitation is never written here. That one was sent elsewhere is a date, noted by a Jobcenter only."""

import datetime as dt

import pytest
from django.db import ProgrammingError
from django.urls import reverse

from rundblick.access.context import acting_as
from rundblick.access.models.dossiers import Basis
from rundblick.invitations.models import OutsideInvitation
from rundblick.web.clock import today
from tests.cases.families import haddad
from tests.house import House
from tests.programmes.homes import begun, published


def day(ago: int = 0) -> str:
    return (today() - dt.timedelta(days=ago)).strftime("%d.%m.%Y")


def test_the_jobcenter_notes_the_date_and_can_correct_it(house: House) -> None:
    family = haddad(house)
    row = family.appointment(family.amira)
    client, address = house.login("alma"), reverse("invitations:outside", args=[row.pk])
    assert client.post(address, {"sent_on": day(3)}).status_code == 302
    assert client.post(address, {"sent_on": day(2)}).status_code == 302
    page = client.get(reverse("invitations:show", args=[row.pk])).content.decode()
    assert f"Verschickt am {day(2)}" in page
    with acting_as(house.alma, "test", read_only=True):
        assert OutsideInvitation.objects.count() == 1


@pytest.mark.parametrize("sent_on", ["", "irgendwann", day(-2)])
def test_a_day_that_cannot_be_is_refused_beside_the_field(house: House, sent_on: str) -> None:
    row = haddad(house).appointment()
    answer = house.login("alma").post(reverse("invitations:outside", args=[row.pk]), {"sent_on": sent_on})
    assert answer.status_code == 422


def test_a_traeger_neither_sees_it_nor_can_note_it(house: House) -> None:
    family = haddad(house)
    row = family.appointment(family.amira)
    end = dt.datetime.now(dt.UTC) + dt.timedelta(days=90)
    family.let_in(house.cem, None, basis=Basis.ASSIGNMENT, writes=True, until=end)
    client = house.login("cem")
    page = client.get(reverse("invitations:show", args=[row.pk]))
    assert page.status_code == 200 and "Förmliche" not in page.content.decode()
    assert client.post(reverse("invitations:outside", args=[row.pk]), {"sent_on": day()}).status_code == 404
    with pytest.raises(ProgrammingError, match="noted by a Jobcenter"), acting_as(house.cem, "test"):
        OutsideInvitation.objects.create(
            dossier_id=family.pk, appointment=row, person_id=family.amira, sent_on=today(), noted_by=house.cem
        )


def test_in_a_voluntary_programme_it_is_refused_in_friendly_words(house: House) -> None:
    family = haddad(house)
    hers, his = family.appointment(family.amira), family.appointment(family.karim)
    published()
    begun(house, family.household, "Amira")
    client = house.login("alma")
    answer = client.post(reverse("invitations:outside", args=[hers.pk]), {"sent_on": day()})
    assert answer.status_code == 422 and "freiwilliges Angebot" in answer.content.decode()
    assert client.post(reverse("invitations:outside", args=[his.pk]), {"sent_on": day()}).status_code == 302

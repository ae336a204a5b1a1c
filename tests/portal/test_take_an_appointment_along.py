"""A participant puts an own appointment into their calendar: neutral, and only what they may see."""

from django.urls import reverse

from tests.cases.families import haddad
from tests.house import House
from tests.invitations.inviting import events_of


def test_the_own_appointment_comes_as_a_neutral_file(house: House) -> None:
    family = haddad(house)
    family.let_in(house.jana, family.amira)
    row = family.appointment(family.amira, purpose="Schulden", place="Raum 2")
    client = house.login("jana")
    address = reverse("portal:calendar", args=[row.pk])
    assert address in client.get(reverse("portal:home")).content.decode()
    answer = client.get(address)
    (event,) = events_of(answer.content)
    assert event["DTSTART"].dt == row.starts_at.replace(microsecond=0)
    assert b"Schulden" not in answer.content and b"Raum" not in answer.content


def test_another_members_appointment_is_not_there(house: House) -> None:
    family = haddad(house)
    family.let_in(house.jana, family.amira)
    row = family.appointment(family.karim)
    assert house.login("jana").get(reverse("portal:calendar", args=[row.pk])).status_code == 404

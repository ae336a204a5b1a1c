"""A note that was written is a contact for the rules of a programme."""

from rundblick.access.context import acting_as
from rundblick.calendar.codes import Setting
from rundblick.cases.contacts import contacts
from rundblick.programmes.models import DueMark
from rundblick.web.clock import today
from tests.cases.families import haddad
from tests.house import House
from tests.queries import at_most


def test_each_talk_is_a_contact_of_its_member_and_day(house: House) -> None:
    family = haddad(house)
    family.note(family.amira, setting=Setting.PHONE)
    family.note(family.karim)
    with acting_as(house.alma, "test", read_only=True), at_most(1):
        found = contacts([family.pk])[family.pk]
    assert {(fact.code, fact.subject, fact.valid_from) for fact in found} == {
        ("contact.phone", family.amira, today()),
        ("contact.talk", family.karim, today()),
    }


def test_writing_a_note_says_that_due_items_may_have_changed(house: House) -> None:
    family = haddad(house)
    with acting_as(house.alma, "test"):
        DueMark.objects.all().delete()
    family.note(family.amira)
    with acting_as(house.alma, "test"):
        assert DueMark.objects.filter(dossier_id=family.pk).exists()

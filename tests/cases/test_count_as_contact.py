"""What programmes hear of a file: each talk is a contact, and a closed case is asked for nothing."""

import datetime as dt

from rundblick.access.context import acting_as
from rundblick.calendar.codes import Setting
from rundblick.cases import services
from rundblick.cases.codes import ClosingReason
from rundblick.cases.contacts import closings, contacts
from rundblick.cases.models import Case
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


def test_a_case_is_closed_until_it_is_opened_again(house: House) -> None:
    family = haddad(house, opened_on=today() - dt.timedelta(days=90))
    with acting_as(house.alma, "test"), at_most(1):
        assert closings([family.pk]) == {family.pk: []}
    with acting_as(house.alma, "test"):
        DueMark.objects.all().delete()
        case = services.close(
            case=Case.objects.get(pk=family.pk),
            closed_on=today() - dt.timedelta(days=9),
            closing_reason=ClosingReason.GOALS_REACHED,
        )
        assert DueMark.objects.filter(dossier_id=family.pk).exists()
        (fact,) = closings([family.pk])[family.pk]
        assert (fact.valid_from, fact.valid_until) == (today() - dt.timedelta(days=9), None)
        services.reopen(case=case)
        (fact,) = closings([family.pk])[family.pk]
        assert fact.valid_until == today()

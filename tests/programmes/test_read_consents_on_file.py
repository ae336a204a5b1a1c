"""A consent on file counts in a programme, and what is withdrawn in one place is withdrawn in both."""

import datetime as dt

import pytest

from rundblick.access.context import acting_as
from rundblick.access.database import as_worker
from rundblick.consent.models import Consent
from rundblick.programmes import on_file
from rundblick.programmes.consents import holds
from rundblick.web.clock import today
from tests.cases.families import Family, haddad
from tests.consent.giving import DAY, visits_allowed, withdraw
from tests.house import House


@pytest.fixture
def family(house: House) -> Family:
    return haddad(house)


def allowed(family: Family, day: dt.date) -> bool:
    with as_worker("test"):
        facts = on_file.facts([family.pk])[family.pk]
    return holds(facts, "home_visit", day, family.amira)


def test_it_stands_from_the_day_it_was_given_to_its_last_day(house: House, family: Family) -> None:
    visits_allowed(house, family, family.amira, given_on=today() - 3 * DAY, valid_until=today() + 5 * DAY)
    assert [allowed(family, today() + n * DAY) for n in (-4, -3, 0, 4, 5)] == [False, True, True, True, False]


def test_withdrawn_it_no_longer_counts_and_given_anew_it_does(house: House, family: Family) -> None:
    consent = visits_allowed(house, family, family.amira, given_on=today() - 3 * DAY)
    withdraw(consent, acting=house.alma)
    assert not allowed(family, today())
    visits_allowed(house, family, family.amira)
    assert allowed(family, today()), "on the same day"


def test_a_newer_one_goes_on_without_a_gap(house: House, family: Family) -> None:
    first = visits_allowed(house, family, family.amira, given_on=today() - 3 * DAY, valid_until=today() + DAY)
    visits_allowed(house, family, family.amira, replaces=first.pk)
    assert allowed(family, today()) and allowed(family, today() + 30 * DAY)


def test_the_consent_of_one_member_says_nothing_about_another(house: House, family: Family) -> None:
    visits_allowed(house, family, family.karim)
    assert not allowed(family, today())


@pytest.mark.parametrize("purpose", ["home_visit", ""])
def test_a_withdrawal_told_to_a_programme_ends_what_is_on_file(house: House, family: Family, purpose: str) -> None:
    visits_allowed(house, family, family.amira)
    visits_allowed(house, family, family.karim)
    with acting_as(house.alma, "test"):
        on_file.withdraw_on_file(dossier_id=family.pk, person_id=family.amira, purpose=purpose)
    with as_worker("test"):
        left = Consent.objects.filter(withdrawn_at=None).values_list("person_id", flat=True)
        assert list(left) == [family.karim]

"""What the room gives to others: what is due, the own copy, erasure, merged records, the demo."""

import datetime as dt
from typing import Any

import pytest

from rundblick.access import hooks
from rundblick.access.context import acting_as, reason
from rundblick.access.database import as_worker
from rundblick.access.models import Grant, RoleAssignment
from rundblick.access.models.dossiers import Basis
from rundblick.access.roles import Role
from rundblick.consent import approving, demo, due, export
from rundblick.consent.hooks import erase, merge
from rundblick.consent.models import Consent, Custody
from rundblick.people.demo import load as load_people
from rundblick.programmes.duebook import due_of, refresh
from rundblick.programmes.models import DueItem
from rundblick.web.clock import today
from tests.cases.families import Family, haddad
from tests.consent.giving import DAY, give, withdraw
from tests.house import House
from tests.people import families as people
from tests.people.test_load_the_demo import SCENARIO, cast_of


@pytest.fixture
def family(house: House) -> Family:
    return haddad(house)


def items(house: House, family: Family, *, ahead: int = 0) -> list[dict[str, Any]]:
    with acting_as(house.alma, "test", read_only=True):
        return due.ending([family.pk], today() + ahead * DAY)


def test_thirty_days_before_the_end_it_is_time_to_ask_again(house: House, family: Family) -> None:
    consent = give(house, family.household, family.amira, valid_until=today() + 60 * DAY)
    assert items(house, family, ahead=29) == []
    (item,) = items(house, family, ahead=30)
    assert (item["person_id"], item["due_on"], item["key"]) == (family.amira, today() + 59 * DAY, str(consent.pk))
    assert "Geschützter Bereich" in item["explanation"]
    assert items(house, family, ahead=60) == [], "whoever lets it end is not reminded of it"


def test_nobody_is_reminded_of_a_consent_that_was_taken_back(house: House, family: Family) -> None:
    consent = give(house, family.household, family.amira, valid_until=today() + 10 * DAY)
    assert len(items(house, family)) == 1
    withdraw(consent, acting=house.alma)
    assert items(house, family) == []


def test_the_due_book_follows_giving_and_withdrawing(house: House, family: Family) -> None:
    with as_worker("test"):
        refresh([family.pk])
    consent = give(house, family.household, family.amira, valid_until=today() + 10 * DAY)

    def labels() -> list[str]:
        with acting_as(house.alma, "test", read_only=True) as context:
            return [item.label for item in due_of(context, [family.pk])[family.pk]]

    assert "Einwilligung endet" in labels(), "before the worker has answered"
    with as_worker("test"):
        refresh([family.pk])
        assert DueItem.objects.filter(rule=due.RULE).count() == 1
    withdraw(consent, acting=house.alma)
    assert "Einwilligung endet" not in labels()


def test_the_own_copy_holds_own_consents_and_not_how_those_of_others_went_on(house: House, family: Family) -> None:
    give(house, family.household, family.amira)
    child = give(house, family.household, family.sami, by=(family.amira,))
    withdraw(child, acting=house.alma)
    with as_worker("test"):
        own, for_others, held = export.sections(family.pk, family.amira)
        of_sami, custody = export.sections(family.pk, family.sami)
        assert export.sections(family.pk, family.karim) == []
    (row,) = own["rows"]
    assert row[1:4] == ("Geschützter Bereich", "selbst", "Alma")
    assert "SHA-256" in row[5]
    assert for_others["rows"] == [(today().strftime("%d.%m.%Y"), "Geschützter Bereich")]
    since = today().strftime("%d.%m.%Y")
    assert held["rows"] == custody["rows"] == [("eine Person allein", since, "heute")], "nobody is named"
    assert of_sami["rows"][0][2] == "Sorgeberechtigte", "the copy of one member does not name another"


def test_nothing_is_left_of_an_erased_dossier(house: House, family: Family) -> None:
    give(house, family.household, family.amira)
    with as_worker("test"), reason("access.erasure.execute"):
        assert erase(family.pk) == 1
        assert not Consent.objects.filter(dossier_id=family.pk).exists()
    assert hooks.erase.get("consent") is erase


def test_when_two_records_become_one_both_consents_are_about_one_person(house: House, family: Family) -> None:
    give(house, family.household, family.karim)
    give(house, family.household, family.sami, by=(family.karim,))
    with as_worker("test"), reason("people.merge"):
        assert merge(family.amira, family.karim) == 3
        assert {(row.person_id, row.given_by_id) for row in Consent.objects.all()} == {
            (family.amira, None),
            (family.sami, family.amira),
        }


def test_of_two_consents_to_one_reader_that_of_the_kept_record_stands(house: House, family: Family) -> None:
    kept = give(house, family.household, family.amira)
    dropped = give(house, family.household, family.karim)
    with as_worker("test"), reason("people.merge"):
        merge(family.amira, family.karim)
    with as_worker("test"):
        rows = {row.pk: row for row in Consent.objects.select_related("grant")}
        assert rows[kept.pk].superseded_at is None and rows[dropped.pk].superseded_at is not None
        assert rows[dropped.pk].person_id == family.amira
        door = rows[dropped.pk].grant
        closing = door.valid_until if door else None
        assert closing is not None and closing < dt.datetime.now(tz=dt.UTC)


def test_the_demo_shows_consents_that_hold_and_one_taken_back(house: House) -> None:
    cast = cast_of()
    load_people(SCENARIO, cast)
    with acting_as(house.frank, "test"):
        RoleAssignment.objects.create(user=cast.users[demo.OFFICER], role=Role.DPO, valid_from=today())
    demo.load(SCENARIO, cast)
    with as_worker("test"):
        rows = Consent.objects.order_by("purpose", "given_on")
        found = sorted((row.purpose, row.withdrawn_at is not None, row.translation) for row in rows)
        agency = Grant.objects.filter(basis=Basis.CONSENT, principal_kind="organisation").values_list("pk", flat=True)
        assert set(agency) == set(rows.filter(purpose="exchange").values_list("grant_id", flat=True))
        assert {row.kind for row in Custody.objects.all()} == {"joint", "alone"}
        assert approving.approved_words()
        doors = Grant.objects.filter(
            basis=Basis.CONSENT, topics=["protected", "health"], valid_until__gt=dt.datetime.now(dt.UTC)
        )
        assert doors.count() == 2
    assert found == [
        ("exchange", False, ""),
        ("exchange", False, ""),
        ("exchange", False, ""),
        ("exchange", False, "tr"),
        ("exchange", False, "uk"),
        ("exchange", False, "uk"),
        ("home_visit", False, "tr"),
        ("message", False, ""),
        ("message", False, ""),
        ("message", False, "uk"),
        ("protected", False, ""),
        ("protected", False, ""),
        ("protected", True, ""),
        ("release", False, ""),
        ("reply", False, ""),
        ("reply", False, ""),
        ("reply", False, "uk"),
    ]


def test_members_who_moved_out_keep_what_they_allowed_on_the_list(house: House) -> None:
    from rundblick.consent.page import lines
    from rundblick.consent.queries import household_of, standing_of
    from rundblick.people.models import Membership

    household = people.household(house)
    gulsen = people.person(household, "Gülşen", of=house.alma).pk
    give(house, household, gulsen)
    with acting_as(house.alma, "people.leave"):
        Membership.objects.filter(person_id=gulsen).update(valid_from=today() - DAY, valid_until=today())
    with acting_as(house.alma, "test", read_only=True) as context:
        told = lines(standing_of(context, household.dossier_id), household_of(household.dossier_id), [], True)
    left = next(one for one in told if one.person_id == gulsen)
    assert (left.present, left.name, len(left.now)) == (False, "Gülşen Kaya", 1)

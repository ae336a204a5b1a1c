"""What becomes due after the talk, from real rows: contacts, reviews, and when a programme keeps the clocks."""

import datetime as dt

import pytest

from rundblick.access.context import acting_as
from rundblick.access.database import as_worker
from rundblick.cases import services as cases
from rundblick.people.models import Membership
from rundblick.programmes import duebook, services
from rundblick.programmes.models import DueItem
from rundblick.programmes.shelf import shelf
from rundblick.strategy.due import next_steps
from rundblick.web.clock import today
from tests.cases.families import Family, haddad
from tests.house import House
from tests.programmes.homes import published, run_of
from tests.queries import at_most
from tests.strategy.talks import DAY, address, fill, review, talk, whole


@pytest.fixture
def family(house: House) -> Family:
    return haddad(house, opened_on=today() - 900 * DAY)


def found(family: Family, *, as_of: dt.date | None = None) -> list[tuple[str, object, dt.date]]:
    with as_worker("test"):
        rows = next_steps([family.pk], as_of or today())
    return sorted((row["kind"], row["person_id"], row["due_on"]) for row in rows)


def test_in_the_observation_phase_only_who_has_a_way_is_to_be_seen(family: Family) -> None:
    whole(family, days_ago=240)
    family.note(family.amira, happened_on=today() - 57 * DAY)
    family.note(family.karim, happened_on=today() - 2 * DAY)
    contacts = [row for row in found(family) if row[0] == "contact"]
    assert contacts == [("contact", family.amira, today() - DAY)], "the 57th day is one too many"
    family.note(happened_on=today() - 10 * DAY)
    (contact,) = [row for row in found(family) if row[0] == "contact"]
    assert contact[2] == today() + 46 * DAY, "a talk with the whole household counts for each"


def test_an_open_talk_makes_nothing_due_and_a_later_one_takes_over(family: Family) -> None:
    fill(family, talk(family, days_ago=240), family.amira)
    assert found(family) == []
    whole(family, days_ago=230)
    assert {row[0] for row in found(family)} == {"contact", "review"}
    whole(family, days_ago=5)
    (only,) = found(family)
    assert only[0] == "review" and only[2] > today()


def test_a_review_that_was_held_is_no_longer_due(family: Family) -> None:
    meeting = whole(family, days_ago=240)
    before = [row for row in found(family) if row[0] == "review"]
    review(family, meeting, "action")
    after = [row for row in found(family) if row[0] == "review"]
    assert len(before) == 2 and len(after) == 1 and after[0] in before


def test_a_closed_case_and_a_member_who_left_are_left_alone(family: Family) -> None:
    whole(family, days_ago=240)
    with acting_as(family.house.alma, "test"):
        Membership.objects.filter(person_id=family.amira).update(valid_from=today() - DAY, valid_until=today())
    assert found(family) == []
    with acting_as(family.house.alma, "test"):
        Membership.objects.filter(person_id=family.amira).update(valid_until=None)
    assert found(family)
    with acting_as(family.house.alma, "test"):
        cases.close(case=family.case, closed_on=today(), closing_reason="work")
    assert found(family) == []


def test_the_worker_keeps_what_is_due_and_the_person_alone_sees_their_contact(family: Family) -> None:
    whole(family, days_ago=240)
    with as_worker("test"):
        duebook.refresh([family.pk])
    family.let_in(family.house.jana, family.karim)
    with acting_as(family.house.jana, "test", read_only=True):
        assert not DueItem.objects.filter(source="strategy").exists()
    with acting_as(family.house.alma, "test", read_only=True):
        items = DueItem.objects.filter(source="strategy")
        assert {item.label for item in items} >= {"Kontakt in der Beobachtungsphase"}
        assert not any("Amira" in f"{item.label}{item.explanation}" for item in items)


def test_a_programme_with_its_own_phases_keeps_the_clocks(family: Family) -> None:
    whole(family, days_ago=240)
    run = run_of(published(shelf()["ingolstadt_aufstocker"]))
    with acting_as(family.house.alma, "test"):
        services.begin(dossier_id=family.pk, run=run, persons=[family.amira], started_on=today() - 240 * DAY)
    assert found(family) == []
    page = family.house.login("alma").get(address("page", family.pk)).content.decode()
    assert "Wenn nur noch wenig fehlt" in page and "Es hat eigene Phasen" in page
    together = family.house.login("alma").get(address("page", family.pk, gemeinsam="1")).content.decode()
    assert "Wenn nur noch wenig fehlt" not in together


def test_the_number_of_statements_does_not_grow_with_the_cases(house: House) -> None:
    families = [haddad(house, opened_on=today() - 900 * DAY) for _ in range(2)]
    for one in families:
        whole(one, days_ago=240)
    with as_worker("test"), at_most(7):
        assert len(next_steps([one.pk for one in families], today())) == 6

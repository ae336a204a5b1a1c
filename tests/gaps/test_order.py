"""A report is ordered, computed by the worker over all cases of the house, and frozen."""

import threading
import uuid
from typing import Any

import pytest
from django.db import ProgrammingError, connection, transaction

from rundblick.access.context import acting_as
from rundblick.calendar.errors import Refused
from rundblick.gaps import computing, services
from rundblick.gaps.computing import carry_out
from rundblick.gaps.models import GapReport
from rundblick.people import services as people
from rundblick.people.models import Person
from rundblick.referrals.models import Need
from rundblick.referrals.services import settle
from rundblick.waiting import services as waiting_services
from rundblick.web.clock import today
from rundblick.web.german import german_date
from tests.directory.building import offered
from tests.gaps.building import ago, computed, home, ordered, read, refused, said, stored, waiting
from tests.house import House
from tests.queries import at_most
from tests.referrals.ways import noted, way
from tests.waiting.lists import waits


def places(found: Any, code: str) -> dict[str, int | None]:
    return {part.label: part.gaps for part in found.topic(code).places if part.gaps != 0}


def test_it_counts_people_who_wait_too_long_by_topic_place_and_reason(house: House) -> None:
    waiting(house, 4, "Ennigerloh")
    waiting(house, 3, "Everswinkel")
    waiting(house, 3, "Ennigerloh", since=10)
    found = read(house, computed(house))
    assert said(found, "childcare") == (7, 10)
    assert (found.gaps, found.needs, found.people) == (7, 10, 7)
    assert places(found, "childcare") == {"Ennigerloh": 4, "Everswinkel": 3}
    line = found.topic("childcare")
    assert line and {part.label: part.gaps for part in line.reasons if part.gaps} == {"wartet länger als 90 Tage": 7}
    assert {one.label: (one.gaps, one.needs) for one in found.places} == {"Ennigerloh": (4, 7), "Everswinkel": (3, 3)}


def test_small_numbers_are_hidden_with_what_they_follow_from(house: House) -> None:
    waiting(house, 4, "Ennigerloh")
    waiting(house, 1, "Kleinhausen")
    found = read(house, computed(house))
    assert places(found, "childcare") == {"Ennigerloh": None, "andere Orte": None}
    assert said(found, "childcare") == (5, 5) and found.hides


def test_ways_waits_and_a_need_about_the_same_are_one_need(house: House) -> None:
    for _ in range(3):
        family = home(house)
        refused(family, kind="childcare", area="children")
        waits(family, family.amira, since=150)
    found = read(house, computed(house))
    assert said(found, "childcare") == (3, 3) and found.people == 3


def test_one_person_with_two_topics_is_two_needs_of_one_person(house: House) -> None:
    for _ in range(3):
        family = home(house)
        refused(family, kind="course", area="learning")
        waits(family, family.amira, since=150)
    found = read(house, computed(house))
    assert (found.gaps, found.needs, found.people) == (6, 6, 3)


def test_a_whole_household_that_waits_for_a_home_is_one_need(house: House) -> None:
    for _ in range(3):
        family = home(house)
        waits(family, None, since=200, kind="home", what="drei Zimmer")
        refused(family, kind="other", area="home", on=3)
    assert said(read(house, computed(house)), "home") == (3, 3)


def test_the_kind_of_a_way_says_more_than_the_area_and_confidence_stays_out(house: House) -> None:
    for _ in range(3):
        refused(home(house), kind="therapy", area="health", office="")
        refused(home(house), kind="debts", area="confidential", office="")
        family = home(house)
        waits(family, family.amira, since=200, kind="confidential", what="")
    found = read(house, computed(house))
    assert said(found, "therapy") == (3, 3) and said(found, "debts") == (0, 0) and found.needs == 3


def test_each_refusal_has_its_reason(house: House) -> None:
    for refusal in ("no_place", "not_competent", "conditions"):
        for _ in range(3):
            refused(home(house), refusal=refusal)
    found = read(house, computed(house))
    assert {part.label: part.gaps for part in found.reasons if part.gaps} == {
        "kein Platz frei": 3,
        "Stelle nicht zuständig": 3,
        "Voraussetzungen fehlen": 3,
    }


def test_a_help_that_runs_is_counted_in_the_denominator_alone(house: House) -> None:
    for _ in range(3):
        refused(home(house))
        helped = home(house)
        row = way(helped, since=60)
        noted(helped, row, "first", on=30)
    assert said(read(house, computed(house)), "courses") == (3, 6)


def test_what_was_settled_or_closed_before_the_period_is_not_counted(house: House) -> None:
    for _ in range(3):
        family = home(house)
        refused(family)
        with acting_as(house.alma, "test"):
            settle(need=Need.objects.get(dossier_id=family.pk), done=True)
    found = read(house, computed(house, first=50))
    assert said(found, "courses") == (0, 3)
    for _ in range(3):
        family = home(house)
        wait = waits(family, family.amira, since=300, kind="course")
        with acting_as(house.alma, "test"):
            waiting_services.end(wait=wait, on=ago(100), outcome="came")
    assert said(read(house, computed(house, first=40)), "courses") == (0, 3)


def test_who_stopped_waiting_in_vain_is_told_apart(house: House) -> None:
    for outcome in ("left", "came"):
        for _ in range(3):
            family = home(house)
            wait = waits(family, family.amira, since=100)
            with acting_as(house.alma, "test"):
                waiting_services.end(wait=wait, on=ago(10), outcome=outcome)
    found = read(house, computed(house))
    assert (found.left, found.ended) == (3, 6) and said(found, "childcare") == (0, 6)


def test_a_protected_or_unknown_address_is_no_place(house: House) -> None:
    for _ in range(2):
        family = home(house, "")
        waits(family, family.amira, since=120)
    family = home(house, "Ennigerloh")
    waits(family, family.amira, since=120)
    with acting_as(house.alma, "test"):
        people.protect(household=family.household, person=Person.objects.get(pk=family.amira))
    found = read(house, computed(house))
    assert places(found, "childcare") == {"ohne Ort": 3}
    assert found.without_place and found.without_place.needs == 3


def test_what_the_directory_offers_stands_beside_the_need(house: House) -> None:
    waiting(house, 3, "Ennigerloh")
    offered(house, topics=["daycare"], name="Kita Regenbogen", capacity="full", capacity_on=today())
    offered(house, topics=["childminder"], name="Tagesmutter", capacity="few", capacity_on=today())
    line = read(house, computed(house)).topic("childcare")
    assert line and (line.offers.number, line.offers.room, line.offers.full, line.offers.unknown) == (2, 1, 1, 0)
    assert {part.label: (part.offers.number, part.offers.room) for part in line.places} == {"Ennigerloh": (2, 1)}


def test_another_houses_needs_are_not_counted(house: House) -> None:
    for _ in range(3):
        family = home(house, responsible=house.otto)
        with acting_as(house.otto, "test"):
            waiting_services.begin(
                case=family.case,
                person_id=family.amira,
                author=house.otto,
                content=waiting_services.WaitContent(kind="childcare", since=ago(120), what="Platz"),
            )
    assert read(house, computed(house)).needs == 0


def test_quarters_show_what_was_without_an_offer_at_their_end(house: House) -> None:
    waiting(house, 3, since=350)
    found = read(house, computed(house, first=300))
    assert [one.gaps for one in found.quarters] == [3] * len(found.quarters)
    line = found.topic("childcare")
    assert line and line.quarters == tuple(one.gaps for one in found.quarters)
    assert found.quarters[0].first == ago(300) and found.quarters[-1].last == today()


def test_an_empty_house_makes_an_empty_report(house: House) -> None:
    found = read(house, computed(house))
    assert (found.needs, found.gaps, found.people) == (0, 0, 0) and not found.hides


def test_the_worker_reads_a_house_of_any_size_with_the_same_statements(house: House) -> None:
    from rundblick.access.database import as_worker
    from rundblick.gaps import reading

    waiting(house, 2)
    refused(home(house))
    with as_worker("test"), at_most(11):
        assert len(reading.read(house.jobcenter.pk, today())) == 3


def test_two_orders_at_once_are_one(house: House) -> None:
    found: list[uuid.UUID] = []

    def click() -> None:
        try:
            with acting_as(house.nora, "test") as context:
                found.append(services.order(context, first_day=ago(100), as_of=today()).pk)
        finally:
            connection.close()

    clicks = [threading.Thread(target=click) for _ in range(2)]
    for one in clicks:
        one.start()
    for one in clicks:
        one.join()
    assert len(found) == 2 and len(set(found)) == 1
    with acting_as(house.nora, "test"):
        assert GapReport.objects.count() == 1


def test_a_finished_report_is_shown_instead_of_a_second_order(house: House) -> None:
    done = computed(house, first=100)
    browser = house.login("nora")
    days = {"first_day": german_date(ago(100)), "as_of": german_date(today())}
    answer = browser.post("/luecken/anfordern/", days)
    assert answer.status_code == 302 and answer["Location"] == f"/luecken/{done}/"


@pytest.mark.parametrize(("first", "last"), [(10, -1), (5, 10), (1200, 0)])
def test_days_that_cannot_be_counted_are_refused(house: House, first: int, last: int) -> None:
    with acting_as(house.nora, "test") as context, pytest.raises(Refused):
        services.order(context, first_day=ago(first), as_of=ago(last))


def test_a_computed_report_is_frozen_for_everybody(house: House) -> None:
    waiting(house, 3)
    report = computed(house)
    before = stored(house, report).content
    waiting(house, 2)
    assert stored(house, report).content == before
    with acting_as(house.nora, "test"), pytest.raises(ProgrammingError, match="does not change"), transaction.atomic():
        GapReport.objects.filter(pk=report).update(content={})
    assert not carry_out(report)


def test_a_computation_that_fails_says_so_and_can_be_tried_again(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    report = ordered(house)

    def broken(_report: Any) -> Any:
        raise RuntimeError("kaputt")

    with monkeypatch.context() as patched:
        patched.setattr(computing, "computed", broken)
        assert not carry_out(report)
    row = stored(house, report)
    assert row.status == "failed" and "Protokoll" in row.error
    page = house.login("nora").get(f"/luecken/{report}/").content.decode()
    assert "Noch einmal versuchen" in page and "RuntimeError" not in page
    assert "Noch einmal versuchen" not in house.login("alma").get(f"/luecken/{report}/").content.decode()


def test_one_that_was_killed_half_way_does_not_block_the_next(house: House) -> None:
    report = ordered(house)
    with acting_as(house.nora, "test"):
        from rundblick.access.context import reason
        from rundblick.web.clock import now

        with reason("test"):
            GapReport.objects.filter(pk=report).update(status="running", started_at=now() - services.STUCK_AFTER * 2)
    again = ordered(house)
    assert again != report and stored(house, report).status == "failed"

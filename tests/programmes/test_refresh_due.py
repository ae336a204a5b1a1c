"""The stored due items follow the facts: set-based, under a lock, for everybody who may see them."""

import datetime as dt
import threading
import uuid
from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from rundblick.access import hooks
from rundblick.access.context import acting_as
from rundblick.access.database import as_worker
from rundblick.access.models.dossiers import Basis
from rundblick.access.services import cover, open_door
from rundblick.people.models import Household
from rundblick.programmes import duebook, services, tasks
from rundblick.programmes.duebook import due_of, facts_changed
from rundblick.programmes.facts import Fact
from rundblick.programmes.models import DueCheck, DueItem, DueMark, Participation
from rundblick.programmes.registries import dated_facts
from rundblick.web.clock import today
from tests.house import House
from tests.programmes.build import day, full
from tests.programmes.homes import START, begun, family, for_persons, published, refreshed, rules, stored
from tests.queries import at_most

talks: dict[uuid.UUID, list[Fact]] = {}


@pytest.fixture
def told() -> Iterator[dict[uuid.UUID, list[Fact]]]:
    """A room that tells of talks, as `cases` does."""
    dated_facts.add("test", _talks)
    talks.clear()
    yield talks
    dated_facts._items.pop("test")


def _talks(dossier_ids: list[uuid.UUID]) -> dict[uuid.UUID, list[Fact]]:
    return {i: talks[i] for i in dossier_ids if i in talks}


@pytest.fixture
def home(house: House) -> Household:
    published()
    made = family(house)
    begun(house, made, "Gülşen", "Ali")
    return made


def test_a_start_makes_contact_report_and_end_due(house: House, home: Household) -> None:
    assert refreshed(home).created == 3
    items = stored(home)
    assert rules(items) == ["care.rhythm.anfang", "time.deadlines.zwischenbericht", "runs.projekt"]
    contact = items[0]
    assert (contact.due_on, contact.topic_code, contact.person_id) == (day("2021-02-08"), "appointments", None)
    assert (contact.source, contact.kind) == ("programmes", "contact")
    assert contact.explanation.startswith("Beginn der Teilnahme am 01.02.2021")
    assert contact.definition_id and contact.participation_id


def test_refreshing_again_changes_nothing(home: Household) -> None:
    refreshed(home)
    before = [(item.pk, item.key) for item in stored(home)]
    assert not refreshed(home)
    assert [(item.pk, item.key) for item in stored(home)] == before


def test_a_talk_of_another_room_moves_the_row_without_replacing_it(
    home: Household, told: dict[uuid.UUID, list[Fact]]
) -> None:
    refreshed(home)
    (before,) = [item for item in stored(home) if item.kind == "contact"]
    told[home.dossier_id] = [Fact.event("contact.talk", day("2021-02-05"))]
    assert refreshed(home) == duebook.Changed(changed=1)
    (after,) = [item for item in stored(home) if item.kind == "contact"]
    assert (after.pk, after.due_on) == (before.pk, day("2021-02-12"))


def test_a_recorded_report_is_not_due_any_more(house: House, home: Household) -> None:
    refreshed(home)
    with acting_as(house.alma, "test"):
        row = Participation.objects.select_related("run__definition").earliest("pk")
        services.record_event(participation=row, kind="report.interim", occurred_on=day("2021-07-01"))
    assert refreshed(home).removed == 1
    assert "time.deadlines.zwischenbericht" not in rules(stored(home))


def test_a_household_is_read_together_and_a_person_alone(house: House, home: Household) -> None:
    refreshed(home)
    assert len([item for item in stored(home) if item.kind == "contact"]) == 1
    programme = published(for_persons())
    other = family(house, "Yılmaz")
    begun(house, other, "Gülşen", "Ali", programme=programme)
    refreshed(other)
    contacts = [item for item in stored(other) if item.kind == "contact"]
    assert len(contacts) == 2 and len({item.person_id for item in contacts}) == 2


def test_as_long_as_one_member_takes_part_contacts_are_due(house: House, home: Household) -> None:
    with acting_as(house.alma, "test"):
        first, second = Participation.objects.select_related("run__definition")
        services.end(participation=first, version=1, ended_on=day("2021-03-01"), exit_code="umzug")
    refreshed(home)
    assert [item for item in stored(home) if item.kind == "contact"]
    with acting_as(house.alma, "test"):
        services.end(participation=second, version=1, ended_on=day("2021-03-08"), exit_code="umzug")
    refreshed(home)
    assert rules(stored(home)) == ["time.deadlines.entlasskarte_ende", "time.deadlines.abschlussbericht"]


def test_a_step_on_the_way_in_is_due_until_the_proposal_is_taken_back(house: House) -> None:
    programme = published(full())
    other = family(house, "Yılmaz")
    (row,) = begun(house, other, "Gülşen", programme=programme, on=None, agreed=None)
    with acting_as(house.alma, "test"):
        services.record_event(participation=row, kind="participation.nominated", occurred_on=day("2021-01-29"))
    refreshed(other)
    (item,) = stored(other)
    assert (item.rule, item.due_on, item.person_id) == ("access.steps.info", day("2021-02-12"), row.person_id)
    assert item.participation_id == row.pk
    with acting_as(house.alma, "test"):
        services.withdraw(participation=row, version=1, on=today())
    refreshed(other)
    assert stored(other) == []


def test_rules_of_other_rooms_stand_in_the_same_book(home: Household, monkeypatch: pytest.MonkeyPatch) -> None:
    def compute(ids: list[uuid.UUID], as_of: dt.date) -> list[dict[str, Any]]:
        return [
            {"dossier_id": i, "topic_code": "tasks", "rule": "x", "key": "1", "kind": "task", "label": "Anruf",
             "due_on": as_of} for i in ids
        ]  # fmt: skip

    hooks.due_rules.add("test.rule", hooks.DueRule("Aufgaben", compute))
    try:
        refreshed(home)
        (item,) = [item for item in stored(home) if item.source == "test.rule"]
        assert (item.label, item.topic_code, item.explanation) == ("Anruf", "tasks", "")
    finally:
        hooks.due_rules._items.pop("test.rule")
    assert refreshed(home).removed == 1


def test_a_start_ahead_is_not_known_before_its_day(house: House) -> None:
    published()
    home = family(house)
    ahead = today() + dt.timedelta(days=10)
    begun(house, home, "Ali", on=ahead)
    refreshed(home)
    assert stored(home) == []
    refreshed(home, as_of=ahead)
    assert "care.rhythm.anfang" in rules(stored(home))


def test_a_closed_case_owes_nothing_until_it_is_opened_again(
    home: Household, told: dict[uuid.UUID, list[Fact]]
) -> None:
    refreshed(home)
    told[home.dossier_id] = [Fact("case.closed", True, day("2021-12-01"), day("2022-03-01"))]
    assert refreshed(home, as_of=day("2022-02-28")).removed == 3
    assert refreshed(home, as_of=day("2022-03-01")).created == 3


def test_what_has_lost_its_sense_leaves_no_row(house: House, home: Household) -> None:
    with acting_as(house.alma, "test"):
        row = Participation.objects.select_related("run__definition").earliest("pk")
        services.record_event(
            participation=row,
            kind="conference.planned",
            occurred_on=day("2021-03-01"),
            planned_on=day("2021-03-20"),
        )
    refreshed(home, as_of=day("2021-03-20"))
    assert "time.deadlines.vorab_information" in rules(stored(home))
    refreshed(home, as_of=day("2021-03-21"))
    assert "time.deadlines.vorab_information" not in rules(stored(home))


# --- Reading ---


def test_overdue_is_decided_on_reading(house: House, home: Household) -> None:
    refreshed(home)
    with acting_as(house.alma, "test", read_only=True) as context:
        on_the_day = due_of(context, [home.dossier_id], as_of=day("2021-02-08"))[home.dossier_id]
        a_day_later = due_of(context, [home.dossier_id], as_of=day("2021-02-09"))[home.dossier_id]
    assert [item.overdue for item in on_the_day] == [False, False, False]
    assert [item.overdue for item in a_day_later] == [True, False, False]


def test_everybody_sees_only_the_topics_of_their_doors(house: House, home: Household) -> None:
    refreshed(home)
    with acting_as(house.bert, "test", read_only=True) as context:
        team = due_of(context, [home.dossier_id])[home.dossier_id]
        assert DueItem.objects.count() == 1
    assert [item.topic for item in team] == ["appointments"]
    with acting_as(house.otto, "test", read_only=True) as context:
        assert due_of(context, [home.dossier_id]) == {home.dossier_id: []}
        assert DueItem.objects.count() == 0


def test_what_waits_for_the_worker_is_computed_while_reading(
    house: House, home: Household, told: dict[uuid.UUID, list[Fact]]
) -> None:
    refreshed(home)
    told[home.dossier_id] = [Fact.event("contact.talk", day("2021-02-05"))]
    with acting_as(house.alma, "test"):
        facts_changed([home.dossier_id])
    with acting_as(house.alma, "test", read_only=True) as context:
        assert due_of(context, [home.dossier_id])[home.dossier_id][0].due_on == day("2021-02-12")
    assert stored(home)[0].due_on == day("2021-02-08")
    with acting_as(house.bert, "test", read_only=True) as context:
        assert due_of(context, [home.dossier_id])[home.dossier_id][0].due_on == day("2021-02-08")


def test_a_deputy_who_sees_less_reads_the_stored_items_and_destroys_nothing(house: House, home: Household) -> None:
    refreshed(home)
    with acting_as(house.alma, "test"):
        cover(absent=house.alma, deputy=house.hanna, first_day=today(), last_day=today())
    with acting_as(house.hanna, "test") as context:
        facts_changed([home.dossier_id])
        seen = due_of(context, [home.dossier_id])[home.dossier_id]
    assert {item.topic for item in seen} == {"appointments", "programmes"}
    assert len(stored(home)) == 3


def test_what_has_lost_its_sense_is_not_shown(house: House, home: Household) -> None:
    with acting_as(house.alma, "test"):
        row = Participation.objects.select_related("run__definition").earliest("pk")
        services.record_event(
            participation=row,
            kind="conference.planned",
            occurred_on=day("2021-03-01"),
            planned_on=day("2021-03-20"),
        )
    refreshed(home, as_of=day("2021-03-01"))
    with acting_as(house.alma, "test", read_only=True) as context:
        labels = [
            [i.rule for i in due_of(context, [home.dossier_id], as_of=day(on))[home.dossier_id]]
            for on in ("2021-03-20", "2021-03-21")
        ]
    assert ["time.deadlines.vorab_information" in found for found in labels] == [True, False]


# --- Marks, jobs and the lock ---


def test_a_change_leaves_a_mark_and_asks_the_worker_once(house: House, home: Household) -> None:
    refreshed(home)
    with acting_as(house.alma, "test"), connection.cursor() as cursor:
        cursor.execute("DELETE FROM procrastinate_jobs")
        facts_changed([home.dossier_id])
        facts_changed([home.dossier_id])
        assert DueMark.objects.count() == 1
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT args->'dossier_ids'->>0 FROM procrastinate_jobs WHERE task_name = 'programmes.refresh_due'"
        )
        assert cursor.fetchall() == [(str(home.dossier_id),)]
    tasks.refresh_due([str(home.dossier_id)])
    with as_worker("test"):
        assert DueMark.objects.count() == 0


def test_a_change_that_is_rolled_back_leaves_nothing(house: House, home: Household) -> None:
    refreshed(home)
    with acting_as(house.alma, "test"):
        facts_changed([home.dossier_id])
        transaction.set_rollback(True)
    with as_worker("test"):
        assert DueMark.objects.count() == 0


def test_who_died_between_commit_and_question_is_found_a_minute_later(house: House, home: Household) -> None:
    with as_worker("test"):
        assert DueMark.objects.exists() and not DueItem.objects.exists()
        DueMark.objects.update(marked_at=dt.datetime(2026, 1, 1, tzinfo=dt.UTC))
    assert tasks.refresh_marked(0) == 1
    assert len(stored(home)) == 3
    assert tasks.refresh_marked(0) == 0


def test_marks_that_come_while_a_refresh_runs_survive_it(house: House, home: Household) -> None:
    """The refresh deletes only what was committed before it began to read."""
    seen: list[int] = []
    with acting_as(house.alma, "test"):
        facts_changed([home.dossier_id])
        refresher = threading.Thread(target=lambda: seen.append(len(refreshed_in_thread(home))))
        refresher.start()
        refresher.join(timeout=20)
    assert seen
    with as_worker("test"):
        assert DueMark.objects.filter(dossier_id=home.dossier_id).count() == 1


def refreshed_in_thread(home: Household) -> list[DueItem]:
    try:
        refreshed(home)
        return stored(home)
    finally:
        connection.close()


def test_two_refreshes_of_one_dossier_wait_for_each_other(home: Household) -> None:
    order: list[str] = []

    def second() -> None:
        try:
            refreshed(home)
            order.append("second")
        finally:
            connection.close()

    with as_worker("test"):
        duebook.refresh([home.dossier_id])
        waiting = threading.Thread(target=second)
        waiting.start()
        waiting.join(timeout=0.5)
        assert waiting.is_alive()
        order.append("first")
    waiting.join(timeout=20)
    assert order == ["first", "second"]
    assert len(stored(home)) == 3


def test_the_nightly_job_refreshes_everybody(house: House, home: Household) -> None:
    assert tasks.refresh_all(0) == 1
    assert len(stored(home)) == 3
    assert tasks.refresh_all(0) == 0


def test_the_check_finds_what_nobody_refreshed_and_raises_the_alarm(
    house: House, home: Household, caplog: pytest.LogCaptureFixture
) -> None:
    refreshed(home)
    assert tasks.check_due(0) == 0
    assert tasks.readiness() == ""
    with as_worker("test"):
        DueItem.objects.filter(rule="runs.projekt").delete()
        DueItem.objects.filter(kind="contact").update(due_on=day("2021-02-09"))
    assert tasks.check_due(0) == 1
    assert "weichen bei Fälligem ab" in tasks.readiness()
    with as_worker("test"):
        assert DueCheck.objects.all()[0].rules == ["programmes:care.rhythm.anfang", "programmes:runs.projekt"]
    (record,) = [record for record in caplog.records if record.name == "rundblick.programmes"]
    assert "due items of 1 of 1 dossiers differ" in record.getMessage()


def test_who_waits_for_a_refresh_is_no_mistake(house: House, home: Household) -> None:
    with as_worker("test"):
        assert DueMark.objects.exists()
    assert tasks.check_due(0) == 0


def test_checks_that_stop_are_noticed(house: House) -> None:
    assert tasks.readiness() == ""
    with as_worker("test"):
        DueCheck.objects.create(checked_at=dt.datetime(2026, 1, 1, tzinfo=dt.UTC), examined=3, differing=0)
    assert "zuletzt geprüft" in tasks.readiness()


def test_the_web_may_not_write_the_book_of_checks(house: House) -> None:
    with acting_as(house.alma, "test"), pytest.raises(Exception, match="permission denied"):
        DueCheck.objects.create(checked_at=dt.datetime(2026, 1, 1, tzinfo=dt.UTC), examined=0, differing=0)


def test_a_mark_opens_nothing_to_whoever_leaves_it(house: House, home: Household) -> None:
    """The door through which a fact was changed may be narrower than the household; so a mark needs none."""
    refreshed(home)
    with acting_as(house.otto, "test") as context:
        facts_changed([home.dossier_id])
        assert not DueMark.objects.visible_to(context).exists()
        assert not DueMark.objects.exists()
        assert DueMark.objects.all().delete()[0] == 0


def test_whoever_holds_no_door_cannot_store_a_due_item(house: House, home: Household) -> None:
    with acting_as(house.ivo, "test"), pytest.raises(Exception, match="row-level security"):
        DueItem.objects.create(
            dossier_id=home.dossier_id, topic_code="tasks", source="x", rule="x", key="x", kind="task", label="x",
            due_on=START,
        )  # fmt: skip


def test_a_door_for_one_member_shows_only_that_members_items(house: House) -> None:
    programme = published(for_persons())
    home = family(house)
    first, _ = begun(house, home, "Gülşen", "Ali", programme=programme)
    refreshed(home)
    with acting_as(house.alma, "test"):
        open_door(
            dossier_id=home.dossier_id,
            principal=house.jana,
            basis=Basis.SELF,
            topics=("appointments",),
            subject_id=first.person_id,
        )
    with acting_as(house.jana, "test", read_only=True) as context:
        assert {item.person_id for item in due_of(context, [home.dossier_id])[home.dossier_id]} == {first.person_id}


# --- Numbers of queries ---


REFRESHING = 33
"""Statements of a refresh in which nothing changes: the frame, each room's facts and each room's rules ask once."""


def statements_of(ids: list[uuid.UUID]) -> int:
    """Counted while the worker's own connection stands; afterwards there would be nothing to count."""
    with as_worker("test"), CaptureQueriesContext(connection) as captured:
        duebook.refresh(ids)
        return len(captured)


def test_many_dossiers_take_as_many_queries_as_one(house: House) -> None:
    """However many rooms tell facts: each is asked once."""
    programme = published()
    homes = [family(house, f"Haus{number}") for number in range(12)]
    for home in homes:
        begun(house, home, "Gülşen", programme=programme)
    ids = [home.dossier_id for home in homes]
    assert statements_of(ids[:1]) == statements_of(ids[1:])
    assert statements_of(ids[:1]) == statements_of(ids) <= REFRESHING
    with acting_as(house.alma, "test", read_only=True) as context, at_most(2):
        assert sum(map(len, due_of(context, ids).values())) == 36


def test_saying_that_facts_changed_takes_one_statement(house: House, home: Household) -> None:
    with acting_as(house.alma, "test"), at_most(1):
        facts_changed([home.dossier_id])

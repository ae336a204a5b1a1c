"""What the room gives to others: what is due, the own copy, merging, erasing, mails, the demo."""

import datetime as dt
from typing import Any

import pytest
import yaml

from rundblick.access import hooks
from rundblick.access.context import acting_as, reason
from rundblick.access.database import as_worker
from rundblick.catalogue.scenario.joining import demo as scenario
from rundblick.conferences import demo, due, mailing, services
from rundblick.conferences.models import About, Conference, Contribution, Invitation, Seat
from rundblick.conferences.views import agenda, closing, papers, planning, preparing
from rundblick.post.models import OutgoingMail
from rundblick.post.services import deliver
from rundblick.steering.begun import FORMS
from rundblick.web.clock import now, today
from tests.conferences.tables import DAY, Table, clinic, plans, table
from tests.house import House
from tests.post.relay import Relay, relay

__all__ = ["relay"]


@pytest.fixture
def made(house: House) -> Table:
    found = table(house)
    found.door(house.partner)
    return found


def items(made: Table, *, ahead: int = 0) -> list[dict[str, Any]]:
    with acting_as(made.house.alma, "test", read_only=True):
        return due.next_steps([made.family.pk], today() + ahead * DAY)


def test_the_next_step_of_a_conference_is_due_for_those_who_work_with_the_file(house: House, made: Table) -> None:
    (item,) = items(made)
    assert (item["label"], item["due_on"]) == ("Besprechung vorbereiten", made.row.prepare_until)
    assert item["topic_code"] == "notes" and item["person_id"] == made.amira
    assert "Küche" not in item["label"] + item["explanation"]
    made.brings(house.alma, "Steht.")
    assert [one["label"] for one in items(made)] == ["Protokoll der Besprechung abschließen"]
    made.decide()
    made.close()
    assert [one["label"] for one in items(made)] == ["Abschriften der Besprechung verteilen"]
    with acting_as(house.alma, "test"):
        for seat in Seat.objects.filter(kind="member").select_related("conference"):
            services.inform(row=seat, on=today(), how="handed")
    assert [one["label"] for one in items(made)] == ["Nachsehen, was aus der Besprechung wurde"]
    with acting_as(house.alma, "test"):
        services.done(row=made.row.decisions.select_related("task").get(), on=today())
    assert items(made) == []


def test_a_house_is_reminded_once_and_only_while_its_door_is_open(house: House, made: Table, relay: Relay) -> None:
    made.invite(house.partner)
    yara = clinic(house)
    shut = made.door(yara)
    made.invite(yara)
    with as_worker("test"):
        deliver()
        Invitation.objects.update(invited_at=now() - 3 * DAY)
        assert mailing.remind(today()) == 0, "the last day is far"
        assert mailing.remind(today() + 5 * DAY) == 2
        assert mailing.remind(today() + 6 * DAY) == 0
    made.shut(shut)
    with as_worker("test"):
        deliver()
        states = sorted(OutgoingMail.objects.values_list("state", flat=True))
    assert states == ["sent", "sent", "sent", "withdrawn"]
    assert [("ivo@" in mail, "yara@" in mail) for mail in relay.received[2:]] == [(True, False)]
    assert all("Haddad" not in mail and "Amira" not in mail for mail in relay.received)


def test_a_colleague_is_told_and_reminded_like_a_guest(house: House, made: Table, relay: Relay) -> None:
    made.door(house.bert)
    seat = made.seat(user=house.bert, part="placement")
    made.seat(user=house.bert, part="placement")
    made.seat(user=house.alma, part="coach")
    with as_worker("test"):
        deliver()
        assert Seat.objects.get(pk=seat.pk).mail == "sent"
        assert mailing.remind(today() + 5 * DAY) == 0, "told today"
        Seat.objects.filter(pk=seat.pk).update(told_at=now() - 3 * DAY)
        assert mailing.remind(today() + 5 * DAY) == 1
        assert mailing.remind(today() + 6 * DAY) == 0
        deliver()
    first, second = relay.received
    assert "bert@" in first and "Einladung zu einer Besprechung" in first and "Erinnerung" in second
    for word in ("Haddad", "Amira", "Küche", str(made.family.pk)):
        assert word not in first + second
    assert "Mail verschickt" in house.login("alma").get(made.url()).content.decode()


def test_a_colleague_without_a_door_or_whose_seat_is_gone_gets_no_mail(house: House, made: Table, relay: Relay) -> None:
    seat = made.seat(user=house.bert, part="placement")
    gone = made.seat(user=house.hanna, part="placement")
    made.door(house.hanna)
    with acting_as(house.alma, "test"):
        services.unseat(row=gone)
    with as_worker("test"):
        deliver()
        assert Seat.objects.get(pk=seat.pk).mail == "withdrawn"
    assert relay.received == []


def test_no_colleague_is_reminded_once_the_house_has_brought_something(house: House, made: Table) -> None:
    made.door(house.bert)
    seat = made.seat(user=house.bert, part="placement")
    made.brings(house.alma, "Vom Jobcenter")
    with as_worker("test"):
        Seat.objects.filter(pk=seat.pk).update(told_at=now() - 3 * DAY)
        assert mailing.remind(today() + 6 * DAY) == 0


def test_nobody_is_reminded_who_has_brought_something(house: House, made: Table) -> None:
    made.invite(house.partner)
    made.brings(house.ivo, "Steht.")
    with as_worker("test"):
        Invitation.objects.update(invited_at=now() - 3 * DAY)
        assert mailing.remind(today() + 6 * DAY) == 0


def test_the_own_copy_holds_what_is_about_the_person_and_asks_for_a_look(house: House) -> None:
    made = table(house, "Amira", "Karim")
    made.brings(house.alma, "Amiras Praktikum", for_all=True)
    made.brings(house.alma, "Karims Kurs", person_id=made.family.karim)
    made.decide("Kita anrufen")
    made.close()
    with as_worker("test"):
        own = hooks.export.get("conferences")(made.family.pk, made.amira)  # type: ignore[misc]
        of_karim = hooks.export.get("conferences")(made.family.pk, made.family.karim)  # type: ignore[misc]
    words = str(own)
    assert "Amiras Praktikum" in words and "Kita anrufen" in words and "Karims Kurs" not in words
    assert all(section["review"] for section in own)
    assert all(len(row) == len(section["columns"]) for section in own for row in section["rows"])
    assert "Karims Kurs" in str(of_karim) and "Einstieg in die Küche" not in str(of_karim)


def test_when_two_records_become_one_a_closed_protocol_moves_along(house: House) -> None:
    made = table(house, "Amira", "Karim")
    made.door(house.partner)
    made.door(house.partner, person=made.family.karim)
    made.invite(house.partner)
    made.brings(house.alma, "Karims Kurs", person_id=made.family.karim)
    open_one = Table(house, made.family, plans(made.family, made.family.karim))
    made.close()
    merge = hooks.merge.get("conferences")
    assert merge is not None
    with as_worker("test"), reason("people.merge"):
        assert merge(made.amira, made.family.karim) > 3
        assert Conference.objects.get(pk=open_one.row.pk).person_id == made.amira
        assert not Contribution.objects.filter(person_id=made.family.karim).exists()
        assert set(Seat.objects.filter(kind="member").values_list("member_id", flat=True)) == {made.amira}
        assert About.objects.filter(conference=open_one.row).get().person_id == made.amira


def test_nothing_is_left_of_an_erased_dossier(house: House, made: Table) -> None:
    made.invite(house.partner)
    made.brings(house.ivo, "Steht.")
    made.decide()
    made.close()
    erase = hooks.erase.get("conferences")
    assert erase is not None
    with as_worker("test"), reason("access.erasure.execute"):
        assert erase(made.family.pk) > 8
        assert not Conference.objects.exists()


def test_an_unfinished_text_has_a_name_and_an_address() -> None:
    keys = (
        planning.PLAN_KEY,
        planning.CHANGE_KEY,
        preparing.PREPARE_KEY,
        preparing.CONTRIBUTION_KEY,
        agenda.KEY,
        closing.ADDENDUM_KEY,
        papers.SHEET_KEY,
    )
    assert {key.partition(":")[0] for key in keys} <= set(FORMS)


def test_the_demo_stands_on_people_of_the_scenario() -> None:
    told = scenario(today())
    persons = {person.key for person in told.persons}
    records = yaml.safe_load((demo.Path(demo.__file__).with_name("demo.yaml")).read_text("utf-8"))
    assert {f"{one['household']}-{one['person']}" for one in records} <= persons
    assert all(isinstance(demo._day(one["day"]), dt.date) for one in records)

"""Being out: reporting back by oneself, colleagues who are called when it does not come, and who may see any of it."""

import datetime as dt
import uuid

import pytest
from django.urls import reverse

from rundblick.access.context import acting_as
from rundblick.access.database import as_worker
from rundblick.access.models import Grant
from rundblick.access.models.dossiers import Basis
from rundblick.calendar.errors import Refused
from rundblick.post.models import OutgoingMail
from rundblick.post.services import deliver
from rundblick.visits import services, tasks
from rundblick.visits.models import Notice, Watch
from rundblick.web.clock import now
from tests.cases.families import Family, haddad
from tests.house import House
from tests.invitations.inviting import arrived
from tests.post.relay import Gateway, Relay, gateway, relay
from tests.visits.going import MINUTE, again, out, seen_by, url, visit, worker

__all__ = ["gateway", "relay"]
BANNER = "hat sich nicht zurückgemeldet oder braucht Sie"


@pytest.fixture
def family(house: House) -> Family:
    return haddad(house)


def late(family: Family) -> Watch:
    """Alma was to be outside again twenty minutes ago."""
    return out(family, visit(family), minutes=-20)


def test_being_there_is_said_with_one_form_and_kept_once(house: House, family: Family) -> None:
    row = visit(family)
    browser = house.login("alma")
    page = browser.get(url("out", row)).content.decode()
    assert "Ein Standort wird nicht erfasst" in page and "braucht diesen Server" in page
    assert "Hanna" not in page, "of another team"
    sent = {
        "until": f"{(now() + 90 * MINUTE).astimezone():%H:%M}",
        "grace": "15",
        "phone": "0170 5550101",
        "watchers": [str(house.bert.pk)],
        "token": str(uuid.uuid4()),
    }
    first = browser.post(url("out", row), sent)
    assert first.status_code == 302
    assert browser.post(url("out", row), sent).headers["Location"] == first.headers["Location"]
    other = browser.post(url("out", row), sent | {"token": str(uuid.uuid4())})
    assert other.headers["Location"] == first.headers["Location"], "a second tab answers the first"
    assert browser.get(url("out", row)).headers["Location"] == first.headers["Location"]
    with acting_as(house.alma, "test", read_only=True):
        (kept,) = Watch.objects.all()
    assert (kept.phone, kept.watchers) == ("+491705550101", [house.bert.pk])


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"watchers": []}, "mindestens eine Person"),
        ({"phone": "klingeln"}, "keine Telefonnummer"),
        ({"until": "25:00"}, "SS:MM"),
        ({"grace": "1"}, "größer oder gleich 5"),
    ],
)
def test_what_is_wrong_is_said_beside_its_field(
    house: House, family: Family, changed: dict[str, object], words: str
) -> None:
    sent = {"until": "15:00", "grace": "15", "phone": "0170 5550101", "watchers": [str(house.bert.pk)]}
    answer = house.login("alma").post(url("out", visit(family)), sent | changed | {"token": str(uuid.uuid4())})
    assert answer.status_code == 422 and words in answer.content.decode()
    assert seen_by(house.alma) == 0


def test_nobody_of_another_team_can_be_named(house: House, family: Family) -> None:
    sent = {"until": "15:00", "grace": "15", "phone": "0170 5550101", "watchers": [str(house.hanna.pk)]}
    answer = house.login("alma").post(url("out", visit(family)), sent | {"token": str(uuid.uuid4())})
    assert answer.status_code == 422


def test_half_an_hour_more_is_half_an_hour_however_often_one_taps(house: House, family: Family) -> None:
    watch = out(family, visit(family))
    browser = house.login("alma")
    for _ in range(2):
        browser.post(url("stay", watch), {"bis": watch.expected_at.isoformat()})
    assert again(watch).expected_at == watch.expected_at + 30 * MINUTE


def test_who_reports_back_in_time_calls_nobody(house: House, family: Family, relay: Relay) -> None:
    watch = out(family, visit(family), minutes=-10)
    assert worker() == 0, "within the minutes agreed"
    browser = house.login("alma")
    for _ in range(2):
        browser.post(url("leave", watch))
    assert again(watch).left_at is not None
    assert worker() == 0 and relay.received == []


def test_who_does_not_report_back_is_missed_and_those_named_are_called_once(
    house: House, family: Family, relay: Relay
) -> None:
    late(family)
    assert worker() == 1
    assert worker() == 0
    (mail,) = arrived(relay)
    assert mail["To"] == "bert@test.example"
    assert mail["Subject"] == "Bitte melden Sie sich bei einer Kollegin oder einem Kollegen"
    text = str(mail.get_content())
    assert "Alma" in text and "+491705550101" in text
    for word in ("Amira", "Haddad", "Lindenweg", str(family.pk)):
        assert word not in relay.received[0]
    with as_worker("test"):
        assert Notice.objects.get().state == "sent"


def test_whoever_gave_a_number_gets_a_text_message_too(
    house: House, family: Family, relay: Relay, gateway: Gateway
) -> None:
    house.login("bert").post(reverse("visits:calls"), {"phone": "0170 5550199"})
    late(family)
    assert worker() == 2
    (sms,) = gateway.received
    assert sms["to"] == "+491705550199"
    assert "Alma" in sms["text"] and "Amira" not in sms["text"]


def test_what_has_not_left_yet_is_taken_back_when_she_is_outside_again(
    house: House, family: Family, relay: Relay
) -> None:
    watch = late(family)
    with as_worker("test"):
        tasks.alarms.miss()
        tasks.alarms.call()
    house.login("alma").post(url("leave", watch))
    with as_worker("test"):
        deliver()
        assert OutgoingMail.objects.get().state == "withdrawn"
    assert relay.received == []


def test_help_is_called_with_one_tap_and_the_job_goes_at_once(house: House, family: Family, relay: Relay) -> None:
    watch = out(family, visit(family))
    browser = house.login("alma")
    page = browser.post(url("call", watch), follow=True).content.decode()
    assert "Noch ist keine Nachricht hinausgegangen" in page, "said honestly until the worker has answered"
    tasks.call()
    assert len(relay.received) == 1
    assert "Bert: E-Mail verschickt" in " ".join(browser.get(url("watch", watch)).content.decode().split())


def test_while_no_worker_runs_the_colleague_still_sees_it(house: House, family: Family) -> None:
    late(family)
    assert BANNER in house.login("bert").get("/").content.decode()
    assert "Alma" in house.login("bert").get(reverse("visits:calls")).content.decode()
    for name in ("alma", "dana", "hanna", "jana"):
        assert BANNER not in house.login(name).get("/", follow=True).content.decode()


def test_one_takes_it_says_what_was_done_and_ends_it(house: House, family: Family) -> None:
    watch = out(family, visit(family), minutes=-20, watchers=[house.bert.pk, house.dana.pk])
    worker()
    bert, dana = house.login("bert"), house.login("dana")
    bert.post(url("take", watch))
    bert.post(url("take", watch))
    page = dana.post(url("take", watch), follow=True).content.decode()
    assert "Bert kümmert sich schon" in page and "Notfallkarte" in page
    bert.post(url("acts", watch), {"acts": ["police", "called"]})
    assert dana.post(url("acts", watch), {"acts": ["nonsense"]}).status_code == 422
    dana.post(url("end", watch))
    row = again(watch)
    assert (row.taken_by_id, row.acts, row.over) == (house.bert.pk, ["called", "police"], True)
    assert BANNER not in bert.get("/").content.decode()
    assert "schon beendet" in bert.post(url("take", watch), follow=True).content.decode()


def test_after_more_time_somebody_is_missed_anew(house: House, family: Family, relay: Relay) -> None:
    watch = late(family)
    worker()
    house.login("alma").post(url("stay", watch), {"bis": again(watch).expected_at.isoformat()})
    assert BANNER not in house.login("bert").get("/").content.decode()
    with as_worker("test"):
        tasks.alarms.miss(at=now() + 50 * MINUTE)
        assert tasks.alarms.call() == 1


def test_only_who_is_out_and_who_was_named_see_a_watch(house: House, family: Family, relay: Relay) -> None:
    """Also by row-level security alone; not the lead, not the partner agency, not the person visited."""
    family.let_in(house.jana, family.amira, basis=Basis.SELF)
    family.let_in(house.ivo, family.amira, basis=Basis.ASSIGNMENT, topics=("master", "appointments"))
    late(family)
    worker()
    seen = {name for name in house.people if seen_by(house.people[name])}
    assert seen == {"alma", "bert"}
    for name in ("alma", "bert"):
        with acting_as(house.people[name], "test", read_only=True):
            assert Notice.objects.count() == 1
    with acting_as(house.dana, "test", read_only=True):
        assert Notice.objects.count() == 0


def test_who_lost_the_case_meanwhile_can_still_report_back(house: House, family: Family) -> None:
    watch = late(family)
    with acting_as(house.alma, "test"):
        Grant.objects.filter(dossier_id=family.pk).update(valid_until=now())
    browser = house.login("alma")
    assert browser.get(url("watch", watch)).status_code == 200
    assert "keine Tür" in house.login("bert").get(url("watch", watch)).content.decode()
    browser.post(url("leave", watch))
    assert again(watch).left_at is not None


def test_a_visit_turned_into_a_call_is_no_visit(house: House, family: Family) -> None:
    row = family.appointment(family.amira)
    assert house.login("alma").get(url("out", row)).status_code == 404
    with pytest.raises(Refused):
        out(family, row)
    row = visit(family)
    with acting_as(house.alma, "test"), pytest.raises(Refused):
        services.arrive(
            appointment=row,
            coach=house.alma,
            expected_at=now() + dt.timedelta(hours=1),
            grace=15,
            phone="",
            watchers=[],
            token=uuid.uuid4(),
        )

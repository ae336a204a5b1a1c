"""Freezing a copy: complete, through the doors of whoever prepares, and nothing of another member in it."""

import datetime as dt

import pytest
from django.db import connection

from rundblick.access import disclosure, hooks
from rundblick.access.context import acting_as
from rundblick.access.database import as_worker
from rundblick.access.models import Grant
from rundblick.access.models.dossiers import Basis
from rundblick.access.services import hand_over
from rundblick.calendar.errors import Refused
from rundblick.copies import services, working
from rundblick.copies.codes import State
from rundblick.copies.models import Copy, Part, Redaction
from rundblick.programmes.duebook import refresh
from rundblick.programmes.models import DueItem
from rundblick.web.clock import now, today
from tests.cases.families import Family, haddad
from tests.copies.wishes import DAY, address, again, drafted, part_with, released, wished, words_of
from tests.house import House
from tests.queries import at_most


@pytest.fixture
def family(house: House) -> Family:
    """Amira and Karim each have their own talks; one is shared."""
    family = haddad(house, opened_on=today() - 60 * DAY)
    family.note(family.amira, sentence="Amiras Kitaplatz", agreements="Karim holt Sami ab")
    family.note(family.karim, sentence="MARKER Karims Sorge")
    family.note(family.karim, sentence="Gemeinsamer Umzug", shared=True)
    return family


def test_one_click_freezes_everything_and_the_page_tells_how_far_it_is(family: Family) -> None:
    browser = family.house.login("alma")
    here = address("page", family.pk, family.amira)
    assert "Auskunft vorbereiten" in browser.get(here).content.decode()
    said = {"asked_on": f"{today():%d.%m.%Y}", "how": "mail"}
    assert browser.post(address("prepare", family.pk, family.amira), said).status_code == 302
    assert browser.post(address("prepare", family.pk, family.amira), said).status_code == 302
    with acting_as(family.house.alma, "test"):
        copy = Copy.objects.get()
    assert "wartet" in browser.get(here).content.decode()
    assert "HX-Refresh" not in browser.get(address("status", copy.pk)).headers
    assert working.collect(copy.pk) and not working.collect(copy.pk)
    assert browser.get(address("status", copy.pk)).headers["HX-Refresh"] == "true"
    page = browser.get(here).content.decode()
    assert "Gespräche" in page and "Wozu Angaben verarbeitet werden" in page and "Ihre Rechte" in page
    assert again(family, copy).done == len(hooks.export) + 1


def test_a_shared_entry_is_in_it_and_another_members_own_is_not(family: Family) -> None:
    words = words_of(family, drafted(family))
    assert "Amiras Kitaplatz" in words and "Gemeinsamer Umzug" in words
    assert "MARKER" not in words and "Karims Sorge" not in words
    assert "MARKER" in words_of(family, drafted(family, family.karim))


def test_what_changes_later_is_not_in_the_frozen_copy(family: Family) -> None:
    copy = drafted(family)
    family.note(family.amira, sentence="Später gesagt")
    assert "Später gesagt" not in words_of(family, copy)
    with acting_as(family.house.alma, "test"):
        services.prepare_again(copy=copy, user=family.house.alma)
    working.collect(copy.pk)
    assert "Später gesagt" in words_of(family, copy)


def test_it_tells_purposes_recipients_and_who_looked_but_no_colleague_by_name(family: Family) -> None:
    context = family.house.bert.access_context()
    looks = [disclosure.entry(context, kind="crisis.page", dossiers=[family.pk]) for _ in range(3)]
    family.let_in(family.house.jana, family.karim)
    looks.append(
        disclosure.entry(family.house.jana.access_context(), kind="portal.home", dossiers=[family.pk], basis="self")
    )
    disclosure.write(context, looks)
    copy = drafted(family)
    part, _ = part_with(family, copy, "Coach / Fallmanagement")
    line = next(text for text in part.content.split("[") if "Coach" in text)
    assert '"3"' in line and "Jobcenter Musterkreis" in line and "Beratung und Begleitung" in line
    general = words_of(family, copy).partition("Wozu Angaben")[2]
    assert "Eigene Seite" not in general and "Krise angesehen" not in general
    assert not any(name in part.content for name in ("Bert", "Jana", "Krise"))
    assert "§ 51b" in general and "3 Jahre nach Ende des Falls" in general
    with acting_as(family.house.bert, "test", read_only=True), connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM whosees_looks(%s, %s)", [family.pk, family.amira])
        assert cursor.fetchone() == (0,), "the log stays closed for colleagues"


def test_a_copy_of_many_entries_is_read_in_parts_and_few_statements(family: Family) -> None:
    for number in range(60):
        family.task(f"Schritt {number}", person_id=family.amira)
    copy = drafted(family)
    with acting_as(family.house.alma, "test", read_only=True):
        part = next(one for one in Part.objects.filter(copy=copy, first=51) if one.title.startswith("Aufgaben"))
    assert part.number == 10
    browser = family.house.login("alma")
    browser.get(address("page", family.pk, family.amira))
    for name, args, limit in (
        ("page", [family.pk, family.amira], 10),
        ("part", [copy.pk, part.rank], 12),
        ("entry", [copy.pk, part.rank, 0], 12),
        ("release", [copy.pk], 11),
    ):
        with at_most(limit):
            assert browser.get(address(name, *args)).status_code == 200


def test_wrong_days_are_refused_beside_the_field(family: Family) -> None:
    answer = family.house.login("alma").post(
        address("prepare", family.pk, family.amira), {"asked_on": "1.1.2090", "how": "mail"}
    )
    assert answer.status_code == 422 and "Zukunft" in answer.content.decode() and "1.1.2090" in answer.content.decode()
    with pytest.raises(Refused), acting_as(family.house.alma, "test"):
        services.prepare(
            dossier_id=family.pk,
            person_id=family.amira,
            user=family.house.alma,
            asked_on=today() + DAY,
            how="mail",
        )


def test_a_door_that_closed_meanwhile_stops_the_job_and_the_page_says_why(family: Family) -> None:
    copy = wished(family)
    with as_worker("test"):
        Grant.objects.filter(dossier_id=family.pk, basis=Basis.RESPONSIBLE).update(valid_until=now())
    assert not working.collect(copy.pk)
    with as_worker("test"):
        found = Copy.objects.get()
        assert (found.state, found.error, Part.objects.exists()) == (State.FAILED, working.NO_DOOR, False)


def test_a_new_coach_sees_the_deadline_and_begins_anew_but_never_reads_the_old_draft(family: Family) -> None:
    copy = drafted(family)
    with acting_as(family.house.alma, "test"):
        hand_over(dossier_id=family.pk, to=family.house.hanna)
    browser = family.house.login("hanna")
    page = browser.get(address("page", family.pk, family.amira)).content.decode()
    assert "Jemand anderes hat diese Auskunft vorbereitet" in page and "Gespräche" not in page
    assert browser.get(address("part", copy.pk, 0)).status_code == 404
    with acting_as(family.house.hanna, "test", read_only=True):
        assert not Part.objects.exists() and not Redaction.objects.exists(), "row-level security alone"
    assert browser.post(address("again", copy.pk)).status_code == 302
    assert working.collect(copy.pk)
    assert browser.get(address("part", copy.pk, 0)).status_code == 200
    with acting_as(family.house.alma, "test", read_only=True):
        assert not Part.objects.exists()


def test_the_answer_is_due_within_a_month_and_once_extended_within_three(family: Family) -> None:
    copy = drafted(family)
    with as_worker("test"):
        refresh([family.pk])
        item = DueItem.objects.get(rule="copies.answer")
    assert (item.label, item.due_on, item.person_id) == ("Auskunft geben", copy.answer_by, family.amira)
    browser = family.house.login("alma")
    assert browser.post(address("extend", copy.pk), {"why": ""}).status_code == 422
    assert browser.post(address("extend", copy.pk), {"why": "Sehr viele Einträge"}).status_code == 302
    assert "Sehr viele Einträge" in browser.get(address("page", family.pk, family.amira)).content.decode()
    assert browser.post(address("extend", copy.pk), {"why": "Noch einmal"}).status_code == 422
    with as_worker("test"):
        refresh([family.pk])
        assert DueItem.objects.get(rule="copies.answer").due_on > copy.answer_by + 50 * DAY
    released(family, again(family, copy))
    with as_worker("test"):
        refresh([family.pk])
        assert not DueItem.objects.filter(rule="copies.answer").exists()


def test_a_wish_taken_back_leaves_no_frozen_words(family: Family) -> None:
    copy = drafted(family)
    browser = family.house.login("alma")
    assert browser.post(address("withdraw", copy.pk)).status_code == 302
    working.clear(copy.pk)
    with as_worker("test"):
        assert (Copy.objects.get().state, Part.objects.count()) == (State.WITHDRAWN, 0)


def test_a_job_that_was_killed_can_be_ordered_again(family: Family) -> None:
    copy = wished(family)
    with as_worker("test"):
        Copy.objects.update(state=State.COLLECTING, started_at=now() - dt.timedelta(minutes=20))
    page = family.house.login("alma").get(address("page", family.pk, family.amira)).content.decode()
    assert "Noch einmal zusammenstellen" in page
    with acting_as(family.house.alma, "test"):
        services.prepare_again(copy=copy, user=family.house.alma)
    assert working.collect(copy.pk)

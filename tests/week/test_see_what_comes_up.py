"""Parental leave and places: what comes up, as a reminder and never as pressure."""

import datetime as dt
import uuid

import pytest
from django.urls import reverse

from rundblick.access.context import acting_as
from rundblick.access.database import as_worker
from rundblick.programmes.models import DueMark
from rundblick.web.clock import today
from rundblick.web.german import german_date
from rundblick.week import due
from rundblick.week.coming import Dated, coming, hints
from rundblick.week.models import CareSpan
from tests.cases.families import haddad
from tests.house import House
from tests.week.weeks import DAY, address, aged, protect, rows, span

MAMA, CHILD = uuid.UUID(int=1), uuid.UUID(int=2)
DAY_X = dt.date(2026, 3, 31)


def leave(last: dt.date) -> Dated:
    return Dated(uuid.uuid4(), MAMA, CHILD, "leave", last_day=last)


def place(state: str, first: dt.date | None = None, last: dt.date | None = None, *, since: dt.date = DAY_X) -> Dated:
    return Dated(uuid.uuid4(), CHILD, CHILD, "kita", state, since, first, last)


def codes(*given: Dated, as_of: dt.date = DAY_X) -> list[tuple[str, dt.date]]:
    return [(one.hint.code, one.on) for one in coming(given, as_of)]


def test_six_months_before_a_leave_ends_without_a_promised_place_it_comes_up() -> None:
    last = dt.date(2026, 8, 31)
    assert codes(leave(last)) == [("leave_ends", dt.date(2026, 2, 28))]
    (one,) = coming([leave(last)], DAY_X)
    assert (one.person, one.last) == (MAMA, last) and "31.08.2026" in one.sentence


@pytest.mark.parametrize(
    ("first", "last", "helps"),
    [
        (dt.date(2026, 9, 1), None, True),
        (None, None, True),
        (dt.date(2026, 8, 1), dt.date(2027, 7, 31), True),
        (dt.date(2026, 10, 1), None, False),
        (None, dt.date(2026, 8, 31), False),
    ],
)
def test_a_promised_place_answers_a_leave_only_when_it_is_there_next_day(
    first: dt.date | None, last: dt.date | None, helps: bool
) -> None:
    found = codes(leave(dt.date(2026, 8, 31)), place("promised", first, last))
    assert (found == []) is helps


def test_a_registration_comes_up_after_three_months_and_stays_until_it_changes() -> None:
    assert codes(place("registered")) == [("registration_open", dt.date(2026, 6, 30))]
    assert coming([place("wanted")], DAY_X)[0].last is None
    assert codes(place("promised", dt.date(2026, 8, 1), dt.date(2027, 7, 31))) == []


def test_the_end_of_a_place_comes_up_unless_another_follows() -> None:
    kita = place("place", last=dt.date(2026, 7, 31))
    assert codes(kita) == [("place_ends", dt.date(2026, 1, 31))]
    assert codes(kita, place("promised", dt.date(2026, 8, 1))) == []
    assert codes(kita, as_of=dt.date(2026, 8, 1)) == []


def test_hints_offer_and_never_demand_and_name_their_source() -> None:
    for hint in hints().values():
        words = f"{hint.label} {hint.sentence}".lower()
        assert "unterstützen" in words and hint.law and hint.source
        for hard in ("müssen", "pflicht", "versäum", "frist verpasst", "spätestens"):
            assert hard not in words


def test_a_change_marks_the_case_and_the_worker_computes_what_is_due(house: House) -> None:
    family = haddad(house)
    with acting_as(house.alma, "test"):
        DueMark.objects.all().delete()
    span(family, family.amira, "leave", child_id=family.sami, last_day=today() + 100 * DAY)
    with as_worker("test"):
        assert DueMark.objects.filter(dossier_id=family.pk).exists()
        (item,) = due.care([family.pk], today())
    assert (item["topic_code"], item["person_id"], item["rule"]) == ("situation", family.amira, "week.care")
    assert "Sami" not in item["label"] + item["explanation"]


def test_leaves_and_places_are_written_changed_and_ended(house: House) -> None:
    family = haddad(house, opened_on=today() - 90 * DAY)
    browser = house.login("alma")
    sent = {"whose": str(family.sami), "kind": "kita", "state": "registered", "hours": "35", "token": uuid.uuid4()}
    browser.post(address("place_add", family), sent | {"shared": "on", "state_since": german_date(today() - DAY)})
    (row,) = rows(house, CareSpan)
    assert (row.state_since, row.hours, row.child_id) == (today() - DAY, 35, None)
    aged(house, CareSpan)
    where = address("place", family, row.thread)
    form = {"kind": "kita", "state": "promised", "state_since": german_date(row.state_since), "shared": "on"}
    browser.post(where, form | {"version": f"{row.pk}.{row.version}"})
    (row,) = rows(house, CareSpan)
    assert (row.state, row.state_since) == ("promised", today())
    assert "zugesagt seit" in browser.get(address("page", family)).content.decode()
    browser.post(address("place_end", family, row.thread), {"version": f"{row.pk}.{row.version}"})
    assert rows(house, CareSpan) == []
    wrong = {"whose": str(family.amira), "child": str(family.sami), "first_day": "1.8.2026", "last_day": "1.7.2026"}
    answer = browser.post(address("leave_add", family), wrong | {"token": uuid.uuid4()})
    assert answer.status_code == 422 and "Das Ende liegt vor dem Anfang" in answer.content.decode()
    browser.post(address("leave_add", family), wrong | {"last_day": "1.7.2027", "token": uuid.uuid4()})
    (row,) = rows(house, CareSpan)
    assert (row.kind, row.child_id, row.last_day) == ("leave", family.sami, dt.date(2027, 7, 1))
    assert browser.get(address("place", family, row.thread) + f"?mitglied={family.amira}").status_code == 404


def test_the_overview_of_the_family_shows_what_comes_up(house: House) -> None:
    family = haddad(house)
    ends = today() + 100 * DAY
    span(family, family.amira, "leave", child_id=family.sami, last_day=ends, shared=False)
    span(family, family.sami, state="place", last_day=today() + 90 * DAY)
    browser, where = house.login("alma"), reverse("family:page", args=[family.pk])
    page = browser.get(where).content.decode()
    assert f"Die Elternzeit endet am {german_date(ends)}" in page and "Betreuungsplatz endet" in page
    together = browser.get(f"{where}?gemeinsam=1").content.decode()
    assert "Die Elternzeit endet am" not in together and "Betreuungsplatz endet" in together
    protect(family, family.sami)
    assert "Betreuungsplatz endet" not in browser.get(f"{where}?gemeinsam=1").content.decode()


def test_the_week_says_what_can_be_talked_about_now(house: House) -> None:
    family = haddad(house)
    span(family, family.sami, state_since=today() - 120 * DAY)
    span(family, family.amira, "leave", child_id=family.sami, last_day=today() + 700 * DAY)
    page = house.login("alma").get(address("page", family)).content.decode()
    assert "Worüber sich jetzt sprechen lässt" in page and "gemeinsam nachfragen" in page
    assert "Elternzeit endet, Betreuung gewünscht?" not in page

"""What somebody took on stands in the due book until it is done; an agency's guest reads nothing of it."""

import datetime as dt
from typing import Any

import pytest
import time_machine
from django.urls import reverse

from rundblick.access.context import acting_as
from rundblick.access.database import as_worker
from rundblick.access.models.dossiers import Basis
from rundblick.cooperation import due
from rundblick.cooperation.codes import Doer, Kind
from rundblick.cooperation.models import Entry
from rundblick.cooperation.rules import to_do_by
from rundblick.programmes.duebook import due_of, refresh
from rundblick.programmes.models import DueItem
from rundblick.web.clock import now, today
from tests.cases.families import Family, haddad
from tests.cooperation.sheets import DAY, let_in, put, released, sheet, shut, url
from tests.house import House
from tests.queries import at_most

KEEP = "Absprache mit einer anderen Stelle einlösen"
ANSWER = "Bitte oder Frage einer anderen Stelle beantworten"


@pytest.fixture
def family(house: House) -> Family:
    found = haddad(house)
    let_in(found, house.partner)
    released(house, found)
    return found


def due_for(house: House, family: Family, who: str = "alma") -> list[tuple[str, dt.date]]:
    with acting_as(house.people[who], "test", read_only=True) as context:
        items = due_of(context, [family.pk])[family.pk]
    return [(item.label, item.due_on) for item in items if item.source == due.RULE]


def taken(family: Family, doer: Doer = Doer.HOUSE, **content: Any) -> Entry:
    return put(family, kind=Kind.AGREEMENT, text="Kopie des Bescheids", doer=doer, **content)


def test_an_agreement_of_the_house_is_due_on_its_day_until_it_is_done(house: House, family: Family) -> None:
    entry = taken(family, on=today() + 3 * DAY)
    assert due_for(house, family) == [(KEEP, today() + 3 * DAY)]
    house.login("alma").post(url("done", family, entry.pk))
    assert due_for(house, family) == []
    house.login("alma").post(url("undone", family, entry.pk))
    assert due_for(house, family) == [(KEEP, today() + 3 * DAY)]


def test_what_names_no_day_is_due_after_two_weeks(house: House, family: Family) -> None:
    put(family, "ivo", "Ist der Antrag schon da?", kind=Kind.REQUEST)
    assert due_for(house, family) == [(ANSWER, today() + 14 * DAY)]
    assert to_do_by(on=None, written_on=dt.date(2026, 12, 20)) == dt.date(2027, 1, 3)
    assert to_do_by(on=dt.date(2026, 12, 21), written_on=dt.date(2026, 12, 20)) == dt.date(2026, 12, 21)


def test_what_others_took_on_or_keep_to_themselves_is_not_due_here(house: House, family: Family) -> None:
    taken(family, Doer.AGENCY, on=today())
    taken(family, Doer.PERSON, on=today())
    put(family, kind=Kind.REQUEST, text="An die Stelle", on=today())
    put(family, "ivo", "Nur für uns", kind=Kind.REQUEST, on=today(), for_house=False)
    assert due_for(house, family) == []


def test_an_answer_and_taking_back_end_it(house: House, family: Family) -> None:
    request = put(family, "ivo", "Ist der Antrag schon da?", kind=Kind.REQUEST, on=today())
    put(family, text="Ja, seit Montag.", answers=request)
    entry = taken(family)
    assert [label for label, _ in due_for(house, family)] == [KEEP]
    house.login("alma").post(url("remove", family, entry.pk))
    assert due_for(house, family) == []


def test_no_agency_reads_what_the_house_owes_to_another(house: House, family: Family) -> None:
    """A due item names no agency, so the topic of working together must not open it."""
    let_in(family, house.provider, topics=("master", "cooperation", "goals", "tasks", "appointments"))
    taken(family, on=today())
    with as_worker("test"):
        refresh([family.pk])
        assert DueItem.objects.filter(source=due.RULE).count() == 1
    for who in ("ivo", "cem"):
        assert due_for(house, family, who) == []
        with acting_as(house.people[who], "test", read_only=True):
            assert not DueItem.objects.filter(source=due.RULE).exists()


def test_the_start_page_says_it_once_and_the_case_says_it_too(house: House, family: Family) -> None:
    taken(family, on=today() - DAY)
    with as_worker("test"):
        refresh([family.pk])
    browser = house.login("alma")
    start = browser.get("/", follow=True).content.decode()
    assert start.count("Eine Absprache einlösen") == 1 and KEEP not in start
    assert KEEP in browser.get(reverse("cases:page", args=[family.pk])).content.decode()
    assert KEEP in browser.get(reverse("cases:list")).content.decode()


def test_a_provider_by_contract_reads_its_own_duties_on_the_start_page_alone(house: House) -> None:
    family = haddad(house)
    let_in(family, house.cem, basis=Basis.ASSIGNMENT, evidence="Vertrag", until=None)
    target = sheet(family, agency=house.provider)
    taken(family, Doer.AGENCY, on=today(), on_sheet=target)
    with as_worker("test"):
        refresh([family.pk])
    start = house.login("cem").get("/", follow=True).content.decode()
    assert start.count("Eine Absprache einlösen") == 1


def test_on_a_closed_sheet_the_coach_still_says_that_it_is_done(house: House, family: Family) -> None:
    from rundblick.access.models import Grant

    entry = taken(family, on=today() - DAY)
    with acting_as(house.alma, "test", read_only=True):
        grant = Grant.objects.get(guest=True)
    shut(family, grant)
    browser = house.login("alma")
    assert "Erledigt" in browser.get(url("sheet", family)).content.decode()
    assert browser.post(url("done", family, entry.pk)).status_code == 302
    assert due_for(house, family) == []
    assert house.login("ivo").post(url("undone", family, entry.pk)).status_code == 404
    assert browser.post(url("remove", family, entry.pk)).status_code == 404


def test_earlier_days_and_many_cases_take_one_statement(house: House, family: Family) -> None:
    for number in range(5):
        taken(family, on=today() + number * DAY)
    with time_machine.travel(now() + 2 * DAY, tick=True):
        taken(family)
    with as_worker("test"), at_most(1):
        assert len(due.open_items([family.pk], today())) == 5
    with as_worker("test"), at_most(1):
        assert len(due.open_items([family.pk], today() + 2 * DAY)) == 6

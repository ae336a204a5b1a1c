"""What the page of a case says about contacts: each rhythm with its definition, each figure with its denominator."""

import datetime as dt
from typing import Any

import pytest

from rundblick.access.context import acting_as
from rundblick.access.database import as_worker
from rundblick.calendar.codes import Setting
from rundblick.cases.codes import ClosingReason
from rundblick.cases.models import Case
from rundblick.cases.services.file import close
from rundblick.programmes import services as programmes
from rundblick.programmes.duebook import refresh
from rundblick.rhythm.models import Pace
from rundblick.web.clock import now, today
from tests.cases.families import Family, haddad
from tests.house import House
from tests.queries import at_most
from tests.rhythm.paces import DAY, address, ago, agreed, since, takes_part, weekly

PAGE = 14
"""Statements of the page with programmes, appointments and agreements."""


@pytest.fixture
def family(house: House) -> Family:
    return haddad(house, opened_on=ago(200))


def told(family: Family, query: str = "") -> str:
    return family.house.login("alma").get(address(family) + query).content.decode().replace("\xa0", " ")


def rest(family: Family, row: Any, kind: str, on: dt.date) -> None:
    with acting_as(family.house.alma, "test"):
        programmes.record_event(participation=row, kind=kind, occurred_on=on)


def test_the_figure_says_what_counts_and_by_which_definition(family: Family) -> None:
    takes_part(family, weekly(), on=ago(28))
    family.note(family.amira, happened_on=ago(25))
    family.note(family.amira, happened_on=ago(10), setting=Setting.PHONE)
    page = told(family)
    assert f"In 1 von 4 erwarteten Wochen gab es mindestens ein Gespräch, das zählt: {ago(28):%d.%m.%Y}" in page
    assert "Wochenweise, Fassung ab " in page and "jede Woche" in page
    assert "Es zählen: Gespräch, Hausbesuch." in page
    assert "Hier zählen nicht: Telefongespräch, Videogespräch." in page
    assert f"Stichtag {today():%d.%m.%Y}" in page


def test_in_two_programmes_each_rhythm_is_said_and_the_closest_leads(family: Family) -> None:
    takes_part(family, weekly(id="weit", title="Weit", every={"weeks": 8}), on=ago(28))
    takes_part(family, weekly(), on=ago(28))
    page = told(family)
    assert "Führt: jede Woche" in page and "Daneben: alle 8 Wochen" in page
    assert page.index("Führt: jede Woche") < page.index("Daneben: alle 8 Wochen")


def test_what_was_agreed_leads_and_the_programme_goes_on_asking(family: Family) -> None:
    takes_part(family, weekly(), on=ago(28))
    since(agreed(family, family.amira), ago(21))
    page = told(family)
    assert "Führt: alle 4 Wochen" in page and "für diese Person vereinbart: die Person wünscht es so" in page
    assert "Was das Programm vorsieht, steht weiter unter „Was ansteht“." in page
    assert "Noch ist kein ganzer Abschnitt vorbei" in page and "In 0 von 4 erwarteten Wochen" in page


def test_a_pause_of_the_programme_is_no_gap(family: Family) -> None:
    row = takes_part(family, weekly(), on=ago(28))
    rest(family, row, "participation.paused", ago(14))
    page = told(family)
    assert "In 0 von 2 erwarteten Wochen" in page and "ruht, solange das Programm ruht" in page


def test_a_rest_that_is_over_is_said_and_no_longer_holds(family: Family) -> None:
    pace = agreed(family, family.amira, rests_until=today() + DAY)
    with acting_as(family.house.alma, "test"):
        Pace.objects.filter(pk=pace.pk).update(valid_from=ago(20), rests_until=ago(6))
    page = told(family)
    assert f"Die Ruhezeit ist seit {ago(6):%d.%m.%Y} vorbei." in page and "Zurzeit gilt kein Rhythmus" in page


def test_a_closed_case_asks_for_nothing_more(family: Family) -> None:
    takes_part(family, weekly(), on=ago(28))
    with acting_as(family.house.alma, "test"):
        close(case=Case.objects.get(pk=family.pk), closed_on=ago(14), closing_reason=ClosingReason.GOALS_REACHED)
    page = told(family)
    assert "In 0 von 2 erwarteten Wochen" in page and "Eigenen Rhythmus vereinbaren" not in page


def test_without_a_rhythm_the_page_says_so_and_prints_no_figure(family: Family) -> None:
    family.note(family.amira)
    page = told(family)
    assert "Zurzeit gilt kein Rhythmus" in page and "Einen Rhythmus des Hauses gibt es nicht." in page
    assert "erwarteten" not in page and "heute" in page


def test_yesterday_begun_nothing_is_missing(house: House) -> None:
    family = haddad(house, opened_on=ago(1))
    takes_part(family, weekly(), on=ago(1))
    page = told(family)
    assert "Noch ist kein ganzer Abschnitt vorbei, deshalb steht hier keine Zahl." in page
    assert "noch keines festgehalten" in page


def test_an_appointment_ahead_is_said_and_counts_for_nothing(family: Family) -> None:
    takes_part(family, weekly(), on=ago(28))
    family.appointment(family.amira, starts_at=now() + 3 * DAY)
    page = told(family)
    assert "In 0 von 4" in page and f"{today() + 3 * DAY:%d.%m.%Y}" in page


def test_who_has_no_case_work_of_their_own_is_named_without_a_strip(family: Family) -> None:
    page = told(family)
    assert "Ohne eigene Gespräche und ohne Rhythmus: Sami Haddad." in page


def test_a_talk_with_all_counts_for_each(family: Family) -> None:
    takes_part(family, weekly(), on=ago(7))
    family.note(happened_on=ago(3))
    assert "In 1 von 1 erwarteten Woche" in told(family)


def test_a_households_rhythm_is_counted_in_the_coachs_view_alone(family: Family) -> None:
    receives = {"fact": "household.receives_sgb2", "equals": True}
    who = {"condition": receives, "origin": {"assumption": "Für den Test gesetzt."}}
    takes_part(family, weekly(unit="household", target_group=who, money={}), on=ago(7))
    family.note(family.karim, happened_on=ago(3))
    assert "Ein Gespräch mit einem anderen Mitglied zählt mit." in told(family)
    page = told(family, f"?mitglied={family.amira}")
    assert "nur in der Ansicht „Alle“" in page and "In 1 von 1" not in page


def test_the_page_and_the_part_take_their_statements(family: Family) -> None:
    for person in (family.amira, family.karim):
        agreed(family, person)
        family.appointment(person)
        for number in range(5):
            family.note(person, happened_on=ago(number * 7))
    takes_part(family, weekly(), on=ago(28))
    with as_worker("test"):
        refresh([family.pk])
    browser = family.house.login("alma")
    browser.get(address(family))
    with at_most(PAGE):
        assert browser.get(address(family)).status_code == 200
    page = browser.get(f"/faelle/{family.pk}/weiteres/").content.decode()
    assert "Rhythmus: alle 4 Wochen" in page and "weiterer" in page and "Kontakte in 12 Wochen" in page

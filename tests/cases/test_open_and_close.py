"""A case begins, ends for a reason, and may begin again; who is in focus is dated."""

import datetime as dt
import uuid

import pytest
from django.db import IntegrityError
from django.urls import reverse

from rundblick.access.context import acting_as
from rundblick.access.models import TimelineEntry
from rundblick.calendar.errors import Refused
from rundblick.cases import services
from rundblick.cases.codes import ClosingReason
from rundblick.cases.models import Case, CasePeriod, Focus
from rundblick.web.clock import today
from tests.cases.families import haddad
from tests.house import House

DAY = dt.timedelta(days=1)


def test_a_case_is_opened_from_the_household_with_adults_proposed(house: House) -> None:
    family = haddad(house, case=False)
    browser, address = house.login("alma"), reverse("cases:open", args=[family.household.pk])
    form = browser.get(address).context["form"]
    assert set(form["focus"].value()) == {str(family.amira), str(family.karim)}
    answer = browser.post(address, {"focus": [str(family.amira)], "opened_on": "1.11.2026"})
    assert answer.headers["Location"] == reverse("cases:page", args=[family.household.dossier_id])
    with acting_as(house.alma, "test", read_only=True):
        case = Case.objects.get()
        assert (case.pk, case.opened_on) == (family.household.dossier_id, dt.date(2026, 11, 1))
        focus = Focus.objects.get()
        assert (focus.person_id, focus.valid_from) == (family.amira, dt.date(2026, 11, 1))
        assert TimelineEntry.objects.get(kind="case_opened").topic == "master"


def test_a_bare_request_to_open_asks_before_it_opens(house: House) -> None:
    family = haddad(house, case=False)
    answer = house.login("alma").post(reverse("cases:open", args=[family.household.pk]))
    assert answer.status_code == 200
    with acting_as(house.alma, "test", read_only=True):
        assert not Case.objects.exists()


def test_opening_twice_shows_the_case_that_is_there(house: House) -> None:
    family = haddad(house)
    with acting_as(house.alma, "test"):
        assert services.open_case(household=family.household, focus=[family.amira]).pk == family.pk
        assert CasePeriod.objects.count() == 1
    answer = house.login("alma").get(reverse("cases:open", args=[family.household.pk]))
    assert answer.headers["Location"] == reverse("cases:page", args=[family.pk])


@pytest.mark.parametrize("broken", ["nobody", "stranger", "tomorrow"])
def test_a_case_about_nobody_or_in_the_future_is_refused(house: House, broken: str) -> None:
    family = haddad(house, case=False)
    focus = {"nobody": [], "stranger": [uuid.uuid4()]}.get(broken, [family.amira])
    day = today() + DAY if broken == "tomorrow" else today()
    with pytest.raises(Refused), acting_as(house.alma, "test"):
        services.open_case(household=family.household, focus=focus, opened_on=day)


def test_the_database_refuses_a_case_with_an_id_of_its_own(house: House) -> None:
    family = haddad(house, case=False)
    household = family.household
    with pytest.raises(IntegrityError), acting_as(house.alma, "test"):
        Case.objects.create(dossier_id=household.dossier_id, household=household, opened_on=today())


def test_closing_needs_a_reason_and_names_what_is_open(house: House) -> None:
    family = haddad(house, opened_on=today() - 30 * DAY)
    family.task()
    family.appointment(family.amira)
    browser, address = house.login("alma"), reverse("cases:close", args=[family.pk])
    page = browser.get(address).content.decode()
    assert "1\u00a0Aufgabe und 1\u00a0Termin sind noch offen" in page
    assert browser.post(address, {"closed_on": "heute", "closing_reason": ""}).status_code == 422
    assert browser.post(address, {"closed_on": "1.1.2020", "closing_reason": "work"}).status_code == 422
    assert browser.post(address, {"closed_on": "1.1.2100", "closing_reason": "work"}).status_code == 422
    assert browser.post(address, {"closed_on": "gestern", "closing_reason": "work"}).status_code == 302
    page = browser.get(reverse("cases:page", args=[family.pk])).content.decode()
    assert "Dieser Fall ist geschlossen" in page
    assert "Arbeit oder Ausbildung aufgenommen" in page


def test_a_reopened_case_keeps_its_former_period(house: House) -> None:
    family = haddad(house, opened_on=today() - 30 * DAY)
    with acting_as(house.alma, "test"):
        services.close(case=family.case, closed_on=today() - 10 * DAY, closing_reason=ClosingReason.GOALS_REACHED)
    answer = house.login("alma").post(reverse("cases:reopen", args=[family.pk]))
    assert answer.status_code == 302
    with acting_as(house.alma, "test", read_only=True):
        case = Case.objects.get()
        assert (case.opened_on, case.closed_on, case.closing_reason) == (today(), None, "")
        periods = list(CasePeriod.objects.order_by("opened_on").values_list("opened_on", "closed_on"))
        assert periods == [(today() - 30 * DAY, today() - 10 * DAY), (today(), None)]
        kinds = list(TimelineEntry.objects.order_by("at").values_list("kind", flat=True))
        assert kinds == ["case_opened", "case_closed", "case_opened"]


def test_what_is_closed_cannot_be_closed_and_what_is_open_cannot_be_opened(house: House) -> None:
    family = haddad(house)
    with acting_as(house.alma, "test"):
        with pytest.raises(Refused):
            services.reopen(case=family.case)
        services.close(case=family.case, closed_on=today(), closing_reason=ClosingReason.BY_MISTAKE)
        with pytest.raises(Refused):
            services.close(case=family.case, closed_on=today(), closing_reason=ClosingReason.WORK)
    answer = house.login("alma").post(
        reverse("cases:close", args=[family.pk]),
        {
            "closed_on": today().strftime("%d.%m.%Y"),
            "closing_reason": "work",
        },
    )
    assert "schon geschlossen" in answer.content.decode()


def test_the_focus_changes_with_dates(house: House) -> None:
    family = haddad(house, opened_on=today() - 30 * DAY)
    browser, address = house.login("alma"), reverse("cases:focus", args=[family.pk])
    assert browser.post(address, {"focus": []}).status_code == 422
    browser.post(address, {"focus": [str(family.karim), str(family.sami)]})
    with acting_as(house.alma, "test", read_only=True):
        dated = {row.person_id: (row.valid_from, row.valid_until) for row in Focus.objects.all()}
    assert dated == {
        family.amira: (today() - 30 * DAY, today()),
        family.karim: (today() - 30 * DAY, None),
        family.sami: (today(), None),
    }
    browser.post(address, {"focus": [str(family.karim)]})
    with acting_as(house.alma, "test", read_only=True):
        assert not Focus.objects.filter(person_id=family.sami).exists()

"""An agency, and above all a Träger that works by contract, proposes a conference with one tap; the coach plans it."""

import uuid

import pytest
from django.urls import reverse

from rundblick.access.context import acting_as
from rundblick.access.database import as_worker
from rundblick.access.models.dossiers import Basis
from rundblick.calendar.errors import Refused
from rundblick.conferences.models import Conference, Seat
from rundblick.cooperation import due, services
from rundblick.cooperation.codes import Kind
from rundblick.cooperation.models import Entry
from rundblick.cooperation.queries import Sheet
from rundblick.cooperation.services import Writer
from rundblick.programmes.duebook import refresh
from rundblick.programmes.models import DueItem
from rundblick.web.clock import today
from tests.cases.families import Family, haddad
from tests.conferences.test_walk_the_pages import asked
from tests.cooperation.sheets import DAY, let_in, sheet, url
from tests.house import House

DECIDE = "Über den Vorschlag einer Besprechung entscheiden"


@pytest.fixture
def family(house: House) -> Family:
    """Cem's Träger carries something out for Amira."""
    found = haddad(house)
    let_in(found, house.cem, basis=Basis.ASSIGNMENT, evidence="Vertrag", until=None)
    return found


@pytest.fixture
def target(house: House, family: Family) -> Sheet:
    return sheet(family, agency=house.provider)


def propose(house: House, family: Family, target: Sheet, who: str = "cem") -> int:
    return house.login(who).post(url("propose", family, on_sheet=target)).status_code


def test_one_tap_reaches_whoever_is_responsible_without_a_word(house: House, family: Family, target: Sheet) -> None:
    assert "Besprechung vorschlagen" in house.login("cem").get(url("sheet", family, on_sheet=target)).content.decode()
    assert propose(house, family, target) == 302
    assert propose(house, family, target) == 302
    with acting_as(house.alma, "test", read_only=True):
        (entry,) = Entry.objects.all()
        assert (entry.kind, entry.text, entry.from_agency, entry.for_house) == (Kind.MEETING, None, True, True)
    mine = house.login("cem").get(url("sheet", family, on_sheet=target)).content.decode()
    assert "Besprechung vorschlagen" not in mine and "schlägt eine Besprechung vor" in mine
    assert DECIDE in house.login("alma").get("/", follow=True).content.decode()
    with as_worker("test"):
        refresh([family.pk])
        item = DueItem.objects.get(source=due.RULE)
        assert (item.label, item.due_on) == (DECIDE, today() + 14 * DAY)


def test_a_partner_without_a_release_may_propose_too(house: House, family: Family) -> None:
    let_in(family, house.partner)
    assert propose(house, family, sheet(family), "ivo") == 302
    assert DECIDE in house.login("alma").get("/", follow=True).content.decode()


def test_the_coach_plans_it_with_person_and_house_already_chosen(house: House, family: Family, target: Sheet) -> None:
    propose(house, family, target)
    browser = house.login("alma")
    page = browser.get(url("sheet", family, on_sheet=target)).content.decode()
    address = f"{reverse('conferences:plan', args=[family.pk])}?person={family.amira}&mit={house.provider.pk}"
    assert address.replace("&", "&amp;") in page
    form = browser.get(address).content.decode()
    assert house.provider.name in form and "Mit am Tisch sitzt dann auch" in form
    assert browser.post(address, asked(family)).status_code == 302
    with acting_as(house.alma, "test", read_only=True):
        row = Conference.objects.get()
        assert row.led_by == house.alma and row.person_id == family.amira
        assert Seat.objects.filter(conference=row, organisation=house.provider).count() == 1
    with acting_as(house.cem, "test", read_only=True):
        assert not Conference.objects.exists(), "seated is not invited"


NOBODY = "0f0e0d0c-0b0a-4908-8706-050403020100"


@pytest.mark.parametrize("made_up", ["mit=x", f"mit={NOBODY}", f"person={NOBODY}"])
def test_made_up_addresses_plan_nothing_else(house: House, family: Family, made_up: str) -> None:
    answer = house.login("alma").get(f"{reverse('conferences:plan', args=[family.pk])}?{made_up}")
    assert answer.status_code == 200 and "Mit am Tisch sitzt" not in answer.content.decode()


def test_the_house_does_not_propose_to_itself_and_a_message_answers(
    house: House, family: Family, target: Sheet
) -> None:
    with acting_as(house.alma, "test"), pytest.raises(Refused, match="selbst"):
        services.propose(sheet=target, writer=Writer(user=house.alma, from_agency=False))
    propose(house, family, target)
    with acting_as(house.alma, "test", read_only=True):
        entry = Entry.objects.get()
    answer = f"{url('write', family, on_sheet=target)}?art=message&auf={entry.pk}"
    assert house.login("alma").post(answer, {"text": "Gern im Januar.", "token": uuid.uuid4()}).status_code == 302
    assert DECIDE not in house.login("alma").get("/", follow=True).content.decode()
    assert "Besprechung vorschlagen" in house.login("cem").get(url("sheet", family, on_sheet=target)).content.decode()


def test_a_provider_by_contract_leads_no_conference(house: House, family: Family) -> None:
    """Why stands in decision 37."""
    assert house.login("cem").get(reverse("conferences:plan", args=[family.pk])).status_code == 404

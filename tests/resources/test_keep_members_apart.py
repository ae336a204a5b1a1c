"""Another member's screen shows nothing of the card, in pages, sheet, prints and the database itself (rule 6)."""

import pytest

from rundblick.access.context import acting_as
from rundblick.access.models.dossiers import Basis
from rundblick.resources import export
from rundblick.resources.models import Look, PlannedHelp, Resource
from rundblick.web.clock import today
from tests.cases.families import haddad
from tests.house import House
from tests.resources.cards import COACH, PERSON, address, full, plans, says

PAGES = ("page", "sheet", "compare", "helps")


@pytest.mark.parametrize("query", ["", "?gemeinsam=1"])
def test_a_members_pages_show_nothing_of_the_others(house: House, query: str) -> None:
    family = haddad(house)
    full(family)
    browser = house.login("alma")
    for name in PAGES:
        page = browser.get(address(family, name, person=family.karim) + query).content.decode()
        for secret in ("Nachbarin", "Mutter", "drei Sprachen", "Schulbegleitung", "Schuldnerberatung"):
            assert secret not in page, name
    page = browser.get(address(family, "enter", "person", person=family.karim) + query).content.decode()
    assert "Nachbarin" not in page


def test_what_a_member_shares_is_shown_as_theirs(house: House) -> None:
    family = haddad(house)
    row = says(family, PERSON, "Der Garten")
    browser = house.login("alma")
    sent = {"text": "Der Garten", "section": "material", "level": "1", "perspective": "person", "version": "1"}
    browser.post(address(family, "resource", row.pk), sent | {"shared": "on"})
    page = browser.get(address(family, "page", person=family.karim)).content.decode()
    assert "Von anderen geteilt" in page
    assert "Der Garten" in page
    assert browser.get(address(family, "resource", row.pk, person=family.karim)).status_code == 404


def test_a_row_is_not_reached_through_another_members_page(house: House) -> None:
    family = haddad(house)
    row, one = says(family, PERSON, "Schwester"), plans(family)
    browser = house.login("alma")
    assert browser.get(address(family, "resource", row.pk, person=family.karim)).status_code == 404
    assert browser.get(address(family, "help", one.pk, person=family.karim)).status_code == 404
    ends = address(family, "resource_end", row.pk, person=family.karim)
    assert browser.post(ends, {"version": "1"}).status_code == 404


def test_the_database_alone_keeps_a_door_of_one_member_to_that_member(house: House) -> None:
    family = haddad(house)
    full(family)
    says(family, COACH, "Karim geheim", person=family.karim)
    plans(family, "Für alle", person_id=None)
    family.let_in(house.ivo, family.karim, basis=Basis.ASSIGNMENT, writes=True)
    with acting_as(house.ivo, "test") as context:
        assert [row.text for row in Resource.objects.all()] == ["Karim geheim"]
        assert [row.text for row in PlannedHelp.objects.all()] == ["Für alle"]
        assert not Look.objects.exists()
        assert PlannedHelp.objects.update(level=1) == 0
        for model in (Resource, PlannedHelp, Look):
            assert model.objects.visible_to(context).count() == model.objects.count()


def test_the_own_copy_holds_all_perspectives_of_that_member_and_nothing_else(house: House) -> None:
    family = haddad(house)
    full(family)
    says(family, COACH, "Karim geheim", person=family.karim)
    with acting_as(house.alma, "test", read_only=True):
        text = str(export.sections(family.pk, family.amira))
        assert "Spricht drei Sprachen" in text
        assert "Schulbegleitung" in text
        assert "Vereine, Gemeinden" in text
        assert "Karim geheim" not in text
        columns = [
            (len(s["columns"]), {len(row) for row in s["rows"]}) for s in export.sections(family.pk, family.amira)
        ]
        assert all({wide} == rows for wide, rows in columns)


def test_a_former_day_shows_only_what_stood_then(house: House) -> None:
    family = haddad(house)
    full(family)
    page = house.login("alma").get(f"{address(family, 'page')}?stand={today().year - 1}-01-01").content.decode()
    assert "An diesem Tag stand nichts auf der Karte." in page
    assert "Nachbarin" not in page

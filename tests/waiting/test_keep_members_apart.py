"""What one member waits for stays hidden from the others unless it is shared (design rule 6)."""

import pytest

from rundblick.access.context import acting_as
from rundblick.access.models.dossiers import Basis
from rundblick.people.models import Person
from rundblick.people.services import protect
from rundblick.waiting import export, services
from rundblick.waiting.models import Asking, Bridge, Wait
from rundblick.waiting.queries import open_waits
from tests.cases.families import Family, haddad
from tests.house import House
from tests.waiting.lists import address, ago, asked, helped, waits


@pytest.fixture
def family(house: House) -> Family:
    """Amira waits for two things, one of them shared; the household waits for a flat."""
    family = haddad(house, opened_on=ago(300))
    waits(family, family.amira, what="Amiras Platz")
    shared = waits(family, family.amira, what="Geteilter Platz", shared=True, whom="Jugendamt")
    asked(shared, house.alma, "Nur für Amira")
    helped(shared, house.alma, "Amiras Mutter hilft")
    home = waits(family, None, kind="home", what="Vier Zimmer", since=20)
    helped(home, house.alma, "Alle suchen mit")
    return family


def test_another_members_page_shows_the_shared_wait_without_what_was_asked_and_helps(family: Family) -> None:
    page = family.house.login("alma").get(address(family, "page", family.karim)).content.decode()
    assert "Geteilter Platz" in page and "Vier Zimmer" in page and "Alle suchen mit" in page
    for hidden in ("Amiras Platz", "Nur für Amira", "Amiras Mutter hilft", "Jugendamt"):
        assert hidden not in page
    assert "noch ohne Überbrückung" not in page


def test_how_a_shared_wait_ended_is_told_without_its_result(family: Family) -> None:
    with acting_as(family.house.alma, "test"):
        wait = next(row for row in Wait.objects.all() if row.what == "Geteilter Platz")
        services.end(wait=wait, on=ago(1), outcome="came", result="Zusage für Mai")
        (others,) = [one for one in export.sections(family.pk, family.karim) if one["title"] == "Worauf gewartet wird"]
    browser = family.house.login("alma")
    pages = [browser.get(address(family, "page", family.karim)), browser.get(f"/faelle/{family.pk}/verlauf/")]
    told = [page.content.decode() for page in pages] + [str(others["rows"])]
    assert all("ist gekommen" in page and "Zusage für Mai" not in page and "Jugendamt" not in page for page in told)
    assert "Zusage für Mai" in browser.get(address(family)).content.decode()


def test_another_members_wait_cannot_be_changed_from_there(family: Family) -> None:
    browser = family.house.login("alma")
    with acting_as(family.house.alma, "test"):
        ids = {row.what: row.pk for row in Wait.objects.all()}
    for what, status in (("Amiras Platz", 404), ("Geteilter Platz", 404), ("Vier Zimmer", 200)):
        assert browser.get(address(family, "change", family.karim, ids[what])).status_code == status


def test_the_door_of_one_member_opens_that_members_rows_only(family: Family) -> None:
    family.let_in(family.house.jana, family.karim)
    with acting_as(family.house.jana, "test"):
        assert {row.what for row in Wait.objects.all()} == {"Geteilter Platz", "Vier Zimmer"}
        assert (Asking.objects.count(), Bridge.objects.count()) == (0, 0)


def test_the_screen_for_two_has_no_names_and_nobody_elses_list(family: Family) -> None:
    browser = family.house.login("alma")
    page = browser.get(address(family, "page", family.amira), {"gemeinsam": "1"}).content.decode()
    assert "Amiras Platz" in page and "Haddad" not in page
    begun = browser.get(address(family, "begin", family.amira), {"gemeinsam": "1"}).content.decode()
    assert "Haddad" not in begun and "?gemeinsam=1" in begun


def test_the_coachs_view_of_all_says_whose_each_is(family: Family) -> None:
    page = family.house.login("alma").get(f"/faelle/warten/{family.pk}/").content.decode()
    assert "Amira Haddad" in page and "Amiras Platz" in page and "Ganzer Haushalt" in page


def test_other_rooms_are_told_only_what_the_doors_open(family: Family) -> None:
    with acting_as(family.house.alma, "test") as alma:
        mine = open_waits(alma, [family.pk], member=family.karim)
        assert [row.name for row in mine] == ["Kita-Platz: Geteilter Platz", "Wohnung: Vier Zimmer"]
        assert mine[0].days() == 40
    family.let_in(family.house.hanna, None, basis=Basis.ASSIGNMENT, topics=("master", "tasks"))
    with acting_as(family.house.hanna, "test") as hanna:
        assert open_waits(hanna, [family.pk]) == []


def test_a_protected_contact_shares_nothing(family: Family) -> None:
    with acting_as(family.house.alma, "test"):
        protect(household=family.household, person=Person.objects.get(pk=family.amira))
    form = family.house.login("alma").get(address(family, "begin")).context["form"]
    assert not {"shared", "household"} & set(form.fields)

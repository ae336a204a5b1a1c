"""What changes, when, and whom to call stands on the person's own page; nothing of anybody else."""

import pytest
from django.db import connection
from django.urls import reverse

from rundblick.access.context import acting_as
from tests.cases.families import Family, haddad
from tests.house import House
from tests.queries import at_most
from tests.transitions.ways import ago, change, did

WHERE = "/meine-seite/wie-es-weitergeht/"


@pytest.fixture
def family(house: House) -> Family:
    """Jana reads as Amira, whose clinic discharges her; Karim moves."""
    found = haddad(house, opened_on=ago(300))
    found.let_in(house.jana, found.amira, topics=("master", "appointments", "notes", "tasks", "goals"))
    row = change(found, kind="discharge", ahead=10, reach="Durchwahl 20")
    did(found, row, "consent", 3)
    change(found, found.karim, kind="move", receiver="Karims Stelle")
    return found


def test_the_person_reads_what_happens_when_and_whom_to_call(house: House, family: Family) -> None:
    page = house.login("jana").get(WHERE).content.decode()
    for words in ("Rückkehr in den Alltag", "Frau Berger", "Durchwahl 20", "Kurz anrufen", "Das macht meine Beratung"):
        assert words in page
    assert "erledigt am" in page and "Karims Stelle" not in page and "Umzug" not in page
    assert "Entlassung aus Klinik" not in page and "überfällig" not in page
    assert WHERE in house.login("jana").get(reverse("portal:home")).content.decode()


def test_without_a_change_the_page_says_so(house: House) -> None:
    found = haddad(house)
    found.let_in(house.jana, found.amira)
    assert "Im Moment steht kein Wechsel an." in house.login("jana").get(WHERE).content.decode()


def test_postgresql_shows_the_person_their_own_changes_and_an_agency_none(house: House, family: Family) -> None:
    for name, number in (("jana", 1), ("alma", 2), ("ivo", 0), ("bert", 0)):
        with acting_as(house.people[name], "test", read_only=True), connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM transitions_transition")
            assert cursor.fetchone()[0] == number, name


def test_the_page_costs_few_statements(house: House, family: Family) -> None:
    browser = house.login("jana")
    browser.get(WHERE)
    with at_most(9):
        assert browser.get(WHERE).status_code == 200

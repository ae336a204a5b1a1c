"""What a coach and an agency meant for the person stands on the person's own page, and nothing else of the sheet."""

import pytest
from django.db import connection
from django.db.models.functions import Now
from django.db.utils import IntegrityError
from django.urls import reverse

from rundblick.access.context import acting_as
from rundblick.access.database import as_worker
from rundblick.access.models import Grant
from rundblick.access.models.dossiers import Basis
from rundblick.cooperation.codes import Doer, Kind
from tests.cases.families import Family, haddad
from tests.cooperation.sheets import let_in, put, sheet
from tests.house import House
from tests.queries import at_most


@pytest.fixture
def family(house: House) -> Family:
    """Jana reads as Amira; two sheets hold something for her, for Karim, and for professionals alone."""
    found = haddad(house)
    found.let_in(house.jana, found.amira, topics=("master", "appointments", "notes", "tasks", "goals"))
    let_in(found, house.partner)
    let_in(found, house.partner, found.karim)
    put(found, text="Bescheid kopieren", kind=Kind.AGREEMENT, doer=Doer.AGENCY, for_person=True)
    put(found, text="Nur unter Fachkräften")
    put(found, text="Für Karim bestimmt", for_person=True, on_sheet=sheet(found, found.karim))
    return found


def page(house: House) -> str:
    return house.login("jana").get(reverse("portal:agreed")).content.decode()


def test_the_person_reads_what_was_meant_for_them(house: House, family: Family) -> None:
    text = page(house)
    assert "Bescheid kopieren" in text and "Beratungsstelle Brücke" in text
    assert "Nur unter Fachkräften" not in text and "Für Karim" not in text
    assert reverse("portal:agreed") in house.login("jana").get(reverse("portal:home")).content.decode()


def test_postgresql_shows_the_sheet_itself_to_no_participant(house: House, family: Family) -> None:
    with acting_as(house.jana, "test", read_only=True), connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM cooperation_entry")
        assert cursor.fetchone()[0] == 0
        cursor.execute("SELECT count(*) FROM cooperation_told()")
        assert cursor.fetchone()[0] == 1
    for name in ("alma", "ivo"):
        with acting_as(house.people[name], "test", read_only=True), connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM cooperation_told()")
            assert cursor.fetchone()[0] == 0, name


def test_without_an_open_own_door_nothing_is_told(house: House, family: Family) -> None:
    with as_worker("test"):
        Grant.objects.filter(basis=Basis.SELF).update(valid_until=Now())
    assert house.login("jana").get(reverse("portal:agreed")).status_code == 302


@pytest.mark.parametrize("topic", ["cooperation", "benefits", "health", "protected"])
def test_an_own_access_never_carries_what_houses_say_among_each_other(house: House, family: Family, topic: str) -> None:
    with pytest.raises(IntegrityError, match="own_access"):
        family.let_in(house.jana, family.amira, topics=("master", topic))


def test_the_page_costs_few_statements(house: House, family: Family) -> None:
    browser = house.login("jana")
    browser.get(reverse("portal:agreed"))
    with at_most(9):
        assert browser.get(reverse("portal:agreed")).status_code == 200

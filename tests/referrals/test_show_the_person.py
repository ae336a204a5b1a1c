"""A way to a help stands on the person's own page when a coach says so for this one, with nothing but its course."""

import pytest
import yaml
from django.db import connection
from django.db.models.functions import Now
from django.urls import reverse

from rundblick.access.context import acting_as
from rundblick.access.database import as_worker
from rundblick.access.models import Grant
from rundblick.access.models.dossiers import Basis
from rundblick.catalogue.scenario.joining import demo as scenario
from rundblick.referrals import demo, services
from rundblick.referrals.models import Referral
from rundblick.referrals.services import Begun
from rundblick.web.clock import today
from tests.cases.families import Family, haddad
from tests.house import House
from tests.queries import at_most
from tests.referrals.ways import DAY, address, ago, answered, handed, noted, way


@pytest.fixture
def family(house: House) -> Family:
    """Jana reads as Amira."""
    found = haddad(house)
    found.let_in(house.jana, found.amira, topics=("master", "appointments", "notes", "tasks", "goals"))
    return found


def shown(family: Family, row: Referral, *, really: bool = True) -> None:
    with acting_as(family.house.alma, "test"):
        services.show_person(referral=row, shown=really)


def page(house: House, who: str = "jana") -> str:
    return house.login(who).get(reverse("portal:helps")).content.decode().replace("\xa0", " ")


def test_nothing_stands_there_until_a_coach_shows_it(house: House, family: Family) -> None:
    row = way(family, reach="Frau Blau, 0251 99")
    assert "Volkshochschule" not in page(house) and "Hier steht noch nichts" in page(house)
    browser = house.login("alma")
    detail = address(family, "detail", None, row.pk)
    assert "Der Person zeigen" in browser.get(detail).content.decode()
    assert browser.post(address(family, "show_person", None, row.pk)).status_code == 302
    text = page(house)
    assert "Volkshochschule" in text and "Frau Blau, 0251 99" in text and "Noch nicht angefragt" in text
    assert "Wir fragen zusammen an" in text and "Rufen Sie Alma" in text
    assert "Nicht mehr zeigen" in browser.get(detail).content.decode()
    assert browser.post(address(family, "show_person", None, row.pk), {"zurueck": "1"}).status_code == 302
    assert "Volkshochschule" not in page(house)
    assert reverse("portal:helps") in house.login("jana").get(reverse("portal:home")).content.decode()


def test_how_far_it_is_stands_there_in_plain_words(house: House, family: Family) -> None:
    row = way(family)
    shown(family, row)
    noted(family, row, "contacted", 20, way="phone", reached=True, said="Die Leitung war unfreundlich")
    assert "Angefragt am" in page(house) and "Wir fragen zusammen" not in page(house)
    noted(family, row, "waiting", 18, expected_on=today() + DAY)
    assert "Erster Termin: morgen." in page(house)
    noted(family, row, "first", 3, company="coach")
    assert "Ihr erster Termin war am" in page(house)
    noted(family, row, "ended", 0, result="declined", refusal="conditions")
    text = page(house)
    assert "Beendet am" in text and "Das ist abgeschlossen" in text
    assert "unfreundlich" not in text and "Voraussetzung" not in text


def test_a_day_that_has_passed_is_told_as_passed(house: House, family: Family) -> None:
    row = way(family)
    shown(family, row)
    noted(family, row, "contacted", 20)
    noted(family, row, "waiting", 18, expected_on=ago(4))
    assert "angekündigt" in page(house)


def test_what_the_agency_says_counts_and_what_is_taken_back_does_not(house: House, family: Family) -> None:
    row = handed(family)
    shown(family, row)
    answered(family, row, house.ivo, "waiting", 1)
    assert "noch offen" in page(house)
    step = noted(family, row, "first", 0)
    with acting_as(house.alma, "test"):
        services.undo(step=step)
    assert "noch offen" in page(house)


def test_only_the_person_reads_it_through_an_open_own_door(house: House, family: Family) -> None:
    row, other = way(family), way(family, family.karim, office="Für Karim")
    shown(family, row)
    shown(family, other)
    assert "Für Karim" not in page(house)
    for who, number in (("jana", 1), ("alma", 0), ("ivo", 0), ("bert", 0)):
        with acting_as(house.people[who], "test", read_only=True), connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM referrals_told()")
            assert cursor.fetchone()[0] == number, who
    with acting_as(house.jana, "test", read_only=True), connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM referrals_referral")
        assert cursor.fetchone()[0] == 0, "the row itself stays behind the house's door"
    with as_worker("test"):
        Grant.objects.filter(basis=Basis.SELF).update(valid_until=Now())
    assert house.login("jana").get(reverse("portal:helps")).status_code == 302


def test_another_kind_of_help_is_not_shown_by_what_was_agreed_for_the_first(house: House, family: Family) -> None:
    row = way(family)
    shown(family, row)
    with acting_as(house.alma, "test"):
        row = Referral.objects.get(pk=row.pk)
        services.change(
            referral=row, version=row.version, author=house.alma, content=Begun(kind="addiction", office="Praxis Neu")
        )
    assert "Praxis Neu" not in page(house)
    text = house.login("alma").get(address(family, "detail", None, row.pk)).content.decode()
    assert "liest den Namen der Hilfe" in text


def test_somebody_without_the_case_shows_nothing(house: House, family: Family) -> None:
    row = way(family)
    for who in ("bert", "ivo", "jana", "otto"):
        assert house.login(who).post(address(family, "show_person", None, row.pk)).status_code == 404
    with as_worker("test"):
        assert not Referral.objects.get(pk=row.pk).for_person


def test_the_page_costs_few_statements(house: House, family: Family) -> None:
    for _ in range(3):
        shown(family, way(family))
    browser = house.login("jana")
    browser.get(reverse("portal:helps"))
    with at_most(9):
        browser.get(reverse("portal:helps"))


def test_the_demo_shows_one_way_to_the_participant() -> None:
    records = yaml.safe_load(demo.SHEET.read_text("utf-8"))
    shown_ones = [(one["household"], one["person"]) for one in records if one.get("shown")]
    told = {user.person for user in scenario(today()).users if user.person}
    assert shown_ones and {f"{household}-{person}" for household, person in shown_ones} <= told

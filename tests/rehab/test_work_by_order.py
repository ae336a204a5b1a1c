"""A coach of a Träger, who works with the case by order: days and steps as the house, no word about health."""

import uuid

import pytest
from django.urls import reverse

from rundblick.access.context import acting_as
from rundblick.access.models.dossiers import Basis
from rundblick.cases.asked import asked_of
from rundblick.rehab.codes import Format
from rundblick.web.clock import today
from tests.cases.families import Family, haddad
from tests.consent.giving import give
from tests.house import House
from tests.rehab.desks import DAY, MARK, ORDINARY, ago, applied, desk, diverged, let_in, said, shared, shut, talk, url
from tests.rehab.test_attack_as_guest import HEALTH, TABLES, rows_of


@pytest.fixture
def family(house: House) -> Family:
    """Amira's page with words of both sides."""
    found = haddad(house)
    shared(house, found)
    applied(found, look_on=today() + 3 * DAY)
    talk(found)
    said(found, "alma", f"{MARK} Frage")
    diverged(found, f"{MARK} Unterschied")
    return found


def ordered(family: Family, *topics: str, writes: bool = True) -> None:
    family.let_in(family.house.cem, None, basis=Basis.ASSIGNMENT, topics=topics or ORDINARY, writes=writes)


def test_the_coach_of_a_traeger_reads_and_writes_days_and_steps(family: Family) -> None:
    ordered(family)
    browser = family.house.login("cem")
    text = browser.get(url("page", family)).content.decode()
    assert "Leistung zur Teilhabe am Arbeitsleben" in text and "Informationsgespräch" in text
    assert "lesen nur das Jobcenter und die Teilhabeberatung" in text and "Nächster Schritt" in text
    data = {"on": "heute", "present": ["coach"], "result": "talk", "token": uuid.uuid4()}
    assert browser.post(url("talk", family) + "?art=info", data).status_code == 302
    assert "Leistung zur Teilhabe" in browser.get(reverse("rehab:mine")).content.decode()
    assert "beauftragt ist, liest" in family.house.login("alma").get(url("page", family)).content.decode()


def test_no_word_about_health_reaches_the_traeger_even_with_the_topic(family: Family) -> None:
    ordered(family, *ORDINARY, "notes")
    give(family.house, family.household, family.amira, reader=family.house.cem, explained_by=family.house.alma)
    browser = family.house.login("cem")
    for name in ("assessments", "diverge"):
        assert browser.get(url(name, family)).status_code == 404
    assert browser.get(url("answer", family, "found")).status_code == 404
    assert MARK not in browser.get(url("page", family)).content.decode()
    assert rows_of(family.house, "cem", *HEALTH) == 0 and rows_of(family.house, "cem", *TABLES) > 0


def test_an_order_without_writing_only_reads(family: Family) -> None:
    ordered(family, writes=False)
    browser = family.house.login("cem")
    text = browser.get(url("page", family)).content.decode()
    assert "Arbeitsleben" in text and "Nächster Schritt" not in text
    assert browser.get(url("talk", family) + "?art=info").status_code == 404


def test_an_order_without_the_topic_opens_nothing_and_the_list_says_why(family: Family) -> None:
    ordered(family, "master", "appointments", "notes")
    browser = family.house.login("cem")
    assert browser.get(url("page", family)).status_code == 404
    assert rows_of(family.house, "cem", *TABLES) == 0
    assert "Absprachen mit anderen Stellen" in browser.get(reverse("rehab:mine")).content.decode()
    assert "im Auftrag begleiten" not in family.house.login("bert").get(reverse("rehab:mine")).content.decode()


def test_a_guest_who_is_not_named_reads_whom_to_ask(house: House) -> None:
    other = haddad(house)
    let_in(other)
    text = house.login("ivo").get(url("page", other)).content.decode()
    assert "nicht als Teilhabeberatung genannt" in text and "Alma" in text


def waiting(house: House, who: str) -> list[str]:
    with acting_as(house.people[who], "test", read_only=True) as context:
        return [one.text for one in asked_of(context) if "/reha/" in one.url]


def test_the_start_page_tells_the_teilhabeberatung_what_waits_for_it(house: House, family: Family) -> None:
    assert sorted(waiting(house, "ivo")) == [
        "Clearing: Ihre Antwort fehlt",
        "Nachsehen, wo die Person versichert ist",
        "Reha und Teilhabe: Antrag wieder ansehen",
        "Unterschiedliche Einschätzung: Ihre Sicht fehlt",
    ]
    page = house.login("ivo").get("/", follow=True).content.decode()
    assert "Nachsehen, wo die Person versichert ist" in page and MARK not in page
    assert waiting(house, "alma") == [] and waiting(house, "bert") == []
    said(family, "ivo", "Unsere Antwort")
    desk(family, version=1, verified_on=ago(1))
    assert sorted(waiting(house, "ivo")) == [
        "Reha und Teilhabe: Antrag wieder ansehen",
        "Unterschiedliche Einschätzung: Ihre Sicht fehlt",
    ]


def test_with_the_door_goes_what_waits(house: House) -> None:
    other = haddad(house)
    grant = let_in(other)
    desk(other)
    talk(other, format_=Format.INFO)
    assert waiting(house, "ivo") == ["Nachsehen, wo die Person versichert ist"]
    shut(other, grant)
    assert waiting(house, "ivo") == []

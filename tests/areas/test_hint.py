"""Where an area helps: beside the case, in the list of cases that lie elsewhere, as a fact, and when somebody asks."""

import datetime as dt
from typing import Any

from django.urls import reverse

from rundblick.access import hooks
from rundblick.access.context import acting_as, reason
from rundblick.access.database import as_worker
from rundblick.access.models import Disclosure
from rundblick.access.models.dossiers import Basis
from rundblick.access.services import hand_over, open_door
from rundblick.areas import contributions
from rundblick.areas.codes import Kind
from rundblick.areas.views import cases
from rundblick.cases.access import file_or_404
from rundblick.directory.models import Place
from rundblick.people import services as people
from rundblick.people.models import Household, Membership, Person
from rundblick.people.rules import Role
from rundblick.web.clock import today
from tests.areas.building import TOWN, area, at, charge, home, line, street
from tests.house import House
from tests.queries import at_most

FACT = "household.area"
ASK = 14
"""Six of them are the throttle's."""


def fact(house: House, household: Household, *, who: str = "alma", day: dt.date | None = None) -> Any:
    with acting_as(house.people[who], "test", read_only=True):
        return hooks.all_facts([household.dossier_id], day or today())[household.dossier_id][FACT]


def more(house: House, household: Household, *, who: str = "alma") -> str:
    """The parts of the case page that come with the second request."""
    return house.login(who).get(reverse("cases:more", args=[household.dossier_id])).content.decode()


def protect(house: House, household: Household) -> None:
    with acting_as(house.alma, "test"):
        person = Person.objects.get(memberships__household=household)
        people.protect(household=household, person=person)


def test_the_case_says_area_and_who_looks_after_it(house: House) -> None:
    north = area(house, "Nordviertel", "Mühlenstraße")
    charge(house, north, house.north, house.alma)
    page = more(house, home(house, "Muehlenstr. 12a"))
    assert "Nordviertel" in page and "Zuständig: Team Nord (Alma)" in page and "liegt woanders" not in page


def test_a_case_that_lies_elsewhere_says_so_and_changes_nothing(house: House) -> None:
    north = area(house, "Nordviertel", "Mühlenstraße")
    charge(house, north, house.south)
    family = home(house, "Mühlenstr. 12")
    assert "Der Fall liegt woanders" in more(house, family) and "/uebergeben/" in more(house, family)
    assert "/uebergeben/" not in more(house, family, who="dana")
    charge(house, north, house.north, house.bert, since=today())
    assert "Der Fall liegt woanders" in more(house, family)
    with acting_as(house.alma, "test"):
        hand_over(dossier_id=family.dossier_id, to=house.bert)
    assert "Der Fall liegt woanders" not in more(house, family, who="bert")


def test_without_areas_or_a_number_that_decides_the_part_is_quiet_or_says_so(house: House) -> None:
    family = home(house, "Mühlenstraße")
    assert ">Gebiet</h2>" not in more(house, family)
    street(house, area(house, "Nordviertel"), "Mühlenstraße", last="10")
    street(house, area(house, "Südviertel"), "Mühlenstraße", first="11")
    page = more(house, family)
    assert ">Gebiet</h2>" in page and "Die Straße ist geteilt" in page and "Nordviertel" not in page


def test_a_protected_address_tells_no_area_to_anybody(house: House) -> None:
    north = area(house, "Nordviertel", "Mühlenstraße")
    charge(house, north, house.south)
    family = home(house, "Mühlenstr. 12")
    assert fact(house, family) == "Nordviertel"
    protect(house, family)
    assert fact(house, family) is None and "Nordviertel" not in more(house, family)
    for who in ("alma", "dana"):
        assert house.login(who).get("/gebiete/woanders/").context["number"] == 0
    with as_worker("test"):
        assert contributions.facts([family.dossier_id], today()) == {family.dossier_id: {FACT: None}}
        assert contributions.values([family.dossier_id], today()) == {}


def test_outside_of_the_house_there_is_no_hint(house: House) -> None:
    charge(house, area(house, "Nordviertel", "Mühlenstraße"))
    family = home(house, "Mühlenstr. 12")
    with acting_as(house.alma, "test"):
        topics = ("master", "notes", "tasks")
        open_door(
            dossier_id=family.dossier_id, principal=house.cem, basis=Basis.ASSIGNMENT, topics=topics, evidence="Vertrag"
        )
    assert "Nordviertel" not in more(house, family, who="cem")


def test_the_fact_follows_address_and_line_by_day(house: House) -> None:
    area(house, "Nord", "Mühlenstraße")
    area(house, "Süd", "Hofweg")
    family = home(house, "Mühlenstr. 12")
    with acting_as(house.alma, "test"):
        new = people.NewAddress(street="Hofweg 1", postcode="59320", town=TOWN, valid_from=at(-5))
        people.add_address(household=family, address=new)
    assert (fact(house, family, day=at(-6)), fact(house, family)) == ("Nord", "Süd")
    assert fact(house, family, day=dt.date(2019, 1, 1)) is None


def test_a_district_is_known_from_the_directory(house: House) -> None:
    line(house, area(house, "Nord"), kind=Kind.DISTRICT, district="Ostfeld")
    family = home(house, "Pappelallee 3")
    assert fact(house, family) is None
    with as_worker("test"):
        Place.objects.create(
            kind="street",
            name="Pappelallee",
            folded="pappelallee",
            city=TOWN,
            district="Ostfeld",
            latitude=1,
            longitude=1,
        )
    assert fact(house, family) == "Nord"


def test_many_households_take_as_many_statements_as_one(house: House) -> None:
    line(house, area(house, "Nord"), kind=Kind.DISTRICT, district="Ostfeld")
    ids = [home(house, f"Hofweg {n}", name=f"Fam{n}").dossier_id for n in range(1, 5)]
    with acting_as(house.alma, "test", read_only=True):
        for asked in (ids[:1], ids):
            with at_most(3):
                contributions.facts(asked, today())


def test_two_households_of_one_person_with_two_coaches_are_said(house: House) -> None:
    charge(house, area(house, "Nordviertel", "Hofweg"))
    first = home(house, "Hofweg 1")
    second = home(house, "Hofweg 2", name="Wolf", responsible=house.bert)
    with acting_as(house.bert, "test"):
        other = Person.objects.get(memberships__household=second)
    with as_worker("test"), reason("test.second"):
        Membership.objects.create(
            dossier_id=first.dossier_id, household=first, person=other, role=Role.PARTNER, valid_from=at(-9)
        )
    page = more(house, first)
    assert "für den Bert zuständig ist" in page


def everywhere_else(house: House) -> None:
    """Team South looks after all of the town that is nobody else's."""
    south = area(house, "Südviertel")
    line(house, south, kind=Kind.TOWN)
    charge(house, south, house.south)


def test_the_list_of_cases_elsewhere_shows_what_the_doors_show(house: House) -> None:
    charge(house, area(house, "Nordviertel", "Mühlenstraße", "Hofweg"), house.north)
    everywhere_else(house)
    home(house, "Hofweg 1", name="Nah")
    there = home(house, "Ring 1", name="Fern")
    home(house, "Ring 2", name="Zuhaus", responsible=house.hanna, team=house.south)
    browser = house.login("dana")
    browser.get("/gebiete/woanders/")
    with at_most(12):
        page = browser.get("/gebiete/woanders/")
    assert [entry["row"].dossier_id for entry in page.context["lines"]] == [there.dossier_id]
    text = page.content.decode()
    assert "Fern" in text and "Nah" not in text and "jetzt bei Alma" in text and "Team Süd" in text
    assert "Übergeben<" not in text and "Übergeben<" in house.login("alma").get("/gebiete/woanders/").content.decode()
    assert house.login("hanna").get("/gebiete/woanders/").context["number"] == 0
    with as_worker("test"):
        seen = Disclosure.objects.filter(kind="areas.elsewhere").values_list("dossiers", flat=True)
        assert all(dossiers == [there.dossier_id] for dossiers in seen) and seen


def test_the_list_turns_pages_without_names_in_addresses(house: House, monkeypatch: Any) -> None:
    monkeypatch.setattr(cases, "SIZE", 2)
    everywhere_else(house)
    for n in range(3):
        home(house, f"Ring {n + 1}", name=f"Fam{n}")
    browser = house.login("dana")
    first = browser.get("/gebiete/woanders/")
    second = browser.get(first.context["pages"].next_url)
    assert (len(first.context["lines"]), len(second.context["lines"])) == (2, 1)
    assert second.context["pages"].previous_url == "/gebiete/woanders/"


def test_somebody_asks_and_nothing_is_kept(house: House) -> None:
    north = area(house, "Nordviertel")
    street(house, north, "Mühlenstraße", last="10")
    charge(house, north, house.north, house.bert)
    browser = house.login("lena")
    browser.get("/gebiete/fragen/")

    def asked(line: str, town: str = TOWN) -> str:
        with at_most(ASK):
            answer = browser.post("/gebiete/fragen/", {"street": line, "town": town, "postcode": ""})
        assert answer.status_code == 200 and "no-store" in answer["Cache-Control"]
        return answer.content.decode()

    assert "Team Nord (Bert)" in asked("Muehlenstr. 7")
    assert "Hier entscheidet die Hausnummer" in asked("Mühlenstraße")
    assert "Dazu gehört kein Gebiet" in asked("Mühlenstr. 7", "Ahlen")
    assert browser.post("/gebiete/fragen/", {"street": "", "town": ""}).status_code == 422


def test_the_file_of_a_case_says_nothing_while_a_member_looks_on(house: House) -> None:
    charge(house, area(house, "Nordviertel", "Mühlenstraße"))
    family = home(house, "Mühlenstr. 12")
    with acting_as(house.alma, "test", read_only=True) as context:
        file = file_or_404(context, family.dossier_id)
        member = next(iter(file.member_ids))
    page = house.login("alma").get(reverse("cases:more", args=[family.dossier_id]) + f"?mitglied={member}")
    assert "Nordviertel" not in page.content.decode()

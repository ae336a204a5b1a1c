"""People really typed these: against four hundred invented people in the database."""

import datetime as dt
from collections.abc import Iterator

import pytest

from rundblick.access.context import acting_as
from rundblick.people import services
from rundblick.people.rules import Role
from rundblick.people.search import find
from rundblick.people.services import NewMember
from rundblick.web.clock import today
from tests.house import House, empty_tables
from tests.people.name_index import register
from tests.people.test_find_by_name import cases

TYPED = {
    "Brüggenkötter": "Brüggenkötter",
    "Brueggenkoetter": "Brüggenkötter",
    "Bruggenkotter": "Brüggenkötter",
    "Brügenköter": "Brüggenkötter",
    "brüggenk": "Brüggenkötter",
    "Jürgen Brüggenkötter": "Brüggenkötter",
    "Brüggenkötter Jürgen": "Brüggenkötter",
    "brüggenkötter, jürgen": "Brüggenkötter",
    "Herr Brüggenkötter": "Brüggenkötter",
    "Weissenfels": "Weißenfels",
    "Weisenfels Käte": "Weißenfels",
    "Weissnefels": "Weißenfels",
    "Filip Schmidtke": "Schmiedtke",
    "Steffanie Mayerhof": "Meyerhoff",
    "Anne-Marie Tegtmeier": "Tegtmeyer",
    "Vonderheidestraat": "von der Heidestraat",
    "Grosse Brinkhaus": "Große-Brinkhaus",
    "Friederike Lüdenscheidt": "Nachtigall",
    "Bjoern Soerensen": "Sörensen",
    "Alexander Schytomyrenko": "Zhytomyrenko",
    "Олександр Житомиренко": "Zhytomyrenko",
    "Olga Schtschur": "Shchur",
    "Mohammed El Zoubi": "Al-Zoubi",
    "Gulsen Karabiyik": "Karabıyık",
    "Tschavuschoglu": "Çavuşoğlu",
    "Osulivan": "O'Sullivan",
    "Ngyuen Thi Hoa": "Nguyen",
}


@pytest.fixture(scope="module")
def town() -> Iterator[House]:
    """Four hundred invented people in Alma's households and, among them, those we look for."""
    house = House.build()
    wanted = list(dict.fromkeys(entry for _query, entry in cases()))
    everybody = [*wanted, *register(400)]
    with acting_as(house.alma, "test"):
        for start in range(0, len(everybody), 40):
            services.create_household(
                organisation=house.jobcenter,
                team=house.north,
                responsible=house.alma,
                number=f"36502BG{start:07}",
                members=[
                    NewMember(
                        person=services.NewPerson(
                            first_names=entry.first_names,
                            last_name=entry.last_name,
                            former_names=entry.former_name,
                            birth_date=dt.date(1980, 1, 2) + dt.timedelta(days=31 * (start + place)),
                        ),
                        role=Role.OTHER,
                    )
                    for place, entry in enumerate(everybody[start : start + 40])
                ],
            )
    yield house
    empty_tables()


@pytest.mark.parametrize(("typed", "last_name"), TYPED.items())
def test_what_people_type_finds_the_person(town: House, typed: str, last_name: str) -> None:
    with acting_as(town.alma, "test", read_only=True):
        hits = find(typed, today=today()).hits
    assert last_name in [hit.person.last_name for hit in hits[:5]]


def test_nearly_all_queries_of_the_pure_index_hold_in_the_database(town: House) -> None:
    typed = cases()
    with acting_as(town.alma, "test", read_only=True):
        missed = [
            f"{query} -> {entry}"
            for query, entry in typed
            if entry.last_name not in [hit.person.last_name for hit in find(query, today=today()).hits[:5]]
        ]
    assert len(typed) >= 80 and len(missed) / len(typed) <= 0.05, missed


def test_everybody_is_found_by_birth_date_alone_or_with_a_name(town: House) -> None:
    with acting_as(town.alma, "test", read_only=True):
        (first,) = find("Brüggenkötter 2.1.1980", today=today()).hits
        assert first.person.birth_date == dt.date(1980, 1, 2)
        assert first.person.pk in {hit.person.pk for hit in find("02.01.80", today=today()).hits}
        assert first.person.pk in {hit.person.pk for hit in find("Brüggenkötter 1980", today=today()).hits}
        assert find("Brüggenkötter 3.1.1980", today=today()).hits == ()

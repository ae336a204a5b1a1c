"""Figures by area: as a plain model counts them, never about few people, never about an employee."""

import datetime as dt
from collections.abc import Iterator
from typing import Any

import pytest
from django.conf import settings
from django.db import DatabaseError
from django.test import override_settings
from hypothesis import given
from hypothesis import strategies as st

from rundblick.access.context import acting_as, bound, system
from rundblick.access.database import as_worker
from rundblick.access.roles import Role
from rundblick.areas import figures
from rundblick.areas.computing import carry_out
from rundblick.areas.figures import OUTSIDE, POOL, Group, comparison, households, pooled
from rundblick.areas.models import Area, Comparison
from rundblick.areas.services import comparisons as services
from rundblick.calendar.errors import Mistaken
from rundblick.people import services as people
from rundblick.people.models import Household, Person
from rundblick.statistics.intervals import wilson
from rundblick.web.clock import today
from rundblick.work.services import record_outcome
from tests.areas.building import area, at, charge, home
from tests.house import House
from tests.queries import at_most


def group(label: str, people: int, integrated: int, staff: int | None = 5) -> Group:
    names = None if staff is None else frozenset(f"{label}{n}" for n in range(staff))
    return Group(label, people, integrated, names)


# --- Pure ---


def test_an_area_of_few_people_is_counted_with_others() -> None:
    found = pooled([group("A", 40, 10, 5), group("B", 30, 6, 1), group("C", 20, 4, 2), group("D", 50, 9, 8)])
    assert [(one.label, one.people, one.integrated) for one in found] == [("D", 50, 9), (POOL, 90, 20)]
    assert len(found[-1].staff or ()) == 8, "three are not enough, so the smallest of the others joins them"


def test_where_all_work_is_that_of_few_nothing_is_compared() -> None:
    assert pooled([group("A", 40, 10, 1), group("B", 40, 10, 2)]) == []
    assert pooled([group("A", 40, 10)]) == []
    assert [one.label for one in pooled([group("A", 40, 10), group(OUTSIDE, 9, 3, None)])] == ["A", OUTSIDE]


groups = st.lists(
    st.builds(
        group,
        st.sampled_from("ABCDEFGH"),
        st.integers(0, 60),
        st.just(0),
        st.one_of(st.none(), st.integers(0, 9)),
    ),
    max_size=6,
    unique_by=lambda one: one.label,
)


@given(groups)
def test_nothing_is_lost_and_no_number_is_that_of_few(known: list[Group]) -> None:
    found = pooled(known)
    assert all(one.staff is None or len(one.staff) >= figures.LEAST_STAFF for one in found)
    if found:
        assert sum(one.people for one in found) == sum(one.people for one in known)


def test_shares_carry_all_they_stand_on() -> None:
    first, second = comparison([group("A", 200, 80), group("B", 400, 60)])
    low, high = wilson(80, 200)
    assert first["own"] == {
        "numerator": 80,
        "denominator": 200,
        "percent": 40.0,
        "low": round(100 * low, 1),
        "high": round(100 * high, 1),
    }
    assert first["others"] == second["own"] and (first["verdict"], second["verdict"]) == ("higher", "lower")


def test_chance_is_neither_praised_nor_blamed() -> None:
    rows = comparison([group("A", 20, 8), group("B", 40, 12)])
    assert [row["verdict"] for row in rows] == ["chance", "chance"]


def test_a_small_cell_is_hidden_with_what_gives_it_away() -> None:
    rows = comparison([group("A", 40, 2), group("B", 40, 12), group("C", 40, 11)])
    shown = {row["label"]: row["own"] for row in rows}
    assert shown["A"] is None and list(shown.values()).count(None) >= 2
    hidden = [row for row in rows if row["own"] is None]
    assert all(row["others"] is None and row["verdict"] == "" for row in hidden)


cells = st.lists(st.tuples(st.integers(0, 12), st.integers(0, 12)), min_size=2, max_size=5)


@given(cells)
def test_no_shown_share_is_that_of_one_or_two(told: list[tuple[int, int]]) -> None:
    rows = comparison([group(str(place), yes + no, yes) for place, (yes, no) in enumerate(told)])
    for shown in (one for row in rows for one in (row["own"], row["others"]) if one):
        yes, no = shown["numerator"], shown["denominator"] - shown["numerator"]
        assert yes not in (1, 2) and no not in (1, 2)
    for (yes, no), row in zip(told, rows, strict=True):
        if row["own"]:
            assert (row["own"]["numerator"], row["own"]["denominator"]) == (yes, yes + no)
        if row["others"]:
            rest = sum(a for a, _ in told) - yes, sum(a + b for a, b in told) - yes - no
            assert (row["others"]["numerator"], row["others"]["denominator"]) == rest


def test_households_of_few_are_hidden_with_a_second_cell() -> None:
    told = households({"Nord": 9, "Süd": 1, "West": 5, OUTSIDE: 4})
    assert [one["label"] for one in told] == ["Nord", "Süd", "West", OUTSIDE]
    numbers = {one["label"]: one["number"] for one in told}
    assert numbers["Süd"] is None and list(numbers.values()).count(None) == 2
    assert households({}) == []


# --- From the records ---


@pytest.fixture
def agreed() -> Iterator[None]:
    """The works council has agreed to figures of teams."""
    with override_settings(RUNDBLICK=settings.RUNDBLICK.model_copy(update={"team_figures": True})):
        yield


def found_work(house: House, family: Household, on: dt.date, kind: str = "insured_employment") -> None:
    with acting_as(house.alma, "test"):
        person = Person.objects.get(memberships__household=family)
        record_outcome(dossier_id=family.dossier_id, person_id=person.pk, kind=kind, achieved_on=on)


def large(house: House) -> None:
    """Both teams of five coaches."""
    with bound(system("test"), "test.house"):
        for name, team in (("north", house.north), ("south", house.south)):
            for n in range(5):
                house.add(f"{name}{n}", house.jobcenter, team, [Role.COACH])


def computed(house: House, since: dt.date | None = None, as_of: dt.date | None = None) -> dict[str, Any]:
    with acting_as(house.nora, "test"):
        row = services.prepare(author=house.nora, since=since or at(-300), as_of=as_of or today())
    assert carry_out(row.pk) is True
    with acting_as(house.nora, "test"):
        row.refresh_from_db()
    assert row.status == Comparison.Status.DONE and row.computed_at
    return dict(row.figures)


def two_quarters(house: House) -> list[Household]:
    """Eight households in the north, four of whom find work; six in the south, three of whom do."""
    charge(house, area(house, "Nord", "Hofweg"), house.north)
    charge(house, area(house, "Süd", "Ring"), house.south)
    north = [home(house, f"Hofweg {n}", name=f"Nord{n}") for n in range(1, 9)]
    south = [home(house, f"Ring {n}", name=f"Süd{n}") for n in range(1, 7)]
    for family in (*north[:4], *south[:3]):
        found_work(house, family, at(-10))
    return north


def test_the_job_counts_what_a_plain_model_counts(house: House, agreed: None) -> None:
    large(house)
    north = two_quarters(house)
    found_work(house, north[0], at(-9))  # twice, one person
    found_work(house, north[5], at(-9), "minijob")  # no integration
    found_work(house, north[6], at(-301))  # before the period
    told = computed(house)
    assert told["households"] == [{"label": "Nord", "number": 8}, {"label": "Süd", "number": 6}]
    rows = {row["label"]: row for row in told["rows"]}
    shares = {label: (row["own"]["numerator"], row["own"]["denominator"]) for label, row in rows.items()}
    assert shares == {"Nord": (4, 8), "Süd": (3, 6)}
    assert (rows["Nord"]["others"]["numerator"], rows["Nord"]["others"]["denominator"]) == (3, 6)
    assert rows["Nord"]["verdict"] == "chance"


def test_a_protected_household_counts_as_without_annamed(house: House) -> None:
    families = two_quarters(house)
    for family in families[:3]:
        with acting_as(house.alma, "test"):
            people.protect(household=family, person=Person.objects.get(memberships__household=family))
    numbers = {one["label"]: one["number"] for one in computed(house)["households"]}
    assert numbers == {"Nord": 5, "Süd": 6, OUTSIDE: 3}


def test_who_is_too_young_too_old_or_closed_before_is_not_counted(house: House, agreed: None) -> None:
    large(house)
    two_quarters(house)
    for n, born in enumerate((dt.date(today().year - 80, 1, 1), dt.date(today().year - 10, 1, 1))):
        home(house, f"Hofweg {n + 20}", name=f"Alt{n}", born=born)
    rows = computed(house)["rows"]
    assert rows[0]["own"]["denominator"] == 8
    early = computed(house, since=dt.date(2018, 1, 1), as_of=dt.date(2019, 12, 31))
    assert early["households"] == [] and early["rows"] == []


def test_without_the_agreement_no_share_is_even_computed(house: House) -> None:
    two_quarters(house)
    told = computed(house)
    assert told["allowed"] is False and "rows" not in told
    page = page_of(house)
    assert "Vereinbarung mit der Personalvertretung" in page and "Haushalte je Gebiet" in page


def test_the_work_of_one_coach_has_no_figure_of_its_own(house: House, agreed: None) -> None:
    large(house)
    two_quarters(house)
    charge(house, named(house, "Süd"), house.south, house.hanna, since=at(-20))
    assert computed(house)["rows"] == []
    assert "Hier lässt sich nichts vergleichen" in page_of(house)


def named(house: House, name: str) -> Area:
    with acting_as(house.nora, "test"):
        return Area.objects.get(name=name)


def page_of(house: House, who: str = "alma") -> str:
    with acting_as(house.nora, "test"):
        row = Comparison.objects.latest("ordered_at")
    browser = house.login(who)
    browser.get(f"/gebiete/zahlen/{row.pk}/")
    with at_most(7):
        return browser.get(f"/gebiete/zahlen/{row.pk}/").content.decode()


def test_the_page_shows_share_interval_and_denominator(house: House, agreed: None) -> None:
    large(house)
    two_quarters(house)
    computed(house)
    page = page_of(house)
    assert "50,0 % (4 von 8)" in page and "kann Zufall sein" in page and "Wilson" in page
    with override_settings(RUNDBLICK=settings.RUNDBLICK.model_copy(update={"team_figures": False})):
        assert "50,0 % (4 von 8)" not in page_of(house)
    assert "Haushalte je Gebiet" in house.login("alma").get("/gebiete/").content.decode()


def test_figures_are_ordered_once_and_never_change(house: House) -> None:
    with acting_as(house.nora, "test"):
        first = services.order(author=house.nora, since=at(-30), as_of=today())
        assert services.order(author=house.nora, since=at(-30), as_of=today()).pk == first.pk
        with pytest.raises(Mistaken):
            services.order(author=house.nora, since=today(), as_of=at(-1))
        with pytest.raises(Mistaken):
            services.order(author=house.nora, since=today(), as_of=at(1))
    assert "Die Zahlen werden berechnet" in page_of(house)
    assert carry_out(first.pk) is True and carry_out(first.pk) is False
    with as_worker("test"), pytest.raises(DatabaseError, match="do not change"):
        Comparison.objects.filter(pk=first.pk).update(since=at(-31))
    browser = house.login("dana")
    said = {"since": at(-40).strftime("%d.%m.%Y"), "as_of": today().strftime("%d.%m.%Y")}
    assert "/gebiete/zahlen/" in browser.post("/gebiete/zahlen/", said)["Location"]
    wrong = browser.post("/gebiete/zahlen/", {"since": said["as_of"], "as_of": said["since"]})
    assert wrong.status_code == 422


def test_a_computation_that_fails_says_so(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    with acting_as(house.nora, "test"):
        row = services.prepare(author=house.nora, since=at(-30), as_of=today())
    monkeypatch.setattr(figures, "households", lambda _: 1 / 0)
    assert carry_out(row.pk) is False
    assert "Die Berechnung ist fehlgeschlagen" in page_of(house)

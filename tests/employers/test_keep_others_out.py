"""Who reads and who writes, by PostgreSQL alone: the querysets stand open here."""

import pytest
from django.apps import apps
from django.db import ProgrammingError, connection
from django.db.models import Model

from rundblick.access import services as access
from rundblick.access.context import acting_as
from rundblick.access.doors import is_history, rooms_models
from rundblick.access.models import User
from rundblick.access.policies import staff_tables
from rundblick.access.roles import Role
from rundblick.employers.models import Employer, Site, SpecialStep
from rundblick.employers.services import employers as services
from rundblick.employers.services.employers import Reach
from rundblick.web.clock import now, today
from tests.employers.building import asked, kept, person, seen, sheet, special, talked, worried
from tests.house import House

HOUSE = {"alma", "bert", "dana", "hanna", "gina", "lena", "mats", "nora", "eva", "frank"}
TABLES: list[type[Model]] = [model for model in apps.get_app_config("employers").get_models() if not is_history(model)]


def filled(house: House) -> Employer:
    """Something in every table, a person changed once so that there is a history."""
    row = kept(house)
    one = person(house, row)
    with acting_as(house.mats, "test"):
        services.change_person(person=one, version=1, reach=Reach(function="Leitung"))
    talked(house, row, next_step="Anrufen", next_on=today())
    seen(house, row)
    worried(house, row)
    sheet(house, row, ("Harken", "2", True))
    special(house, row)
    asked(house, row)
    return row


def readers(house: House, model: type[Model]) -> set[str]:
    found = set()
    for name, somebody in house.people.items():
        with acting_as(somebody, "test"):
            if model._default_manager.exists():
                found.add(name)
    return found


def test_the_house_reads_everything_and_nobody_else_anything(house: House) -> None:
    filled(house)
    assert len(TABLES) == 11
    for model in TABLES:
        assert readers(house, model) == HOUSE, model
    histories = [model for model in rooms_models() if is_history(model) and model._meta.app_label == "employers"]
    assert len(histories) == 10
    assert {model.__name__: readers(house, model) for model in histories}["CounterpartEvent"] == HOUSE
    assert all(readers(house, model) <= HOUSE for model in histories)


@pytest.mark.parametrize("name", ["nora", "dana", "lena", "frank", "cem", "ivo", "otto", "jana"])
def test_nobody_but_placement_and_coaches_of_the_house_changes_anything(house: House, name: str) -> None:
    row = filled(house)
    somebody = house.people[name]
    for model in TABLES:
        if model is SpecialStep:
            continue
        with acting_as(somebody, "test"):
            assert model._default_manager.update(version=9) == 0, model
    with acting_as(somebody, "test"), pytest.raises(ProgrammingError, match="row-level security"):
        Site.objects.create(employer_id=row.pk, city="Hier")
    with acting_as(somebody, "test"), pytest.raises(ProgrammingError, match="row-level security"):
        Employer.objects.create(house=house.jobcenter, name="x", branch="green", begun_at=now())


def test_a_coach_of_the_traeger_opens_no_page_and_keeps_no_employer(house: House) -> None:
    row = filled(house)
    browser = house.login("cem")
    for where in ("/betriebe/", f"/betriebe/{row.pk}/", "/betriebe/neu/", "/betriebe/liste.csv", "/betriebe/fragen/"):
        assert browser.get(where).status_code == 404, where
    with acting_as(house.cem, "test"), pytest.raises(ProgrammingError, match="row-level security"):
        Employer.objects.create(house=house.provider, name="x", branch="green", begun_at=now())


def test_another_jobcenters_coach_keeps_own_employers_and_reads_none_of_ours(house: House) -> None:
    row = filled(house)
    browser = house.login("otto")
    assert row.name not in browser.get("/betriebe/").content.decode()
    assert browser.get(f"/betriebe/{row.pk}/").status_code == 404
    with acting_as(house.mats, "test"), pytest.raises(ProgrammingError, match="row-level security"):
        Employer.objects.filter(pk=row.pk).update(house=house.other_jobcenter)


def test_a_role_that_ends_closes_the_pen(house: House) -> None:
    row = filled(house)
    with acting_as(house.frank, "test"):
        access.withdraw_role(user=house.mats, role=Role.PLACEMENT)
    mats = User.objects.get(pk=house.mats.pk)
    with acting_as(mats, "test"):
        assert Employer.objects.filter(pk=row.pk).update(version=9) == 0


@pytest.mark.parametrize(("name", "expected"), [("mats", True), ("alma", True), ("eva", True), ("cem", False)])
def test_the_house_finds_employers_in_the_menu(house: House, name: str, expected: bool) -> None:
    page = house.login(name).get("/").content.decode()
    assert ('href="/betriebe/"' in page) == expected


def test_nothing_in_the_room_points_to_a_person_or_a_case() -> None:
    for model in TABLES:
        for column in model._meta.get_fields():
            target = getattr(column, "related_model", None)
            room = getattr(getattr(target, "_meta", None), "app_label", "employers")
            assert room in {"employers", "access"}, (model, column)
            assert "dossier" not in column.name and "participa" not in column.name


def test_every_table_of_the_room_stands_behind_its_door() -> None:
    assert set(TABLES) <= set(staff_tables())
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*), count(*) FILTER (WHERE relrowsecurity AND relforcerowsecurity) FROM pg_class"
            " WHERE relname LIKE 'employers\\_%%' AND relkind = 'r'"
        )
        tables, forced = cursor.fetchone()
    assert tables == forced == 21

"""Whose door is limited to one child sees that child's answers, in the database itself (rule 6)."""

import pytest
from django.db import DatabaseError

from rundblick.access.context import acting_as
from rundblick.journeys.models import Application, Cell, SetAside, Sheet, Standing
from rundblick.web.clock import today
from tests.house import House
from tests.journeys.family import Family, kaya, minijob


@pytest.fixture
def family(house: House) -> Family:
    made = kaya(house)
    made.say("offered", "no", note="Geheimes über Deniz")
    made.say("entitled", who=made.ela, note="Über Ela")
    with acting_as(house.alma, "test"):
        for person in (made.deniz, made.ela):
            Application.objects.create(
                dossier_id=made.pk, sheet=made.sheet, person_id=person, track="lunch", applied_on=today()
            )
            SetAside.objects.create(
                dossier_id=made.pk,
                sheet=made.sheet,
                person_id=person,
                track="lunch",
                step="offered",
                kind="gap",
                sequence=0,
            )
    return made


@pytest.mark.parametrize("model", [Cell, Standing, Application, SetAside])
def test_plain_querysets_show_one_member_alone(family: Family, model: type[Cell]) -> None:
    family.let_in(family.house.ivo, family.ela)
    with acting_as(family.house.ivo, "test"):
        assert {row.person_id for row in model.objects.all()} == {family.ela}
        assert set(model.objects.visible_to(family.house.ivo.access_context())) == set(model.objects.all())
    with acting_as(family.house.otto, "test"):
        assert model.objects.count() == 0


def test_the_head_of_the_household_is_seen_with_one_member_and_a_foreign_job_is_not(family: Family) -> None:
    family.let_in(family.house.ivo, family.ela)
    with acting_as(family.house.alma, "test"):
        from rundblick.journeys.services import open_sheet
        from rundblick.journeys.shelf import shelf

        open_sheet(dossier_id=family.pk, journey=shelf()["minijob"], person_id=family.gulsen, title="Bäckerei")
    with acting_as(family.house.ivo, "test"):
        assert [sheet.definition for sheet in Sheet.objects.all()] == ["but"]


def test_the_page_shows_one_member_alone(family: Family) -> None:
    family.let_in(family.house.ivo, family.ela)
    text = family.house.login("ivo").get(family.url).content.decode()
    assert "Über Ela" in text
    assert "Deniz" not in text and "Geheimes" not in text


def test_history_tables_keep_the_same_doors(house: House) -> None:
    family = minijob(house)
    family.let_in(house.ivo, family.deniz)
    with acting_as(house.alma, "test"):
        Sheet.objects.filter(pk=family.sheet.pk).update(site="other")
        event = Sheet.former.rel.related_model  # type: ignore[attr-defined]
        assert event.objects.count() == 1
    with acting_as(house.ivo, "test"):
        assert event.objects.count() == 0


def test_a_door_without_writing_writes_nothing(family: Family) -> None:
    family.let_in(family.house.bert, None)
    with pytest.raises(DatabaseError), acting_as(family.house.bert, "test"):
        Application.objects.create(
            dossier_id=family.pk, sheet_id=family.sheet.pk, person_id=family.ela, track="lunch", applied_on=today()
        )
    assert family.tap(family.house.login("bert"), "entitled", "yes").status_code == 404


def test_an_ended_door_closes_at_once(family: Family) -> None:
    from rundblick.access.models import Grant
    from rundblick.access.services import close_door

    family.let_in(family.house.ivo, family.ela)
    client = family.house.login("ivo")
    assert client.get(family.url).status_code == 200
    with acting_as(family.house.alma, "test"):
        close_door(Grant.objects.get(principal_id=family.house.ivo.pk))
    assert client.get(family.url).status_code == 404

"""Migrating: what touches no field is noted without drawing all models anew."""

from django.db import models
from django.db.migrations import AddConstraint, AddField, AddIndex, CreateModel
from django.db.migrations.state import ProjectState

from rundblick.access.management.commands.migrate import rendering_fields_only


def made() -> ProjectState:
    state = ProjectState()
    CreateModel("Row", [("id", models.AutoField(primary_key=True)), ("on", models.DateField())]).state_forwards(
        "cases", state
    )
    return state


def test_an_index_and_a_constraint_are_noted_and_nothing_is_drawn_anew() -> None:
    state = made()
    drawn = state.apps.get_model("cases", "Row")
    with rendering_fields_only():
        AddIndex("Row", models.Index(fields=["on"], name="by_day")).state_forwards("cases", state)
        check = models.CheckConstraint(condition=models.Q(id__gt=0), name="counted")
        AddConstraint("Row", check).state_forwards("cases", state)
    assert state.apps.get_model("cases", "Row") is drawn
    options = state.models["cases", "row"].options
    assert [one.name for one in options["indexes"]] == ["by_day"]
    assert [one.name for one in options["constraints"]] == ["counted"]


def test_a_field_is_drawn_with_everything_noted_before() -> None:
    state = made()
    assert state.apps.get_model("cases", "Row")
    with rendering_fields_only():
        AddIndex("Row", models.Index(fields=["on"], name="by_day")).state_forwards("cases", state)
        AddField("Row", "more", models.TextField(default="")).state_forwards("cases", state)
    drawn = state.apps.get_model("cases", "Row")
    assert drawn._meta.get_field("more") and [one.name for one in drawn._meta.indexes] == ["by_day"]


def test_afterwards_django_does_as_always() -> None:
    state = made()
    drawn = state.apps.get_model("cases", "Row")
    with rendering_fields_only():
        pass
    AddIndex("Row", models.Index(fields=["on"], name="by_day")).state_forwards("cases", state)
    assert state.apps.get_model("cases", "Row") is not drawn

"""The demo: loaded once, complete, true in its doors, and never in production."""

import json
from io import StringIO

import pytest
from django.contrib.auth.hashers import check_password
from django.core.management import CommandError, call_command
from django.db import connections
from django.test import override_settings

from rundblick.access import demo
from rundblick.access.context import acting_as, bound, system
from rundblick.access.database import as_worker
from rundblick.access.models import DemoStep, Dossier, Grant, User
from rundblick.access.models.dossiers import Basis
from rundblick.access.roles import Role
from rundblick.web.clock import now


def user(login: str) -> User:
    return User.objects.get(email=demo.address_of(login))


def test_every_role_finds_a_login_whose_password_is_printed(loaded_demo: str) -> None:
    said = StringIO()
    call_command("demo_logins", "--json", stdout=said)
    logins = json.loads(said.getvalue())
    assert [login["role"] for login in logins] == [role.label for role in Role]
    for login in logins:
        assert check_password(login["password"], User.objects.get(email=login["login"]).password)


def test_a_second_time_nothing_happens(loaded_demo: str) -> None:
    with as_worker("test"):
        before = (Dossier.objects.count(), Grant.objects.count())
    said = StringIO()
    call_command("load_demo", stdout=said)
    with as_worker("test"):
        assert (Dossier.objects.count(), Grant.objects.count()) == before
    assert "already there" in said.getvalue()


def test_a_half_loaded_demo_says_so(loaded_demo: str) -> None:
    name = DemoStep.objects.exclude(name="access.house").values_list("name", flat=True)[0]
    with connections["owner"].cursor() as cursor:
        cursor.execute("UPDATE access_demostep SET finished_at = NULL WHERE name = %s", [name])
    try:
        with pytest.raises(CommandError, match=f"incomplete.*{name}.*make reset"):
            call_command("load_demo", stdout=StringIO())
    finally:
        with connections["owner"].cursor() as cursor:
            cursor.execute("UPDATE access_demostep SET finished_at = now()")


def test_each_part_tells_that_it_runs(loaded_demo: str) -> None:
    lines = loaded_demo.splitlines()
    assert lines[0] == "demo: access.house" and lines[-1] == "demo: loaded"
    assert lines.index("demo: people") < lines.index("demo: access.doors") < lines.index("demo: access.doors_closed")


def test_orders_that_ended_opened_no_door_for_today(loaded_demo: str) -> None:
    with as_worker("test"):
        ended = Grant.objects.filter(basis=Basis.ASSIGNMENT, valid_until__lt=now())
        assert ended.count() > 0
        past = set(ended.values_list("principal_id", "dossier_id"))
        current = set(
            Grant.objects.filter(basis=Basis.ASSIGNMENT, valid_until=None).values_list("principal_id", "dossier_id")
        )
    assert past.isdisjoint(current)


def test_the_participant_sees_the_own_dossier_and_nothing_else(loaded_demo: str) -> None:
    with acting_as(user("teilnahme"), "test", read_only=True) as context:
        assert Dossier.objects.visible_to(context).count() == Dossier.objects.count() == 1


def test_the_deputy_is_inside_for_the_days_of_the_cover(loaded_demo: str) -> None:
    with acting_as(user("teamleitung"), "test", read_only=True):
        deputies = Grant.objects.filter(basis=Basis.DEPUTY, principal_id=user("coach").pk)
        assert deputies.count() > 0
        assert all(grant.valid_until is not None for grant in deputies)


def test_the_demo_never_goes_into_production() -> None:
    from django.conf import settings

    real = settings.RUNDBLICK.model_copy(update={"env": "production"})
    with override_settings(RUNDBLICK=real):
        for command in ("load_demo", "demo_logins"):
            with pytest.raises(CommandError):
                call_command(command, stdout=StringIO())


def test_people_who_exist_already_are_not_in_the_way(loaded_demo: str) -> None:
    with bound(system("test"), "test"):
        assert User.objects.filter(email__endswith="@demo.example").count() == 22

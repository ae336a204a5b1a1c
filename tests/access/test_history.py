"""What a row looked like before, who changed it and why."""

import pytest
from django.apps import apps
from django.db import connection
from django.db.utils import DatabaseError, ProgrammingError

from rundblick.access import services
from rundblick.access.context import Context, acting_as, bound
from rundblick.access.models import Grant, RoleAssignment, User
from rundblick.access.models.dossiers import Basis
from rundblick.access.roles import Role
from tests.house import House

GrantEvent = apps.get_model("access", "GrantEvent")


def test_a_change_keeps_the_former_row_with_actor_and_verb(house: House) -> None:
    with acting_as(house.alma, "test"):
        house.dossier()
        grant = Grant.objects.get(basis=Basis.TEAM)
        services.close_door(grant)
        former = GrantEvent.objects.get(pgh_obj_id=grant.pk)
    assert former.valid_until is None, "the history holds the row before the change"
    assert former.pgh_context["actor"] == str(house.alma.pk)
    assert former.pgh_context["reason"] == "access.door.close"


def test_a_bulk_update_is_caught_too(house: House) -> None:
    with acting_as(house.alma, "test.bulk"):
        house.dossier()
        changed = Grant.objects.update(evidence="nachgetragen")
        assert GrantEvent.objects.count() == changed == 2


@pytest.mark.parametrize(("context", "why"), [(Context(), "test.somebody"), (Context(kind="system:test"), "")])
def test_a_change_without_actor_or_reason_is_refused(house: House, context: Context, why: str) -> None:
    with bound(context, why), pytest.raises(ProgrammingError, match="without actor and reason"):
        RoleAssignment.objects.filter(role=Role.COACH).update(role=Role.RESEARCH)


def test_plain_sql_outside_of_any_context_is_refused(house: House) -> None:
    with pytest.raises(DatabaseError, match="without actor and reason"), connection.cursor() as cursor:
        cursor.execute("DELETE FROM access_roleassignment")


def test_history_is_seen_only_through_the_same_door(house: House) -> None:
    with acting_as(house.alma, "test"):
        house.dossier()
        services.close_door(Grant.objects.get(basis=Basis.TEAM))
        assert GrantEvent.objects.count() == 1
    with acting_as(house.otto, "test"):
        assert GrantEvent.objects.count() == 0


def test_a_role_ended_today_is_no_longer_held(house: House) -> None:
    with acting_as(house.frank, "test"):
        services.withdraw_role(user=house.alma, role=Role.COACH)
    alma = User.objects.get(pk=house.alma.pk)
    assert not alma.access_context().has_role(Role.COACH)

"""Accounts, organisations and teams, by an administrator who sees no case."""

import datetime as dt
import uuid
from typing import Any

import pytest
from django.core import mail
from django.test import Client, override_settings
from django.urls import reverse

from rundblick.access import services, tasks
from rundblick.access.context import acting_as, bound, system
from rundblick.access.models import Dossier, Organisation, RoleAssignment, Team, User
from rundblick.access.roles import Role
from rundblick.access.staff import PAGE
from rundblick.web.clock import today
from tests.access.test_log_in import give_second_factor
from tests.access.test_watch_as_data_protection import jobs
from tests.house import House
from tests.queries import at_most


@pytest.fixture
def frank(house: House) -> Client:
    return house.login("frank")


def post(client: Client, page: str, *args: Any, **data: Any) -> Any:
    return client.post(reverse(f"access:{page}", args=args), data)


def roles_of(user: User) -> set[str]:
    return set(User.objects.get(pk=user.pk).access_context().roles)


def test_a_search_leaves_no_name_in_the_address(house: House, frank: Client) -> None:
    answer = post(frank, "users", words="Alm", state="active")
    assert answer.headers["Location"] == reverse("access:users")
    table = frank.get(answer.headers["Location"]).content.decode().split("<tbody")[1]
    assert "Alma" in table and "Bert" not in table


def test_the_list_is_narrowed_by_role_house_and_state(house: House, frank: Client) -> None:
    post(frank, "users", role="coach", organisation=str(house.provider.pk), state="all")
    table = frank.get(reverse("access:users")).content.decode().split("<tbody")[1]
    assert "Cem" in table and "Alma" not in table


def test_participants_are_nobodys_list(house: House, frank: Client) -> None:
    assert "Jana" not in frank.get(reverse("access:users")).content.decode()
    assert frank.get(reverse("access:user", args=[house.jana.pk])).status_code == 404
    assert post(frank, "user_switch", house.jana.pk).status_code == 404


def test_long_lists_come_in_pages_without_names_in_the_address(house: House, frank: Client) -> None:
    with bound(system("test"), "test"):
        for number in range(PAGE):
            house.add(f"zz{number:03}", house.jobcenter, None, [])
    first = frank.get(reverse("access:users")).content.decode()
    cursor = first.split("?nach=")[1].split('"')[0]
    second = frank.get(reverse("access:users"), {"nach": cursor}).content.decode()
    assert "Zz039" in second and "Zz039" not in first and "Alma" not in second.split("<tbody")[1]


def test_a_new_account_gets_role_team_and_a_link(house: House, frank: Client) -> None:
    answer = post(
        frank,
        "user_add",
        display_name="Neue Kollegin",
        email="Neu@Test.example",
        organisation=str(house.jobcenter.pk),
        role="coach",
        team=str(house.north.pk),
        send_link="on",
        token=uuid.uuid4(),
    )
    user = User.objects.get(email="neu@test.example")
    assert answer.headers["Location"] == reverse("access:invitations")
    assert roles_of(user) == {"coach"} and not user.has_usable_password()
    assert jobs() == [("access.invitation", {"invitation_id": str(user.invitation.pk)})]


@override_settings(EMAIL_BACKEND="django.core.mail.backends.locmem.EmailBackend")
def test_the_link_lets_a_new_colleague_choose_a_password(house: House, frank: Client) -> None:
    post(frank, "user_send_link", house.alma.pk)
    mail.outbox.clear()
    assert tasks.send_password_link(str(house.alma.pk))
    path = str(mail.outbox[0].body).split("8000")[1].split()[0]
    client = house.client()
    chosen = "fünf kleine Enten schwimmen"
    client.post(client.get(path).headers["Location"], {"password1": chosen, "password2": chosen})
    client.post(reverse("account_login"), {"login": house.alma.email, "password": chosen})
    assert client.session["_auth_user_id"] == str(house.alma.pk)


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"email": "alma@test.example"}, "gibt es schon ein Konto"),
        ({"email": "keine adresse"}, "E-Mail"),
        ({"display_name": ""}, "Name"),
        ({"role": "partner"}, "gibt es bei einer Organisation der Art"),
    ],
)
def test_what_is_wrong_with_a_new_account_is_said(
    house: House, frank: Client, changes: dict[str, str], sentence: str
) -> None:
    data = {
        "display_name": "N",
        "email": "n@test.example",
        "organisation": str(house.jobcenter.pk),
        "role": "coach",
        "team": "",
        "token": str(uuid.uuid4()),
    }
    answer = post(frank, "user_add", **(data | changes))
    assert answer.status_code == 200 and sentence in answer.content.decode()


def test_a_team_of_another_house_is_refused(house: House, frank: Client) -> None:
    data = {"display_name": "N", "email": "n@test.example", "organisation": str(house.jobcenter.pk), "role": "coach"}
    answer = post(frank, "user_add", team=str(house.provider_team.pk), **data)
    assert "gehört zu einer anderen Organisation" in answer.content.decode()


def test_changes_are_kept_with_who_made_them(house: House, frank: Client) -> None:
    data = {"display_name": "Alma Neu", "email": "alma.neu@test.example", "organisation": str(house.jobcenter.pk)}
    assert post(frank, "user_change", house.alma.pk, **data).status_code == 302
    text = frank.get(reverse("access:user", args=[house.alma.pk])).content.decode()
    assert "Angaben geändert: Name war Alma, E-Mail war alma@test.example" in text and "Frank" in text


def test_logging_in_is_no_change_of_the_account(house: House, frank: Client) -> None:
    house.login("alma")
    assert "Was geändert wurde" not in frank.get(reverse("access:user", args=[house.alma.pk])).content.decode()


def test_a_role_begins_on_its_day_and_ends_today(house: House, frank: Client) -> None:
    later = today() + dt.timedelta(days=7)
    post(frank, "user_give_role", house.bert.pk, **{"role-role": "team_lead", "role-since": f"{later:%d.%m.%Y}"})
    assert roles_of(house.bert) == {"coach"}
    assert RoleAssignment.objects.get(user=house.bert, role="team_lead").valid_from == later
    post(frank, "user_take_role", house.alma.pk, role="intake")
    assert roles_of(house.alma) == {"coach"}


def test_nobody_gives_roles_to_themselves(house: House, frank: Client) -> None:
    post(frank, "user_give_role", house.frank.pk, **{"role-role": "coach", "role-since": f"{today():%d.%m.%Y}"})
    assert roles_of(house.frank) == {"admin"}


def test_a_role_a_house_cannot_have_is_not_given(house: House, frank: Client) -> None:
    post(frank, "user_give_role", house.cem.pk, **{"role-role": "dpo", "role-since": f"{today():%d.%m.%Y}"})
    assert roles_of(house.cem) == {"coach"}


def test_teams_are_joined_and_left(house: House, frank: Client) -> None:
    post(
        frank,
        "user_join_team",
        house.lena.pk,
        **{"team-team": str(house.south.pk), "team-since": f"{today():%d.%m.%Y}"},
    )
    membership = house.lena.team_memberships.get()
    assert membership.team_id == house.south.pk
    post(frank, "user_leave_team", house.lena.pk, membership=str(membership.pk))
    assert not house.lena.team_memberships.filter(valid_until=None).exists()
    assert post(frank, "user_leave_team", house.alma.pk, membership=str(membership.pk)).status_code == 404


def test_leaving_the_team_closes_its_doors_at_once(house: House, frank: Client, dossier: Dossier) -> None:
    bert = house.login("bert")
    assert bert.get(reverse("access:doors", args=[dossier.pk])).status_code == 200
    membership = house.bert.team_memberships.get()
    post(frank, "user_leave_team", house.bert.pk, membership=str(membership.pk))
    assert bert.get(reverse("access:doors", args=[dossier.pk])).status_code == 404


def test_a_switched_off_account_is_out_with_its_next_request(house: House, frank: Client) -> None:
    alma = house.login("alma")
    assert alma.get(reverse("access:register")).status_code == 200
    post(frank, "user_switch", house.alma.pk)
    assert alma.get(reverse("access:register")).status_code == 302
    post(frank, "user_switch", house.alma.pk)
    assert User.objects.get(pk=house.alma.pk).is_active


def test_the_last_administrator_cannot_leave(house: House, frank: Client) -> None:
    post(frank, "user_take_role", house.frank.pk, role="admin")
    assert roles_of(house.frank) == {"admin"}
    post(frank, "user_switch", house.frank.pk)
    assert User.objects.get(pk=house.frank.pk).is_active
    with bound(system("test"), "test"):
        services.assign_role(user=house.mats, role=Role.ADMIN)
    post(frank, "user_take_role", house.frank.pk, role="admin")
    assert roles_of(house.frank) == set()


def test_the_last_administrator_cannot_be_switched_off_by_a_service(house: House) -> None:
    with acting_as(house.frank, "test"), pytest.raises(services.DoorClosed):
        services.switch_off(user=house.frank)


def test_a_lost_second_factor_is_reset_and_stands_in_the_log(house: House, frank: Client) -> None:
    from rundblick.access.database import as_worker
    from rundblick.access.models import Disclosure

    give_second_factor(house.alma)
    post(frank, "user_reset_factor", house.alma.pk)
    assert "Kein zweiter Faktor" in frank.get(reverse("access:user", args=[house.alma.pk])).content.decode()
    with as_worker("test"):
        row = Disclosure.objects.get(kind="access.factor_reset")
    assert row.user_id == house.frank.pk and str(house.alma.pk) in row.purpose


def test_organisations_and_teams_are_added_and_renamed(house: House, frank: Client) -> None:
    post(frank, "organisations", name="Kreisjugendamt", kind="partner")
    office = Organisation.objects.get(name="Kreisjugendamt")
    post(frank, "team_add", office.pk, name="ASD")
    team = Team.objects.get(organisation=office)
    post(frank, "team_rename", team.pk, name="Allgemeiner Dienst")
    post(frank, "organisation_rename", office.pk, name="Jugendamt")
    assert Team.objects.filter(name="Allgemeiner Dienst", organisation__name="Jugendamt").exists()
    assert "schon vergeben" in post(frank, "organisation_rename", office.pk, name="lotse E. V.").content.decode()
    assert "gibt es schon" in post(frank, "organisations", name="Jugendamt", kind="partner").content.decode()


def test_the_former_name_of_a_team_is_kept(house: House, frank: Client) -> None:
    from django.apps import apps

    post(frank, "team_rename", house.north.pk, name="Team Nordost")
    event = apps.get_model("access", "TeamEvent").objects.get()
    assert event.name == "Team Nord" and event.pgh_context["actor"] == str(house.frank.pk)


def test_administration_sees_no_case(house: House, frank: Client, dossier: Dossier) -> None:
    for name in ("doors", "emergency"):
        assert frank.get(reverse(f"access:{name}", args=[dossier.pk])).status_code == 404


def test_nobody_else_administers(house: House) -> None:
    for name in ("alma", "dana", "eva", "jana", "otto"):
        client = house.login(name)
        assert client.get(reverse("access:users")).status_code == 404
        assert post(client, "user_switch", house.bert.pk).status_code == 404
        assert post(client, "organisations", name="X", kind="partner").status_code == 404


def test_the_pages_cost_few_statements(house: House, frank: Client) -> None:
    frank.get(reverse("access:users"))
    with at_most(9):
        frank.get(reverse("access:users"))
    with at_most(18):
        frank.get(reverse("access:user", args=[house.alma.pk]))

"""Opening a door for somebody outside, closing it, and taking the closing back."""

import datetime as dt
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from rundblick.access.context import acting_as
from rundblick.access.models import Dossier, Grant
from rundblick.access.models.dossiers import Basis
from rundblick.web.clock import BERLIN, today
from tests.access.conftest import door_of
from tests.house import House


def offer(house: House, **changes: Any) -> dict[str, Any]:
    wanted = {
        "principal": f"organisation:{house.partner.pk}",
        "basis": "statutory",
        "evidence": "§ 69 Abs. 1 Nr. 1 SGB X",
        "topics": ["master", "documents"],
        "last_day": "",
    }
    return wanted | changes


def post(client: Client, name: str, dossier: Dossier, *more: Any, data: Any = None) -> Any:
    return client.post(reverse(f"access:{name}", args=[dossier.pk, *more]), data or {})


def doors(house: House, dossier: Dossier, **wanted: Any) -> list[Grant]:
    with acting_as(house.alma, "test", read_only=True):
        return list(Grant.objects.filter(dossier=dossier, **wanted))


def test_a_door_opens_for_what_was_ticked_until_the_last_day(house: House, dossier: Dossier) -> None:
    last = today() + dt.timedelta(days=30)
    data = offer(house, principal=f"user:{house.lena.pk}", last_day=f"{last:%d.%m.%Y}")
    assert post(house.login("alma"), "door_open", dossier, data=data).status_code == 302
    (grant,) = doors(house, dossier, principal_id=house.lena.pk)
    assert grant.topics == ["master", "documents"] and not grant.writes
    assert grant.valid_until == dt.datetime.combine(last + dt.timedelta(days=1), dt.time.min, tzinfo=BERLIN)
    assert house.login("lena").get(reverse("access:doors", args=[dossier.pk])).status_code == 200


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"evidence": ""}, "Nachweis"),
        ({"topics": []}, "Was sieht die Stelle?"),
        ({"topics": ["protected"]}, "Was sieht die Stelle?"),
        ({"basis": "consent"}, "Warum"),
        ({"last_day": "01.01.2020"}, "Vergangenheit"),
        ({"last_day": "31.02.2027"}, "Letzter Tag"),
        ({"principal": "user:00000000-0000-4000-8000-000000000000"}, "Für wen"),
    ],
)
def test_what_is_missing_or_not_allowed_is_said_at_the_form(
    house: House, dossier: Dossier, changes: dict[str, Any], sentence: str
) -> None:
    answer = post(house.login("alma"), "door_open", dossier, data=offer(house, **changes))
    assert answer.status_code == 200
    assert sentence in answer.content.decode().split("rb-error-summary")[1].split("</ul>")[0]


def test_a_participant_and_strangers_are_not_among_the_recipients(house: House, dossier: Dossier) -> None:
    text = house.login("alma").get(reverse("access:door_open", args=[dossier.pk])).content.decode()
    assert f"user:{house.ivo.pk}" in text and f"team:{house.provider_team.pk}" in text
    for name in ("jana", "otto", "kai", "frank"):
        assert f"user:{house.people[name].pk}" not in text


def test_only_who_leads_the_case_opens_doors(house: House, dossier: Dossier) -> None:
    for name in ("bert", "dana", "cem", "jana", "hanna"):
        assert post(house.login(name), "door_open", dossier, data=offer(house)).status_code == 404


def test_closing_works_at_once_and_can_be_undone(house: House, dossier: Dossier) -> None:
    client = house.login("alma")
    grant = door_of(house, dossier, Basis.ASSIGNMENT)
    assert house.login("cem").get(reverse("access:doors", args=[dossier.pk])).status_code == 200
    assert post(client, "door_close", dossier, grant.pk).status_code == 302
    assert house.login("cem").get(reverse("access:doors", args=[dossier.pk])).status_code == 404
    page = client.get(reverse("access:doors", args=[dossier.pk])).content.decode()
    assert "Rückgängig" in page
    assert post(client, "door_reopen", dossier, grant.pk).status_code == 302
    assert house.login("cem").get(reverse("access:doors", args=[dossier.pk])).status_code == 200
    again = door_of(house, dossier, Basis.ASSIGNMENT)
    assert (again.topics, again.evidence, again.valid_until) == (grant.topics, grant.evidence, None)


def test_undoing_brings_the_former_end_back(house: House, dossier: Dossier) -> None:
    client = house.login("alma")
    last = today() + dt.timedelta(days=10)
    data = offer(house, principal=f"user:{house.mats.pk}", last_day=f"{last:%d.%m.%Y}")
    post(client, "door_open", dossier, data=data)
    (grant,) = doors(house, dossier, principal_id=house.mats.pk)
    post(client, "door_close", dossier, grant.pk)
    post(client, "door_reopen", dossier, grant.pk)
    ends = {found.valid_until for found in doors(house, dossier, principal_id=house.mats.pk)}
    assert grant.valid_until in ends


def test_what_somebody_else_closed_cannot_be_undone_by_guessing(house: House, dossier: Dossier) -> None:
    grant = door_of(house, dossier, Basis.ASSIGNMENT)
    post(house.login("alma"), "door_close", dossier, grant.pk)
    assert post(house.login("alma"), "door_reopen", dossier, grant.pk).status_code == 404


def test_the_doors_of_responsibility_team_and_person_do_not_close_here(house: House, dossier: Dossier) -> None:
    for basis in (Basis.RESPONSIBLE, Basis.TEAM, Basis.SELF):
        grant = door_of(house, dossier, basis)
        assert post(house.login("alma"), "door_close", dossier, grant.pk).status_code == 404


def test_nobody_else_closes_a_door(house: House, dossier: Dossier) -> None:
    grant = door_of(house, dossier, Basis.ASSIGNMENT)
    for name in ("bert", "dana", "cem", "jana", "otto"):
        assert post(house.login(name), "door_close", dossier, grant.pk).status_code == 404


def test_a_door_of_another_dossier_is_not_closed_through_this_one(house: House, dossier: Dossier) -> None:
    with acting_as(house.hanna, "test"):
        other = house.dossier(responsible=house.hanna, team=house.south)
    with acting_as(house.hanna, "test", read_only=True):
        foreign = Grant.objects.filter(dossier=other)[0]
    assert post(house.login("alma"), "door_close", dossier, foreign.pk).status_code == 404

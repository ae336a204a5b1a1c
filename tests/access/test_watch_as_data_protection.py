"""What data protection watches and decides: emergencies, seals, erasures."""

import json
import uuid
from typing import Any

import pytest
from django.db import connections
from django.urls import reverse

from rundblick.access import seals, services, tasks
from rundblick.access.context import acting_as
from rundblick.access.database import as_worker
from rundblick.access.models import Dossier, Erasure, SealCheck
from tests.access.test_read_the_log import seen
from tests.house import House


def jobs() -> list[tuple[str, dict[str, Any]]]:
    with connections["owner"].cursor() as cursor:
        cursor.execute("SELECT task_name, args FROM procrastinate_jobs ORDER BY id")
        return [(name, json.loads(args) if isinstance(args, str) else args) for name, args in cursor.fetchall()]


def test_emergencies_and_supervision_are_listed_with_their_purpose(house: House, dossier: Dossier) -> None:
    with acting_as(house.hanna, "test") as context:
        services.break_glass(context, dossier_id=dossier.pk, purpose="Familie steht im Büro")
    with acting_as(house.dana, "test") as context:
        services.supervise(context, dossier_id=dossier.pk, purpose="Beschwerde vom 18.11. prüfen")
    text = house.login("eva").get(reverse("access:temporary_doors")).content.decode()
    assert "Hanna" in text and "Familie steht im Büro" in text
    assert "Dana" in text and "Beschwerde vom 18.11. prüfen" in text


def test_the_function_behind_the_list_answers_data_protection_of_the_owner_only(house: House, dossier: Dossier) -> None:
    with acting_as(house.hanna, "test") as context:
        services.break_glass(context, dossier_id=dossier.pk, purpose="Familie steht im Büro")
    from django.db import connection

    for name, count in (("eva", 1), ("hanna", 0), ("alma", 0), ("frank", 0), ("otto", 0)):
        with acting_as(house.people[name], "test", read_only=True), connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM access_temporary_doors('infinity', 10)")
            assert cursor.fetchone()[0] == count, name


def test_the_state_of_the_seals_is_what_the_worker_found(house: House) -> None:
    address = reverse("access:seals")
    assert "Noch nicht geprüft" in house.login("eva").get(address).content.decode()
    seen(house, "alma", [])
    with connections["owner"].cursor() as cursor:
        cursor.execute("UPDATE access_disclosure SET at = at - interval '5 seconds'")
    with as_worker("test"):
        seals.seal()
    tasks.verify_log(0)
    assert "Die Kette ist heil" in house.login("eva").get(address).content.decode()
    with connections["owner"].cursor() as cursor:
        cursor.execute("UPDATE access_disclosure SET purpose = 'gefälscht'")
    assert tasks.verify_log(0) == 1
    text = house.login("eva").get(address).content.decode()
    assert "Die Kette ist gebrochen" in text and "wurde verändert" in text


def test_checking_now_is_left_to_the_worker(house: House) -> None:
    assert house.login("eva").post(reverse("access:check_seals")).status_code == 302
    assert jobs() == [("access.verify", {})]
    with as_worker("test"):
        assert not SealCheck.objects.exists()


GROUND = "Die Person verlangt die Löschung (Art. 17 DSGVO)"


def ask(house: House, name: str, dossier: Dossier, **changes: str) -> Any:
    address = reverse("access:erasure_request", args=[dossier.pk])
    return house.login(name).post(address, {"ground": GROUND, "understood": "on"} | changes)


def order_of(dossier: Dossier) -> Erasure | None:
    with as_worker("test"):
        return Erasure.objects.filter(dossier_ref=dossier.pk).first()


@pytest.mark.parametrize("name", ["alma", "dana"])
def test_who_leads_the_case_or_its_team_asks_for_erasure(house: House, dossier: Dossier, name: str) -> None:
    assert ask(house, name, dossier).status_code == 302
    order = order_of(dossier)
    assert order and (order.ground, order.requested_by_id) == (GROUND, house.people[name].pk)
    assert GROUND in house.login("eva").get(reverse("access:erasures")).content.decode()


def test_nobody_else_asks(house: House, dossier: Dossier) -> None:
    for name in ("bert", "cem", "jana", "hanna", "otto", "frank"):
        assert ask(house, name, dossier).status_code == 404
    assert order_of(dossier) is None


def test_without_having_understood_nothing_is_asked(house: House, dossier: Dossier) -> None:
    assert ask(house, "alma", dossier, understood="").status_code == 200
    assert order_of(dossier) is None


def test_data_protection_approves_and_the_worker_erases(house: House, dossier: Dossier) -> None:
    ask(house, "alma", dossier)
    order = order_of(dossier)
    assert order
    house.login("eva").post(reverse("access:erasure_approve", args=[order.pk]))
    assert jobs() == [("access.erase", {"dossier_id": str(dossier.pk)})]
    tasks.erase_dossier(str(dossier.pk))
    assert house.login("alma").get(reverse("access:doors", args=[dossier.pk])).status_code == 404
    assert "Gelöscht" in house.login("eva").get(reverse("access:erasures")).content.decode()


def test_an_order_can_be_turned_down_or_taken_back(house: House, dossier: Dossier) -> None:
    ask(house, "alma", dossier)
    order = order_of(dossier)
    assert order
    house.login("eva").post(reverse("access:erasure_dismiss", args=[order.pk]))
    assert order_of(dossier) is None
    ask(house, "alma", dossier)
    back = reverse("access:erasure_take_back", args=[dossier.pk])
    assert house.login("dana").post(back).status_code == 404, "only who asked takes it back"
    assert house.login("alma").post(back).status_code == 302
    assert order_of(dossier) is None
    assert jobs() == []


def test_an_approved_order_stays(house: House, dossier: Dossier) -> None:
    ask(house, "alma", dossier)
    order = order_of(dossier)
    assert order
    client = house.login("eva")
    client.post(reverse("access:erasure_approve", args=[order.pk]))
    client.post(reverse("access:erasure_dismiss", args=[order.pk]))
    house.login("alma").post(reverse("access:erasure_take_back", args=[dossier.pk]))
    assert order_of(dossier) is not None


def test_who_asked_does_not_approve(house: House, dossier: Dossier) -> None:
    from rundblick.access.context import bound, system
    from rundblick.access.roles import Role

    with bound(system("test"), "test"):
        services.assign_role(user=house.dana, role=Role.DPO)
    ask(house, "dana", dossier)
    order = order_of(dossier)
    assert order
    client = house.login("dana")
    assert "Freigeben muss jemand anderes" in client.get(reverse("access:erasures")).content.decode()
    client.post(reverse("access:erasure_approve", args=[order.pk]))
    again = order_of(dossier)
    assert again and again.approved_at is None and jobs() == []


def test_the_desk_belongs_to_data_protection(house: House) -> None:
    for page in ("temporary_doors", "seals", "erasures"):
        for name in ("alma", "dana", "frank", "jana"):
            assert house.login(name).get(reverse(f"access:{page}")).status_code == 404
    assert house.login("frank").post(reverse("access:erasure_approve", args=[uuid.uuid4()])).status_code == 404

"""Looking into a case without an own door: explained, for a purpose, for some hours, and known to data protection."""

import datetime as dt
import uuid
from collections.abc import Iterator

import pytest
from django.urls import reverse

from rundblick.access import hooks
from rundblick.access.context import acting_as
from rundblick.access.database import as_worker
from rundblick.access.models import Disclosure, Dossier, Grant
from rundblick.access.models.dossiers import Basis
from tests.house import House


@pytest.fixture(autouse=True)
def cases() -> Iterator[None]:
    """A room that shows cases, in place of the installed ones."""
    before = hooks.links._items["case"]
    hooks.links._items["case"] = lambda dossier_id: f"/faelle/{dossier_id}/probe/"
    yield
    hooks.links._items["case"] = before


def address(dossier: Dossier) -> str:
    return reverse("access:emergency", args=[dossier.pk])


def purpose(kind: Basis, words: str) -> dict[str, str]:
    return {"kind": kind, f"{kind}-purpose": words}


def test_the_page_says_what_will_happen_and_opens_nothing(house: House, dossier: Dossier) -> None:
    text = house.login("hanna").get(address(dossier)).content.decode()
    assert "3 Stunden" in text and "protokolliert" in text and "Dienstaufsicht" not in text
    assert house.login("hanna").get(reverse("access:doors", args=[dossier.pk])).status_code == 404


def test_with_a_purpose_the_door_opens_for_three_hours_and_leads_to_the_case(house: House, dossier: Dossier) -> None:
    client = house.login("hanna")
    answer = client.post(address(dossier), purpose(Basis.BREAK_GLASS, "Familie steht im Büro"))
    assert answer.headers["Location"] == f"/faelle/{dossier.pk}/probe/"
    with acting_as(house.hanna, "test", read_only=True):
        grant = Grant.objects.get(dossier=dossier, basis=Basis.BREAK_GLASS)
    assert grant.valid_until is not None
    hours = (grant.valid_until - grant.valid_from).total_seconds() / 3600
    assert 2.9 < hours < 3.1 and "protected" not in grant.topics and grant.writes
    with as_worker("test"):
        row = Disclosure.objects.get(kind="access.break_glass")
    assert (row.user_id, row.dossiers, row.purpose) == (house.hanna.pk, [dossier.pk], "Familie steht im Büro")


def test_a_short_purpose_is_refused_at_the_form(house: House, dossier: Dossier) -> None:
    answer = house.login("hanna").post(address(dossier), purpose(Basis.BREAK_GLASS, "eilig"))
    assert answer.status_code == 200 and "mindestens 10 Zeichen" in answer.content.decode()
    with as_worker("test"):
        assert not Grant.objects.filter(basis=Basis.BREAK_GLASS).exists()


def test_the_team_lead_supervises_the_own_team_without_writing(house: House, dossier: Dossier) -> None:
    client = house.login("dana")
    assert "Dienstaufsicht" in client.get(address(dossier)).content.decode()
    assert client.post(address(dossier), purpose(Basis.SUPERVISION, "Beschwerde vom 18.11. prüfen")).status_code == 302
    with acting_as(house.dana, "test", read_only=True):
        grant = Grant.objects.get(dossier=dossier, basis=Basis.SUPERVISION)
    assert grant.valid_until is not None
    assert grant.valid_until - grant.valid_from > dt.timedelta(hours=7) and not grant.writes


def test_a_coach_who_asks_for_supervision_gets_an_emergency_or_nothing(house: House, dossier: Dossier) -> None:
    house.login("hanna").post(address(dossier), purpose(Basis.SUPERVISION, "Beschwerde vom 18.11. prüfen"))
    with as_worker("test"):
        assert not Grant.objects.filter(basis=Basis.SUPERVISION).exists()


def test_outsiders_do_not_learn_whether_there_is_such_a_case(house: House, dossier: Dossier) -> None:
    nowhere = reverse("access:emergency", args=[uuid.uuid4()])
    for name in ("otto", "cem", "ivo", "jana", "kai", "eva", "frank", "nora"):
        client = house.login(name)
        assert client.get(address(dossier)).status_code == client.get(nowhere).status_code == 404
    assert house.login("hanna").get(nowhere).status_code == 404


def test_the_own_emergency_can_be_ended_early(house: House, dossier: Dossier) -> None:
    client = house.login("hanna")
    client.post(address(dossier), purpose(Basis.BREAK_GLASS, "Familie steht im Büro"))
    with acting_as(house.hanna, "test", read_only=True):
        grant = Grant.objects.get(dossier=dossier, basis=Basis.BREAK_GLASS)
    ended = client.post(reverse("access:door_close", args=[dossier.pk, grant.pk]))
    assert ended.headers["Location"] == "/"
    assert client.get(reverse("access:doors", args=[dossier.pk])).status_code == 404

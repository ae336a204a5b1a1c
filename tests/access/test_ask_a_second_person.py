"""The protected area in danger to life: nobody opens it alone."""

import datetime as dt
import uuid

import pytest
from django.db import transaction
from django.db.utils import IntegrityError
from django.urls import reverse

from rundblick.access import services
from rundblick.access.context import acting_as
from rundblick.access.database import as_worker
from rundblick.access.models import DangerRequest, Disclosure, Dossier, Grant, TimelineEntry
from rundblick.access.models.dossiers import Basis
from rundblick.access.services import DoorClosed
from rundblick.web.clock import now
from tests.access.test_doors import sees
from tests.house import House

DANGER = "Jemand am Telefon kündigt an, sich etwas anzutun"
SENT = {"kind": "danger", "danger-danger": DANGER, "danger-certain": "on"}


@pytest.fixture
def confided(house: House) -> Dossier:
    """A dossier with one entry in the protected area, which nobody may read."""
    with acting_as(house.alma, "test"):
        found = house.dossier()
    with as_worker("test"):
        TimelineEntry.objects.create(dossier=found, at=now(), kind="test", topic="protected", object_id=uuid.uuid4())
    return found


def asked(house: House, dossier: Dossier, who: str = "hanna") -> str:
    """The address of a request made on the page."""
    answer = house.login(who).post(reverse("access:emergency", args=[dossier.pk]), SENT)
    assert answer.status_code == 302
    return str(answer.headers["Location"])


def test_asking_opens_nothing_and_tells_the_house_without_naming_the_case(house: House, confided: Dossier) -> None:
    address = asked(house, confided)
    assert sees(house, "hanna", TimelineEntry) == 0
    page = house.login("bert").get("/", follow=True).content.decode()
    assert "braucht sofort eine zweite Person" in page and str(confided.pk) not in page
    assert "braucht sofort" not in house.login("hanna").get("/", follow=True).content.decode(), "she knows"
    assert "braucht sofort" not in house.login("otto").get("/", follow=True).content.decode(), "another Jobcenter"
    assert DANGER in house.login("bert").get(address).content.decode()


def test_a_second_person_opens_it_for_three_hours_to_read(house: House, confided: Dossier) -> None:
    address = asked(house, confided)
    assert house.login("bert").post(address, {"answer": "ja"}).status_code == 302
    assert sees(house, "hanna", TimelineEntry) == 1
    assert sees(house, "bert", TimelineEntry) == 0, "agreeing shows nothing"
    with as_worker("test"):
        grant = Grant.objects.get(basis=Basis.BREAK_GLASS)
        told = Disclosure.objects.filter(kind__in=("access.danger", "access.second")).count()
    assert grant.valid_until is not None and not grant.writes and told == 2
    assert dt.timedelta(hours=2.9) < grant.valid_until - now() < dt.timedelta(hours=3)
    watched = house.login("eva").get(reverse("access:temporary_doors")).content.decode()
    assert "zweite Person: Bert" in watched and DANGER in watched
    assert "Zum Fall" in house.login("hanna").get(address).content.decode()


def test_who_says_no_opens_nothing(house: House, confided: Dossier) -> None:
    address = asked(house, confided)
    house.login("bert").post(address, {"answer": "nein"})
    house.login("dana").post(address, {"answer": "ja"})
    assert sees(house, "hanna", TimelineEntry) == 0


@pytest.mark.parametrize("who", ["hanna", "otto", "cem", "ivo", "jana", "frank", "nora"])
def test_neither_oneself_nor_an_outsider_is_the_second_person(house: House, confided: Dossier, who: str) -> None:
    address = asked(house, confided)
    house.login(who).post(address, {"answer": "ja"})
    with as_worker("test"):
        assert not Grant.objects.filter(basis=Basis.BREAK_GLASS).exists()


def test_an_agreement_comes_in_time_and_once(house: House, confided: Dossier) -> None:
    asked(house, confided)
    with as_worker("test"):
        DangerRequest.objects.update(asked_at=now() - dt.timedelta(hours=1, minutes=1))
        late = DangerRequest.objects.get()
    with acting_as(house.bert, "test") as context, pytest.raises(DoorClosed, match="gilt nicht mehr"):
        services.agree(context, request=late)
    asked(house, confided)
    with as_worker("test"):
        fresh = DangerRequest.objects.latest("asked_at")
    for name in ("bert", "dana"):
        house.login(name).post(reverse("access:second", args=[fresh.pk]), {"answer": "ja"})
    with as_worker("test"):
        assert Grant.objects.filter(basis=Basis.BREAK_GLASS).count() == 1


def test_asking_twice_makes_one_request_and_few_words_make_none(house: House, confided: Dossier) -> None:
    assert asked(house, confided) == asked(house, confided)
    page = reverse("access:emergency", args=[confided.pk])
    answer = house.login("bert").post(page, SENT | {"danger-danger": "", "danger-certain": ""})
    assert answer.status_code == 200
    with as_worker("test"):
        assert DangerRequest.objects.count() == 1


def test_postgresql_refuses_one_person_for_both(house: House, confided: Dossier) -> None:
    asked(house, confided)
    with acting_as(house.hanna, "test"), pytest.raises(IntegrityError, match="second_person"), transaction.atomic():
        DangerRequest.objects.update(decided_by=house.hanna, decided_at=now())

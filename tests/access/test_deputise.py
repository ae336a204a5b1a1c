"""Deputies: who covers whom, from which day to which."""

import datetime as dt
from typing import Any

import pytest
from django.urls import reverse

from rundblick.access.context import acting_as
from rundblick.access.models import Cover, Dossier, Grant, User
from rundblick.access.models.dossiers import Basis
from rundblick.web.clock import today
from tests.house import House


def arrange(
    house: House, first: int, last: int, *, absent: str = "alma", deputy: str = "hanna", by: str = "dana"
) -> Any:
    data = {
        "absent": str(house.people[absent].pk),
        "deputy": str(house.people[deputy].pk),
        "first_day": f"{today() + dt.timedelta(days=first):%d.%m.%Y}",
        "last_day": f"{today() + dt.timedelta(days=last):%d.%m.%Y}",
    }
    return house.login(by).post(reverse("access:covers"), data)


def sees(house: House, user: User, dossier: Dossier) -> bool:
    with acting_as(user, "test", read_only=True) as context:
        return Dossier.objects.visible_to(context).filter(pk=dossier.pk).exists()


def test_a_deputy_is_inside_from_the_first_day(house: House, dossier: Dossier) -> None:
    assert arrange(house, 0, 9).status_code == 302
    assert sees(house, house.hanna, dossier)
    text = house.login("dana").get(reverse("access:covers")).content.decode()
    assert "Hanna vertritt Alma" in text and "1 Fall" in text.replace("\xa0", " ") and "läuft" in text


def test_before_the_first_day_the_door_is_closed(house: House, dossier: Dossier) -> None:
    arrange(house, 3, 9)
    assert not sees(house, house.hanna, dossier)
    assert "Öffnen sich später" in house.login("alma").get(reverse("access:doors", args=[dossier.pk])).content.decode()


def test_ending_early_closes_the_doors_in_that_second(house: House, dossier: Dossier) -> None:
    arrange(house, 0, 9)
    row = Cover.objects.get()
    assert house.login("dana").post(reverse("access:cover_end", args=[row.pk])).status_code == 302
    assert not sees(house, house.hanna, dossier)
    assert house.login("dana").post(reverse("access:cover_end", args=[row.pk])).status_code in (302, 404)


def test_a_cover_that_has_not_begun_can_be_taken_back(house: House, dossier: Dossier) -> None:
    arrange(house, 3, 9)
    house.login("dana").post(reverse("access:cover_end", args=[Cover.objects.get().pk]))
    assert not Cover.objects.exists()
    with acting_as(house.alma, "test", read_only=True):
        grant = Grant.objects.get(dossier=dossier, basis=Basis.DEPUTY)
    assert grant.valid_until == grant.valid_from, "the door never opens"


def test_another_cover_of_the_same_deputy_stays(house: House, dossier: Dossier) -> None:
    with acting_as(house.bert, "test"):
        other = house.dossier(responsible=house.bert)
    arrange(house, 0, 9)
    arrange(house, 0, 9, absent="bert")
    first = Cover.objects.get(absent=house.alma)
    house.login("dana").post(reverse("access:cover_end", args=[first.pk]))
    assert not sees(house, house.hanna, dossier) and sees(house, house.hanna, other)


@pytest.mark.parametrize(
    ("first", "last", "people", "sentence"),
    [
        (5, 2, {}, "liegt vor dem Beginn"),
        (-2, 2, {}, "frühestens heute"),
        (0, 2, {"deputy": "alma"}, "vertritt sich selbst"),
        (0, 2, {"absent": "hanna"}, "Wer ist abwesend"),
        (0, 2, {"deputy": "otto"}, "Wer vertritt"),
        (0, 2, {"deputy": "cem"}, "Wer vertritt"),
    ],
)
def test_what_cannot_be_is_said_at_the_form(
    house: House, first: int, last: int, people: dict[str, str], sentence: str
) -> None:
    answer = arrange(house, first, last, **people)
    assert answer.status_code == 200 and sentence in answer.content.decode().split("rb-error-summary")[1]
    assert not Cover.objects.exists()


def test_twice_the_same_or_a_deputy_who_is_away_is_refused(house: House, dossier: Dossier) -> None:
    arrange(house, 0, 9)
    assert "schon" in arrange(house, 5, 12).content.decode()
    arrange(house, 0, 9, absent="bert", deputy="hanna")
    refused = arrange(house, 3, 4, absent="alma", deputy="bert")
    assert "selbst vertreten" in refused.content.decode()


def test_deputies_are_the_business_of_team_leads(house: House, dossier: Dossier) -> None:
    arrange(house, 0, 9)
    row = Cover.objects.get()
    for name in ("alma", "hanna", "frank", "eva", "jana", "otto"):
        client = house.login(name)
        assert client.get(reverse("access:covers")).status_code == 404
        assert client.post(reverse("access:cover_end", args=[row.pk])).status_code == 404

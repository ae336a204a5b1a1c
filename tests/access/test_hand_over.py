"""Giving a case to a colleague."""

import datetime as dt

from django.urls import reverse

from rundblick.access import services
from rundblick.access.context import acting_as
from rundblick.access.models import Dossier, Grant
from rundblick.access.models.dossiers import Basis
from rundblick.web.clock import now
from tests.house import House


def test_the_new_coach_is_responsible_and_the_former_is_out(house: House, dossier: Dossier) -> None:
    address = reverse("access:hand_over", args=[dossier.pk])
    answer = house.login("alma").post(address, {"to": str(house.bert.pk), "team": ""})
    assert answer.status_code == 302
    with acting_as(house.bert, "test", read_only=True):
        current = Grant.objects.get(dossier=dossier, basis=Basis.RESPONSIBLE, valid_until=None)
    assert current.principal_id == house.bert.pk
    text = house.login("alma").get(reverse("access:doors", args=[dossier.pk])).content.decode()
    assert "Tür öffnen" not in text, "Alma still knows the case through her team and leads it no more"


def test_to_another_team_the_case_goes_with_its_team(house: House, dossier: Dossier) -> None:
    address = reverse("access:hand_over", args=[dossier.pk])
    client = house.login("alma")
    refused = client.post(address, {"to": str(house.hanna.pk), "team": ""})
    assert "arbeitet nicht im Team Nord" in refused.content.decode()
    done = client.post(address, {"to": str(house.hanna.pk), "team": str(house.south.pk)})
    assert (done.status_code, done.headers["Location"]) == (302, "/")
    assert client.get(reverse("access:doors", args=[dossier.pk])).status_code == 404
    assert house.login("hanna").get(reverse("access:doors", args=[dossier.pk])).status_code == 200


def test_only_coaches_of_the_own_jobcenter_are_offered(house: House, dossier: Dossier) -> None:
    text = house.login("alma").get(reverse("access:hand_over", args=[dossier.pk])).content.decode()
    assert str(house.bert.pk) in text and str(house.hanna.pk) in text
    for name in ("alma", "cem", "otto", "lena", "jana"):
        assert f'value="{house.people[name].pk}"' not in text


def test_a_team_lead_hands_over_for_somebody_who_is_ill_after_opening_the_case(house: House, dossier: Dossier) -> None:
    address = reverse("access:hand_over", args=[dossier.pk])
    client = house.login("dana")
    assert client.get(address).status_code == 404
    with acting_as(house.dana, "test") as context:
        services.break_glass(context, dossier_id=dossier.pk, purpose="Alma ist für lange Zeit krank")
    assert client.post(address, {"to": str(house.bert.pk), "team": ""}).status_code == 302
    with acting_as(house.bert, "test", read_only=True):
        assert Grant.objects.filter(dossier=dossier, basis=Basis.RESPONSIBLE, valid_until=None).count() == 1


def test_what_was_confided_to_the_former_coach_is_closed_and_doors_of_others_stay(
    house: House, dossier: Dossier
) -> None:
    until = now() + dt.timedelta(days=100)
    with acting_as(house.alma, "test"):
        for reader, topic in ((house.alma, "protected"), (house.alma, "notes"), (house.ivo, "protected")):
            services.open_door(
                dossier_id=dossier.pk,
                principal=reader,
                basis=Basis.CONSENT,
                topics=(topic,),
                until=until,
                evidence="Einwilligung",
            )
        services.hand_over(dossier_id=dossier.pk, to=house.bert)
    with acting_as(house.bert, "test", read_only=True):
        still = Grant.objects.filter(dossier=dossier, basis=Basis.CONSENT, valid_until__gt=now())
        assert {(door.principal_id, *door.topics) for door in still} == {
            (house.alma.pk, "notes"),
            (house.ivo.pk, "protected"),
        }

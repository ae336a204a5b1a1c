"""The door book tells of a consent and leaves withdrawing to the page of the consent."""

import uuid

from django.urls import reverse

from rundblick.access.context import acting_as
from rundblick.access.models import Grant
from rundblick.access.models.dossiers import Basis
from tests.cases.families import haddad
from tests.consent.giving import give
from tests.house import House


def test_the_door_is_closed_by_withdrawing_and_not_by_hand(house: House) -> None:
    family = haddad(house)
    consent = give(house, family.household, family.amira)
    browser, doors = house.login("alma"), reverse("access:doors", args=[family.pk])
    text = browser.get(doors).content.decode()
    assert "Einwilligung widerrufen" in text and reverse("consent:list", args=[family.pk]) in text
    assert reverse("access:door_close", args=[family.pk, consent.grant_id]) not in text
    assert browser.post(reverse("access:door_close", args=[family.pk, consent.grant_id])).status_code == 404


def test_a_withdrawn_door_does_not_come_back_through_undo(house: House) -> None:
    family = haddad(house)
    consent = give(house, family.household, family.amira)
    browser = house.login("alma")
    browser.post(reverse("consent:withdraw", args=[consent.pk]))
    session = browser.session
    session["door_closed"] = str(consent.grant_id)
    session.save()
    assert browser.post(reverse("access:door_reopen", args=[family.pk, consent.grant_id])).status_code == 404
    with acting_as(house.alma, "test", read_only=True):
        assert Grant.objects.filter(basis=Basis.CONSENT).count() == 1


def test_the_person_reads_who_may_know_and_another_member_does_not(house: House) -> None:
    family = haddad(house)
    give(house, family.household, family.amira)
    family.let_in(house.jana, family.amira)
    own = house.login("jana").get(reverse("access:doors", args=[family.pk])).content.decode()
    assert "weil Sie eingewilligt haben" in own and "Einwilligung widerrufen" not in own
    other = haddad_of_karim(house, family.pk, family.karim)
    assert "weil Sie eingewilligt haben" not in other


def haddad_of_karim(house: House, dossier_id: uuid.UUID, karim: uuid.UUID) -> str:
    """What Karim reads with his own access."""
    from rundblick.access.context import bound, system
    from rundblick.access.roles import Role
    from rundblick.access.services import open_door

    with bound(system("test"), "test"):
        house.add("karim", None, None, [Role.PARTICIPANT])
    with acting_as(house.alma, "test"):
        open_door(
            dossier_id=dossier_id,
            principal=house.karim,
            basis=Basis.SELF,
            topics=("master",),
            subject_id=karim,
            evidence="Test",
        )
    return house.login("karim").get(reverse("access:doors", args=[dossier_id])).content.decode()

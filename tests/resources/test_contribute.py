"""What the card gives to other rooms: erasing, merging persons."""

from typing import Any

from rundblick.access.context import acting_as
from rundblick.access.database import as_worker
from rundblick.access.models import Erasure, TimelineEntry
from rundblick.access.services import approve_erasure, erase, request_erasure
from rundblick.resources import hooks, services
from rundblick.resources.models import STATEMENTS, Look, PlannedHelp, Resource
from tests.cases.families import haddad
from tests.house import House
from tests.resources.cards import full


def test_erasing_the_household_leaves_nothing_of_its_cards(house: House) -> None:
    family = haddad(house)
    full(family)
    with acting_as(house.alma, "test") as context:
        request_erasure(context, dossier_id=family.pk, ground="Aufbewahrungsfrist abgelaufen")
    with acting_as(house.eva, "test") as context:
        approve_erasure(context, erasure=Erasure.objects.get())
    with as_worker("test"):
        assert erase(family.pk) > 0
        for model in STATEMENTS:
            assert not model.objects.exists()
            history: Any = vars(model)["former"].rel.related_model
            assert not history.objects.exists()


def test_two_files_of_one_person_become_one_card(house: House) -> None:
    family = haddad(house)
    full(family)
    with acting_as(house.alma, "test"):
        services.look(dossier_id=family.pk, person_id=family.karim, author=house.alma, level=3)
        hooks.merge(family.karim, family.amira)
    with acting_as(house.alma, "test", read_only=True):
        assert set(Resource.objects.values_list("person_id", flat=True)) == {family.karim}
        assert set(PlannedHelp.objects.values_list("person_id", flat=True)) == {family.karim}
        assert [look.person_id for look in Look.objects.all()] == [family.karim]
        told = TimelineEntry.objects.filter(kind=services.KIND)
        assert set(told.values_list("subject_id", flat=True)) == {family.karim}

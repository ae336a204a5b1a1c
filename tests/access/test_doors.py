"""Who sees a dossier, and when a door closes."""

from rundblick.access.context import acting_as
from rundblick.access.models import Dossier
from tests.house import House


def test_responsible_coach_sees_the_dossier_and_strangers_do_not(house: House) -> None:
    with acting_as(house.alma, "test"):
        dossier = house.dossier()
    seen = {}
    for name in house.people:
        with acting_as(house.people[name], "test", read_only=True) as context:
            assert Dossier.objects.visible_to(context).count() == Dossier.objects.count()
            seen[name] = Dossier.objects.filter(pk=dossier.pk).exists()
    assert {name for name, sees in seen.items() if sees} == {"alma", "bert", "dana"}

"""What the room gives to others: merging, erasing, names for the log."""

from decimal import Decimal

from django.db import connection

from rundblick.access import hooks
from rundblick.access.context import acting_as
from rundblick.access.database import as_worker
from rundblick.access.models import Erasure, TimelineEntry
from rundblick.access.services import approve_erasure, erase, request_erasure
from rundblick.strategy import hooks as own
from rundblick.strategy.models import Finding, Meeting, Part, Review, Way
from rundblick.strategy.services import KIND, Found
from tests.cases.families import Family, haddad
from tests.house import House
from tests.strategy.talks import part_of, review, way, whole

ALL = (Finding, Way, Review, Part, Meeting)


def lived(house: House) -> Family:
    """A talk with ways and a review in which something was found about both."""
    family = haddad(house)
    meeting = whole(family, days_ago=200)
    way(family, part_of(family, meeting, family.amira))
    both = {family.amira: Found(Decimal(20)), family.karim: Found(None, None, "geht gut")}
    review(family, meeting, found=both)
    return family


def test_merging_keeps_one_part_per_talk_and_loses_no_way(house: House) -> None:
    family = lived(house)
    with acting_as(house.alma, "test"):
        own.merge(family.karim, family.amira)
        part = Part.objects.get()
        assert part.person_id == family.karim and part.no_action
        assert Way.objects.get().part_id == part.pk
        assert Finding.objects.get().words == "geht gut"
        assert [row.subject_id for row in TimelineEntry.objects.filter(kind=KIND)] == [family.karim]


def test_merging_with_somebody_who_was_in_no_talk_moves_everything(house: House) -> None:
    family = lived(house)
    with acting_as(house.alma, "test"):
        assert own.merge(family.sami, family.amira) == 3
        for model in (Part, Way, Finding):
            assert model.objects.filter(person_id=family.sami).count() == 1


def test_erasing_leaves_nothing_and_no_former_version(house: House) -> None:
    family, other = lived(house), lived(house)
    with acting_as(house.alma, "test") as context:
        request_erasure(context, dossier_id=family.pk, ground="Aufbewahrungsfrist abgelaufen")
    with acting_as(house.eva, "test") as context:
        approve_erasure(context, erasure=Erasure.objects.get())
    with as_worker("test"):
        assert erase(family.pk) > len(ALL)
    with as_worker("test"), connection.cursor() as cursor:
        for model in ALL:
            for table in (model._meta.db_table, f"{model._meta.db_table}event"):
                cursor.execute(f"SELECT count(*) FROM {table} WHERE dossier_id = %s", [family.pk])
                assert cursor.fetchone() == (0,)
            assert model.objects.filter(dossier_id=other.pk).exists()


def test_every_act_has_a_name_in_the_log() -> None:
    for kind in ("page", "write", "review", "hand_on"):
        assert hooks.disclosure_kinds.get(f"strategy.{kind}")

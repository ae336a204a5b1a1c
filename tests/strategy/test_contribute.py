"""What the room gives to others: merging, erasing, the demo."""

from collections.abc import Iterator
from decimal import Decimal
from io import StringIO

import pytest
import yaml
from django.core.management import call_command
from django.db import connection

from rundblick.access import hooks
from rundblick.access.context import acting_as
from rundblick.access.database import as_worker
from rundblick.access.models import Erasure, TimelineEntry
from rundblick.access.services import approve_erasure, erase, request_erasure
from rundblick.strategy import hooks as own
from rundblick.strategy.catalogue import FOLDER, catalogue
from rundblick.strategy.models import Finding, Meeting, Part, Review, Way
from rundblick.strategy.services import KIND, Found
from tests.cases.families import Family, haddad
from tests.house import House, empty_tables
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


def test_the_demo_speaks_the_words_of_the_catalogue() -> None:
    records = yaml.safe_load((FOLDER / "demo.yaml").read_text("utf-8"))
    assert {record["entitlement"] for record in records} >= {"280"}
    levers, helps = ({one.code for one in kind} for kind in (catalogue().levers, catalogue().helps))
    for record in records:
        assert set(record["colleagues"]) <= {one.code for one in catalogue().colleagues}
        for part in record["parts"]:
            assert part.get("no_action_reason") or set(part["levers"]) <= levers
            assert {part[name] for name in ("possible_help", "bearable_help") if name in part} <= helps
            assert all(catalogue().way(way["code"]) for way in part.get("ways", ()))


@pytest.fixture(scope="module")
def loaded() -> Iterator[None]:
    """The whole demo, loaded once."""
    empty_tables()
    call_command("load_demo", stdout=StringIO())
    yield
    empty_tables()


@pytest.mark.slow
def test_the_demo_holds_two_complete_talks_within_their_cases(loaded: None) -> None:
    with as_worker("test"):
        for meeting in Meeting.objects.select_related("dossier__case"):
            assert meeting.completed_on is not None and meeting.held_on >= meeting.dossier.case.opened_on
        assert Meeting.objects.count() == 2
        assert Part.objects.filter(no_action=True).count() == 1
        assert Finding.objects.count() == 2

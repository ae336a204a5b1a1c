"""The demo's networks: rich and different, told over months, under the coach who is responsible."""

import datetime as dt
from typing import Any

import pytest
import yaml

from rundblick.access.database import as_worker
from rundblick.access.models import TimelineEntry
from rundblick.cases.models import Case
from rundblick.network import rules
from rundblick.network.codes import FORMAL, SECTOR_OF, Closeness, Direction, Quality, Sponsor, Support, TieKind
from rundblick.network.demo import SHEET
from rundblick.network.models import Tie
from rundblick.web.clock import today

RECORDS = [
    record
    for members in yaml.safe_load(SHEET.read_text("utf-8")).values()
    for ties in members.values()
    for record in ties
]


@pytest.mark.parametrize("record", RECORDS, ids=lambda record: record["label"])
def test_a_record_speaks_in_codes_and_says_nothing_it_should_not(record: dict[str, Any]) -> None:
    assert record["kind"] in TieKind.values
    assert record["closeness"] in Closeness.values
    assert record["quality"] in Quality.values
    assert record.get("direction", "gives") in Direction.values
    assert record.get("sponsor", "formal") in Sponsor.values
    assert set(record.get("supports", [])) <= set(Support.values)
    assert rules.hint(str(record["label"])) == ""


def test_every_network_is_there_with_its_history(loaded_demo: str) -> None:
    with as_worker("test"):
        threads = set(Tie.objects.values_list("thread", flat=True))
        assert len(threads) == len(RECORDS)
        assert Tie.objects.count() == len(RECORDS) + sum(len(record.get("before", [])) for record in RECORDS)
        for tie in Tie.objects.all():
            assert (tie.x, tie.y) == rules.settle(tie.x, tie.y, SECTOR_OF[tie.kind])
            assert rules.ring_of(tie.x, tie.y) == tie.closeness
            assert tie.label


def test_nothing_is_said_before_the_case_was_opened_and_each_day_is_told_once(loaded_demo: str) -> None:
    with as_worker("test"):
        opened = dict(Case.objects.values_list("pk", "opened_on"))
        for tie in Tie.objects.all():
            assert tie.valid_from >= opened[tie.dossier_id]
        told = TimelineEntry.objects.filter(kind="network")
        assert told.count() == Tie.objects.values("dossier", "person", "valid_from").distinct().count()


def test_within_a_year_a_family_moves_from_offices_to_its_own_people(loaded_demo: str) -> None:
    """now-16 begins with formal helpers; grandmother, friends and sponsors come nearer."""
    with as_worker("test"):
        case = Tie.objects.filter(kind="family_help").values("dossier")[:1]
        rows = Tie.objects.filter(dossier_id__in=case, closeness__lte=2)
        formal = [kind.value for kind in FORMAL]
        for day, expected in ((today() - dt.timedelta(days=300), True), (today(), False)):
            then = rows.on(day)
            offices = then.filter(kind__in=formal).count()
            assert (offices > then.exclude(kind__in=formal).count()) is expected

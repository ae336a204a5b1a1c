"""The demo's talks: in the words of the catalogue, complete, and within their cases."""

import pytest
import yaml

from rundblick.access.database import as_worker
from rundblick.strategy.catalogue import FOLDER, catalogue
from rundblick.strategy.models import Finding, Meeting, Part


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


@pytest.mark.slow
def test_the_demo_holds_two_complete_talks_within_their_cases(loaded_demo: str) -> None:
    with as_worker("test"):
        for meeting in Meeting.objects.select_related("dossier__case"):
            assert meeting.completed_on is not None and meeting.held_on >= meeting.dossier.case.opened_on
        assert Meeting.objects.count() == 2
        assert Part.objects.filter(no_action=True).count() == 1
        assert Finding.objects.count() == 2

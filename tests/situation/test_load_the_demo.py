"""The demo of the room: what the sheet says is there, dated over months, the protected area only with consent."""

from pathlib import Path

import pytest

from rundblick.access.database import as_worker
from rundblick.access.models import Grant, TimelineEntry
from rundblick.catalogue.loading import load_document
from rundblick.situation import demo
from rundblick.situation.models import Entry, ProtectedEntry
from rundblick.web.clock import today


@pytest.fixture(scope="module")
def sheet(loaded_demo: str) -> demo.Sheet:
    """What the demo tells of this room; it is loaded."""
    return load_document(Path(demo.__file__).with_name("demo.yaml"), demo.Sheet)


def test_every_version_of_the_sheet_is_there_once_and_some_have_ended(sheet: demo.Sheet) -> None:
    with as_worker("test"):
        versions = [version for one in sheet.people for thread in one.threads for version in thread.versions]
        assert Entry.objects.count() == len(versions)
        assert Entry.objects.filter(valid_until__isnull=False).exists()
        assert not Entry.objects.filter(valid_from__gt=today()).exists()
        assert TimelineEntry.objects.filter(kind="situation").count() >= len(sheet.people)
    assert len({one.household for one in sheet.people}) >= 5


def test_the_protected_area_is_written_in_where_a_consent_opens_it(sheet: demo.Sheet) -> None:
    with as_worker("test"):
        rows = list(ProtectedEntry.objects.select_related("author"))
        assert len(rows) == sum(len(one.protected) for one in sheet.people)
        for row in rows:
            assert Grant.objects.filter(
                subject_id=row.person_id, principal_id=row.author_id, topics__contains=["protected"]
            ).exists()

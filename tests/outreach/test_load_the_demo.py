"""What both rooms of reaching people show in the demo."""

import pytest

from rundblick.access.database import as_worker
from rundblick.outreach.models import Entry
from rundblick.walkins.content import opened
from rundblick.walkins.models import Contact, WalkIn


@pytest.mark.usefixtures("loaded_demo")
def test_the_demo_shows_a_search_and_people_who_came_by() -> None:
    with as_worker("test"):
        assert Entry.objects.filter(kind="stopped").count() == 1
        assert Entry.objects.count() == 8
        assert {opened(row).place for row in WalkIn.objects.all()} == {"Quartiersbüro Nordstadt", "Beratungsbus"}
        assert all(row.team_id for row in WalkIn.objects.all())
        assert Contact.objects.count() > 300

"""The room's share of the demo."""

import pytest

from rundblick.access.database import as_worker
from rundblick.calendar.codes import Status
from rundblick.calendar.models import Appointment
from rundblick.calendar.queries import with_consent
from rundblick.visits.models import Preparation


@pytest.mark.usefixtures("loaded_demo")
def test_the_demo_shows_a_prepared_visit_that_is_fixed_and_one_that_waits() -> None:
    with as_worker("test"):
        assert Preparation.objects.get().bell
        ahead = Appointment.objects.filter(setting="home_visit", status=Status.PLANNED)
        assert sorted(with_consent(ahead).values_list("waits", flat=True)) == [False, True]

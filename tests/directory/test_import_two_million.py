"""A timetable of a whole transport association, with the memory of a small one."""

import pytest

from rundblick.access.context import acting_as
from rundblick.directory.models import TransitTrip
from tests.house import House, vacuum
from tools.bench import timetable

pytestmark = pytest.mark.slow

MOST_MB = 300


def test_two_million_stop_times_are_read_in_bounded_memory(house: House, capsys: pytest.CaptureFixture[str]) -> None:
    found = timetable.measured()
    vacuum()
    with acting_as(house.alma, "test"):
        assert TransitTrip.objects.count() == timetable.TRIPS
        again = timetable.asked()
    with capsys.disabled():
        print(f"\n{found}\nwith statistics: {again}")
    assert found["stop_times"] == 2_000_000
    assert found["import"]["peak_mb"] < MOST_MB
    assert found["asked"]["lines"] > 0

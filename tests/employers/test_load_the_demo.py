"""The demo's employers: twelve in two municipalities, with workplaces that fit the demo's people."""

import pytest

from rundblick.access.context import acting_as
from rundblick.access.models import User
from rundblick.employers.models import Employer, Site
from rundblick.employers.queries import workplaces
from rundblick.web.clock import today

pytestmark = pytest.mark.usefixtures("loaded_demo")


def test_twelve_employers_lie_in_the_two_municipalities_and_are_placed() -> None:
    coach = User.objects.get(email="coach@demo.example")
    with acting_as(coach, "test", read_only=True):
        assert Employer.objects.count() == 12
        assert set(Site.objects.values_list("city", flat=True)) == {"Ennigerloh", "Everswinkel"}
        assert not Site.objects.filter(latitude__isnull=True).exists()


def test_there_is_work_at_school_times_for_her_and_without_heavy_lifting_for_him() -> None:
    coach = User.objects.get(email="coach@demo.example")
    with acting_as(coach, "test", read_only=True):
        rows = workplaces(today())
        before = workplaces(today().replace(year=today().year - 1))
    assert any({"school_times", "one_contact"} <= row.met and "caring" in row.tasks and row.positions for row in rows)
    assert any({"light_lifting", "no_bending", "fixed_times"} <= row.met and row.positions for row in rows)
    assert any("no_time_pressure" in row.met and "plants" in row.tasks for row in rows)
    assert len(before) < len(rows)

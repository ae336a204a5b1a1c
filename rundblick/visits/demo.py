"""The room's share of the demo: consents to visits, a prepared visit, and one that still waits."""

from pathlib import Path
from typing import Any

import yaml

from rundblick.access.context import acting_as
from rundblick.access.hooks_demo import Cast
from rundblick.calendar.codes import Setting, Status
from rundblick.calendar.models import Appointment
from rundblick.visits import services
from rundblick.web.clock import now


def load(scenario: Any, cast: Cast) -> None:
    """Prepare the next visit of each person of `demo.yaml`, in the name of who goes there."""
    responsible = {household.key: household.responsible for household in scenario.households}
    for told in yaml.safe_load(Path(__file__).with_name("demo.yaml").read_text("utf-8"))["visits"]:
        person = cast.persons.get(told["person"])
        if person is None:
            continue
        coach = cast.users[responsible[told["person"].rsplit("-", 1)[0]]]
        with acting_as(coach, "demo.visits"):
            row = (
                Appointment.objects.filter(
                    person_id=person.pk, setting=Setting.HOME_VISIT, status=Status.PLANNED, starts_at__gt=now()
                )
                .order_by("starts_at")
                .first()
            )
            if row is not None:
                services.prepare(appointment=row, version=0, answers=told["answers"], **told["sheet"])
    with acting_as(cast.users["administration"], "demo.visits"):
        house = cast.organisations["jobcenter"].pk
        services.set_rule(organisation_id=house, version=0, always_two=False, grace=15)

"""Objects of the permission matrix."""

import datetime as dt
from typing import Any

from rundblick.access.context import acting_as
from rundblick.calendar import services
from rundblick.calendar.codes import Setting
from rundblick.calendar.models import Appointment
from rundblick.web.clock import now
from tests.house import House
from tests.people import families as people


def build(house: House) -> dict[str, Any]:
    """One appointment ahead and one that is over."""
    household = people.household(house)

    def appointment(start: dt.datetime) -> Appointment:
        with acting_as(house.alma, "test"):
            return services.arrange(
                dossier_id=household.dossier_id,
                persons=[people_id],
                coach=house.alma,
                starts_at=start,
                ends_at=start + dt.timedelta(hours=1),
                setting=Setting.OFFICE,
            )[0]

    people_id = people.person(household, "Gülşen", of=house.alma).pk
    return {
        "dossier": household.dossier_id,
        "appointment": appointment(now() + dt.timedelta(days=1)).pk,
        "past_appointment": appointment(now() - dt.timedelta(days=1)).pk,
    }

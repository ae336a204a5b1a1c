"""Objects of the permission matrix."""

import datetime as dt
from typing import Any

from rundblick.access.context import acting_as
from rundblick.calendar import services
from rundblick.calendar.codes import Setting
from rundblick.calendar.models import Appointment
from rundblick.web.clock import now, today
from tests.house import House
from tests.people import families as people


def build(house: House) -> dict[str, Any]:
    """Appointments ahead, over and called off; a place, an absence and a wish."""
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
    called_off = appointment(now() + dt.timedelta(days=2))
    with acting_as(house.alma, "test"):
        services.cancel(appointment=called_off)
        absence = services.be_away(coach=house.alma, first_day=today(), last_day=today())
        wish = services.wish_earlier(dossier_id=household.dossier_id, person_id=people_id, coach=house.alma)
    with acting_as(house.frank, "test"):
        place = services.add_place(organisation_id=house.jobcenter.pk, name="Raum 2")
    return {
        "dossier": household.dossier_id,
        "appointment": appointment(now() + dt.timedelta(days=1)).pk,
        "past_appointment": appointment(now() - dt.timedelta(days=1)).pk,
        "called_off": called_off.pk,
        "absence": absence.pk,
        "wish": wish.pk,
        "place": place.pk,
    }

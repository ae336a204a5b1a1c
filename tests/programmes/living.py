"""A programme with everything a participation may need day by day, and short ways to live in it."""

import datetime as dt
from typing import Any

from rundblick.access.context import acting_as
from rundblick.people.models import Household
from rundblick.programmes import services
from rundblick.programmes.checks import AGREED
from rundblick.programmes.definition import Programme
from rundblick.programmes.models import Participation, Presence, ProgrammeEvent
from rundblick.web.clock import today
from tests.house import House
from tests.programmes.build import as_data, full
from tests.programmes.homes import persons, run_of

DAY = dt.timedelta(days=1)
_SAYS = {"origin": {"assumption": "Für den Test gesetzt."}}


def workshop(*, places: int = 12, **changes: Any) -> Programme:
    """The example with every key, with a run that takes people in today."""
    data = as_data(2)
    run = data["runs"][0] | {
        "valid_until": None,
        "places": places,
        "places_by_site": {"nord": places},
    }
    time = data["time"] | {"phases": [phase | {"run": None} for phase in data["time"]["phases"][:2]]}
    return full(**({"runs": [run], "time": time} | changes))


def shielded(**changes: Any) -> Programme:
    """The same under § 16k SGB II: absences stay with the house that runs it."""
    data = as_data(2)
    run = data["runs"][0] | {"valid_from": "2024-01-01", "valid_until": None}
    return workshop(id="begleiten", runs=[run], legal_basis=[{"code": "sgb2_16k", **_SAYS}], **changes)


def latest_monday() -> dt.date:
    """The Monday before this week's: the whole week after it is over."""
    return today() - dt.timedelta(days=today().weekday() + 7)


def living(
    house: House,
    home: Household,
    name: str = "Gülşen",
    *,
    programme: Programme,
    on: dt.date | None = None,
    consents: dict[str, dt.date] | None = None,
    **more: Any,
) -> Participation:
    """Begin as the coach, with agreement and the consent the start needs."""
    start = on or today() - 60 * DAY
    person, run = persons(home, house.alma)[name], run_of(programme)
    with acting_as(house.alma, "test"):
        (row,) = services.begin(
            dossier_id=home.dossier_id,
            run=run,
            persons=[person],
            started_on=start,
            steps={AGREED: start - DAY},
            consents={"exchange": start - DAY} if consents is None else consents,
            **more,
        )
    return fresh(house, row)


def fresh(house: House, row: Participation) -> Participation:
    """The row as it is stored now."""
    with acting_as(house.alma, "test", read_only=True):
        return Participation.objects.select_related("run__definition").get(pk=row.pk)


def event(house: House, row: Participation, kind: str, on: dt.date, **more: Any) -> ProgrammeEvent:
    """Record an event as the coach."""
    with acting_as(house.alma, "test"):
        return services.record_event(participation=row, kind=kind, occurred_on=on, **more)


def presence(house: House, row: Participation, on: dt.date, state: str = "present", **more: Any) -> Presence:
    """Write a line of the ledger as the coach."""
    with acting_as(house.alma, "test"):
        return services.record_presence(participation=row, on=on, state=state, **more)

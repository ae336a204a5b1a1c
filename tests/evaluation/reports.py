"""A small ANNA in the test house, and reports about it."""

import datetime as dt
import uuid

from rundblick.access.context import acting_as, bound, system
from rundblick.access.models import User
from rundblick.evaluation import services
from rundblick.evaluation.computing import carry_out
from rundblick.evaluation.models import ReportSnapshot
from rundblick.people.models import Household
from rundblick.programmes.models import Run
from rundblick.programmes.publishing import publish
from tests.house import House
from tests.programmes.homes import begun, family

DAY = dt.date(2021, 12, 31)


def running(house: House) -> Run:
    """ANNA at the Träger with two households of Alma's in it."""
    with bound(system("test"), "test"):
        publish("anna", provider=house.provider)
    for name in ("Kaya", "Yıldız"):
        taking_part(house, name)
    return the_run()


def taking_part(house: House, name: str, *, coach: User | None = None, site: str = "ennigerloh") -> Household:
    """One more household, both parents of which take part."""
    home = family(house, name, responsible=coach)
    begun(house, home, "Gülşen", "Ali", site=site, by=coach)
    return home


def the_run() -> Run:
    """The run of 2020 to 2022."""
    with bound(system("test"), "test", read_only=True):
        return Run.objects.select_related("definition").get(definition__code="anna", code="projekt")


def ordered(house: House, run: Run, *, as_of: dt.date = DAY, by: str = "nora") -> uuid.UUID:
    """A report that waits for the job."""
    with acting_as(house.people[by], "test") as context:
        return services.prepare(context, run=run, report="abschluss", as_of=as_of).pk


def computed(house: House, run: Run, *, as_of: dt.date = DAY, published: bool = False) -> uuid.UUID:
    """A finished report."""
    snapshot_id = ordered(house, run, as_of=as_of)
    assert carry_out(snapshot_id)
    if published:
        with acting_as(house.nora, "test") as context:
            services.publish(context, ReportSnapshot.objects.get(pk=snapshot_id))
    return snapshot_id


def stored(snapshot_id: uuid.UUID, by: User) -> ReportSnapshot:
    """The snapshot as this person may read it."""
    with acting_as(by, "test", read_only=True):
        return ReportSnapshot.objects.select_related("run__definition").get(pk=snapshot_id)

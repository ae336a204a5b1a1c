"""Short ways to people who need something, and to a report about it."""

import datetime as dt
import uuid
from typing import Any

from rundblick.access.context import acting_as
from rundblick.access.models import User
from rundblick.cases import services as cases
from rundblick.gaps import services
from rundblick.gaps.computing import carry_out
from rundblick.gaps.content import Content, from_json
from rundblick.gaps.models import GapReport
from rundblick.people.rules import Role
from rundblick.people.services import NewAddress, create_household
from rundblick.referrals.models import Referral
from rundblick.web.clock import today
from tests.cases.families import Family
from tests.house import House
from tests.people.families import member, person
from tests.referrals.ways import noted, way
from tests.waiting.lists import waits

DAY = dt.timedelta(days=1)
YEAR = 364
AMIRA = dt.date(1991, 3, 2)


def ago(days: int) -> dt.date:
    return today() - days * DAY


def home(house: House, town: str = "Ennigerloh", *, responsible: User | None = None, children: int = 0) -> Family:
    """Amira with an open case for more than a year in a place; "" = no address."""
    coach = responsible or house.alma
    assert coach.organisation
    where = NewAddress(street="Weg 1", postcode="59320", town=town, valid_from=ago(500)) if town else None
    young = [member(f"Kind {number}|Haddad", dt.date(2016, 1, 5)) for number in range(children)]
    with acting_as(coach, "test"):
        household = create_household(
            organisation=coach.organisation,
            team=house.north if coach is house.alma else house.elsewhere,
            responsible=coach,
            number=f"36502BG{uuid.uuid4().int % 10**7:07}",
            site="ennigerloh",
            members=[member("Amira|Haddad", AMIRA, Role.PARENT), *young],
            address=where,
        )
    amira = person(household, "Amira", of=coach).pk
    with acting_as(coach, "test"):
        case = cases.open_case(household=household, focus=[amira], opened_on=ago(500))
    return Family(house, household, case, {"Amira": amira})


def waiting(house: House, number: int, town: str = "Ennigerloh", *, since: int = 120, **said: Any) -> list[Family]:
    """So many people, each in an own household, who wait for a place in a Kita unless told otherwise."""
    homes = [home(house, town) for _ in range(number)]
    for one in homes:
        waits(one, one.amira, since=since, **said)
    return homes


def refused(family: Family, *, refusal: str = "no_place", on: int = 20, since: int = 60, **said: Any) -> Referral:
    """A way that ended because the office declined."""
    row = way(family, since=since, **said)
    noted(family, row, "contacted", on=since - 5)
    noted(family, row, "ended", on=on, result="declined", refusal=refusal)
    return row


def ordered(house: House, *, first: int = YEAR, until: int = 0, by: str = "nora") -> uuid.UUID:
    """A report that waits for the job."""
    with acting_as(house.people[by], "test") as context:
        return services.prepare(context, first_day=ago(first), as_of=ago(until)).pk


def computed(house: House, *, first: int = YEAR, until: int = 0, by: str = "nora") -> uuid.UUID:
    """A finished report."""
    report_id = ordered(house, first=first, until=until, by=by)
    assert carry_out(report_id)
    return report_id


def stored(house: House, report_id: uuid.UUID, by: str = "nora") -> GapReport:
    """The report as this person reads it."""
    with acting_as(house.people[by], "test", read_only=True):
        return GapReport.objects.select_related("house").get(pk=report_id)


def read(house: House, report_id: uuid.UUID) -> Content:
    """What a report says."""
    return from_json(stored(house, report_id).content)


def said(found: Content, code: str) -> tuple[int | None, int | None]:
    """Gaps and needs of a topic."""
    line = found.topic(code)
    assert line is not None
    return line.gaps, line.needs

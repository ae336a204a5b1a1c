"""Short ways to make areas, put somebody in charge and let families live somewhere."""

import datetime as dt
from typing import Any

from rundblick.access.context import acting_as
from rundblick.access.models import Team, User
from rundblick.areas.codes import Kind
from rundblick.areas.models import Area, Charge, Stretch
from rundblick.areas.services import areas as services
from rundblick.areas.services.areas import Line
from rundblick.cases.services import open_case
from rundblick.people.models import Household, Membership, Site
from rundblick.people.rules import Role
from rundblick.people.services import NewAddress, create_household
from rundblick.web.clock import today
from tests.house import House
from tests.people.families import member

DAY = dt.timedelta(days=1)
BEGUN = dt.date(2020, 1, 1)
TOWN = "Ennigerloh"
FORMULA = '=HYPERLINK("x")'


def area(house: House, name: str = "Mühlenviertel", *streets: str, **given: Any) -> Area:
    """An area Nora keeps, with these streets of Ennigerloh."""
    with acting_as(house.nora, "test"):
        row = services.begin(author=house.nora, name=name, covers=given.get("covers", ""), since=BEGUN)
    for one in streets:
        street(house, row, one)
    return row


def street(house: House, row: Area, name: str, **given: Any) -> Stretch:
    return line(house, row, kind=Kind.STREET, street=name, **given)


def line(house: House, row: Area, **given: Any) -> Stretch:
    """A further line of an area, since it began."""
    said: dict[str, Any] = {"town": TOWN, "since": BEGUN} | given
    with acting_as(house.nora, "test"):
        return services.add(area=row, line=Line(**said))


def charge(house: House, row: Area, team: Team | None = None, coach: User | None = None, **given: Any) -> Charge:
    """Team North looks after the area unless told otherwise."""
    with acting_as(house.nora, "test"):
        return services.put_in_charge(area=row, team=team or house.north, coach=coach, since=given.get("since", BEGUN))


def home(
    house: House,
    lives: str,
    *,
    name: str = "Kaya",
    responsible: User | None = None,
    team: Team | None = None,
    town: str = TOWN,
    postcode: str = "59320",
    born: dt.date = dt.date(1990, 2, 13),
    opened_on: dt.date | None = None,
) -> Household:
    """A household of one adult with an open case, living there since 2020."""
    coach = responsible or house.alma
    assert coach.organisation
    with acting_as(coach, "test"):
        made = create_household(
            organisation=coach.organisation,
            team=team or house.north,
            responsible=coach,
            number="",
            site=Site.ENNIGERLOH,
            members=[member(f"Gül|{name}", born, Role.SINGLE, since=BEGUN)],
            address=NewAddress(street=lives, postcode=postcode, town=town, valid_from=BEGUN),
        )
        who = Membership.objects.get(household=made).person_id
        open_case(household=made, focus=[who], opened_on=opened_on or BEGUN)
    return made


def at(days: int) -> dt.date:
    """So many days from today."""
    return today() + days * DAY

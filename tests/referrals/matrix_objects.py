"""Objects of the permission matrix."""

from typing import Any

from rundblick.access.context import acting_as
from rundblick.referrals import services
from tests.cases.families import haddad
from tests.directory.building import offered
from tests.house import House
from tests.referrals.ways import answered, handed, noted, way


def build(house: House) -> dict[str, Any]:
    """Amira's way to a course is handed to the partner agency; her way to child care waits for money."""
    family = haddad(house)
    row = handed(family, since=20)
    noted(family, row, "contacted", 15)
    own = noted(family, row, "contacted", 12)
    heard = answered(family, row, house.ivo, "waiting", 3)
    late = answered(family, row, house.ivo, "first", 2)
    paid = way(family, area="children", kind="childcare", office="Jugendamt")
    with acting_as(house.alma, "test"):
        cost = services.propose(referral=paid, author=house.alma, proposal="Randzeiten", reasons="Frühschicht")
        link, _url = services.make_link(referral=paid, author=house.alma, reference="Anfrage 1")
    return {
        "case": family.pk,
        "amira": family.amira,
        "row": row.pk,
        "paid": paid.pk,
        "need": row.need_id,
        "own": own.pk,
        "heard": heard.pk,
        "late": late.pk,
        "cost": cost.pk,
        "link": link.pk,
        "what": "contacted",
        "csv": "csv",
        "token": "falsch",
        "offer": offered(house).pk,
    }

"""Objects of the permission matrix."""

from typing import Any

from rundblick.access.context import acting_as
from rundblick.transitions import services
from rundblick.web.clock import today
from tests.cases.families import haddad
from tests.house import House
from tests.transitions.ways import CAME, change, did


def build(house: House) -> dict[str, Any]:
    """Amira's benefits end soon; her move is over."""
    family = haddad(house)
    row = change(family, reach="Durchwahl 12")
    done = did(family, row, "money", 2)
    over = change(family, kind="move", ahead=-20)
    did(family, over, "arrival", 5, **CAME)
    with acting_as(house.alma, "test"):
        services.end(transition=over, version=1, ending="arrived", on=today())
    return {
        "case": family.pk,
        "amira": family.amira,
        "row": row.pk,
        "over": over.pk,
        "done": done.pk,
        "what": "claims",
    }

"""Objects of the permission matrix."""

import uuid
from typing import Any

from rundblick.access.context import acting_as
from rundblick.crisis import services
from tests.cases.families import haddad
from tests.crisis.crises import SAW, asked, begun, ticked
from tests.house import House


def build(house: House) -> dict[str, Any]:
    """A card, a protocol with a second person, and one that protects a child."""
    family = haddad(house)
    with acting_as(house.dana, "test"):
        card = services.save_card(house=house.jobcenter, card=None, version=1, place="", numbers=[], steps=["Ruhig."])
    row = asked(family, begun(family))
    child = begun(family, "child", person=family.sami)
    ticked(family, child, "observation", words=SAW, own=True)
    return {
        "case": family.pk,
        "amira": str(family.amira),
        "card": card.pk,
        "protocol": row.pk,
        "child": child.pk,
        "token": str(uuid.uuid4()),
    }

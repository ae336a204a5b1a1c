"""Objects of the permission matrix."""

import uuid
from typing import Any

from tests.cases.families import haddad
from tests.feedback.saying import asked, entered
from tests.house import House


def build(house: House) -> dict[str, Any]:
    """Amira was asked about today's talk, and her sheet about an earlier one was entered."""
    family = haddad(house)
    row = entered(family, ago=7)
    return {
        "house": house.jobcenter.pk,
        "letter": "bescheid",
        "language": "ar",
        "case": family.pk,
        "amira": family.amira,
        "ask": asked(family).ask.pk,
        "row": row.pk,
        "token": "falsch",
        "nothing": uuid.uuid4(),
    }

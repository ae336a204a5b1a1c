"""Objects of the permission matrix."""

import uuid
from typing import Any

from rundblick.access.context import acting_as
from rundblick.cases import house as agreements
from rundblick.cases import services
from rundblick.cases.codes import ClosingReason
from rundblick.cases.models import AllowedWord, TextModule
from rundblick.web.clock import today
from tests.cases.families import haddad
from tests.house import House
from tests.people import families as people


def _agreed(house: House) -> TextModule:
    with acting_as(house.dana, "test"):
        return agreements.add_module(title=f"Begruessung {uuid.uuid4()}", text="Wir haben uns begrüßt.")


def _word(house: House, person: str) -> AllowedWord:
    with acting_as(house.dana, "test"):
        return agreements.allow_word(word=f"Wort für {person}")


def build(house: House) -> dict[str, Any]:
    """Two cases of Alma's, one of them closed, and what stands in the first."""
    family = haddad(house)
    other = people.household(house, number="36502BG0099999")
    with acting_as(house.alma, "test"):
        members = [row.person_id for row in other.memberships.order_by("pk")]
        closed = services.open_case(household=other, focus=members[:1])
        services.close(case=closed, closed_on=today(), closing_reason=ClosingReason.BY_MISTAKE)
    return {
        "module": _agreed(house).pk,
        "removable_module": lambda _person: _agreed(house).pk,
        "removable_word": lambda person: _word(house, person).pk,
        "case": family.pk,
        "closed_case": closed.pk,
        "household": family.household.pk,
        "amira": family.amira,
        "note": family.note(family.amira)[0].pk,
        "task": family.task().pk,
        "goal": family.goal(family.amira, "Wieder in der Großküche kochen").pk,
        "step": 1,
        "success": lambda _person: family.success(family.amira).pk,
    }

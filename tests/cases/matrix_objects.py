"""Objects of the permission matrix."""

from typing import Any

from rundblick.access.context import acting_as
from rundblick.cases import services
from rundblick.cases.codes import ClosingReason
from rundblick.web.clock import today
from tests.cases.families import haddad
from tests.house import House
from tests.people import families as people


def build(house: House) -> dict[str, Any]:
    """Two cases of Alma's, one of them closed, and what stands in the first."""
    family = haddad(house)
    other = people.household(house, number="36502BG0099999")
    with acting_as(house.alma, "test"):
        members = [row.person_id for row in other.memberships.order_by("pk")]
        closed = services.open_case(household=other, focus=members[:1])
        services.close(case=closed, closed_on=today(), closing_reason=ClosingReason.BY_MISTAKE)
    return {
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

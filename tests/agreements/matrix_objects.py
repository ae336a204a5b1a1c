"""Objects of the permission matrix."""

from typing import Any

from rundblick.access.context import acting_as
from rundblick.agreements.codes import Kind, Side
from rundblick.agreements.services import agreements, network
from tests.agreements.building import agreed, decided, learnt, met, noted
from tests.house import House


def build(house: House) -> dict[str, Any]:
    """Nora agrees something with the partner agency, leads a working group and writes down a lesson."""
    agreement = agreed(house)
    group = noted(house, Kind.GROUP, title="Arbeitskreis Schule und Beruf")
    meeting = met(house, group)

    def fresh_contact(_: str = "") -> Any:
        with acting_as(house.nora, "test"):
            return agreements.add_contact(
                agreement=agreement, side=Side.HOUSE, function="Koordination", name="", reach=""
            ).pk

    def fresh_member(_: str = "") -> Any:
        with acting_as(house.nora, "test"):
            return network.join(group=group, body="Schulamt", function="").pk

    return {
        "agreement": agreement.pk,
        "contact": fresh_contact,
        "kind": "order",
        "item": group.pk,
        "member": fresh_member,
        "meeting": meeting.pk,
        "decision": decided(house, meeting).pk,
        "lesson": learnt(house).pk,
    }

"""Objects of the permission matrix."""

from typing import Any

from rundblick.access.context import acting_as
from tests.conferences.tables import Table, plans, table
from tests.house import House


def build(house: House) -> dict[str, Any]:
    """Ivo's house is invited to Amira's conference, Cem's only planned; one is closed, one without names."""
    made = table(house)
    made.door(house.partner)
    made.door(house.provider)
    made.invite(house.partner)
    seat = made.seat(organisation=house.provider, part="agency")
    mine = made.brings(house.ivo, "Geheime Stichpunkte", for_all=True)
    own = made.brings(house.alma, "Vom Jobcenter")
    decision = made.decide()
    over = Table(house, made.family, plans(made.family, made.family.amira, question="Geheime Frage?"))
    over.invite(house.partner)
    done = over.decide()
    over.close()
    with acting_as(house.alma, "test"):
        handed = over.row.seats.get(part="person")
    hidden = Table(
        house, made.family, plans(made.family, made.family.amira, kind="case_discussion", pseudonymised=True)
    )

    def fresh(_person: str) -> Any:
        return plans(made.family).pk

    def point(_person: str) -> Any:
        return made.point("Noch ein Punkt").pk

    return {
        "case": made.family.pk,
        "conference": made.row.pk,
        "seat": seat.pk,
        "mine": mine.pk,
        "own": own.pk,
        "decision": decision.pk,
        "over": over.row.pk,
        "done": done.pk,
        "handed": handed.pk,
        "hidden": hidden.row.pk,
        "fresh": fresh,
        "point": point,
        "line": "question",
    }

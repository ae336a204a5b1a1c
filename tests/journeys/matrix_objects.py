"""Objects of the permission matrix."""

import uuid
from typing import Any

from rundblick.access.context import acting_as
from rundblick.journeys import services
from rundblick.journeys.editing import drafts
from rundblick.journeys.shelf import shelf
from rundblick.web.clock import today
from tests.house import House
from tests.journeys.family import kaya
from tests.journeys.making import published


def build(house: House) -> dict[str, Any]:
    """A sheet of Alma's with an answer and, fresh for everybody, an application; an own journey and drafts."""
    family = kaya(house)
    *_, last = family.say("offered", "no")

    def application(_: str = "") -> uuid.UUID:
        with acting_as(house.alma, "test"):
            return services.apply(
                sheet=family.sheet,
                journey=shelf()["but"],
                person_id=family.ela,
                track="lunch",
                applied_on=today(),
            ).pk

    version = published(house)

    def draft(_: str = "") -> uuid.UUID:
        with acting_as(house.nora, "test") as context:
            return drafts.begin(context, title="Neu", subject="person").pk

    return {
        "code": version.code,
        "version": version.pk,
        "draft": draft(),
        "fresh_draft": draft,
        "dossier": family.pk,
        "sheet": family.sheet.pk,
        "person": family.deniz,
        "track": "tutoring",
        "step": "known",
        "tap": f"{family.deniz}.tutoring.entitled.yes",
        "hint": f"{family.deniz}.tutoring.offered.no_reason",
        "last": str(last.pk),
        "application": application,
    }

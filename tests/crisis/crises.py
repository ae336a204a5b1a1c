"""Short ways into a crisis of the Haddads."""

import uuid
from typing import Any

from django.urls import reverse

from rundblick.access.context import acting_as
from rundblick.access.models import User
from rundblick.crisis import services
from rundblick.crisis.models import Protocol
from tests.cases.families import Family

WORDS = "Hat sehr geweint."
SAW = "Kommt ohne Jacke, draußen sind zwei Grad."


def begun(family: Family, way: str = "general", *, person: uuid.UUID | None = None, by: User | None = None) -> Protocol:
    """A protocol of Alma's about Amira, with words."""
    author = by or family.house.alma
    with acting_as(author, "test"):
        row = services.begin(
            dossier_id=family.pk, person_id=person or family.amira, way=way, author=author, token=uuid.uuid4()
        )
        return services.write(protocol=row, version=row.version, happened=WORDS, agreed="", follow_up_on=None)


def asked(family: Family, row: Protocol, second: User | None = None) -> Protocol:
    """Bert is asked to stand beside her."""
    with acting_as(family.house.alma, "test"):
        return services.ask(protocol=row, second=second or family.house.bert)


def ticked(family: Family, row: Protocol, code: str, **said: Any) -> None:
    """Alma did a step."""
    with acting_as(family.house.alma, "test"):
        services.tick(protocol=row, code=code, by=family.house.alma, token=uuid.uuid4(), **said)


def url(name: str, row: Protocol, *more: Any) -> str:
    """Address of something one does with a protocol."""
    return reverse(f"crisis:{name}", args=[row.pk, *more])

"""Short ways to tell something of a life in tests."""

import datetime as dt
import uuid
from typing import Any

from rundblick.access.context import acting_as
from rundblick.biography import services
from rundblick.biography.codes import Kind
from rundblick.biography.models import Ability, Activity, Interests, Language, Mobility, Stretch
from rundblick.biography.rules import read_span
from rundblick.biography.services import StretchContent
from rundblick.web.clock import today
from tests.cases.families import Family


def tell(
    family: Family,
    person: uuid.UUID,
    when: str = "2009–2012",
    title: str = "Ausbildung zur Köchin",
    *,
    kind: Kind = Kind.TRAINING,
    shared: bool = False,
    ago: int = 0,
    **more: Any,
) -> Stretch:
    """A stretch that Alma wrote down, `ago` days ago."""
    content = StretchContent(kind=kind, span=read_span(when), title=title, **more)
    with acting_as(family.house.alma, "test"):
        row = services.tell(
            case=family.case, person_id=person, content=content, author=family.house.alma, shared=shared
        )
        if ago:
            row.valid_from = today() - dt.timedelta(days=ago)
            row.save(update_fields=["valid_from"])
    return row


def profile(family: Family, person: uuid.UUID, *, words: str = "") -> dict[str, Any]:
    """One statement of each sort; `words` stand in every text."""
    common = {"dossier_id": family.pk, "person_id": person, "valid_from": today()}
    fresh: dict[str, Any] = {
        "interessen": Interests(**common, letters="SA", words=words or "Singen im Chor"),
        "beweglichkeit": Mobility(
            **common, ways=["bicycle", "public"], minutes_away=40, daytimes=["morning"], in_time=words or "Bis vier Uhr"
        ),
        "faehigkeit": Ability(**common, text=words or "Nähen", level="well"),
        "sprache": Language(**common, language="ar", level="first", text=words or None),
        "aktivitaet": Activity(**common, doing="learning", text=words or "Sprachkurs B1"),
    }
    with acting_as(family.house.alma, "test"):
        return {sort: services.note_down(row=row, author=family.house.alma) for sort, row in fresh.items()}

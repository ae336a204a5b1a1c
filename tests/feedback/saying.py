"""Short ways to say something about a talk."""

import datetime as dt
import uuid
from typing import Any

from rundblick.access.context import acting_as
from rundblick.access.database import as_worker
from rundblick.access.models import User
from rundblick.feedback import catalogue, services
from rundblick.feedback.content import counted_as, sealed
from rundblick.feedback.models import TalkFeedback, Unnamed
from rundblick.feedback.rules import quarter_before, quarter_of
from rundblick.feedback.services import Asked, Content
from rundblick.web.clock import today
from tests.cases.families import Family
from tests.house import House

WORDS = "Es ging mir zu schnell."
GOOD = {"heard": 9, "matter": 8, "way": 9, "today": 8}
LOW = {"heard": 5, "matter": 4, "way": 5, "today": 4}
LAST_QUARTER = quarter_before(quarter_of(today()))


def asked(family: Family, *, by: User | None = None, person: uuid.UUID | None = None, ago: int = 0) -> Asked:
    """Alma asked Amira how the talk was."""
    coach = by or family.house.alma
    with acting_as(coach, "test"):
        return services.ask(
            dossier_id=family.pk,
            person_id=person or family.amira,
            coach=coach,
            on=today() - dt.timedelta(days=ago),
            token=uuid.uuid4(),
        )


def entered(
    family: Family, *, ago: int = 0, by: User | None = None, words: str = WORDS, numbers: dict[str, int] | None = None
) -> TalkFeedback:
    """Amira's sheet from paper, entered by the coach of that talk."""
    coach = by or family.house.alma
    with acting_as(coach, "test"):
        return services.enter(
            dossier_id=family.pk,
            person_id=family.amira,
            coach=coach,
            on=today() - dt.timedelta(days=ago),
            content=Content(catalogue.talk(), numbers or GOOD, words),
            token=uuid.uuid4(),
        )


def falling(family: Family) -> None:
    """Five answers in five weeks, the last two low."""
    for week in range(5):
        entered(family, ago=7 * week, numbers=LOW if week < 2 else GOOD)


def unnamed(house: House, *rows: tuple[str, int], quarter: dt.date = LAST_QUARTER, **more: Any) -> None:
    """Answers without a name: the word of the person and the number of one statement."""
    sheet = more.pop("sheet", None) or catalogue.talk()
    with as_worker("test"):
        Unnamed.objects.bulk_create(
            Unnamed(
                organisation=more.get("of", house.jobcenter),
                quarter=quarter,
                letter=more.get("letter", ""),
                form=sheet.code,
                form_version=sheet.version,
                answers={sheet.statements[0].code: number},
                comment=sealed(more.get("words", "")),
                who=counted_as(word, house.jobcenter.pk),
            )
            for word, number in rows
        )


TEN = tuple((f"wort{place % 5}", 8) for place in range(10))
"""Ten answers of five people."""

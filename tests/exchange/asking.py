"""Short ways to ask, answer and note."""

import uuid
from typing import Any

from rundblick.access.context import acting_as
from rundblick.access.models import Team, User
from rundblick.exchange import services
from rundblick.exchange.models import Answer, Question, Reflection
from rundblick.exchange.services import Asked
from tests.house import House

TITLE = "Wie fangt ihr ein Gespräch am Telefon an?"


def asked(author: User, title: str = TITLE, *, team: Team | None = None, **values: Any) -> Question:
    """To the whole house unless a team is named."""
    given = Asked(title=title, team_id=team.pk if team else None, **values)
    with acting_as(author, "test"):
        return services.ask(author=author, asked=given)


def answered(question: Question, author: User, text: str = "Mit einer offenen Frage.", *, named: bool = True) -> Answer:
    with acting_as(author, "test"):
        return services.answer(question=question, author=author, text=text, named=named)


def noted(author: User, text: str = "Ich rede zu viel.", prompt: str = "mastery") -> Reflection:
    with acting_as(author, "test"):
        return services.reflect(author=author, text=text, prompt=prompt)


def typed(house: House, **said: str) -> dict[str, str]:
    """The question form as it is sent."""
    given = {"title": TITLE, "text": "", "whom": str(house.north.pk), "named": "1", "token": str(uuid.uuid4())}
    return given | said

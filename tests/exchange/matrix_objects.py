"""Objects of the permission matrix."""

from typing import Any

from tests.exchange.asking import answered, asked, noted
from tests.house import House


def build(house: House) -> dict[str, Any]:
    """Alma asks her team, Bert answers; Alma keeps a note."""
    question = asked(house.alma, team=house.north)
    return {
        "question": question.pk,
        "answer": answered(question, house.bert).pk,
        "reflection": noted(house.alma).pk,
    }

"""What the verbs have in common."""

import uuid

from rundblick.access.models import Organisation, User
from rundblick.calendar.errors import Mistaken, Refused


def refuse(problems: dict[str, str]) -> None:
    """Raise Mistaken when there is any problem."""
    if problems:
        raise Mistaken(problems)


def house_of(user: User) -> Organisation:
    """The Jobcenter somebody works for. Raises Refused for everybody else."""
    house = user.organisation
    if house is None or house.kind != Organisation.Kind.JOBCENTER:
        raise Refused("Das führt ein Jobcenter.")
    return house


def token_or_new(token: uuid.UUID | None) -> uuid.UUID:
    """The id of a new row: the token of its form, so that a form sent twice makes one row."""
    return token or uuid.uuid4()

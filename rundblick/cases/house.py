"""What an organisation agrees on for its notes: reading and changing text modules and allowed words."""

import uuid
from typing import Any

from django.db import IntegrityError, transaction

from rundblick.access.context import current, reason
from rundblick.access.roles import Role
from rundblick.calendar.errors import Refused, Stale
from rundblick.cases.hints import House
from rundblick.cases.models import AllowedWord, TextModule

KEEPERS = frozenset({Role.TEAM_LEAD, Role.ADMIN})
"""Who looks after them: no case content is involved."""
TAKEN = "Diesen Namen gibt es schon."
TAKEN_WORD = "Dieses Wort steht schon in der Liste."


def modules(organisation_id: uuid.UUID) -> list[TextModule]:
    """Text modules of the organisation by name. One query."""
    return list(TextModule.objects.filter(organisation_id=organisation_id).order_by("title", "pk"))


def words(organisation_id: uuid.UUID) -> list[AllowedWord]:
    """Allowed words of the organisation. One query."""
    return list(AllowedWord.objects.filter(organisation_id=organisation_id).order_by("word", "pk"))


def agreed(organisation_id: uuid.UUID | None) -> House:
    """Both, as hints to the wording need them; nothing without an organisation. Two queries."""
    if organisation_id is None:
        return House()
    return House(
        allowed=[row.word for row in words(organisation_id)], modules=[row.text for row in modules(organisation_id)]
    )


def add_module(*, title: str, text: str) -> TextModule:
    """Add a text module of the acting person's organisation. Raises Refused for a name that is taken."""
    return _added(TextModule(organisation_id=_own(), title=title, text=text), TAKEN)


def change_module(*, module: TextModule, version: int, title: str, text: str) -> None:
    """Give a module another name or text. Raises Refused for a name that is taken, Stale after another's change."""
    with reason("cases.text_module.change"):
        row = TextModule.objects.select_for_update().filter(pk=module.pk).first()
        if row is None:
            raise Refused("Diesen Textbaustein gibt es nicht mehr.")
        if row.version != version:
            raise Stale(row)
        row.title, row.text, row.version = title, text, row.version + 1
        _kept(row, TAKEN)


def remove_module(*, module: TextModule) -> None:
    """Remove a module; notes that were written with it keep their words."""
    with reason("cases.text_module.remove"):
        module.delete()


def allow_word(*, word: str) -> AllowedWord:
    """Never hint at this word again. Raises Refused when it is in the list."""
    return _added(AllowedWord(organisation_id=_own(), word=word), TAKEN_WORD)


def disallow_word(*, word: AllowedWord) -> None:
    """Hint at the word again."""
    with reason("cases.allowed_word.remove"):
        word.delete()


def _own() -> uuid.UUID:
    organisation_id = current().organisation_id
    if organisation_id is None:
        raise Refused("Das legt jemand an, der zu einer Organisation gehört.")
    return organisation_id


def _added(row: Any, taken: str) -> Any:
    _kept(row, taken)
    return row


def _kept(row: Any, taken: str) -> None:
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError as clash:
        raise Refused(taken) from clash

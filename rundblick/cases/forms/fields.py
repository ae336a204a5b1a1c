"""Fields that several forms of the file share."""

import uuid
from collections.abc import Iterable, Sequence
from typing import Any

from django import forms

from rundblick.access.models import User

Members = Sequence[tuple[uuid.UUID, str]]
"""Members to choose from, as (id, name with role)."""


class PersonField(forms.TypedChoiceField):
    """One member, or (where `nobody` names it) the household. Cleans to the member's id or None."""

    def __init__(self, *, nobody: str = "", **kwargs: Any) -> None:
        self.nobody = nobody
        kwargs.setdefault("label", "Um wen geht es?")
        super().__init__(coerce=uuid.UUID, empty_value=None, required=not nobody, **kwargs)

    def offer(self, members: Members) -> None:
        """Set the members."""
        self.choices = [("", self.nobody or "Bitte wählen"), *((str(key), name) for key, name in members)]


class MembersField(forms.TypedMultipleChoiceField):
    """Several members. Cleans to their ids."""

    widget = forms.CheckboxSelectMultiple

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("error_messages", {"required": "Bitte wählen Sie mindestens eine Person."})
        super().__init__(coerce=uuid.UUID, **kwargs)

    def offer(self, members: Members) -> None:
        """Set the members."""
        self.choices = [(str(key), name) for key, name in members]


class ColleagueField(forms.ChoiceField):
    """One of the colleagues who work on the case, or nobody of the house. Cleans to a User or None."""

    def __init__(self, **kwargs: Any) -> None:
        self.colleagues: dict[str, User] = {}
        super().__init__(required=False, **kwargs)

    def offer(self, colleagues: Iterable[User]) -> None:
        """Set the colleagues."""
        self.colleagues = {str(user.pk): user for user in colleagues}
        self.choices = [("", "niemand im Haus"), *((key, user.display_name) for key, user in self.colleagues.items())]

    def clean(self, value: Any) -> User | None:
        return self.colleagues.get(super().clean(value))

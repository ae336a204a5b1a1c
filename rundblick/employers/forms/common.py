"""What the forms have in common."""

import uuid
from collections.abc import Mapping
from typing import Any, ClassVar

from django import forms

from rundblick.web.forms import Form

NO_PEOPLE = "Nichts über Menschen, die beraten werden."


class Kept(Form):
    """A form for a new row (`token`, so that two clicks make one) or a stored one (`version`).

    `names`: the fields that are columns too.
    """

    names: ClassVar[tuple[str, ...]] = ()
    token = forms.UUIDField(widget=forms.HiddenInput, required=False)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    @property
    def seen(self) -> int:
        """The version somebody saw; -1 when the form lost it, which no row has."""
        return self.cleaned_data["version"] or -1

    @classmethod
    def values(cls, row: Any) -> dict[str, Any]:
        """The row as this form shows it."""
        return {name: getattr(row, name) for name in cls.names}

    def said(self) -> dict[str, Any]:
        """What was said, lists as tuples."""
        found = {name: self.cleaned_data[name] for name in self.names}
        return {name: tuple(value) if isinstance(value, list) else value for name, value in found.items()}


def fresh(**given: Any) -> dict[str, Any]:
    """What a form for something new begins with."""
    return {"token": uuid.uuid4()} | given


def stored(form: type[Kept], row: Any) -> Mapping[str, Any]:
    """What a form for a stored row begins with."""
    return form.values(row) | {"version": row.version}


def choose(words: Any, *, nothing: str = "") -> list[tuple[str, str]]:
    """Choices of a list of codes, the first for no answer."""
    return [("", nothing), *words.choices] if nothing else list(words.choices)

"""The layout of a form: pieces inside of pieces, and the fields they are drawn with."""

from collections.abc import Sequence
from dataclasses import dataclass
from dataclasses import field as made
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.utils.datastructures import MultiValueDict


@dataclass
class Node:
    """A piece of the layout. `kind`: field, pair, group, rows, row, note.

    `name`: what buttons for adding and removing send. `marks`: hidden fields that say what is there. `errors`: of the
    piece as a whole. `minor`: pieces behind "Weitere Angaben". `told`: the piece in one line.
    """

    kind: str
    name: str = ""
    label: str = ""
    help: str = ""
    field: BoundField | None = None
    children: list["Node"] = made(default_factory=list)
    minor: list["Node"] = made(default_factory=list)
    errors: list[str] = made(default_factory=list)
    marks: list[str] = made(default_factory=list)
    lines: list[str] = made(default_factory=list)
    told: str = ""
    add: str = ""
    remove: str = ""
    open: bool = False
    new: bool = False

    def inner(self) -> list["Node"]:
        """The pieces inside."""
        return [*self.children, *self.minor]

    @property
    def wrong(self) -> bool:
        """Whether something in it is wrong, so that it is shown open."""
        own = self.errors or (self.field is not None and self.field.errors)
        return bool(own) or any(node.wrong for node in self.inner())

    @property
    def minor_open(self) -> bool:
        """Whether the further fields are shown at once."""
        return any(node.wrong for node in self.minor)


class Fields:
    """The fields of a form while its layout is planned, and what stands in them."""

    def __init__(self) -> None:
        self.made: dict[str, forms.Field] = {}
        self.given: MultiValueDict[str, Any] = MultiValueDict()

    def add(self, name: str, field: forms.Field, value: Any) -> Node:
        """A field with its value; a list for a field of many values. Gives its piece."""
        self.made[name] = field
        self.given.setlist(name, value if isinstance(value, list) else ["" if value is None else str(value)])
        return Node("field", name, str(field.label or ""))

    def select(self, name: str, label: str, found: Sequence[Any], value: Any, *, help: str = "") -> Node:
        """One of these."""
        field = forms.ChoiceField(label=label, help_text=help, required=False, choices=list(found))
        return self.add(name, field, value)

    def ticks(self, name: str, label: str, found: Sequence[Any], value: list[str], *, help: str = "") -> Node:
        """Any of these, as check boxes."""
        widget = forms.CheckboxSelectMultiple
        field = forms.MultipleChoiceField(
            label=label, help_text=help, required=False, choices=list(found), widget=widget
        )
        return self.add(name, field, value)

    def text(self, name: str, label: str, value: Any, *, help: str = "", widget: forms.Widget | None = None) -> Node:
        """Something to type."""
        field = forms.CharField(
            label=label,
            help_text=help,
            required=False,
            widget=widget or forms.TextInput(attrs={"autocomplete": "off"}),
            strip=False,
        )
        return self.add(name, field, value)

    def hidden(self, name: str, value: Any) -> Node:
        """Something that only travels along."""
        return self.text(name, "", value, widget=forms.HiddenInput())


def find(nodes: Sequence[Node], name: str) -> Node | None:
    """The piece of that name, no single field."""
    return next((node for node in every(nodes) if node.name == name and node.kind != "field"), None)


def every(nodes: Sequence[Node]) -> list[Node]:
    """All pieces, outer ones first."""
    found: list[Node] = []
    for node in nodes:
        found += [node, *every(node.inner())]
    return found

"""One form for any section, made from the schema: fields by their place, and the layout around them.

The form is always drawn from the draft, with its complaints beside the fields; it never refuses what was typed, because
a draft may contain mistakes (typed.py keeps them).
"""

from collections.abc import Iterator, Sequence
from typing import Any

from django import forms
from pydantic import BaseModel

from rundblick.catalogue.loading import Place
from rundblick.programmes.definition import Programme
from rundblick.programmes.editing.choices import choices, with_given
from rundblick.programmes.editing.compare import UNIT_WORDS, told
from rundblick.programmes.editing.complaints import Wrong, name_of
from rundblick.programmes.editing.condition.form import NOWHERE, Drawer, Focus
from rundblick.programmes.editing.condition.places import field_at
from rundblick.programmes.editing.condition.tree import tree_of
from rundblick.programmes.editing.document import Data, at
from rundblick.programmes.editing.keys import Key, carries_origin, condition_place, key_at, keys_of, words_of
from rundblick.programmes.editing.nodes import Fields, Node, every, find
from rundblick.programmes.editing.origins import is_own, own_reason
from rundblick.programmes.editing.plain import shown_date
from rundblick.programmes.editing.sections import EditSection
from rundblick.programmes.editing.typed import HERE, REASON, UNITS
from rundblick.web.forms import DateInput, Form

FEW = 9
"""So many choices stand as check boxes; more become lists to choose from, one below the other."""
OPEN_ROWS = 1


class SectionForm(Form):
    """The fields of one section; `nodes` is the layout."""

    version = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(
        self,
        section: EditSection,
        document: Data,
        *,
        wrong: Sequence[Wrong] = (),
        version: int = 0,
        opened: str = "",
        focus: Focus = NOWHERE,
    ) -> None:
        self.document = document
        self.opened = opened or focus.name
        self._fields = Fields()
        self._conditions = Drawer(self._fields, str(document.get("unit", "")), focus)
        self._fields.given["version"] = str(version)
        plans = [self._plan(key, document.get(key.name), (key.name,)) for key in section.shown_keys()]
        super().__init__(self._fields.given)
        self.fields.update(self._fields.made)
        self.full_clean()
        self.nodes: list[Node] = [self._bound(plan) for plan in plans]
        for one in wrong:
            self._complain(one)

    # Layout

    def _plan(self, key: Key, value: Any, place: Place) -> Node:
        name = "-".join(map(str, place))
        spoken = key.words
        match key.kind:
            case "part" if key.part is not None:
                return self._part(key, key.part, value, place)
            case "rows" if key.part is not None:
                return self._rows(key, key.part, value, place)
            case "durations":
                rows = value if isinstance(value, list) else []
                node = Node("rows", name, spoken.label, spoken.help or "", add="Zeitspanne", marks=[])
                for index, span in enumerate(rows):
                    here = f"{name}-{index}"
                    pair = self._pair(here, f"{index + 1}. nach", "", span)
                    pair.marks, pair.remove = [f"{here}-{HERE}"], here
                    node.children.append(pair)
                return node
            case "duration":
                return self._pair(name, spoken.label, spoken.help or "", value)
            case "condition":
                return self._condition(key, name, value)
            case "numbers":
                return self._numbers(name, key, value)
            case "choices":
                return self._choices(name, key, value)
        return self._field(name, spoken.label, spoken.help or "", key, value)

    def _condition(self, key: Key, name: str, value: Any) -> Node:
        if value is None:
            return Node("group", name, key.words.label, key.words.help or "", add=key.words.label)
        return self._conditions.condition(key, name, value)

    def _part(self, key: Key, model: type[BaseModel], value: Any, place: Place) -> Node:
        name = "-".join(map(str, place))
        node = Node("group", name, key.words.label, key.words.help or "")
        if key.may_be_absent and value is None:
            node.add = key.words.label
            return node
        if key.may_be_absent:
            node.marks.append(f"{name}-{HERE}")
            node.remove = name
        self._inside(node, model, value, place)
        return node

    def _rows(self, key: Key, model: type[BaseModel], value: Any, place: Place) -> Node:
        name = "-".join(map(str, place))
        one = words_of(model).one
        node = Node("rows", name, key.words.label, key.words.help or "", add=one)
        rows = value if isinstance(value, list) else []
        for index, data in enumerate(rows):
            here = f"{name}-{index}"
            row = Node("row", here, name_of(data) or self._chosen_name(model, data) or f"{one} {index + 1}")
            row.marks.append(f"{here}-{HERE}")
            row.remove = here
            row.told = told(model, data, self.document)
            row.new = self.opened == here
            row.open = len(rows) <= OPEN_ROWS or row.new or self.opened.startswith(f"{here}-")
            self._inside(row, model, data, (*place, index))
            node.children.append(row)
        return node

    def _inside(self, node: Node, model: type[BaseModel], data: Any, place: Place) -> None:
        values = data if isinstance(data, dict) else {}
        for key in keys_of(model):
            if key.kind == "origin":
                continue
            target = node.minor if key.words.minor else node.children
            target.append(self._plan(key, values.get(key.name), (*place, key.name)))
        if carries_origin(model):
            node.minor.append(self._reason(node.name, values.get("origin")))

    def _reason(self, name: str, origin: Any) -> Node:
        said = self._field(
            f"{name}-{REASON}",
            "Warum wir davon abweichen",
            _from(origin),
            Key("", "prose", words_of(Programme).keys["title"]),
            own_reason(origin),
            rows=2,
        )
        return said

    def _pair(self, name: str, label: str, help: str, value: Any) -> Node:
        unit, number = next(iter(value.items()), ("", "")) if isinstance(value, dict) else ("", value or "")
        known = unit if unit in UNITS else "weeks"
        first = self._field(f"{name}-number", label, "", _SIMPLE, number)
        second = self._fields.select(f"{name}-unit", "Einheit", list(UNIT_WORDS.items()), known)
        return Node("pair", name, label, help, children=[first, second])

    def _numbers(self, name: str, key: Key, value: Any) -> Node:
        values = value if isinstance(value, dict) else {}
        sites = at(self.document, ("sites",))
        known = {
            str(site["code"]): str(site.get("label", site["code"]))
            for site in (sites if isinstance(sites, list) else [])
            if isinstance(site, dict) and site.get("code")
        }
        node = Node("group", name, key.words.label, key.words.help or "")
        for code, label in (known | {code: code for code in values if code not in known}).items():
            node.children.append(self._field(f"{name}-{code}", label, "", _SIMPLE, values.get(code)))
        if not node.children:
            node.kind, node.lines = "note", ["Das Programm hat keine Orte."]
        return node

    def _choices(self, name: str, key: Key, value: Any) -> Node:
        given = [str(one) for one in value] if isinstance(value, list) else []
        found = with_given(choices(key, self.document), given)
        if len(found) <= FEW:
            return self._fields.ticks(name, key.words.label, found, given, help=key.words.help or "")
        node = Node("selects", name, key.words.label, key.words.help or "")
        for index, one in enumerate([*given, ""]):
            label = key.words.label if not index else "oder" if one else "oder außerdem"
            help = node.help if not index else ""
            choice = self._fields.select(f"{name}-{index}", label, [("", "—"), *found], one, help=help)
            node.children.append(choice)
        return node

    def _chosen_name(self, model: type[BaseModel], data: Any) -> str:
        """What a row is called that has no words of its own: what was chosen in it."""
        for name in ("code", "journey", "purpose"):
            key = key_at(model, name)
            if key is not None and key.kind == "choice" and isinstance(data, dict) and data.get(name):
                return dict(choices(key, self.document)).get(str(data[name]), str(data[name]))
        return ""

    # Fields

    def _field(self, name: str, label: str, help: str, key: Key, value: Any, *, rows: int = 3) -> Node:
        match key.kind:
            case "yes":
                tick = forms.BooleanField(label=label, help_text=help, required=False)
                return self._fields.add(name, tick, ["on"] if value not in (None, False, "") else [])
            case "choice":
                found = with_given(choices(key, self.document), [value] if value is not None else [])
                default = "" if key.default is None else dict(found).get(str(key.default), "")
                empty = f"wie sonst: {default}" if default else "keine Angabe" if key.optional else "Bitte wählen"
                return self._fields.select(name, label, [("", empty), *found], value, help=help)
            case "prose" | "lines":
                widget: forms.Widget = forms.Textarea(attrs={"rows": rows})
            case "date":
                widget = DateInput()
            case "whole" | "decimal":
                widget = forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"})
            case _:
                widget = forms.TextInput(attrs={"autocomplete": "off"})
        return self._fields.text(name, label, _shown(key, value), help=help, widget=widget)

    def _bound(self, node: Node) -> Node:
        if node.kind == "field":
            node.field = self[node.name]
        for inner in node.inner():
            self._bound(inner)
        return node

    # Complaints

    def _complain(self, one: Wrong) -> None:
        """Beside the field it is about, else at the nearest piece around it."""
        for name in self._spots(one.place):
            for candidate in (name, f"{name}-number", f"{name}-0"):
                if candidate in self.fields:
                    self.add_error(candidate, one.message)
                    return
            if (node := find(self.nodes, name)) is not None:
                node.errors.append(one.message)
                return
        self.add_error(None, f"{one.where}: {one.message}")

    def _spots(self, place: Place) -> Iterator[str]:
        """Names a place may be drawn with, the closest first."""
        steps = tuple(map(str, place))
        if (found := condition_place(place)) is not None:
            above, inner = found
            steps = tuple(field_at(tree_of(at(self.document, above)), inner, "-".join(map(str, above))).split("-"))
        for length in range(len(steps), 0, -1):
            yield "-".join(steps[:length])

    def condition_at(self, name: str) -> Node | None:
        """The condition that a part of it belongs to."""
        return next((one for one in self._drawn if f"{name}-".startswith(f"{one.name}-")), None)

    @property
    def readings(self) -> list[tuple[str, str]]:
        """Every condition of the section as a sentence: (name, sentence)."""
        return [(one.name, one.told) for one in self._drawn]

    @property
    def _drawn(self) -> list[Node]:
        return [node for node in every(self.nodes) if node.kind == "condition"]

    @property
    def links(self) -> list[tuple[str, str]]:
        """What is wrong with whole pieces: (id of the piece, sentence), for the summary."""
        return [(node.name, f"{node.label}: {error}") for node in every(self.nodes) for error in node.errors]


_SIMPLE = Key("", "whole", words_of(Programme).keys["title"])


def _shown(key: Key, value: Any) -> str:
    """A stored value the way people type it."""
    if value is None or value == "":
        return ""
    if isinstance(value, list):
        return "\n".join(map(str, value))
    if key.kind == "date":
        return shown_date(value)
    if key.kind == "decimal" and _is_number(value):
        return str(value).replace(".", ",")
    return str(value)


def _is_number(value: Any) -> bool:
    try:
        float(value)
    except (TypeError, ValueError):
        return False
    return True


def _from(origin: Any) -> str:
    """Where a rule comes from, as a hint."""
    if not isinstance(origin, dict):
        return "Eine eigene Regel."
    place = origin.get("place")
    source = f"Quelle: {place}." if place else ""
    if is_own(origin):
        return f"{source} Von uns angepasst.".strip()
    return f"{source} Annahme: {origin['assumption']}".strip() if origin.get("assumption") else source
